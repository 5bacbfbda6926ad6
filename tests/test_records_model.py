"""A record is its columns; its pydantic model is made for whoever holds a single row."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from core.records.catalogue import ALL_RECORDS
from core.records.people import Person, Policyholder
from core.records.policy import Policy


def test_the_columns_of_every_record_are_known_without_pydantic_and_numpy() -> None:
    code = (
        "import sys; from core.records.catalogue import ALL_RECORDS\n"
        "print(sum(len(record.columns()) for record in ALL_RECORDS))\n"
        "print([name for name in ('pydantic', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(sum(len(record.columns()) for record in ALL_RECORDS)), "[]"]


def test_a_row_is_read_by_headings_or_field_names_as_dirty_as_it_is() -> None:
    by_heading = Policy.model()(保单号=" p1 ", 生效日="2026年3月1日", 保额="10万元")
    assert by_heading == Policy.model()(policy_no="P1", effective_on=date(2026, 3, 1), sum_assured=Decimal(100_000))
    assert (by_heading.policy_no, by_heading.matures_on, by_heading.branch_code) == ("P1", None, "")


def test_a_row_knows_no_other_headings_and_is_not_changed() -> None:
    with pytest.raises(ValidationError, match="保额大写"):
        Policy.model()(保额大写="壹拾万元整")
    with pytest.raises(ValidationError, match="frozen"):
        Policy.model()().policy_no = "P2"


def test_a_record_built_on_another_has_its_columns_first() -> None:
    names = [column.name for column in Policyholder.columns()]
    own = [column.name for column in Person.columns()]
    assert names[: len(own)] == own
    assert len(names) > len(own)

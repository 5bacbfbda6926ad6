"""What holds for every rule A1–A5: no sheet, an empty sheet or a ledger alone neither finds nor breaks anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checks.engine import load_rules, run_checks
from core.checks.rule import Context
from core.records.catalogue import APPLICATION_RECORDS, POLICY_RECORDS
from core.table import Tables
from tests.checking import NOT_ASKED, context, table

OURS = sorted(code for code in load_rules() if code[:2] in ("A1", "A2", "A3", "A4", "A5") and len(code) == 4)


def found(surroundings: Context, code: str) -> int:
    return len(run_checks(surroundings, frozenset({code}))[1])


def test_there_are_49_rules_from_A101_to_A507() -> None:
    assert len(OURS) == 13 + 18 + 5 + 6 + 7


@pytest.mark.parametrize("code", OURS)
def test_nothing_read_finds_nothing(code: str) -> None:
    assert found(replace(context(), tables=Tables()), code) == 0


@pytest.mark.parametrize("code", OURS)
def test_empty_sheets_find_nothing(code: str) -> None:
    empty = Tables(table(record, []) for record in (*APPLICATION_RECORDS, *POLICY_RECORDS))
    assert found(replace(context(), tables=empty, in_force=context().tables), code) == 0


def test_rows_without_any_value_are_gaps_and_break_no_other_rule() -> None:
    records = APPLICATION_RECORDS
    rows = [{column.name: "" for column in record.columns() if column.name not in NOT_ASKED} for record in records]
    tables = Tables(table(record, [row]) for record, row in zip(records, rows, strict=True))
    surroundings = replace(context(), tables=tables)
    assert {code for code in OURS if found(surroundings, code)} == {"A101", "A102"}


@pytest.mark.parametrize("code", OURS)
def test_the_same_application_in_the_ledger_as_well_finds_nothing(code: str) -> None:
    assert found(replace(context(), in_force=context().tables), code) == 0

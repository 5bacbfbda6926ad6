"""The rules A1–A5 stay columnar: no loop over good rows, so 100,000 of them take about a second."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from core.checks.engine import load_rules
from core.checks.rule import Context
from core.records.policy import Policy
from core.table import Array, Table, Tables
from tests.checking import citizen, context, table

OURS = tuple(f"A{group}" for group in range(1, 6))
NUMBER_FIELDS = ("application_no", "policy_no")
PERSON_FIELDS = ("document_no", "policyholder_document_no", "insured_document_no")
PHONE_FIELDS = ("phone", "policyholder_phone", "insured_phone")


def many(one: Table, count: int) -> Table:
    """The single valid row of a table ``count`` times, each of another person with a phone, account and address."""
    order = np.arange(count)
    columns = {name: np.repeat(column, count) for name, column in one.columns.items()}
    persons = _texts([citizen("1988-05-06", area=f"{110000 + n // 100}", serial=n % 100) for n in range(count)])
    for name in columns:
        if name in NUMBER_FIELDS:
            columns[name] = _texts([f"TB{n:014d}" for n in range(count)])
        elif name in PERSON_FIELDS and one.record.table != "beneficiaries":
            columns[name] = persons
        elif name in PHONE_FIELDS:
            columns[name] = _texts([f"138{n:08d}" for n in range(count)])
        elif name.endswith("name") and name not in ("agent_name", "branch_name", "product_name"):
            columns[name] = _texts([f"{chr(0x4E00 + n % 9000)}{chr(0x4E00 + n // 9000)}" for n in range(count)])
        elif name == "holder":
            columns[name] = columns.get(
                "name", _texts([f"{chr(0x4E00 + n % 9000)}{chr(0x4E00 + n // 9000)}" for n in range(count)])
            )
        elif name.endswith("address"):
            columns[name] = _texts([f"北京市东城区某某街道{n}号院" for n in range(count)])
    return replace(one, columns=columns, row=order.astype(np.int32) + 2, origin=np.zeros(count, np.int32), typed={})


def _texts(values: list[str]) -> Array:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def seconds(run: Context) -> dict[str, float]:
    """Time of each of our rules, hits counted but not worded."""
    taken: dict[str, float] = {}
    for code, registered in load_rules().items():
        if code[:2] in OURS and len(code) == 4:
            start = time.perf_counter()
            for hit in registered.check(run):
                hit.indices()
            taken[code] = time.perf_counter() - start
    return taken


def applications(count: int) -> Context:
    one = context()
    return replace(one, tables=Tables(many(table, count) for table in one.tables.values()))


def policies(count: int) -> Context:
    return replace(context(), tables=Tables([many(table(Policy, [{}]), count)]))


@pytest.mark.long
@pytest.mark.parametrize(
    "run", [policies(100_000), applications(10_000)], ids=["100,000 policies", "100,000 rows of applications"]
)
def test_100_000_rows_take_about_a_second(run: Context) -> None:
    taken = seconds(run)
    assert sum(taken.values()) < 3.0, sorted(taken.items(), key=lambda item: -item[1])[:8]

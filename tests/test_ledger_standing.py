"""Records read whole are remembered with the connection and brought forward; nobody sees another table for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ledger import standing
from core.ledger.changes import last_change, transaction
from core.ledger.current import load_table, load_tables
from core.ledger.lazy import LazyTables
from core.ledger.plan import make_plan
from core.ledger.schema import open_ledger
from core.ledger.undo import undo
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.training import Training
from core.table import Table, Tables
from tests.month_ledger import OCTOBER_END, add, new_ledger
from tests.tables import table

POLICIES = """
| 保单号 | 险种代码 | 机构代码 | 保额   | 生效日     | 保单状态 |
| P1     | WL2601   | 860101   | 100000 | 2024-02-29 | 有效     |
| P3     | WL2601   | 860101   | 0.10   | 2025-01-01 | 有效     |
"""
MORE = """
| 保单号 | 险种代码 | 机构代码 | 保额   | 生效日     | 保单状态 |
| P0     | WL2601   | 860101   | 1000   |            | 有效     |
| P2     | WL2601   | 860101   | 2000   | 2026-01-01 | 有效     |
| P3     | WL2601   | 860101   | 300.50 | 2025-01-01 | 终止     |
| P9     | WL2601   | 860101   | 4000   | 2026-01-01 | 有效     |
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(new_ledger(tmp_path, {Policy: POLICIES})) as connection:
        yield connection


def same(one: Table, other: Table) -> bool:
    """Equal to the last bit: columns with their types, rows and where they say they are from."""
    return (one.record, one.origins) == (other.record, other.origins) and all(
        a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype != object)
        for a, b in [(one.row, other.row), (one.origin, other.origin), *((one[n], other[n]) for n in other.columns)]
    )


def read_afresh(connection: sqlite3.Connection) -> Table:
    with closing(open_ledger(Path(connection.execute("PRAGMA database_list").fetchone()[2]))) as another:
        return load_table(another, Policy)


def test_rows_that_came_changed_or_went_take_their_places(ledger: sqlite3.Connection) -> None:
    first = load_table(ledger, Policy)
    add(ledger, {Policy: MORE})
    after = load_table(ledger, Policy)
    assert first["policy_no"].tolist() == ["P1", "P3"]
    assert after["policy_no"].tolist() == ["P0", "P1", "P2", "P3", "P9"]
    assert after["sum_assured"].tolist() == [1000, 100000, 2000, 300.5, 4000]
    assert same(after, read_afresh(ledger))
    undo(ledger, last_change(ledger), "演练")
    assert same(load_table(ledger, Policy), first)


def test_only_the_first_time_everything_is_read(ledger: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    load_table(ledger, Policy)
    monkeypatch.setattr(standing, "_all_rows", None)
    add(ledger, {Policy: MORE})
    assert len(load_table(ledger, Policy)) == 5
    assert load_table(ledger, Policy) is load_table(ledger, Policy)


def test_what_a_transaction_took_back_was_never_there(ledger: sqlite3.Connection) -> None:
    load_table(ledger, Policy)
    with pytest.raises(KeyError), transaction(ledger):
        ledger.execute("UPDATE policies_current SET version = 1")
        assert load_table(ledger, Policy)["policy_no"].tolist() == ["P1", "P1"]
        raise KeyError
    assert load_table(ledger, Policy)["policy_no"].tolist() == ["P1", "P3"]


def test_another_connection_s_changes_are_seen(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    load_table(ledger, Policy)
    with closing(open_ledger(tmp_path / "台账.sqlite")) as colleague:
        add(colleague, {Policy: MORE})
    assert len(load_table(ledger, Policy)) == 5


def test_a_shared_column_cannot_be_written_to(ledger: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="read-only"):
        load_table(ledger, Policy)["sum_assured"][0] = 1


def test_a_record_is_read_when_it_is_asked_for(ledger: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = standing._all_rows
    monkeypatch.setattr(standing, "_all_rows", lambda c, record: asked.append(record.table) or read(c, record))
    tables = LazyTables(ledger, (Policy, Claim, Training))
    assert asked == []
    assert tables
    assert asked == ["policies"]
    assert not tables.has(Claim)
    assert len(tables.of(Policy)) == 2
    assert asked == ["policies", "claims"]
    assert list(tables) == ["policies"] == list(load_tables(ledger, (Policy, Claim, Training)))


def test_lazy_tables_are_those_of_their_moment(ledger: sqlite3.Connection) -> None:
    tables = LazyTables(ledger, (Policy,))
    add(ledger, {Policy: MORE})
    assert tables.of(Policy)["policy_no"].tolist() == ["P1", "P3"]
    assert not LazyTables(ledger, (Claim,))


BOOKS = st.lists(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 5), st.sampled_from(["2026-02-28", "2026-01-01"])),
        min_size=1, max_size=8, unique_by=lambda row: row[0],
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(BOOKS)
def test_brought_forward_is_read_afresh(tmp_path_factory: pytest.TempPathFactory, books: list[list[tuple]]) -> None:
    heading = "| 保单号 | 险种代码 | 机构代码 | 保额 | 生效日 |\n"
    with closing(open_ledger(tmp_path_factory.mktemp("台账") / "台账.sqlite")) as ledger:
        for book in books:
            rows = "".join(f"| 保{number} | WL2601 | 860101 | {amount} | {day} |\n" for number, amount, day in book)
            add(ledger, {Policy: f"\n{heading}{rows}"})
            assert same(load_table(ledger, Policy), read_afresh(ledger))


def test_a_small_plan_looks_its_keys_up_and_a_large_one_reads_them_all(
    ledger: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = Tables([table(Policy, MORE, cutoff=OCTOBER_END)])
    looked_up = make_plan(ledger, tables, {}, date(2026, 10, 31))
    monkeypatch.setattr("core.ledger.table_plan._KEYS_LOOKED_UP", 0)
    read = make_plan(ledger, tables, {}, date(2026, 10, 31))
    assert looked_up.counts() == read.counts() == {"inserted": 3, "changed": 1, "same": 0, "refused": 0}
    assert list(looked_up.tables[0].cell_changes()) == list(read.tables[0].cell_changes())

"""The ledger: what a sync inserts, changes, leaves and refuses; what history shows; what undo takes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from core.ledger.audit import audit
from core.ledger.change import Change
from core.ledger.changes import apply_plan, head
from core.ledger.current import change_known_on, load_table
from core.ledger.history import history
from core.ledger.plan import make_plan
from core.ledger.problems import LedgerError
from core.ledger.schema import open_ledger
from core.ledger.undo import undo
from core.records.policy import Policy
from core.table import Tables
from tests.tables import table

OCTOBER = date(2026, 10, 31)
NOVEMBER = date(2026, 11, 30)

BOOK = """
| 保单号 | 险种代码 | 机构代码 | 保额   | 生效日     | 保单状态 |
| P1     | WL2601   | 860101   | 100000 | 2024-02-29 | 有效     |
| P2     | WL2601   | 860101   | 0.10   | 2025-01-01 | 有效     |
"""
LATER = BOOK.replace("100000", "80000.55")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_ledger(tmp_path / "台账.sqlite")
    yield connection
    connection.close()


class Clock:
    """A clock that moves on by a day at every look."""

    def __init__(self, start: datetime = datetime(2026, 11, 1, tzinfo=UTC)) -> None:
        self.now = start - timedelta(days=1)

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


def sync(ledger: sqlite3.Connection, text: str, cutoff: date = OCTOBER, clock: Clock | None = None) -> list[Change]:
    plan = make_plan(ledger, Tables([table(Policy, text, cutoff=cutoff)]), {}, cutoff)
    return apply_plan(ledger, plan, who="zhang", clock=clock or Clock())


def plan_counts(ledger: sqlite3.Connection, text: str, cutoff: date = OCTOBER) -> dict[str, int]:
    return make_plan(ledger, Tables([table(Policy, text, cutoff=cutoff)]), {}, cutoff).counts()


def amounts(ledger: sqlite3.Connection, until_change: int | None = None) -> list[float]:
    return load_table(ledger, Policy, until_change=until_change)["sum_assured"].tolist()


def test_a_new_book_inserts_2_rows_and_a_second_sync_changes_nothing(ledger: sqlite3.Connection) -> None:
    assert plan_counts(ledger, BOOK) == {"inserted": 2, "changed": 0, "same": 0, "refused": 0}
    sync(ledger, BOOK)
    assert plan_counts(ledger, BOOK) == {"inserted": 0, "changed": 0, "same": 2, "refused": 0}


def test_a_plan_writes_nothing(ledger: sqlite3.Connection) -> None:
    plan_counts(ledger, BOOK)
    assert ledger.execute("SELECT COUNT(*) FROM policies").fetchone() == (0,)


def test_amounts_are_kept_as_whole_fen_and_ids_as_text(ledger: sqlite3.Connection) -> None:
    sync(ledger, BOOK.replace("P1", "0001"))
    rows = ledger.execute("SELECT policy_no, sum_assured, effective_on FROM policies ORDER BY policy_no").fetchall()
    assert rows == [("0001", 10_000_000, "2024-02-29"), ("P2", 10, "2025-01-01")]


def test_a_changed_amount_shows_before_and_after(ledger: sqlite3.Connection) -> None:
    sync(ledger, BOOK)
    plan = make_plan(ledger, Tables([table(Policy, LATER, cutoff=NOVEMBER)]), {}, NOVEMBER)
    (change,) = plan.tables[0].cell_changes()
    assert (change.heading, change.before, change.after) == ("保额", 10_000_000, 8_000_055)


def test_a_sheet_without_a_column_keeps_what_the_ledger_knows(ledger: sqlite3.Connection) -> None:
    sync(ledger, BOOK)
    narrow = "| 保单号 | 险种代码 | 保单状态 |\n| P1 | WL2601 | 终止 |"
    sync(ledger, narrow, NOVEMBER)
    assert ledger.execute("SELECT status, sum_assured FROM policies WHERE policy_no='P1'").fetchone() == (
        "终止",
        10_000_000,
    )
    assert plan_counts(ledger, narrow, NOVEMBER)["same"] == 1


def test_a_blank_cell_in_a_present_column_is_a_change(ledger: sqlite3.Connection) -> None:
    sync(ledger, "| 保单号 | 险种代码 | 借款 |\n| P1 | WL2601 | 500 |")
    sync(ledger, "| 保单号 | 险种代码 | 借款 |\n| P1 | WL2601 | |", NOVEMBER)
    assert ledger.execute("SELECT loan FROM policies WHERE policy_no='P1'").fetchone() == (None,)


def test_an_older_workbook_never_overwrites_newer_facts(ledger: sqlite3.Connection) -> None:
    sync(ledger, LATER, NOVEMBER)
    plan = make_plan(ledger, Tables([table(Policy, BOOK, cutoff=OCTOBER)]), {}, OCTOBER)
    assert plan.counts() == {"inserted": 0, "changed": 0, "same": 1, "refused": 1}
    assert [(f.code, f.where.cell) for f in plan.findings] == [("D32", "A2")]


def test_a_workbook_of_the_same_cutoff_may_correct(ledger: sqlite3.Connection) -> None:
    sync(ledger, BOOK)
    assert plan_counts(ledger, LATER)["changed"] == 1


def test_two_rows_of_one_key_that_disagree_are_both_refused(ledger: sqlite3.Connection) -> None:
    twice = BOOK + "| P1 | WL2601 | 860101 | 5 | 2024-02-29 | 有效 |"
    plan = make_plan(ledger, Tables([table(Policy, twice)]), {}, OCTOBER)
    assert [f.code for f in plan.findings] == ["D21"]
    assert plan.findings[0].where.cell == "A4"
    written = {plan.tables[0].keys[i] for i in plan.tables[0].inserted}
    assert written == {"P2\x1fWL2601"}


def test_rows_refused_by_a_check_are_not_written(ledger: sqlite3.Connection) -> None:
    plan = make_plan(ledger, Tables([table(Policy, BOOK)]), {"policies": np.array([True, False])}, OCTOBER)
    apply_plan(ledger, plan, clock=Clock())
    assert [row[0] for row in ledger.execute("SELECT policy_no FROM policies")] == ["P2"]


def test_the_ledger_knows_on_a_past_day_what_it_knew_then(ledger: sqlite3.Connection) -> None:
    clock = Clock()
    sync(ledger, BOOK, clock=clock)  # known on 1 November
    sync(ledger, LATER, NOVEMBER, clock)  # known on 2 November
    assert amounts(ledger) == [80000.55, 0.10]
    assert amounts(ledger, change_known_on(ledger, date(2026, 11, 1))) == [100000.0, 0.10]
    assert amounts(ledger, change_known_on(ledger, date(2026, 10, 31))) == []


def test_history_tells_who_changed_which_cell_in_which_row(ledger: sqlite3.Connection) -> None:
    clock = Clock()
    sync(ledger, BOOK, clock=clock)
    sync(ledger, LATER, NOVEMBER, clock)
    first, second = history(ledger, "P1")
    assert (first.change.who, first.sheet_row, len(first.cells)) == ("zhang", 2, 6)
    assert [(c.heading, c.before, c.after) for c in second.cells] == [("保额", 10_000_000, 8_000_055)]


def test_undo_brings_the_earlier_state_back_and_can_itself_be_undone(ledger: sqlite3.Connection) -> None:
    clock = Clock()
    sync(ledger, BOOK, clock=clock)
    (second,) = sync(ledger, LATER, NOVEMBER, clock)
    undone = undo(ledger, second.id, "录入错误", clock=clock)
    assert amounts(ledger) == [100000.0, 0.10]
    undo(ledger, undone.id, "撤销有误", clock=clock)
    assert amounts(ledger) == [80000.55, 0.10]


def test_undo_of_an_insertion_withdraws_the_rows_and_a_new_sync_brings_them_in_again(
    ledger: sqlite3.Connection,
) -> None:
    (first,) = sync(ledger, BOOK)
    undo(ledger, first.id, "误同步")
    assert amounts(ledger) == []
    assert plan_counts(ledger, BOOK)["inserted"] == 2
    sync(ledger, BOOK)
    assert amounts(ledger) == [100000.0, 0.10]


def test_undo_is_refused_where_a_later_change_depends_on_it(ledger: sqlite3.Connection) -> None:
    (first,) = sync(ledger, BOOK)
    sync(ledger, LATER, NOVEMBER)
    with pytest.raises(LedgerError, match="2 号"):
        undo(ledger, first.id, "想撤销")


def test_a_plan_made_before_somebody_elses_change_is_refused(ledger: sqlite3.Connection) -> None:
    stale = make_plan(ledger, Tables([table(Policy, BOOK)]), {}, OCTOBER)
    sync(ledger, BOOK)
    with pytest.raises(LedgerError, match="新的变动"):
        apply_plan(ledger, stale)


def test_an_untouched_ledger_passes_the_audit(ledger: sqlite3.Connection) -> None:
    sync(ledger, BOOK)
    sync(ledger, LATER, NOVEMBER)
    result = audit(ledger, head(ledger)[:12])
    assert (result.breaks, result.changes, result.versions) == ((), 2, 3)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE policies_versions SET sum_assured = 1 WHERE ledger_version = 1",
        "UPDATE changes SET who = 'somebody else' WHERE id = 1",
        "DELETE FROM policies_versions WHERE ledger_version = 2",
        "DELETE FROM changes WHERE id = 1",
        "UPDATE policies_current SET version = 1 WHERE version = 3",
        "UPDATE policies_current SET hash = x'00' WHERE version = 3",
        "DELETE FROM policies_current WHERE version = 2",
        "UPDATE policies_versions SET ledger_withdrawn = 1 WHERE ledger_version = 2",
        "UPDATE policies_versions SET ledger_change = 77 WHERE ledger_version = 1",
        "INSERT INTO policies_current VALUES ('P9', 1, '', x'00')",
    ],
)
def test_the_audit_finds_a_changed_or_deleted_line(ledger: sqlite3.Connection, tampering: str) -> None:
    sync(ledger, BOOK)
    sync(ledger, LATER, NOVEMBER)
    ledger.execute("PRAGMA foreign_keys=OFF")
    ledger.execute(tampering)
    assert audit(ledger).breaks


def cut_last_change(ledger: sqlite3.Connection) -> None:
    """As somebody would who knows the tables: no trace of the second change is left."""
    ledger.execute("DELETE FROM policies_versions WHERE ledger_change = 2")
    ledger.execute("DELETE FROM changes WHERE id = 2")
    ledger.execute("DELETE FROM policies_current")
    ledger.execute(
        "INSERT INTO policies_current SELECT ledger_key, ledger_version, ledger_as_of, ledger_hash"
        " FROM policies_versions"
    )


def test_a_cut_tail_shows_when_an_earlier_head_is_given(ledger: sqlite3.Connection) -> None:
    sync(ledger, BOOK)
    sync(ledger, LATER, NOVEMBER)
    printed = head(ledger)
    cut_last_change(ledger)
    assert audit(ledger).breaks == ()
    assert len(audit(ledger, printed).breaks) == 1


def test_a_ledger_that_lacks_a_column_is_brought_forward_with_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    connection = open_ledger(path)
    sync(connection, BOOK)
    connection.execute("DROP VIEW policies")
    connection.execute("ALTER TABLE policies_versions DROP COLUMN policy_form")
    connection.close()
    reopened = open_ledger(path)
    assert amounts(reopened) == [100000.0, 0.10]
    assert len(list(tmp_path.glob("*备份*"))) == 1
    reopened.close()


def test_a_file_that_is_no_ledger_gives_one_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    path.write_text("this is not a database, and it is long enough to be looked at" * 20)
    with pytest.raises(LedgerError, match="不是台账"):
        open_ledger(path)


def test_the_ledger_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    open_ledger(path).close()
    assert path.stat().st_mode & 0o077 == 0

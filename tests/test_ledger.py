"""The ledger: what a sync inserts, changes, leaves and refuses; what history shows; the file itself."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from core.ledger.changes import apply_plan
from core.ledger.current import change_known_on
from core.ledger.history import history
from core.ledger.plan import make_plan
from core.ledger.problems import LedgerError
from core.ledger.schema import open_ledger
from core.records.policy import Policy
from core.table import Tables
from tests.ledger_book import BOOK, LATER, NOVEMBER, OCTOBER, Clock, amounts, plan_counts, sync
from tests.tables import table


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


def test_a_plan_made_before_somebody_elses_change_is_refused(ledger: sqlite3.Connection) -> None:
    stale = make_plan(ledger, Tables([table(Policy, BOOK)]), {}, OCTOBER)
    sync(ledger, BOOK)
    with pytest.raises(LedgerError, match="新的变动"):
        apply_plan(ledger, stale)


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

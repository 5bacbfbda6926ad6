"""Batches: changes of several records that are written together, and taken back together, newest first."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from core.ledger.audit import audit
from core.ledger.change import Change
from core.ledger.changes import apply_plan
from core.ledger.current import load_table
from core.ledger.plan import Batch, Plan, make_plan
from core.ledger.problems import LedgerError
from core.ledger.schema import open_ledger
from core.ledger.undo import undo
from core.records.policy import Policy, PremiumReceipt
from core.records.record import Record
from core.table import Tables
from tests.tables import table

ON = date(2026, 10, 31)
POLICY = "| 保单号 | 险种代码 | 保额 | 保单状态 |\n| P1 | WL2601 | {amount} | 有效 |"
RECEIPT = "| 保单号 | 险种代码 | 业务类型 | 实收金额 |\n| P1 | WL2601 | 续期 | {amount} |"


def plan(ledger: sqlite3.Connection, amount: str) -> Plan:
    return make_plan(
        ledger,
        Tables([table(Policy, POLICY.format(amount=amount)), table(PremiumReceipt, RECEIPT.format(amount=amount))]),
        {},
        ON,
    )


def together(ledger: sqlite3.Connection, amount: str) -> list[Change]:
    """A policy line and a receipt of the same amount, as one batch."""
    parts = plan(ledger, amount)
    return apply_plan(ledger, Plan([], [], parts.base_change, [Batch(parts.tables, "同一件事")]))


def amounts(ledger: sqlite3.Connection) -> tuple[list[float], list[float]]:
    def column(record: type[Record], name: str) -> list[float]:
        return list(load_table(ledger, record)[name].tolist())

    return column(Policy, "sum_assured"), column(PremiumReceipt, "received")


def test_the_changes_of_a_batch_carry_the_number_of_its_first_and_one_reason(ledger: sqlite3.Connection) -> None:
    together(ledger, "1")
    changes = together(ledger, "2")
    assert [(change.id, change.batch, change.why) for change in changes] == [(3, 3, "同一件事"), (4, 3, "同一件事")]


@pytest.mark.parametrize("named", [3, 4])
def test_undo_of_either_change_takes_both_back_newest_first(ledger: sqlite3.Connection, named: int) -> None:
    together(ledger, "1")
    together(ledger, "2")
    undone = undo(ledger, named, "录入错误")
    assert amounts(ledger) == ([1.0], [1.0])
    assert [change.undoes for change in undone.changes] == [4, 3]
    assert (undone.id, undone.changed) == (5, 2)


def test_undo_of_the_undo_brings_both_again(ledger: sqlite3.Connection) -> None:
    together(ledger, "1")
    together(ledger, "2")
    undone = undo(ledger, 3, "录入错误")
    undo(ledger, undone.id, "撤销有误")
    assert amounts(ledger) == ([2.0], [2.0])
    assert audit(ledger).breaks == ()


def test_a_later_change_of_one_row_holds_the_whole_batch(ledger: sqlite3.Connection) -> None:
    together(ledger, "1")
    apply_plan(ledger, make_plan(ledger, Tables([table(Policy, POLICY.format(amount="9"))]), {}, ON))
    with pytest.raises(LedgerError, match="3 号"):
        undo(ledger, 2, "想撤销")
    assert amounts(ledger) == ([9.0], [1.0])


def test_changes_are_taken_back_one_after_the_other_newest_first(ledger: sqlite3.Connection) -> None:
    for amount in ("1", "2", "3"):
        together(ledger, amount)
    undo(ledger, 5, "撤销三")
    undo(ledger, 3, "撤销二")
    assert amounts(ledger) == ([1.0], [1.0])
    undo(ledger, 1, "撤销一")
    assert amounts(ledger) == ([], [])


def test_nothing_is_taken_back_twice_and_what_came_back_stands_in_the_way_again(ledger: sqlite3.Connection) -> None:
    for amount in ("1", "2", "3"):
        together(ledger, amount)
    undone = undo(ledger, 5, "撤销三")
    with pytest.raises(LedgerError, match="7、8 号"):
        undo(ledger, 5, "再撤销")
    undo(ledger, undone.id, "撤销有误")
    with pytest.raises(LedgerError, match="5、6 号"):
        undo(ledger, 3, "撤销二")
    assert amounts(ledger) == ([3.0], [3.0])


def test_changes_alone_have_no_batch_and_are_taken_back_alone(ledger: sqlite3.Connection) -> None:
    changes = apply_plan(ledger, plan(ledger, "1"))
    assert [change.batch for change in changes] == [None, None]
    assert len(undo(ledger, changes[0].id, "误同步").changes) == 1
    assert amounts(ledger) == ([], [1.0])


def test_a_ledger_from_before_there_were_batches_is_brought_forward_and_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    connection = open_ledger(path)
    apply_plan(connection, plan(connection, "1"))
    connection.execute("ALTER TABLE changes DROP COLUMN batch")
    connection.execute("PRAGMA user_version=1")
    connection.close()
    connection = open_ledger(path)
    together(connection, "2")
    assert audit(connection).breaks == ()
    assert (tmp_path / "台账.备份-2.sqlite").exists()
    connection.close()

"""What undo takes back, and when it is refused."""

from __future__ import annotations

import sqlite3

import pytest

from core.ledger.problems import LedgerError
from core.ledger.undo import undo
from tests.ledger_book import BOOK, LATER, NOVEMBER, Clock, amounts, plan_counts, sync


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

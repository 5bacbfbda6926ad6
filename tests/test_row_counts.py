"""Rows of a sync by outcome: a row that stands twice in its sheet is no row that the ledger has already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from core.ledger.plan import Plan, make_plan
from core.ledger.schema import empty_ledger
from core.records.policy import Policy
from core.table import Tables, concatenate
from macros.row_counts import kept_words, nothing_new, row_counts
from tests.ledger_book import BOOK, OCTOBER, sync
from tests.tables import table

TWICE = BOOK + "| P1 | WL2601 | 860101 | 100000 | 2024-02-29 | 有效 |"


@pytest.fixture
def ledger() -> Iterator[sqlite3.Connection]:
    held = empty_ledger()
    yield held
    held.close()


def plan_of(ledger: sqlite3.Connection, *texts: str) -> Plan:
    whole = concatenate([table(Policy, text, path=f"{place}.xlsx") for place, text in enumerate(texts)])
    return make_plan(ledger, Tables([whole]), {}, OCTOBER)


def test_a_repeated_row_of_a_first_sync_is_repeated_and_not_the_same_as_the_ledger(ledger: sqlite3.Connection) -> None:
    part = row_counts(plan_of(ledger, TWICE))["保单台账"]
    assert part == {"inserted": 2, "changed": 0, "same": 1, "refused": 0, "repeated": 1}
    assert kept_words(part) == "变更 0　相同 0　拒收 0　本表内重复 1 行"


def test_without_repeated_rows_nothing_is_said_of_them_and_a_known_book_brings_nothing_new(
    ledger: sqlite3.Connection,
) -> None:
    sync(ledger, BOOK)
    once, twice = (row_counts(plan_of(ledger, text))["保单台账"] for text in (BOOK, TWICE))
    assert kept_words(once) == "变更 0　相同 2　拒收 0"
    assert (twice["same"], nothing_new(twice)) == (3, True)


def test_a_row_that_two_books_bring_is_repeated_in_neither(ledger: sqlite3.Connection) -> None:
    part = row_counts(plan_of(ledger, BOOK, BOOK))["保单台账"]
    assert (part["inserted"], part["same"], part["repeated"]) == (2, 2, 0)

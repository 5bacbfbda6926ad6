"""The audit finds every line that was changed, deleted or cut off."""

from __future__ import annotations

import sqlite3

import pytest

from core.ledger.audit import audit
from core.ledger.changes import head
from tests.ledger_book import BOOK, LATER, NOVEMBER, sync


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

"""Rows of a policy that the ledger refused: why a balance that counts on them cannot tie."""

from __future__ import annotations

import re
import sqlite3

from core.findings import Severity
from core.ledger.rows import KEY_SEPARATOR
from core.records.policy import Policy, PremiumReceipt

SHOWN = 2
WHOLE = re.compile(rf"\.0(?={KEY_SEPARATOR}|$)")
"""The ledger keeps 期次 2 as 2.0 in a key."""


def refused_rows(connection: sqlite3.Connection, until: str = "") -> dict[str, str]:
    """By 保单号 where its refused rows stand and by which code. ``until``: ISO moment of the newest run, "" for all.

    A row that came in later, corrected, explains nothing any more.
    """
    query = (
        "SELECT f.record, f.record_key, f.code, f.path, f.sheet, f.cell FROM findings f JOIN runs r ON r.id = f.run"
        " WHERE f.severity = ? AND f.record IN (?, ?) AND (? = '' OR r.known_at < ?) ORDER BY f.id"
    )
    values = (Severity.REFUSED.value, Policy.table, PremiumReceipt.table, until, until)
    places: dict[str, dict[str, None]] = {}
    for record, key, code, path, sheet, cell in connection.execute(query, values).fetchall():
        if not _held(connection, record, key):
            places.setdefault(key.split("/")[0], {})[f"{path} {sheet}!{cell}（{code}）"] = None
    return {policy: _words(list(found)) for policy, found in places.items()}


def _held(connection: sqlite3.Connection, record: str, key: str) -> bool:
    """Does the ledger hold the row by now? Findings write the parts of a key with strokes between them."""
    policy = key.split("/")[0]
    query = f"SELECT key FROM {record}_current WHERE key >= ? AND key < ?"
    held = connection.execute(query, (policy + KEY_SEPARATOR, policy + chr(ord(KEY_SEPARATOR) + 1)))
    return any(WHOLE.sub("", one).replace(KEY_SEPARATOR, "/") == key for (one,) in held)


def _words(places: list[str]) -> str:
    more = f"等 {len(places)} 处" if len(places) > SHOWN else ""
    return f"有行被拒收：{'、'.join(places[:SHOWN])}{more}"

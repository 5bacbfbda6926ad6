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


def refused_rows(
    connection: sqlite3.Connection, last_run: int | None = None, last_change: int | None = None
) -> dict[str, str]:
    """By 保单号 where its refused rows stand and by which code.

    A row that came in later, corrected, explains nothing any more. ``last_run``, ``last_change``: what came after them
    is not known yet; None: everything is.
    """
    query = (
        "SELECT f.record, f.record_key, f.code, f.path, f.sheet, f.cell FROM findings f JOIN runs r ON r.id = f.run"
        " WHERE f.severity = ? AND f.record IN (?, ?) AND (? IS NULL OR r.id <= ?) ORDER BY f.id"
    )
    values = (Severity.REFUSED.value, Policy.table, PremiumReceipt.table, last_run, last_run)
    places: dict[str, dict[str, None]] = {}
    for record, key, code, path, sheet, cell in connection.execute(query, values).fetchall():
        if not _held(connection, record, key, last_change):
            places.setdefault(key.split("/")[0], {})[f"{path} {sheet}!{cell}（{code}）"] = None
    return {policy: _words(list(found)) for policy, found in places.items()}


def _held(connection: sqlite3.Connection, record: str, key: str, last_change: int | None) -> bool:
    """Did the ledger hold the row after a change? Findings write the parts of a key with strokes between them."""
    policy = key.split("/")[0]
    query = (
        f"SELECT ledger_key, ledger_withdrawn, MAX(ledger_version) FROM {record}_versions"
        " WHERE ledger_key >= ? AND ledger_key < ? AND (? IS NULL OR ledger_change <= ?) GROUP BY ledger_key"
    )
    span = (policy + KEY_SEPARATOR, policy + chr(ord(KEY_SEPARATOR) + 1))
    held = connection.execute(query, (*span, last_change, last_change))
    return any(not gone and WHOLE.sub("", one).replace(KEY_SEPARATOR, "/") == key for one, gone, _ in held)


def _words(places: list[str]) -> str:
    more = f"等 {len(places)} 处" if len(places) > SHOWN else ""
    return f"有行被拒收：{'、'.join(places[:SHOWN])}{more}"

"""Is the ledger whole? Recomputes every row hash and every link of the chain."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from core.ledger.access import broken_accesses
from core.ledger.change import Change, chain_link
from core.ledger.history import changes
from core.ledger.rows import row_hashes, select_list
from core.records.catalogue import by_table
from core.records.record import Record


@dataclass(frozen=True)
class AuditResult:
    """``breaks``: Chinese sentences, one per place where the ledger is not what was written. Empty: whole."""

    changes: int
    versions: int
    head: str
    breaks: tuple[str, ...]


def audit(connection: sqlite3.Connection, expected_head: str = "") -> AuditResult:
    """Verify the chain of changes. ``expected_head``: as printed on an earlier report; a cut ledger lacks it."""
    breaks: list[str] = []
    link, number, total = "", 0, 0
    heads = {""}
    for change in changes(connection):
        number += 1
        if change.id != number:
            breaks.append(f"第 {number} 号变更缺失。")
            number = change.id
        versions = _versions(connection, change, breaks)
        total += len(versions)
        link = chain_link(link, change, versions)
        if link != change.chain:
            breaks.append(f"第 {change.id} 号变更与写入时不一致（{change.known_at}，{change.sheet or change.kind}）。")
            link = change.chain
        heads.add(link)
    breaks += broken_accesses(connection)
    if expected_head and not any(known.startswith(expected_head) for known in heads if known):
        breaks.append("给出的链头不在台账中：台账的末尾可能被截掉，或不是同一份台账。")
    return AuditResult(number, total, link, tuple(breaks))


def _versions(connection: sqlite3.Connection, change: Change, breaks: list[str]) -> list[tuple[str, bytes, int]]:
    record = by_table().get(change.record)
    if record is None:
        breaks.append(f"第 {change.id} 号变更的对象无法识别。")
        return []
    rows = connection.execute(
        "SELECT ledger_key, ledger_hash, ledger_withdrawn, ledger_version,"
        f" {select_list(record)} FROM {record.table}_versions WHERE ledger_change = ? ORDER BY ledger_version",
        (change.id,),
    ).fetchall()
    for row, digest in zip(rows, _recomputed(record, [row[4:] for row in rows]), strict=True):
        if digest != row[1]:
            breaks.append(f"{record.sheet} 第 {row[3]} 版的内容在写入之后被改动（第 {change.id} 号变更）。")
    return [(row[0], row[1], row[2]) for row in rows]


def _recomputed(record: type[Record], rows: list[tuple[object, ...]]) -> list[bytes]:
    if not rows:
        return []
    stored = {column.name: [row[i] for row in rows] for i, column in enumerate(record.columns())}
    return row_hashes(record, stored)

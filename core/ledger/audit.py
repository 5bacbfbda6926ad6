"""Is the ledger whole? Recomputes every row hash and every link of both chains, and what is current."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.ledger.access import broken_accesses
from core.ledger.change import Change, chain_link
from core.ledger.closings import broken_closings
from core.ledger.history import changes
from core.ledger.rows import row_hashes, select_list
from core.records.catalogue import KEPT_RECORDS, by_table
from core.records.record import Record


@dataclass(frozen=True)
class AuditResult:
    """``breaks``: Chinese sentences, one per place where the ledger is not what was written. Empty: whole.

    ``head``, ``access_head``: the heads of the chain of changes and of the access list.
    """

    changes: int
    versions: int
    head: str
    breaks: tuple[str, ...]
    accesses: int = 0
    access_head: str = ""


SHORTEST_HEAD = 8
"""Fewer digits of a head would fit too many ledgers."""


def audit(connection: sqlite3.Connection, expected_head: str = "") -> AuditResult:
    """Verify both chains. ``expected_head``: one or both heads as an earlier report printed them (whole, or their first
    digits, apart by anything that is no digit of theirs); a ledger whose end was cut lacks one.
    """
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
    breaks += [*_not_current(connection), *broken_closings(connection)]
    broken, links = broken_accesses(connection)
    breaks += [*broken, *_not_found(expected_head, heads.union(links))]
    return AuditResult(number, total, link, tuple(breaks), len(links), links[-1] if links else "")


def _not_found(expected: str, heads: Iterable[str]) -> Iterator[str]:
    """One sentence per given head that no link of either chain begins with."""
    given = re.findall(r"[0-9a-f]+", expected.lower())
    if expected and not given:
        yield "给出的链头无法识别：请照报表所印填写。"
    for head in given:
        if len(head) < SHORTEST_HEAD:
            yield f"给出的链头 {head} 太短，至少填前 {SHORTEST_HEAD} 位。"
        elif not any(known.startswith(head) for known in heads):
            yield f"给出的链头 {head[:12]} 不在台账中：变更或查阅记录的末尾可能被截掉，或不是同一份台账。"


def _not_current(connection: sqlite3.Connection) -> Iterator[str]:
    """What is taken for current must be each key's last version, and every version must belong to a change."""
    for record in KEPT_RECORDS:
        versions, current = f"{record.table}_versions", f"{record.table}_current"
        last = f"SELECT ledger_key AS key, MAX(ledger_version) AS version FROM {versions} GROUP BY ledger_key"
        query = (
            f"SELECT COUNT(*) FROM (SELECT l.key FROM ({last}) l LEFT JOIN {current} c ON c.key = l.key"
            f" LEFT JOIN {versions} v ON v.ledger_version = l.version WHERE c.version IS NOT l.version"
            " OR c.hash IS NOT (CASE WHEN v.ledger_withdrawn THEN x'' ELSE v.ledger_hash END)"
            f" UNION ALL SELECT key FROM {current} WHERE key NOT IN (SELECT ledger_key FROM {versions}))"
        )
        if wrong := connection.execute(query).fetchone()[0]:
            yield f"{record.sheet} 的现行版本有 {wrong} 行与最后写入的版本不符。"
        stray = f"SELECT COUNT(*) FROM {versions} WHERE ledger_change NOT IN (SELECT id FROM changes)"
        if found := connection.execute(stray).fetchone()[0]:
            yield f"{record.sheet} 有 {found} 行不属于任何变更。"


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

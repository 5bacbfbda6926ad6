"""Rows that a later change settled: an open due whose money came does not open again because an old sheet still has it.

A row that an undo withdrew is another matter: it may be synced again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from core.findings import Finding, Severity
from core.ledger.rows import select_list
from core.ledger.table_plan import TablePlan

CODE = "L06"
_KEYS_PER_QUERY = 500


def leave_settled(
    connection: sqlite3.Connection, plan: TablePlan, withdrawn: Sequence[int], findings: list[Finding]
) -> set[int]:
    """Of the rows whose key the ledger shows no longer those that were settled: the same as before, or refused.

    A row that says what it said when it was settled is counted as the same; the first of them is named, with how many
    there are. A row that says something else is refused: it may be the same money once more.
    """
    settled = _settled(connection, plan, [plan.keys[index] for index in withdrawn])
    unchanged, found = list[int](), set[int]()
    for index in withdrawn:
        if plan.keys[index] not in settled:
            continue
        change, held = settled[plan.keys[index]]
        found.add(index)
        if _says_the_same(plan, index, held):
            unchanged.append(index)
        else:
            plan.refused.append(index)
            findings.append(_different(plan, index, change))
    plan.same += len(unchanged)
    if unchanged:
        findings.append(_named_once(plan, unchanged, settled[plan.keys[unchanged[0]]][0]))
    return found


def _settled(
    connection: sqlite3.Connection, plan: TablePlan, keys: Sequence[str]
) -> dict[str, tuple[int, tuple[object, ...]]]:
    """By key the change that settled the row, and what the row said."""
    name, found = plan.record.table, dict[str, tuple[int, tuple[object, ...]]]()
    for start in range(0, len(keys), _KEYS_PER_QUERY):
        some = keys[start : start + _KEYS_PER_QUERY]
        query = (
            f"SELECT c.key, h.id, {select_list(plan.record, 'v')} FROM {name}_current c"
            f" JOIN {name}_versions v ON v.ledger_version = c.version JOIN changes h ON h.id = v.ledger_change"
            f" WHERE v.ledger_withdrawn = 1 AND h.kind <> 'undo' AND c.key IN ({','.join('?' * len(some))})"
        )
        found.update((row[0], (row[1], tuple(row[2:]))) for row in connection.execute(query, some))
    return found


def _says_the_same(plan: TablePlan, index: int, held: tuple[object, ...]) -> bool:
    """In every column that the sheet has."""
    has = plan.table.origins[plan.table.origin[index]].letters
    pairs = zip(plan.record.columns(), held, strict=True)
    return all(plan.stored[column.name][index] == value for column, value in pairs if column.name in has)


def _named_once(plan: TablePlan, rows: Sequence[int], change: int) -> Finding:
    table, name = plan.table, plan.record.key[0]
    more = f"等 {len(rows)} 行" if len(rows) > 1 else ""
    return Finding(
        CODE, Severity.NOTICE, table.where(name, rows[0]), table.as_typed(name, rows[0]),
        f"本行{more}已由台账结清（第 {change} 号变更），不再列为未结。", "不用处理；下次导出的表中不再有。",
    )  # fmt: skip


def _different(plan: TablePlan, index: int, change: int) -> Finding:
    table, name = plan.table, plan.record.key[0]
    return Finding(
        CODE, Severity.REFUSED, table.where(name, index), table.as_typed(name, index),
        f"本行已由台账结清（第 {change} 号变更），内容又与结清前不同，本行不入账。",
        "同一笔的请删去本行；另一笔的请补填能区分的编号（如银行流水号）；结清有误的先撤销那一次。",
    )  # fmt: skip

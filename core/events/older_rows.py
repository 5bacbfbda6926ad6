"""An old 保单台账 under a new date does not take events back: what an event changed stays changed until it is undone.

A column that would return to what it was before an event keeps what the ledger has; all else is written. Where a line
stands (状态, 应交日, amounts) is one thing: it stays only if all of it would return, for a line may come into 宽限期
a second time. What an event has ended stays ended, whatever else the row says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from core.findings import Finding, Severity
from core.ledger.plan import Plan
from core.ledger.rows import row_hashes, select_list
from core.ledger.table_plan import TablePlan
from core.records.policy import Policy
from core.servicing.held import part_of
from core.servicing.transitions import ENDED

CODE = "L07"
STANDING = frozenset({
    "status", "premium_status", "termination_reason", "status_on", "next_due_on", "paid_premium", "loan",
    "advanced_premium", "first_premium", "annual_premium", "sum_assured",
})  # fmt: skip
ENDING = frozenset({"status", "premium_status", "termination_reason", "status_on", "next_due_on"})
Former = Mapping[str, set[Any]]
"""By column the values from before the events of a line, as stored."""


def keep_events(connection: sqlite3.Connection, plan: Plan) -> None:
    """Take out of the sync's policy rows what would silently undo an event; one finding says which rows and columns."""
    part = part_of(plan, Policy)
    if part is None or not part.changed:
        return
    former, kept = _former(connection, {part.keys[row] for row in part.changed}), dict[int, list[str]]()
    for row in part.changed:
        if names := _returning(part, row, former.get(part.keys[row], {})):
            kept[row] = names
            before = _held(part, row)
            for name in names:
                part.stored[name][row] = before[name]
    if kept:
        _write_back(part, [*kept])
        plan.findings.append(_said_once(part, kept))


def _former(connection: sqlite3.Connection, keys: set[str]) -> Mapping[str, Former]:
    """What standing events replaced, by ledger key of the line."""
    names, found = [column.name for column in Policy.columns()], dict[str, dict[str, set[Any]]]()
    moved = (
        "SELECT DISTINCT v.ledger_key FROM policies_versions v JOIN changes h ON h.id = v.ledger_change"
        " WHERE h.batch IS NOT NULL AND h.kind <> 'undo'"
    )
    versions = (
        "SELECT h.batch IS NOT NULL AND h.kind <> 'undo' AND h.id NOT IN"
        " (SELECT undoes FROM changes WHERE undoes IS NOT NULL),"
        f" {select_list(Policy, 'v')} FROM policies_versions v JOIN changes h ON h.id = v.ledger_change"
        " WHERE v.ledger_key = ? ORDER BY v.ledger_version"
    )
    for (key,) in connection.execute(moved).fetchall():
        if key not in keys:
            continue
        earlier: tuple[Any, ...] | None = None
        for by_event, *values in connection.execute(versions, (key,)):
            if by_event and earlier is not None:
                for name, was, now in zip(names, earlier, values, strict=True):
                    if was != now:
                        found.setdefault(key, {}).setdefault(name, set()).add(was)
            earlier = tuple(values)
    return found


def _returning(part: TablePlan, row: int, former: Former) -> list[str]:
    before = _held(part, row)
    differing = [name for name, now in before.items() if part.stored[name][row] != now]
    back = [name for name in differing if part.stored[name][row] in former.get(name, ())]
    whole = all(name in back for name in differing if name in STANDING)
    ended = before["status"] == ENDED and "status" in former and part.stored["status"][row] != ENDED
    return [
        name for name in differing if (ended and name in ENDING) or (name in back and (whole or name not in STANDING))
    ]


def _held(part: TablePlan, row: int) -> dict[str, Any]:
    return {column.name: value for column, value in zip(part.record.columns(), part.before[row], strict=True)}


def _write_back(part: TablePlan, rows: list[int]) -> None:
    """Rows that differ no longer stay as they are; the others are hashed again."""
    equal = {row for row in rows if all(part.stored[name][row] == now for name, now in _held(part, row).items())}
    part.changed = [row for row in part.changed if row not in equal]
    part.same += len(equal)
    left = [row for row in rows if row not in equal]
    partial = {column.name: [part.stored[column.name][row] for row in left] for column in part.record.columns()}
    for row, digest in zip(left, row_hashes(part.record, partial), strict=True) if left else ():
        part.hashes[row] = digest


def _said_once(part: TablePlan, kept: Mapping[int, list[str]]) -> Finding:
    first, table = next(iter(kept)), part.table
    headings = "、".join(_headings(part, kept))
    return Finding(
        CODE, Severity.REFERRED, table.where("policy_no", first), table.as_typed("policy_no", first),
        f"{len(kept)} 行的{headings}是到账、到期或保全办理之前的旧内容，台账保留办理后的内容。",
        "请用最新的保单台账；确要改回的，先用 undo 撤销那一次办理。",
    )  # fmt: skip


def _headings(part: TablePlan, kept: Mapping[int, list[str]]) -> Iterator[str]:
    names = {name for each in kept.values() for name in each}
    return (column.heading for column in part.record.columns() if column.name in names)

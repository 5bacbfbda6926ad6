"""The columns that a request names: may the item change them, is 变更前 what the ledger holds, and what stands now?"""

from __future__ import annotations

from collections.abc import Sequence

from core.findings import Finding
from core.normalise.parsed import Heading, Value
from core.records.policy import Policy
from core.records.record import Column
from core.servicing.items import Item
from core.servicing.lines import Line
from core.servicing.notes import note
from core.servicing.requests import Request
from core.table import blanks, scalar


def field_changes(request: Request, item: Item, lines: Sequence[Line]) -> tuple[dict[str, Value], list[Finding]]:
    """New values by policy column, and everything that is wrong with the rows that name them."""
    changes: dict[str, Value] = {}
    findings: list[Finding] = []
    named = [row for row in request.rows if request.table["changed_field"][row]]
    if item.fields and not named:
        findings.append(
            note("S07", request.table, "changed_field", request.rows[0], item=item.name, allowed=_all(item))
        )
    for row in named:
        column = _column(item, str(request.table["changed_field"][row]))
        if column is None:
            field = str(request.table["changed_field"][row])
            found = note("S03", request.table, "changed_field", row, item=item.name, field=field, allowed=_all(item))
            findings.append(found)
            continue
        after, faults = _change(request, row, column, lines)
        findings += faults
        changes[column.name] = after
    return changes, findings


def _change(request: Request, row: int, column: Column, lines: Sequence[Line]) -> tuple[Value, list[Finding]]:
    findings: list[Finding] = []
    typed_before, typed_after = (scalar(request.table[name][row]) for name in ("before", "after"))
    after = _read(column, typed_after)
    if typed_after and after in ("", None):
        findings.append(note("S05", request.table, "after", row, field=column.heading))
    held = {line.values[column.name] for line in lines}
    if not bool(blanks(request.table["before"][[row]])[0]) and held != {_read(column, typed_before)}:
        findings.append(note("S04", request.table, "before", row, field=column.heading))
    if held == {after}:
        findings.append(note("S06", request.table, "after", row, field=column.heading))
    return after, findings


def _column(item: Item, written: str) -> Column | None:
    """The policy column that a clerk means: its heading or a synonym, among those that the item may change."""
    allowed = (Policy.column(name) for name in item.fields)
    return next((column for column in allowed if written in (column.heading, *column.aliases)), None)


def _read(column: Column, written: object) -> Value:
    return column.kind.parse(str(written or ""), Heading(column.heading, in_force_data=True)).value


def _all(item: Item) -> str:
    return "、".join(Policy.column(name).heading for name in item.fields)

"""To whom a finding belongs: the branch, channel and agent of the record it stands in."""

from __future__ import annotations

from collections.abc import Iterable

from core.findings import Finding
from core.ledger.runs import Place
from core.records.application import Application
from core.table import Table, Tables, text_of

_SHARED = ("branch_code", "channel", "agent_no")


def places(tables: Tables, findings: Iterable[Finding]) -> list[Place]:
    """One place per finding; a finding about a whole sheet or workbook has an empty one."""
    rows: dict[tuple[str, str, int], tuple[Table, int]] = {}
    for table in tables.values():
        for index, (row, origin) in enumerate(zip(table.row.tolist(), table.origin.tolist(), strict=True)):
            rows.setdefault((table.origins[origin].path, table.origins[origin].sheet, row), (table, index))
    applications = tables.of(Application)
    found = (rows.get((finding.where.path, finding.where.sheet, finding.where.row)) for finding in findings)
    return [_place(place, applications) if place else Place() for place in found]


def _place(at: tuple[Table, int], applications: Table) -> Place:
    table, index = at
    owner, row = table, index
    if "branch_code" not in table.columns and "application_no" in table.columns:
        owner, row = applications, applications.first_by("application_no").get(table["application_no"][index], -1)
    values = {name: text_of(owner[name][row]) if row >= 0 and name in owner.columns else "" for name in _SHARED}
    day = owner.record.event_date
    event_day = text_of(owner[day][row]) if day and row >= 0 else ""
    return Place(table.record.table, values["branch_code"], values["channel"], values["agent_no"], event_day)

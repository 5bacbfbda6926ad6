"""Which rows a sync must not write, given what the checks found.

A 拒收 stops the row it stands in. One exception: the 投保单 sheet itself. That an application came in is a fact even
when it must go back, and the conversion measures count it; only an unreadable or doubled number stops that row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from core.findings import Finding, Severity
from core.records.application import Application
from core.table import Mask, Table, Tables

_STOPS_AN_APPLICATION = ("D", "A102")


def refused_rows(tables: Tables, findings: Iterable[Finding]) -> dict[str, Mask]:
    """Per table name, the rows with at least one 拒收 finding (True)."""
    stopped: dict[tuple[str, str, int], list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.REFUSED and finding.where.row:
            where = finding.where
            stopped.setdefault((where.path, where.sheet, where.row), []).append(finding)
    return {name: _refused(table, stopped) for name, table in tables.items()} if stopped else {}


def _refused(table: Table, stopped: Mapping[tuple[str, str, int], list[Finding]]) -> Mask:
    mask = np.zeros(len(table), dtype=bool)
    for index in np.flatnonzero(np.isin(table.row, [row for _, _, row in stopped])).tolist():
        place = table.origins[table.origin[index]]
        found = stopped.get((place.path, place.sheet, int(table.row[index])), ())
        mask[index] = any(_stops(table, finding, place.headings.values()) for finding in found)
    return mask


def _stops(table: Table, finding: Finding, headings: Iterable[str]) -> bool:
    """Does the finding stand in one of this table's own columns (a wide sheet feeds several tables)?"""
    if table.record is Application and not finding.code.startswith(_STOPS_AN_APPLICATION):
        return False
    standard = (column.heading for column in table.record.columns())
    return finding.where.column in {*headings, *standard}

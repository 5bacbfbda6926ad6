"""Which application a finding belongs to: by the sheet and row it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np

from core.findings import Finding
from core.records.catalogue import APPLICATION_RECORDS
from core.table import Tables


def by_application(tables: Tables, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings on application sheets by application number, in their order; those on a whole sheet are left out."""
    places = _places(tables)
    result: dict[str, list[Finding]] = {}
    for finding in findings:
        rows, numbers = places.get((finding.where.path, finding.where.sheet), ([], []))
        place = bisect_left(rows, finding.where.row)
        if place < len(rows) and rows[place] == finding.where.row:
            result.setdefault(numbers[place], []).append(finding)
    return result


def _places(tables: Tables) -> dict[tuple[str, str], tuple[list[int], list[str]]]:
    """By workbook and sheet: its rows in ascending order, and the application number of each."""
    places: dict[tuple[str, str], tuple[list[int], list[str]]] = {}
    for record in APPLICATION_RECORDS:
        table = tables.of(record)
        for index, origin in enumerate(table.origins):
            own = np.flatnonzero(table.origin == index)
            order = own[np.argsort(table.row[own], kind="stable")]
            key = (origin.path, origin.sheet)
            if key not in places or len(places[key][0]) < len(order):
                places[key] = (table.row[order].tolist(), table["application_no"][order].tolist())
    return places

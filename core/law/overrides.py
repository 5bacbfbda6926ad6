"""A company's own values over the law's: who set them, from when, on whose word. The same rows serve a what-if."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from core.findings import Basis, Finding, Status, Where
from core.law.catalogue import catalogued
from core.law.loading import homes
from core.law.timeline import Row, Timeline
from core.law.typed import like

FIELDS = ("key", "value", "effective_from", "effective_to", "source", "confirmed_by", "confirmed_on")
Fault = tuple[str, dict[str, Any]]
Timelines = Callable[[str], Timeline]
"""All rows of a known parameter."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def apply(timeline: Timelines, given: Iterable[Any]) -> tuple[dict[str, tuple[Row, ...]], list[Finding]]:
    """The usable rows by key, and findings P101 … P106. Where a row has ``where``, the finding points there."""
    added: dict[str, tuple[Row, ...]] = {}
    findings: list[Finding] = []
    for entry in given:
        fields = {name: _field(entry, name) for name in FIELDS}
        where = _field(entry, "where")
        row, faults = _row(timeline, fields, added)
        place = where if isinstance(where, Where) else Where()
        findings += [
            catalogued(code).finding(place, record_key=_shown(fields["key"]), **parts) for code, parts in faults
        ]
        if row is not None:
            added[fields["key"]] = (*added.get(fields["key"], ()), row)
    return added, findings


def _row(
    timeline: Timelines, fields: Mapping[str, Any], added: Mapping[str, tuple[Row, ...]]
) -> tuple[Row | None, list[Fault]]:
    key = fields["key"]
    if key not in homes("parameters"):
        return None, [("P101", {"name": _shown(key)})]
    try:
        start, end, confirmed_on = (_day(fields[name]) for name in ("effective_from", "effective_to", "confirmed_on"))
    except ValueError as error:
        return None, [("P102", {"name": key, "value": str(error)})]
    if start and end and end < start:
        return None, [("P102", {"name": key, "value": f"{start}～{end}"})]
    shipped = timeline(key).at(None)
    try:
        value = like(shipped.value if shipped else None, fields["value"])
    except ValueError:
        return None, [("P103", {"name": key, "value": _shown(fields["value"])})]
    faults: list[Fault] = []
    confirmed = bool(fields["source"] and fields["confirmed_by"] and confirmed_on)
    if not confirmed:
        faults.append(("P104", {"name": key}))
    if any(_overlap(start, end, other) for other in added.get(key, ())):
        faults.append(("P105", {"name": key}))
    if shipped is not None and shipped.status is Status.OFFICIAL and value != shipped.value:
        faults.append(("P106", {"name": key, "other": str(shipped.basis[0])}))
    status = Status.COMPANY if confirmed else Status.UNCONFIRMED
    basis = Basis(title=str(fields["source"] or "公司设置"), effective=start, status=status)
    note = f"{fields['confirmed_by']}于{confirmed_on}确认" if confirmed else "未具名确认"
    return Row(value, start, end, (basis,), status, note), faults


def _field(entry: Any, name: str) -> Any:
    found = entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)
    return None if isinstance(found, str) and not found.strip() else found


def _day(given: Any) -> date | None:
    """A day or an ISO text as a day. Raises ``ValueError`` with the text as typed for anything else."""
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    if isinstance(given, datetime):
        return given.date()
    text = str(given).strip()
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(text) from None


def _shown(given: Any) -> str:
    return "（空）" if given is None else str(given)


def _overlap(start: date | None, end: date | None, other: Row) -> bool:
    return (start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (end or date.max)

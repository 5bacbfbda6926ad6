"""Which records a sheet feeds, and from which columns: by its name, else by its headings (cases 17, 18, 19)."""

from __future__ import annotations

from collections.abc import Sequence

from core.normalise import cleaning
from core.records.application import Application
from core.records.catalogue import APPLICATION_RECORDS
from core.records.record import Record
from core.workbook.binding import Binding, Recognised, bind
from core.workbook.grid import Grid
from core.workbook.header import Header, possible_headers
from core.workbook.headings import guessed, plain_index
from core.workbook.wide import feed_others

FEWEST_HEADINGS = 3


def named_record(name: str, records: Sequence[type[Record]]) -> tuple[type[Record] | None, bool]:
    """The record whose name the sheet carries, and whether it carries it exactly (else: 10月投保人清单)."""
    key = cleaning.key_of(name)
    names = {cleaning.key_of(alias): r for r in records for alias in (r.sheet, *r.sheet_aliases)}
    if key in names:
        return names[key], True
    inside = [alias for alias in names if alias in key]
    return (names[max(inside, key=len)] if inside else None), False


def recognise(grid: Grid, records: tuple[type[Record], ...]) -> Recognised | None:
    """What the sheet feeds, None when its headings belong to no record (or to several equally well)."""
    found = _recognised(grid, records)
    if found:
        _guess(found)
    return found


def _recognised(grid: Grid, records: tuple[type[Record], ...]) -> Recognised | None:
    headers = possible_headers(grid)
    named, exact = named_record(grid.name, records)
    if named is not None:
        found = _best([_bound(header, named, records, named is Application) for header in headers])
        if found and (exact or _convincing(found)):
            return found
    candidates = [_by_headings(header, records) for header in headers]
    return _best([candidate for candidate in candidates if candidate])


def _best(candidates: Sequence[Recognised]) -> Recognised | None:
    """The one that uses most columns; of equals the first, and one row rather than two."""
    usable = [candidate for candidate in candidates if _used(candidate) >= min(FEWEST_HEADINGS, _size(candidate))]
    return max(usable, key=lambda found: (_used(found), -found.header.depth, -found.header.row), default=None)


def _size(candidate: Recognised) -> int:
    return len(candidate.bindings[0].record.columns())


def _used(candidate: Recognised) -> int:
    return len(_columns(candidate))


def _convincing(found: Recognised) -> bool:
    """Does the main record have its first key column and half of what it requires, or does the sheet feed several?"""
    main = found.bindings[0]
    required = [column.name for column in main.record.columns() if column.required]
    present = sum(name in main.columns for name in required)
    return main.record.key[0] in main.columns and (present * 2 >= len(required) or len(found.bindings) > 1)


def _by_headings(header: Header, records: tuple[type[Record], ...]) -> Recognised | None:
    singles = [_bound(header, record, records, wide=False) for record in records]
    good = [found for found in singles if _used(found) >= FEWEST_HEADINGS and _convincing(found)]
    wide = _bound(header, Application, records, wide=True) if Application in records else None
    most = max((_used(found) for found in good), default=0)
    if wide and len(wide.bindings) > 1 and _convincing(wide) and _used(wide) > most * 1.3:
        return wide
    best = sorted((found for found in good if _used(found) == most), key=_completeness, reverse=True)
    tied = [found for found in best[1:] if _columns(found) == _columns(best[0])]
    return best[0] if best and not tied else None


def _columns(found: Recognised) -> set[int]:
    return {column for binding in found.bindings for column in binding.columns.values()}


def _completeness(found: Recognised) -> float:
    main = found.bindings[0]
    required = [column.name for column in main.record.columns() if column.required]
    return sum(name in main.columns for name in required) / max(len(required), 1)


def _bound(header: Header, main: type[Record], records: tuple[type[Record], ...], wide: bool) -> Recognised:
    found = Recognised(header, [Binding(main, {})], {}, wide=False)
    bind(found, found.bindings[0], plain_index((main,)), range(len(header.columns)))
    if wide:
        feed_others(found, tuple(record for record in APPLICATION_RECORDS if record in records and record is not main))
    return found


def _guess(found: Recognised) -> None:
    """Typos: a heading that nobody knows and that is one character from exactly one column not yet found."""
    main = found.bindings[0]
    for j in found.unknown():
        name = guessed(found.header.columns[j][0], main.record, list(main.columns)) if j not in found.repeated else ""
        if name:
            main.columns[name] = j
            found.headings[j] = found.header.columns[j][0]
            found.guesses[j] = name

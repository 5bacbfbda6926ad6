"""Which records a sheet feeds, and from which columns: by its name, else by its headings (cases 17, 18, 19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.normalise import cleaning
from core.records.application import Application
from core.records.catalogue import APPLICATION_RECORDS
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.record import Record
from core.workbook.grid import Grid
from core.workbook.header import Header, possible_headers
from core.workbook.headings import Index, Written, field_of, guessed, plain_index, prefixed_index

FEWEST_HEADINGS = 3
_PEOPLE: dict[type[Record], tuple[frozenset[str], ...]] = {
    Policyholder: (frozenset({"name", "document_no"}),),
    Insured: (frozenset({"name", "document_no"}),),
    Beneficiary: tuple(frozenset({"name", other}) for other in ("document_no", "share", "relation")),
}
"""Without one of these sets a wide sheet says too little about a person to make a record of it."""


@dataclass
class Binding:
    """One record fed from a sheet: field → column number from 0; ``join`` fields are shared with the main record."""

    record: type[Record]
    columns: dict[str, int]
    join: frozenset[str] = frozenset()


@dataclass
class Recognised:
    """What a sheet is. ``headings[j]`` is the reading of column j that was used; ``guesses`` maps column to field."""

    header: Header
    bindings: list[Binding]
    headings: dict[int, Written]
    repeated: dict[int, int] = field(default_factory=dict)
    """Column → the earlier column with the same heading."""
    guesses: dict[int, str] = field(default_factory=dict)
    wide: bool = False

    def unknown(self) -> list[int]:
        """Columns with a heading that no record used."""
        used = {column for binding in self.bindings for column in binding.columns.values()}
        return [j for j, readings in enumerate(self.header.columns) if readings and j not in used]


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
    _bind(found, found.bindings[0], plain_index((main,)), range(len(header.columns)))
    if wide:
        _feed_others(found, tuple(record for record in APPLICATION_RECORDS if record in records and record is not main))
    return found


def _bind(found: Recognised, binding: Binding, index: Index, columns: Sequence[int], group: str = "") -> None:
    """Give each column to the field it names; the heading itself goes before a synonym, the left before the right."""
    for exact in (True, False):
        for j in columns:
            for reading in found.header.columns[j] if j not in found.headings else ():
                name = field_of(reading, binding.record, index)
                heading = cleaning.key_of(binding.record.column(name).heading) if name else ""
                if not name or reading.group != group or (exact and heading not in reading.forms):
                    continue
                if name not in binding.columns:
                    binding.columns[name] = j
                    found.headings[j] = reading
                elif found.headings[binding.columns[name]].forms == reading.forms:
                    found.repeated[j] = binding.columns[name]
                break


def _feed_others(found: Recognised, records: tuple[type[Record], ...]) -> None:
    main = found.bindings[0]
    for record in records:
        groups = sorted({reading.group for readings in found.header.columns for reading in readings})
        for group in groups if record is Beneficiary else [""]:
            index = prefixed_index((record,)) if record.prefixes else plain_index((record,))
            free = [j for j in range(len(found.header.columns)) if j not in found.headings and j not in found.repeated]
            trial = Recognised(found.header, [], dict(found.headings), dict(found.repeated))
            binding = Binding(record, {}, frozenset(main.columns) & frozenset({"application_no"}))
            _bind(trial, binding, index, free, group)
            if _distinctive(binding):
                binding.columns |= {name: main.columns[name] for name in binding.join}
                found.headings, found.repeated = trial.headings, trial.repeated
                found.bindings.append(binding)
                found.wide = True


def _distinctive(binding: Binding) -> bool:
    """Does the wide sheet hold what makes a record of this kind?"""
    own = set(binding.columns)
    if binding.record in _PEOPLE:
        return any(needed <= own for needed in _PEOPLE[binding.record])
    required = {column.name for column in binding.record.columns() if column.required} - {"application_no"}
    return len(own) >= max(2, len(required) / 2) and (len(own & required) * 2 >= len(required))


def _guess(found: Recognised) -> None:
    """Typos: a heading that nobody knows and that is one character from exactly one column not yet found."""
    main = found.bindings[0]
    for j in found.unknown():
        name = guessed(found.header.columns[j][0], main.record, list(main.columns)) if j not in found.repeated else ""
        if name:
            main.columns[name] = j
            found.headings[j] = found.header.columns[j][0]
            found.guesses[j] = name

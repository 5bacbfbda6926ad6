"""Which column of a sheet feeds which field of which record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.normalise import cleaning
from core.records.record import Record
from core.workbook.header import Header
from core.workbook.headings import Index, Written, field_of


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


def bind(found: Recognised, binding: Binding, index: Index, columns: Sequence[int], group: str = "") -> None:
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

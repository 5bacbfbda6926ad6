"""One recognised sheet to tables: columns parsed, cells remembered, notes turned into findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.findings import Finding
from core.normalise import dirty
from core.normalise.outliers import outliers
from core.normalise.parsed import Cell, Heading, Note
from core.records.record import Column
from core.table import Array, Origin, Table, blank, text_of
from core.workbook.addresses import column_letters
from core.workbook.binding import Binding, Recognised
from core.workbook.grid import Book, Grid
from core.workbook.read_columns import ParsedColumn, read_column
from core.workbook.sheet_notes import ERRORS, merged_keys


@dataclass(frozen=True)
class Source:
    """Where rows come from: the book, the sheet, what was recognised in it, and its 数据截止日."""

    book: Book
    grid: Grid
    found: Recognised
    cutoff: date | None


def read_table(source: Source, binding: Binding, kept: Sequence[int]) -> tuple[Table, list[Finding]]:
    """The table of one record, and what was noticed in its cells. ``kept`` are row numbers from 0."""
    rows = _own_rows(source, binding, kept)
    cells = list(zip(*(source.grid.rows[row] for row in rows), strict=True)) or [()] * len(source.found.header.columns)
    parsed = {
        column.name: _read(source, binding, column, rows, cells[binding.columns[column.name]])
        for column in binding.record.columns()
        if column.name in binding.columns
    }
    values: dict[str, Array] = {
        column.name: parsed[column.name].values if column.name in parsed else blank(column.kind.holds, len(rows))
        for column in binding.record.columns()
    }
    table = Table(
        binding.record,
        values,
        np.array(rows, dtype=np.int32) + 1,
        np.zeros(len(rows), np.int32),
        (_origin(source, binding),),
        {name: column.typed for name, column in parsed.items() if column.typed},
    )
    return table, list(_findings(table, {name: column.notes for name, column in parsed.items()}))


def _origin(source: Source, binding: Binding) -> Origin:
    letters = {name: column_letters(j + 1) for name, j in binding.columns.items()}
    headings = {name: source.found.headings[j].text for name, j in binding.columns.items()}
    return Origin(source.book.path, source.grid.name, source.book.sha256, source.cutoff, letters, headings)


def _own_rows(source: Source, binding: Binding, kept: Sequence[int]) -> list[int]:
    """In a wide sheet: rows where the record has anything of its own, each content once.

    An application stands on every line of its products. A line repeated as a whole is kept: it is a mistake to show.
    """
    if not source.found.wide:
        return list(kept)
    own = [j for name, j in binding.columns.items() if name not in binding.join and name != "application_no"]
    everything = sorted(binding.columns.values())
    contents: set[tuple[Cell, ...]] = set()
    lines: set[tuple[Cell, ...]] = set()
    rows = []
    for row in kept:
        cells = source.grid.rows[row]
        content, line = tuple(cells[j] for j in everything), tuple(cells)
        if (content not in contents or line in lines) and any(cells[j] not in (None, "") for j in own):
            rows.append(row)
        contents.add(content)
        lines.add(line)
    return rows


def _read(source: Source, binding: Binding, column: Column, rows: Sequence[int], cells: Sequence[Cell]) -> ParsedColumn:
    j = binding.columns[column.name]
    heading = source.found.headings[j]
    said = Heading(heading.text, heading.unit, source.book.epoch_1904, binding.record.in_force_data)
    merged = merged_keys(source.grid, j, rows) if column.name in binding.record.key else {}
    marked = dict(_marked_cells(source, j, rows, cells))
    if merged or marked:
        instead: dict[int, Cell] = {**merged, **dict.fromkeys(marked)}
        cells = [instead.get(index, cell) for index, cell in enumerate(cells)]
    parsed = read_column(column.kind, cells, said)
    for index, (note, seen) in marked.items():
        parsed.notes[index] = (note,)
        parsed.typed[index] = seen
    if column.kind.holds == "amount":
        for index, factor in outliers(parsed.values).items():
            parsed.notes[index] = (*parsed.notes.get(index, ()), Note("D14", "outlier", (("factor", factor),)))
    return parsed


def _marked_cells(
    source: Source, j: int, rows: Sequence[int], cells: Sequence[Cell]
) -> Iterator[tuple[int, tuple[Note, str]]]:
    """Cells with an error, a picture, or a formula without value: by row index, the note and what is seen."""
    facts = source.grid.facts
    if facts.errors or facts.no_value or facts.pictures:
        index_of = {row + 1: index for index, row in enumerate(rows)}
        for (row, column), error in facts.errors.items():
            if column == j + 1 and row in index_of:
                yield index_of[row], (Note("D20", "error", (("error", error),)), error)
        for places, note in ((facts.no_value, Note("D20", "no_value")), (facts.pictures, Note("D26"))):
            for row, column in places:
                if column == j + 1 and row in index_of:
                    yield index_of[row], (note, "")
    if not ERRORS.isdisjoint(cells):
        for index, cell in enumerate(cells):
            if cell in ERRORS:
                yield index, (Note("D20", "error", (("error", str(cell)),)), str(cell))


def _findings(table: Table, notes: Mapping[str, Mapping[int, tuple[Note, ...]]]) -> Iterator[Finding]:
    record = table.record
    public = [name for name in record.key if not record.column(name).kind.personal]
    for name, rows in notes.items():
        kind = record.column(name).kind.personal
        for index in sorted(rows):
            key = "/".join(text_of(table[part][index]) for part in public)
            for note in rows[index]:
                where, typed = table.where(name, index), table.as_typed(name, index)
                yield dirty.finding(note, where, typed, kind, record.in_force_data, key)

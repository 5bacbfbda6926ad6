"""Reads workbooks: every sheet that a record knows, with the address of every row, and everything worth a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from core.bulk import no_collection
from core.findings import Finding, Where
from core.normalise import dirty
from core.normalise.parsed import Note
from core.records.catalogue import ALL_RECORDS
from core.records.record import Record
from core.table import Table, Tables
from core.workbook.binding import Recognised
from core.workbook.cutoff import cutoff_in
from core.workbook.grid import Book, Grid
from core.workbook.read_files import open_book
from core.workbook.read_table import Source, read_table
from core.workbook.recognise import named_record, recognise
from core.workbook.rows import DataRows, data_rows
from core.workbook.sheet_notes import sheet_findings

HOW_TO_FILL_IN = "深蓝列必填，浅蓝列按需填写"
"""Stands on the sheet of explanations of every template of ours."""
PRINTED_ONLY = "付款凭单"
"""Begins the sheet of 付款清单 that is printed and signed; what it says stands on the sheet to fill in."""
EXPLAINED_ROWS = 60
"""How far down a sheet that holds no data is searched for a 数据截止日."""


@dataclass(frozen=True)
class SheetSeen:
    """How a sheet was read. ``records``: Chinese names; ``header_row``: the Excel row of the headings, 0 for none."""

    path: str
    sheet: str
    records: tuple[str, ...]
    header_row: int
    rows: int
    unknown_columns: tuple[str, ...] = ()
    hidden: bool = False
    note: str = ""
    explains: bool = False
    """Our own 说明 or 付款凭单: it holds no data, and nobody misses it."""


@dataclass(frozen=True)
class Reading:
    """All that was read. ``unread`` are the paths of workbooks that could not be read at all."""

    tables: Tables
    findings: list[Finding] = field(default_factory=list)
    sheets: list[SheetSeen] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_workbooks(
    paths: Sequence[Path],
    *,
    records: Sequence[type[Record]] = ALL_RECORDS,
    passwords: Mapping[str, str] | None = None,
    opened: Mapping[str, Book] | None = None,
) -> Reading:
    """Read workbooks in order. A bad one is a finding and never stops the others.

    ``passwords`` maps a path, as text, to the password that opens it; it is neither kept nor logged.
    ``opened`` maps a path, as text, to a book whose cells are at hand (it is open in Excel): its file is not touched.
    """
    at_hand = opened or {}
    tables: list[Table] = []
    reading = Reading(Tables())
    with no_collection():
        for path in paths:
            book, findings = at_hand.get(str(path)), list[Finding]()
            if book is None:
                book, findings = open_book(Path(path), (passwords or {}).get(str(path)))
            reading.findings.extend(findings)
            if book is None:
                reading.unread.append(str(path))
            else:
                tables.extend(_read_book(book, tuple(records), reading))
    return Reading(Tables(tables), reading.findings, reading.sheets, reading.unread)


def _read_book(book: Book, records: tuple[type[Record], ...], reading: Reading) -> Iterator[Table]:
    recognised = [(grid, None if grid.hidden else recognise(grid, records)) for grid in book.grids]
    explained = (cutoff_in(grid.rows[:EXPLAINED_ROWS], book.epoch_1904) for grid, found in recognised if not found)
    general = next((day for day in explained if day), None)
    for grid, found in recognised:
        if found is None:
            reading.sheets.append(_unrecognised(book, grid))
            reading.findings.extend(_unread_sheet(book, grid, records))
        else:
            yield from _read_sheet(book, grid, found, general, reading)
        grid.rows = []
    if not any(found for _, found in recognised):
        reading.findings.append(dirty.finding(Note("D23", "nothing"), Where(book.path)))


def _unrecognised(book: Book, grid: Grid) -> SheetSeen:
    first = [str(row[0]) for row in grid.rows[:EXPLAINED_ROWS] if len(row)]
    printed = grid.name == PRINTED_ONLY and bool(first) and first[0].startswith(PRINTED_ONLY)
    explains = printed or any(text.startswith(HOW_TO_FILL_IN) for text in first)
    note = "本程序所写，供打印或说明，没有要读的数据" if explains else ""
    return SheetSeen(book.path, grid.name, (), 0, 0, hidden=grid.hidden, note=note, explains=explains)


def _read_sheet(book: Book, grid: Grid, found: Recognised, general: date | None, reading: Reading) -> Iterator[Table]:
    rows = data_rows(grid, found)
    cutoff = cutoff_in(grid.rows[: found.header.row], book.epoch_1904) or general
    reading.findings.extend(sheet_findings(book.path, grid, found, rows))
    reading.sheets.append(_seen(book, grid, found, rows))
    for binding in found.bindings:
        table, findings = read_table(Source(book, grid, found, cutoff), binding, rows.kept)
        reading.findings.extend(findings)
        yield table


def _seen(book: Book, grid: Grid, found: Recognised, rows: DataRows) -> SheetSeen:
    unknown = tuple(found.header.columns[j][0].text for j in found.unknown())
    fed = tuple(dict.fromkeys(binding.record.sheet for binding in found.bindings))
    return SheetSeen(book.path, grid.name, fed, found.header.first_data_row, len(rows.kept), unknown, note=rows.note)


def _unread_sheet(book: Book, grid: Grid, records: tuple[type[Record], ...]) -> Iterator[Finding]:
    """A sheet that carries a record's name but can't be read is worth a word, and so is one that is hidden."""
    where = Where(book.path, grid.name)
    if named_record(grid.name, records)[1] and any(grid.rows):
        yield dirty.finding(Note("D17", "no_header"), where)
    if grid.hidden:
        yield dirty.finding(Note("D19", "hidden_sheet"), where)

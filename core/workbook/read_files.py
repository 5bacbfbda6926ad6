"""A file to a book of grids, or to one clear finding with the next step (cases 23, 24, 25, 33)."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.findings import Finding, Where
from core.normalise import dirty
from core.normalise.parsed import Note
from core.workbook import ods_extent, xlsb_extent
from core.workbook.csv_text import csv_rows, decoded
from core.workbook.grid import Book, Grid, squared
from core.workbook.html_table import html_tables
from core.workbook.package_parts import NOT_WHOLE, epoch_1904, sheet_parts, too_large
from core.workbook.quiet import native_errors_unheard
from core.workbook.sheet_xml import SheetFacts, scan_sheet
from core.workbook.sniff import EXTENSIONS, NAMES, Content, sniff

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

WIDEST = 16_384
"""Columns of a sheet in Excel."""
DENSE_LIMIT = 40_000_000
"""Cells of the rectangle that calamine lays out for a sheet: about 1.3 GB at 32 bytes each."""

_EXTENT: dict[Content, Callable[[zipfile.ZipFile], int]] = {
    "ods": ods_extent.largest_grid, "xlsb": xlsb_extent.largest_grid,
}  # fmt: skip
_ROWS_AT_ONCE = 1000
"""Rows taken over together; the first of them tell which columns hold the same texts again and again."""
LOCK_PREFIX = "~$"


class Unreadable(Exception):  # noqa: N818 - carries a finding, is no fault of the program
    """Why a file gives no rows at all."""

    def __init__(self, code: str, says: str = "default") -> None:
        super().__init__(code)
        self.note = Note(code, says)


def open_book(path: Path, password: str | None = None) -> tuple[Book | None, list[Finding]]:
    """The book, None when it can't be read, and what there is to say about the file as a whole."""
    where = Where(str(path))
    try:
        content = _bytes(path)
        kind = sniff(content)
        sha256 = hashlib.sha256(content).hexdigest()
        if kind == "encrypted":
            content = _decrypted(content, password)
            kind = sniff(content)
        grids, epoch, notes = _grids(path, content, kind)
    except Unreadable as reason:
        return None, [dirty.finding(reason.note, where)]
    if path.suffix.lower() not in EXTENSIONS.get(kind, ()):
        notes.append(Note("D23", "renamed", (("format", NAMES[kind]),)))
    return Book(str(path), sha256, grids, epoch), [dirty.finding(note, where) for note in notes]


def _bytes(path: Path) -> bytes:
    if path.name.startswith(LOCK_PREFIX):
        raise Unreadable("D25", "lock_file")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("D25", "missing") from None
    except OSError:
        raise Unreadable("D25", "locked") from None
    if not content:
        raise Unreadable("D23", "empty")
    return content


def _decrypted(content: bytes, password: str | None) -> bytes:
    import msoffcrypto

    if not password:
        raise Unreadable("D24")
    opened = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        office.load_key(password=password)
        office.decrypt(opened)
    except Exception:  # wrong password and damage look alike, and every scheme raises its own kind
        raise Unreadable("D24", "wrong") from None
    return opened.getvalue()


def _grids(path: Path, content: bytes, kind: Content) -> tuple[list[Grid], bool, list[Note]]:
    if kind in ("damaged", "empty"):
        raise Unreadable("D23", "damaged")
    if kind == "other":
        raise Unreadable("D23", "unreadable")
    if kind == "text":
        text, whole = decoded(content)
        return [_text_grid(path, csv_rows(text))], False, [] if whole else [Note("D10", "encoding")]
    if kind == "html":
        return [_text_grid(path, table) for table in html_tables(decoded(content)[0])], False, []
    return _spreadsheet(content, kind)


def _text_grid(path: Path, rows: list[list[Any]]) -> Grid:
    """A text's rows as a sheet; wider than any sheet can be, it is no table."""
    if max(map(len, rows), default=0) > WIDEST:
        raise Unreadable("D33", "too_large")
    return Grid(path.stem, squared(rows))


def _spreadsheet(content: bytes, kind: Content) -> tuple[list[Grid], bool, list[Note]]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    facts, epoch = _ooxml_facts(content) if kind == "ooxml" else ({}, False)
    if kind in _EXTENT:
        _stop_huge(content, _EXTENT[kind])
    grids = []
    try:
        with native_errors_unheard():
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
            for sheet in workbook.sheets_metadata:
                if sheet.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible is not SheetVisibleEnum.Visible:
                    grids.append(Grid(sheet.name, [], hidden=True))
                    continue
                grids.append(_grid(workbook.get_sheet_by_name(sheet.name), facts.get(sheet.name, SheetFacts())))
    except (CalamineError, ValueError, OSError):
        raise Unreadable("D23", "damaged") from None
    except BaseException as panic:  # calamine is Rust: on some broken files it panics instead of raising
        if type(panic).__name__ != "PanicException":
            raise
        raise Unreadable("D23", "damaged") from None
    return grids, epoch, []


def _grid(sheet: CalamineSheet, facts: SheetFacts) -> Grid:
    """The grid of a sheet from A1 on. Texts that repeat share one object, blank rows one row: a third of the memory."""
    share = dict[str, str]().setdefault
    left = ("",) * (sheet.start[1] if sheet.start else 0)
    blank = ("",) * (sheet.width if sheet.end else 0)
    empty = left + blank
    cells = iter(sheet.iter_rows() if sheet.end else ())
    repeats: list[bool] = []
    rows: list[Sequence[Any]] = []
    while some := list(islice(cells, _ROWS_AT_ONCE)):
        columns = list(zip(*some, strict=True))
        repeats = repeats or [len(set(column)) * 2 < len(column) for column in columns]
        shared = (_shared(column, share) if again else column for column, again in zip(columns, repeats, strict=True))
        rows += (empty if row == blank else left + row for row in zip(*shared, strict=True))
    return Grid(sheet.name, rows, sheet.merged_cell_ranges or [], facts)


def _shared(column: Sequence[Any], share: Callable[[str, str], str]) -> Iterable[Any]:
    """The same cells, equal texts as one object; numbers stay as they are, for 1, 1.0 and True would become one."""
    kinds = set(map(type, column))
    if kinds == {str}:
        return map(share, column, column)
    return [share(cell, cell) if type(cell) is str else cell for cell in column] if str in kinds else column


def _stop_huge(content: bytes, largest_grid: Callable[[zipfile.ZipFile], int]) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if too_large(archive) or largest_grid(archive) > DENSE_LIMIT:
                raise Unreadable("D33", "too_large")
    except NOT_WHOLE:
        raise Unreadable("D23", "damaged") from None


def _ooxml_facts(content: bytes) -> tuple[dict[str, SheetFacts], bool]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if too_large(archive):
                raise Unreadable("D33", "too_large")
            parts = sheet_parts(archive)
            if len(set(parts.values())) < len(parts):  # the same part again and again: a small file, endless work
                raise Unreadable("D23", "damaged")
            facts = {name: scan_sheet(archive, part) for name, part in parts.items()}
            if any(sheet.last[1] > WIDEST or sheet.last[0] * sheet.last[1] > DENSE_LIMIT for sheet in facts.values()):
                raise Unreadable("D33", "too_large")
            return facts, epoch_1904(archive)
    except NOT_WHOLE:
        raise Unreadable("D23", "damaged") from None

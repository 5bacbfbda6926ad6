"""How far the tables of an OpenDocument spreadsheet reach: repeated rows and cells make a small file a huge grid."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

_TABLE = re.compile(rb"<table:table[\s>]")
_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d{1,12})[\"']")
_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d{1,12})[\"']")


def largest_grid(archive: zipfile.ZipFile) -> int:
    """Cells of the largest table, from its first cell to its last that holds something."""
    if "content.xml" not in archive.namelist():
        return 0
    content = archive.read("content.xml")
    starts = [match.start() for match in _TABLE.finditer(content)]
    tables = zip(starts, [*starts[1:], len(content)], strict=True)
    return max((_cells(content[start:end]) for start, end in tables), default=0)


def _cells(table: bytes) -> int:
    row = last = widest = 0
    for repeated, width in _rows(table):
        row += repeated
        if width:
            last, widest = row, max(widest, width)
    return last * widest


def _rows(table: bytes) -> Iterator[tuple[int, int]]:
    """For every row tag: how often it is repeated, and how wide it is up to its last filled cell."""
    for match in _ROW.finditer(table):
        column = filled = 0
        for cell in _CELL.finditer(match[2] or b""):
            column += _count(_COLUMNS, cell[1])
            if not cell[2] or b"office:value" in cell[1]:
                filled = column
        yield _count(_ROWS, match[1]), filled


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1

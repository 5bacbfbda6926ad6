"""How far the sheets of an .xlsb reach, by the row and column numbers of their records ([MS-XLSB] 2.1.4)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

_ROW_HEADER = 0
_CELLS = range(1, 12)
"""Record types of cells: blank, number, error, text, formulas."""


def largest_grid(archive: zipfile.ZipFile) -> int:
    """Cells of the largest sheet, from A1 to its far corner."""
    names = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".bin")]
    return max((_cells(archive.read(name)) for name in names), default=0)


def _cells(sheet: bytes) -> int:
    rows = columns = 0
    for kind, body in _records(sheet):
        if kind == _ROW_HEADER:
            rows = max(rows, int.from_bytes(body[:4], "little") + 1)
        elif kind in _CELLS:
            columns = max(columns, int.from_bytes(body[:4], "little") + 1)
    return rows * columns


def _records(sheet: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and body of every record; type and length are written seven bits at a time, low bits first."""
    place = 0
    while place < len(sheet):
        kind, place = _varying(sheet, place, 2)
        length, place = _varying(sheet, place, 4)
        yield kind, sheet[place : place + length]
        place += length


def _varying(sheet: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for index, byte in enumerate(sheet[place : place + most]):
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return number, place + index + 1
    return number, place + most

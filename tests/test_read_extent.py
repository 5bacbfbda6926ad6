"""Small files that would be huge grids are refused by what they say, before anything lays them out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from core.workbook import ods_extent, xlsb_extent
from core.workbook.read_files import open_book

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods(rows: str) -> bytes:
    """An OpenDocument spreadsheet with one table."""
    body = f'<table:table table:name="保单台账">{rows}</table:table>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{MANIFEST}"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" '
            f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{body}'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return made.getvalue()


def row(columns: int, rows: int = 1, text: str = "<text:p>x</text:p>") -> str:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"'
    filled = f"{cell}>{text}</table:table-cell>" if text else f"{cell}/>"
    return f'<table:table-row table:number-rows-repeated="{rows}">{filled}</table:table-row>'


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (row(3, 2), 6),
        (row(3) + row(5, 4), 25),
        (row(3) + row(16384, 1048575, ""), 3),
        (row(3) + row(16384, 1000, "") + row(2), 1002 * 3),
        ("", 0),
    ],
)
def test_the_grid_of_an_ods_reaches_to_its_last_filled_cell(rows: str, cells: int) -> None:
    with zipfile.ZipFile(io.BytesIO(ods(rows))) as archive:
        assert ods_extent.largest_grid(archive) == cells


@pytest.mark.parametrize(("rows", "code"), [(row(16384, 1048576), "D33"), (row(999999999999, 2), "D33"), (row(3), "")])
def test_a_repeated_cell_is_no_bomb(rows: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "重复.ods"
    path.write_bytes(ods(rows))
    book, findings = open_book(path)
    assert ([finding.code for finding in findings], book is None) == ([code] if code else [], bool(code))


def record(kind: int, number: int) -> bytes:
    return bytes([kind, 8]) + number.to_bytes(4, "little") + bytes(4)


def test_the_grid_of_an_xlsb_is_what_its_rows_and_cells_say() -> None:
    sheet = bytes([0x81, 0x01, 0x00]) + record(0, 0) + record(7, 2) + record(0, 1048575) + record(5, 16383)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    with zipfile.ZipFile(made) as archive:
        assert xlsb_extent.largest_grid(archive) == 1048576 * 16384


@pytest.mark.parametrize("address", ["XFD1048576", "xfd1048576", "A99999999999999999999", "ZZZZZ3"])
def test_a_cell_that_says_it_is_far_away_is_refused_before_a_grid_is_laid_out(address: str, tmp_path: Path) -> None:
    from tests.markdown import workbook

    good = workbook(tmp_path, {"保单台账": "| 保单号 | 险种代码 |\n| P1 | WL2601 |\n| P2 | WL2601 |"}, name="好.xlsx")
    path = tmp_path / "远.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="B3"', f'r="{address}"'.encode()))
    book, findings = open_book(path)
    assert book is None
    assert [finding.code for finding in findings] == ["D33"]

"""校验 in a live spreadsheet: marks that follow the user's corrections, keystroke by keystroke."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlwings

from macros.file_book import FileBook
from macros.ribbon import check
from tests.markdown import workbook
from tests.ribbon import Ribbon, live_ribbon

pytestmark = pytest.mark.office

PEOPLE = """
| 投保人清单 | | | | | |
| 数据截止日 | 2026-10-31 | | | | |
| 投保单号 | 姓名 | 性别 | 证件类型 | 证件号码 | 移动电话 |
| TB0001 | 张三 | 男 | 居民身份证 | 110101199003070012 | 13800138000 |
| TB0002 | 李四 | 女 | 居民身份证 | 11010119900307002X | 12345 |
"""
"""In 证件号码 E4 the last digit is wrong; 移动电话 F5 is no number."""


@pytest.fixture(scope="module")
def ribbon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ribbon]:
    with live_ribbon(tmp_path_factory.mktemp("office")) as ribbon:
        yield ribbon


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return workbook(tmp_path, {"投保人": PEOPLE}, name="投保人.xlsx")


@pytest.fixture
def book(ribbon: Ribbon, path: Path) -> Iterator[xlwings.Book]:
    book = ribbon.open(path)
    yield book
    book.close()


def listed(book: xlwings.Book) -> dict[str, str]:
    """Cell → rule, from 校验结果."""
    rows = book.sheets["校验结果"].used_range.options(ndim=2).value[3:]
    return {row[4]: row[2] for row in rows if row[4]}


def noted(book: xlwings.Book) -> dict[str, str]:
    return {note.location.get_address(False, False): note.text for note in book.sheets["投保人"].notes}


def test_a_wrong_check_digit_is_coloured_noted_listed_and_linked(ribbon: Ribbon, book: xlwings.Book) -> None:
    ribbon.press("校验")
    assert listed(book)["E4"].startswith("A2")
    assert noted(book)["E4"].startswith("内勤校验\n【拒收】A2") and "改法：" in noted(book)["E4"]
    assert "110101199003070012" not in noted(book)["E4"], "a note does not repeat personal data"
    links = [row[0] for row in book.sheets["校验结果"].range("E4:E5").formula]
    assert all(link.startswith("=HYPERLINK(\"#'投保人'!") for link in links)


def test_the_next_run_removes_what_was_fixed_and_keeps_the_rest(ribbon: Ribbon, book: xlwings.Book) -> None:
    ribbon.press("校验")
    assert {"E4", "F5"} <= set(noted(book))
    book.sheets["投保人"].range("F5").value = 13900139000
    ribbon.press("校验")
    assert "E4" in noted(book) and "F5" not in noted(book)
    assert "F5" not in listed(book)
    assert [sheet.name for sheet in book.sheets] == ["投保人", "校验结果", "检查范围"]


def test_clear_leaves_the_sheet_as_it_was(ribbon: Ribbon, book: xlwings.Book) -> None:
    before = book.sheets["投保人"].used_range.options(ndim=2).value
    ribbon.press("校验")
    ribbon.press("清除标记")
    assert [sheet.name for sheet in book.sheets] == ["投保人"]
    assert noted(book) == {} and len(book.sheets["投保人"].cells.conditional_formats) == 0
    assert len(book.names) == 0
    assert book.sheets["投保人"].used_range.options(ndim=2).value == before


def test_the_file_is_never_saved(ribbon: Ribbon, book: xlwings.Book, path: Path) -> None:
    before = path.read_bytes()
    ribbon.press("校验")
    assert path.read_bytes() == before


def test_the_file_and_the_open_book_get_the_same_findings(ribbon: Ribbon, book: xlwings.Book, path: Path) -> None:
    ribbon.press("校验")
    in_file = FileBook(path, path.with_name("副本.xlsx"), lambda text: None)
    check(in_file)
    rows = openpyxl.load_workbook(in_file.target)["校验结果"].iter_rows(min_row=4, values_only=True)
    assert {row[4]: row[2] for row in rows if row[4]} == listed(book)


def test_a_broken_ledger_stops_the_check_with_words_and_an_unmarked_book(
    ribbon: Ribbon, book: xlwings.Book, tmp_path: Path
) -> None:
    (tmp_path / "保险内勤").mkdir()
    (tmp_path / "保险内勤" / "台账.db").write_bytes(b"not a ledger" * 200)
    message = ribbon.press("校验")
    assert message.startswith("校验没有完成，工作簿没有改动。\n这个文件不是台账，或已损坏")
    assert [sheet.name for sheet in book.sheets] == ["投保人"]
    assert ribbon.shown.states[-1] is False, "the status bar is given back"

"""One small interface over a workbook: a file and the same book open in a spreadsheet read, show and clear alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwings

from core.findings import Severity
from core.workbook.edit import Mark, Tab
from macros.books import BookError
from macros.file_book import FileBook
from macros.live_book import LiveBook
from tests.markdown import workbook
from tests.office import private_office
from tests.uno_engine import live_app

SHEET = """
| 2026年10月投保单 | | | | |
| 投保单号 | 投保人 | | 保费 | 投保日期 |
| A001 | 张三 | 110101199003070038 | n:12000.5 | d:2026-10-05 |
| A002 | 李四 | _ | n:24001 | 2026.10.06 |
| A003 | 王五 | _ | b:1 | _ |
"""
RESULT = Tab(
    "校验结果",
    [
        ["校验结果：1 条"],
        ["业务日：2026-10-31"],
        ["级别", "单元格", "填写内容", "金额", "日期"],
        [Severity.REFUSED, "B3", "110101199003070038", Decimal("0.10"), date(2026, 10, 5)],
        [Severity.NOTICE, "D3", "=1+1", None, None],
    ],
    (8, 8, 24, 10, 12),
    header_row=2,
    links={(3, 1): "#'投保单'!B3", (4, 1): "#'投保单'!D3"},
    kinds={3: "money"},
)
MARKS = [
    Mark("投保单", "B3", Severity.NOTICE, "甲"),
    Mark("投保单", "B3", Severity.REFUSED, "乙"),
    Mark("投保单", "E5", Severity.NOTICE, "丙"),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xlwings.App]:
    with private_office(tmp_path_factory.mktemp("office")) as office, live_app(office) as app:
        yield app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(
        tmp_path,
        {"投保单": SHEET, "说明": "| 填写说明 |"},
        name="投保单.xlsx",
        merges=["B2:C2"],
        hidden_sheets=["说明"],
    )


@pytest.fixture
def live(app: xlwings.App, path: Path) -> Iterator[LiveBook]:
    book = app.books.open(str(path))
    yield LiveBook(book)
    book.close()


@pytest.mark.office
def test_an_open_book_reads_as_its_file_does(live: LiveBook, path: Path) -> None:
    from_file, from_excel = FileBook(path, path).content(), live.content()
    assert from_excel.path == from_file.path == str(path)
    for ours, theirs in zip(from_excel.grids, from_file.grids, strict=True):
        assert [*map(list, ours.rows)] == [*map(list, theirs.rows)]
        assert (ours.name, ours.merges, ours.hidden) == (theirs.name, theirs.merges, theirs.hidden)


@pytest.mark.office
def test_formulas_arrive_as_their_values_and_errors_by_name(app: xlwings.App, tmp_path: Path) -> None:
    live = LiveBook(app.books.open(str(workbook(tmp_path, {"计算": "| n:2 | f:=A1*2 | e:#N/A |"}))))
    assert live.rows("计算") == [[2.0, 4.0, "#N/A"]]
    live.book.close()


@pytest.mark.office
def test_what_is_typed_and_not_saved_is_read(live: LiveBook, path: Path) -> None:
    before = live.content().sha256
    live.book.sheets["投保单"].range("B3").value = "赵六"
    assert live.rows("投保单")[2][1] == "赵六"
    assert live.content().sha256 != before
    assert FileBook(path, path).rows("投保单")[2][1] == "张三"


@pytest.mark.office
def test_numbers_of_18_digits_formulas_and_amounts_arrive_in_the_tab_as_they_are(live: LiveBook) -> None:
    live.show([RESULT], [])
    shown = live.rows("校验结果")
    assert shown[3] == ["拒收", "B3", "110101199003070038", 0.1, date(2026, 10, 5)]
    assert shown[4][2] == "=1+1", "a remark that looks like a formula stays a remark"
    cells = live.book.sheets["校验结果"].range("B4:B5").formula
    assert cells == (('=HYPERLINK("#\'投保单\'!B3","B3")',), ('=HYPERLINK("#\'投保单\'!D3","D3")',))


@pytest.mark.office
def test_marks_colour_by_the_gravest_and_say_why(live: LiveBook) -> None:
    message = live.show([RESULT], MARKS)
    assert message == "已加 1 个标签页（校验结果）和 2 处标记。工作簿尚未保存。"
    sheet = live.book.sheets["投保单"]
    assert {note.location.address: note.text for note in sheet.notes} == {
        "$B$3": "内勤校验\n【提示】甲\n【拒收】乙",
        "$E$5": "内勤校验\n【提示】丙",
    }
    assert [rule.fill_color for rule in sheet.cells.conditional_formats] == [(0xFF, 0xC2, 0xC2), (0xC5, 0xDD, 0xF9)]


@pytest.mark.office
def test_a_users_own_note_and_colour_outlive_marking_and_clearing(live: LiveBook) -> None:
    cell = live.book.sheets["投保单"].range("B3")
    cell.add_note("客户已电话确认")
    cell.color = "#00FF00"
    message = live.show([RESULT], MARKS)
    assert "1 个单元格只标颜色" in message
    assert live.clear() == "已清除 1 个标签页和 1 处标记。"
    assert [note.text for note in live.book.sheets["投保单"].notes] == ["客户已电话确认"]
    assert cell.color == (0, 255, 0)
    assert len(live.book.sheets["投保单"].cells.conditional_formats) == 0


@pytest.mark.office
def test_showing_again_replaces_tabs_and_marks_and_keeps_a_users_tab_of_the_same_name(live: LiveBook) -> None:
    live.book.sheets.add("校验结果", after=live.book.sheets[-1]).range("A1").value = "用户自己的"
    for _ in range(2):
        live.show([RESULT], MARKS[:2])
    assert live.own_tabs() == ["校验结果2"]
    assert [note.location.address for note in live.book.sheets["投保单"].notes] == ["$B$3"]
    live.clear()
    assert live.rows("校验结果") == [["用户自己的"]]


@pytest.mark.office
def test_marks_of_an_open_book_that_was_saved_are_cleared_from_its_file_too(live: LiveBook, tmp_path: Path) -> None:
    live.show([RESULT], MARKS)
    saved = live.book.app.impl.office.save(live.book.impl.document, tmp_path / "保存.xlsx")
    cleared = FileBook(saved, tmp_path / "清除.xlsx")
    assert cleared.own_tabs() == ["校验结果"]
    cleared.clear()
    sheets = openpyxl.load_workbook(cleared.target)
    assert sheets.sheetnames == ["投保单", "说明"]
    assert [cell.comment for row in sheets["投保单"] for cell in row if cell.comment] == []


@pytest.mark.office
def test_marks_of_a_file_are_cleared_when_it_is_open(app: xlwings.App, path: Path, tmp_path: Path) -> None:
    marked = FileBook(path, tmp_path / "副本.xlsx")
    marked.show([RESULT], MARKS)
    live = LiveBook(app.books.open(str(marked.target)))
    assert live.own_tabs() == ["校验结果"]
    assert [grid.name for grid in live.content().grids] == ["投保单", "说明"], "our own tabs are not read"
    assert live.clear() == "已清除 1 个标签页和 2 处标记。"
    live.book.close()


@pytest.mark.office
def test_a_refusal_in_the_middle_takes_away_what_was_written(live: LiveBook, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise OSError("0x800A03EC")

    monkeypatch.setattr("macros.live_marks.add_marks", refuse)
    with pytest.raises(BookError, match="没有接受写入"):
        live.show([RESULT], MARKS)
    assert live.own_tabs() == []
    assert [sheet.name for sheet in live.book.sheets] == ["投保单", "说明"]


def test_a_file_is_shown_in_a_copy_and_stays_as_it_is(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    book = FileBook(path, tmp_path / "副本.xlsx")
    assert book.show([RESULT], MARKS).startswith("已加 1 个标签页（校验结果）和 2 处标记。")
    assert openpyxl.load_workbook(book.target).sheetnames == ["投保单", "说明", "校验结果"]
    assert path.read_bytes() == before


def test_an_unreadable_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(BookError, match="损坏"):
        FileBook(tmp_path / "坏.xlsx", tmp_path / "副本.xlsx").content()

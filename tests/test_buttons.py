"""Pressing a button: everything is computed first and written last, and whatever goes wrong is one clear message."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from core.findings import Severity
from core.workbook.edit import Mark, Tab
from macros.books import Book
from macros.buttons import BUTTONS, Answer, Button, press
from macros.file_book import FileBook
from macros.outcome import UsageError
from tests.markdown import workbook

RESULT = Tab("校验结果", [["校验结果：1 条"], ["级别", "单元格"], [Severity.REFUSED, "A2"]], header_row=1)
MARKS = [Mark("投保单", "A2", Severity.REFUSED, "证件号码不对")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(
        tmp_path, {"投保单": "| 投保单号 | 保费 |\n| A001 | n:12000 |", "说明": "| 填写说明 |"}, name="投保单.xlsx"
    )


def pressed(path: Path, work: object) -> tuple[list[str], FileBook]:
    """Press a button whose work is ``work``; what the user read, and the book."""
    said: list[str] = []
    book = FileBook(path, path.with_name("副本.xlsx"), said.append)
    press(Button("probe", "校验", "", "", "", work), book)  # type: ignore[arg-type]
    return said, book


def test_everything_is_computed_before_anything_is_written(path: Path) -> None:
    def work(book: Book) -> Answer:
        assert not book.target.exists()  # type: ignore[attr-defined]
        return Answer(["算好了。"], [RESULT], MARKS)

    said, book = pressed(path, work)
    assert said[0] == "校验：正在读取和计算……"
    assert said[-1].startswith("算好了。\n已加 1 个标签页")
    assert book.target.exists()


def test_a_users_mistake_is_one_clear_message_and_changes_nothing(path: Path) -> None:
    def work(book: Book) -> Answer:
        raise UsageError("请先填写保单号。")

    said, book = pressed(path, work)
    assert said[-1] == "校验没有完成，工作簿没有改动。\n请先填写保单号。"
    assert not book.target.exists()


def test_a_mistake_of_ours_is_recorded_without_a_traceback_for_the_user(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(path.parent))

    def work(book: Book) -> Answer:
        return Answer([], [1 / 0])  # type: ignore[list-item]

    said, book = pressed(path, work)
    record = path.parent / "保险内勤" / "出错记录.txt"
    assert str(record) in said[-1] and "ZeroDivision" not in said[-1]
    assert "ZeroDivisionError" in record.read_text(encoding="utf-8")
    assert not book.target.exists()


def test_the_record_of_errors_holds_the_places_and_never_a_customers_cell(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(path.parent))

    def work(book: Book) -> Answer:
        try:
            int("张小明")
        except ValueError as error:
            raise KeyError("110101198805060013") from error
        return Answer()

    pressed(path, work)
    record = (path.parent / "保险内勤" / "出错记录.txt").read_text(encoding="utf-8")
    assert "ValueError" in record
    assert "KeyError" in record
    assert "test_buttons.py:" in record
    assert "张小明" not in record
    assert "110101" not in record


def test_every_button_works_on_a_file_as_well(path: Path) -> None:
    import macros.ribbon  # noqa: F401

    said: list[str] = []
    book = FileBook(path, path.with_name("副本.xlsx"), said.append)
    BUTTONS["check"](book)
    assert openpyxl.load_workbook(book.target).sheetnames == ["投保单", "说明", "校验结果", "检查范围"]
    BUTTONS["clear"](FileBook(book.target, path.with_name("原样.xlsx"), said.append))
    assert said[-1].startswith("已清除 2 个标签页")

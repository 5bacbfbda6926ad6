"""No result replaces a user's file: the ledger, a workbook of the same name, a filled-in template."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from core.reports.book import new_book
from core.reports.ours import kept_apart
from tests.test_command_line import book, ledger_book, run

__all__ = ["book"]


def test_a_report_never_replaces_the_ledger_or_a_users_workbook(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "台账.sqlite"
    run(capsys, "sync", book, "--db", db, "--yes")
    before = sha256(book.read_bytes()).hexdigest()
    assert run(capsys, "report", "--db", db, "--month", "2026-10", "--out", db)[0] == 2
    code, text = run(capsys, "report", "--db", db, "--month", "2026-10", "--out", book)
    assert (code, "没有覆盖" in text) == (3, True)
    assert sha256(book.read_bytes()).hexdigest() == before
    assert run(capsys, "audit", "--db", db)[0] == 0


def test_a_report_replaces_its_own_earlier_one(capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path) -> None:
    db, target = tmp_path / "台账.sqlite", tmp_path / "月报.xlsx"
    run(capsys, "sync", book, "--db", db, "--yes")
    for _ in range(2):
        assert run(capsys, "report", "--db", db, "--month", "2026-10", "--out", target)[0] == 0


def test_a_marked_copy_never_replaces_a_users_workbook_of_the_same_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    theirs = ledger_book(tmp_path / "上月", "13700137000")
    before = theirs.read_bytes()
    code, text = run(capsys, "check", book, "--out", theirs.parent)
    assert (code, "没有覆盖" in text, theirs.read_bytes() == before) == (3, True, True)


def test_two_books_of_one_name_are_refused_before_one_copy_replaces_the_other(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    other = ledger_book(tmp_path / "另一处", "13700137000")
    code, text = run(capsys, "check", book, other, "--out", tmp_path / "结果")
    assert (code, "同名" in text) == (2, True)


def test_a_filled_in_template_is_not_replaced_by_an_empty_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(capsys, "template", "投保单", "--out", tmp_path)[0] == 0
    filled = next(tmp_path.glob("*投保单*"))
    filled.write_bytes(b"filled in")
    code, text = run(capsys, "template", "投保单", "--out", tmp_path)
    assert (code, "没有覆盖" in text, filled.read_bytes()) == (2, True, b"filled in")


def test_an_empty_file_is_no_ledger_and_stays_empty(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = tmp_path / "空.csv"
    empty.touch()
    assert run(capsys, "audit", "--db", empty)[0] == 3
    assert empty.read_bytes() == b""


def test_a_folder_that_is_a_file_is_one_chinese_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "文件"
    file.touch()
    code, text = run(capsys, "template", "投保单", "--out", file)
    assert (code, "不是文件夹" in text or "同名文件" in text) == (3, True)


def test_a_list_that_somebody_filled_in_stands_until_it_is_synced(tmp_path: Path) -> None:
    target = tmp_path / "到账认领.xlsx"
    with new_book(kept_apart(target), "到账认领", date(2026, 10, 31)) as (workbook, _):
        workbook.add_worksheet()
    assert kept_apart(target) == target
    filled_in = openpyxl.load_workbook(target)
    filled_in.active["A1"] = "确认"
    filled_in.save(target)
    assert kept_apart(target) == tmp_path / "到账认领(2).xlsx"
    (tmp_path / "到账认领(2).xlsx").write_bytes(b"a user's")
    assert kept_apart(target) == tmp_path / "到账认领(3).xlsx"


def test_the_days_payments_stand_beside_a_list_that_was_filled_in(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "台账.sqlite"
    run(capsys, "sync", book, "--db", db, "--yes")
    pay = ("pay", "--db", db, "--on", "2026-10-31", "--out", tmp_path)
    for _ in range(2):
        assert run(capsys, *pay)[0] == 0
    (first,) = tmp_path.glob("付款清单*")
    openpyxl.load_workbook(first).save(first)
    before = first.read_bytes()
    code, text = run(capsys, *pay)
    assert (code, "付款清单_2026-10-31(2).xlsx" in text, first.read_bytes() == before) == (0, True, True)


@pytest.mark.parametrize("other", ["--letters", "--targets"])
def test_the_letters_and_the_targets_do_not_replace_the_report_they_come_with(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path, other: str
) -> None:
    db, target = tmp_path / "台账.sqlite", tmp_path / "月报.xlsx"
    run(capsys, "sync", book, "--db", db, "--yes")
    code, text = run(capsys, "report", "--db", db, "--month", "2026-10", "--out", target, other, target)
    assert (code, "同一个文件" in text, target.exists()) == (2, True, False)

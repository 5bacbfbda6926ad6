"""batch over small folders: every workbook once, a bad one alone, the same result however many processes work."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.demo.month import make_month
from core.ledger.problems import LedgerError
from macros.batch import batch
from macros.batch import run as batch_module
from macros.outcome import UsageError
from tests.batches import ROWS, held, ledger_book, ledger_books, policies
from tests.markdown import workbook


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """参考资料, products, 40 policies and a week of applications, which lies in a subfolder a second time."""
    made, folder = tmp_path_factory.mktemp("整月"), tmp_path_factory.mktemp("月")
    paths = make_month(made, policies=40, seed=5).paths
    week = paths["投保单"][0]
    for book in (*paths["产品与现金价值表"], *paths["保单台账"], week):
        shutil.copy(book, folder)
    shutil.copytree(made / "参考资料", folder / "参考资料")
    (folder / "分公司").mkdir()
    shutil.copy(week, folder / "分公司" / week.name)
    return folder


@pytest.fixture(scope="module")
def done_alone(month: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("一个进程")
    assert batch(month, place / "l.sqlite", place / "出", jobs=1).exit_code == 0
    return place


def test_one_process_and_two_leave_the_same_ledger_and_results(month: Path, done_alone: Path, tmp_path: Path) -> None:
    assert batch(month, tmp_path / "l.sqlite", tmp_path / "出", jobs=2).exit_code == 0
    assert held(tmp_path / "l.sqlite") == held(done_alone / "l.sqlite")
    states = {path.relative_to(tmp_path): path.read_text() for path in tmp_path.rglob("批量.json")}
    assert states == {path.relative_to(done_alone): path.read_text() for path in done_alone.rglob("批量.json")}
    assert len(states) == 4


def test_an_application_in_two_workbooks_becomes_one_policy(done_alone: Path) -> None:
    with sqlite3.connect(done_alone / "l.sqlite") as ledger:
        counts = ledger.execute(
            "SELECT application_no, COUNT(DISTINCT policy_no) FROM policies WHERE issued_on = '2026-10-31' GROUP BY 1"
        ).fetchall()
    assert counts and {count for _, count in counts} == {1}


def test_results_of_books_with_one_name_stand_apart(done_alone: Path) -> None:
    copies = [path.relative_to(done_alone / "出").as_posix() for path in done_alone.rglob("校验结果/*第1周.xlsx")]
    name = "投保单_2026年10月第1周"
    assert {*copies} == {f"{name}（xlsx）/校验结果/{name}.xlsx", f"分公司/{name}（xlsx）/校验结果/{name}.xlsx"}


def test_the_summary_links_to_every_result(done_alone: Path) -> None:
    sheet = load_workbook(done_alone / "出" / "批量汇总.xlsx")["批量汇总"]
    links = {cell.hyperlink.target.replace("\\", "/") for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    there = {path.relative_to(done_alone / "出").as_posix() for path in (done_alone / "出").rglob("*/*.xlsx")}
    assert links == there
    assert (done_alone / "出" / "月报_2026-10.xlsx").is_file()


def test_a_second_run_reads_nothing_and_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger_books(tmp_path / "入", 3)
    first = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    before = held(tmp_path / "l.sqlite")
    monkeypatch.setattr(batch_module, "check_book", None)
    second = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert [book["skipped"] for book in second.data["books"]] == [True] * 3
    assert [{**book, "skipped": False} for book in second.data["books"]] == first.data["books"]
    assert held(tmp_path / "l.sqlite") == before


def test_only_a_changed_book_a_new_one_and_one_without_its_result_are_done_again(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 4)
    batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    ledger_book(tmp_path / "入", 1, rows=ROWS + 1)
    ledger_book(tmp_path / "入", 9)
    (tmp_path / "出" / "台账_0002（xlsx）" / "校验结果" / "台账_0002.xlsx").unlink()
    again = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    done = {book["name"]: book["counts"]["inserted"] for book in again.data["books"] if not book["skipped"]}
    assert done == {"台账_0001.xlsx": 1, "台账_0002.xlsx": ROWS - 1, "台账_0009.xlsx": ROWS - 1}
    assert policies(tmp_path / "l.sqlite") == {"P0": 4, "P1": 5, "P2": 4, "P3": 4, "P9": 4}


def test_a_new_reference_list_brings_every_book_up_again(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 2)
    batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    lists = make_month(tmp_path / "别处", policies=20, seed=1).paths["参考资料"]
    (tmp_path / "入" / "参考资料").mkdir()
    shutil.copy(lists[0], tmp_path / "入" / "参考资料")
    again = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    assert not any(book["skipped"] for book in again.data["books"])
    assert held(tmp_path / "l.sqlite")["staff_current"]


def test_a_broken_a_locked_and_an_empty_book_stop_nobody(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 2)
    (tmp_path / "入" / "坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (tmp_path / "入" / "空.xlsx").write_bytes(b"")
    (tmp_path / "入" / "~$台账_0000.xlsx").write_bytes(b"lock")
    outcome = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    assert outcome.exit_code == 3
    assert {book["name"]: book["exit_code"] for book in outcome.data["books"]} == {
        "台账_0000.xlsx": 1, "台账_0001.xlsx": 1, "坏.xlsx": 3, "空.xlsx": 3,
    }  # fmt: skip
    assert policies(tmp_path / "l.sqlite") == {"P0": 4, "P1": 4}


def test_a_book_without_any_table_of_ours_is_not_done_and_sets_no_month(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 1)
    workbook(tmp_path / "入", {"Sheet1": "| 想法 | 电话 |\n| 记得回电 | 1 |"}, name="别的.xlsx")
    outcome = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    other = next(book for book in outcome.data["books"] if book["name"] == "别的.xlsx")
    assert (outcome.exit_code, other["exit_code"], other["on"]) == (3, 3, "")
    assert other["problem"].startswith("没有认出任何表")


def test_a_users_file_in_the_place_of_a_result_is_kept_and_said(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 2)
    users = tmp_path / "出" / "台账_0000（xlsx）" / "校验结果" / "台账_0000.xlsx"
    shutil.copytree(tmp_path / "入", users.parent)
    content = users.read_bytes()
    outcome = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    assert outcome.exit_code == 3
    assert "没有覆盖" in outcome.data["books"][0]["problem"]
    assert users.read_bytes() == content


def test_a_folder_without_workbooks_or_no_folder_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    for folder in (tmp_path / "空", tmp_path / "没有"):
        with pytest.raises(UsageError):
            batch(folder, tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    with pytest.raises(UsageError, match="至少是 1"):
        batch(ledger_book(tmp_path / "入", 1).parent, tmp_path / "l.sqlite", tmp_path / "出", jobs=0)


def test_a_ledger_of_another_kind_is_said_once(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 2)
    (tmp_path / "l.sqlite").write_bytes(b"no ledger at all, but long enough to be looked at" * 20)
    with pytest.raises(LedgerError, match="不是台账"):
        batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)

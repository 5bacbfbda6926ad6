"""The tabs 待办 and 整改, and the workbook that goes to the departments and comes back filled in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.findings import Severity
from core.ledger.runs import Place
from core.ledger.schema import open_ledger
from core.records.policy import Policy
from core.reports.month_report import known_month, write_month_report
from macros.command_line import main
from tests.month_ledger import log, month, new_ledger, sheets_of

REFUSED, REFERRED, _ = Severity
FOUND_KEY = "A103/T1/投保单号"
PLACE = Place("applications", "8601", "个险", "A1", "2026-10-10")
FOUND = [("A103", REFUSED, "T1", PLACE), ("A104", REFERRED, "T2", PLACE)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, sheets_of("month_by_hand.md"))
    log(connection, date(2026, 10, 12), "一.xlsx", FOUND)
    yield connection
    connection.close()


def texts(path: Path, sheet: str) -> list[list[object]]:
    return [list(row) for row in load_workbook(path)[sheet].iter_rows(values_only=True)]


def test_the_tab_lists_each_department_and_says_how_late_it_is(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    write_month_report(ledger, "2026-10", tmp_path / "月报.xlsx")
    rows = texts(tmp_path / "月报.xlsx", "待办")
    (late,) = [row for row in rows if row[2] and str(row[2]).startswith("T1 A103")]
    # due on 19 October, the report stands on the 31st
    assert (late[4], late[8]) == ("A1", "逾期12天")
    assert any(str(row[0]).startswith("销售：未办结 2 件，逾期 1 件") for row in rows)


def test_the_remediation_tab_lists_the_inspection_and_the_open_findings(
    ledger: sqlite3.Connection, tmp_path: Path
) -> None:
    write_month_report(ledger, "2026-10", tmp_path / "月报.xlsx")
    rows = texts(tmp_path / "月报.xlsx", "整改")
    assert [row[1:6] for row in rows if row[1] == "校验"] == [["校验", "一.xlsx", 1, 1, 0]]
    assert any(str(row[0]) == "未整改的检查结果 2 件，逾期 2 件" for row in rows)


def written_back(tmp_path: Path, **answers: object) -> int:
    """待办 of 销售 written, filled in by the department on 2 November and synced; gives the exit code of sync."""
    book = tmp_path / "待办.xlsx"
    words = ["todo", "--db", str(tmp_path / "台账.sqlite"), "--month", "2026-10", "--out", str(book)]
    assert main([*words, "--department", "销售"]) == 0
    filled = load_workbook(book)
    sheet = filled["待办"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    at = next(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, headings["来源单号"]).value == FOUND_KEY)
    assert {sheet.cell(row, headings["承办部门"]).value for row in range(5, sheet.max_row + 1)} == {"销售"}
    sheet["A2"] = "数据截止日：2026-10-30"
    for heading, value in answers.items():
        sheet.cell(at, headings[heading]).value = value
    filled.save(tmp_path / "回填.xlsx")
    return main(["sync", str(tmp_path / "回填.xlsx"), "--db", str(tmp_path / "台账.sqlite"), "--yes"])


def test_a_filled_in_row_with_its_proof_closes_the_matter(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    assert written_back(tmp_path, 状态="已办结", 办结日=date(2026, 10, 15), 办结证明="ZG-7", 办理情况="已补") == 0
    with closing(open_ledger(tmp_path / "台账.sqlite")) as again:
        todos = known_month(again, "2026-10").todos
    assert [row.todo.proof for row in todos.closed] == ["ZG-7"]
    assert not [row for row in todos.open if row.todo.key.startswith("A103")]


def test_a_closing_without_its_proof_is_refused_and_the_matter_stays_open(
    ledger: sqlite3.Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert written_back(tmp_path, 状态="已办结", 办结日=date(2026, 10, 15)) == 1
    with closing(open_ledger(tmp_path / "台账.sqlite")) as again:
        todos = known_month(again, "2026-10").todos
    assert todos.closed == [] and any(row.todo.key == FOUND_KEY for row in todos.open)


def test_what_people_read_and_fill_in_is_printed_and_what_only_leads_back_stands_beside_it(
    ledger: sqlite3.Connection, tmp_path: Path
) -> None:
    book = tmp_path / "待办.xlsx"
    main(["todo", "--db", str(tmp_path / "台账.sqlite"), "--month", "2026-10", "--out", str(book)])
    sheet = load_workbook(book)["待办"]
    headings = [cell.value for cell in sheet[4]]
    printed = headings[: headings.index("复核人") + 1]
    assert sheet.print_area.endswith(f"$K${sheet.max_row}") and len(printed) == 11
    assert {"事项", "到期日", "办理情况", "办结日", "办结证明"} <= set(printed)
    assert headings[11:] == ["提出日", "待办来源", "来源单号", "提出部门", "保单号"]
    # at 10 points in columns of so many characters the print on A4 is not below 7 points
    assert sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJK") < 205


def test_a_filled_in_workbook_is_never_written_over_and_unknown_departments_are_told(
    ledger: sqlite3.Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["todo", "--db", str(tmp_path / "台账.sqlite"), "--month", "2026-10", "--out", str(tmp_path / "待办.xlsx")]
    assert main(words) == 0
    before = (tmp_path / "待办.xlsx").read_bytes()
    assert main(words) == 2 and "没有覆盖" in capsys.readouterr().err
    assert (tmp_path / "待办.xlsx").read_bytes() == before
    assert main([*words[:-1], str(tmp_path / "二.xlsx"), "--department", "行政"]) == 2
    assert main([*words[:-1], str(tmp_path / "二.xlsx")]) == 0
    assert (tmp_path / "二.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("month", "caution"),
    [
        ("2026-10", ""),
        ("2025-01", "台账的收费记录从 2026-08 起，2025-01 还没有"),
        ("2026-07", "台账的收费记录从 2026-08 起，2026-07 还没有"),
        ("2026-09", ""),
        ("2026-12", "台账的数据只到 2026-10-31，没有 2026-12 的数据"),
    ],
)
def test_a_month_that_the_ledger_does_not_know_is_said_to_be_so(
    ledger: sqlite3.Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str], month: str, caution: str
) -> None:
    main(["todo", "--db", str(tmp_path / "台账.sqlite"), "--month", month, "--out", str(tmp_path / "待办.xlsx")])
    said = capsys.readouterr().out
    assert (caution in said, "注意" in said) == (True, bool(caution))


def test_an_empty_ledger_knows_no_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_ledger(tmp_path / "空.sqlite").close()
    main(["todo", "--db", str(tmp_path / "空.sqlite"), "--month", "2026-10", "--out", str(tmp_path / "待办.xlsx")])
    assert "注意：台账里还没有收费和承保的数据" in capsys.readouterr().out


def test_a_month_in_which_nothing_was_issued_or_received_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "隙").mkdir()
    sheets = {Policy: "| 保单号 | 险种代码 | 承保日 | 保单状态 |\n| P1 | WL | 2026-05-10 | 有效 |"}
    with closing(new_ledger(tmp_path / "隙", sheets)) as ledger:
        known = {text: month(ledger, text).nothing_known for text in ("2026-04", "2026-05", "2026-06")}
    assert known == {
        "2026-04": "台账的承保记录从 2026-05 起，2026-04 还没有",
        "2026-05": "",
        "2026-06": "台账里没有 2026-06 的收费和承保记录",
    }

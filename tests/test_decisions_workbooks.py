"""The office's way with money and calendar: sync gives the lists, a clerk decides, sync takes them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.records.banking import BankLine, ReceiptClaim
from core.records.policy import Policy
from core.records.renewal import DueAction
from macros.command_line import main
from tests.events_book import policies
from tests.tables import markdown_rows
from xlsx_templates.to_decide import write_to_decide

DAY = date(2026, 3, 31)
IN_FULL = {
    "机构代码": "860101", "渠道": "个险", "业务员工号": "A1", "投保人证件类型": "身份证", "被保险人证件类型": "身份证",
    "被保险人证件号码": "110101198805060013", "承保日": "2024-02-28",
    "投保人地址": "北京市东城区某某街道1号院2号楼301室",
}  # fmt: skip


def sheet_of(path: Path, record: type[Policy | BankLine], text: str) -> Path:
    """A workbook of one record as of the end of March."""
    headings, rows = markdown_rows(text)
    columns = [next(c for c in record.columns() if heading in (c.heading, *c.aliases)) for heading in headings]
    found = []
    for row in rows:
        read = record.model()(**{column.name: cell for column, cell in zip(columns, row, strict=True)})
        found.append({column.name: getattr(read, column.name) for column in columns})
    names = list(dict.fromkeys(column.name for column in columns))
    return write_to_decide(path, record, found, names, DAY, "")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
    """One command with --json: its exit code and answer."""
    code = main([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def decide(book: Path, target: Path, decision: str) -> Path:
    """A copy of a list with the same decision on every row."""
    opened = openpyxl.load_workbook(book)
    sheet = opened.worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    place = next(at for at, heading in enumerate(headings, 1) if heading in ("认领结果", "处理结果"))
    for row in range(4, sheet.max_row + 1):
        sheet.cell(row, place, decision)
    opened.save(target)
    return target


def test_from_the_statement_to_the_policy_and_from_the_calendar_to_the_grace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "台账.sqlite"
    held = sheet_of(tmp_path / "保单.xlsx", Policy, policies(IN_FULL, {**IN_FULL, "保单号": "P2"}))
    statement = "| 流水号 | 到账日 | 金额 | 对方户名 | 单号 |\n| LS1 | 2026-03-10 | 1000 | 张三 | P1 |"
    lines = sheet_of(tmp_path / "流水.xlsx", BankLine, statement)
    first = run(capsys, "sync", held, "--db", db, "--yes")
    assert first[0] == 0, first
    code, said = run(capsys, "sync", lines, "--db", db, "--yes", "--out", tmp_path / "一")
    assert (code, said["to_decide"]) == (0, {"claims": 1, "actions": 2})
    claims = decide(tmp_path / "一" / "到账认领.xlsx", tmp_path / "认领.xlsx", "确认")
    code, said = run(capsys, "sync", claims, "--db", db, "--yes", "--out", tmp_path / "二")
    assert (code, said["to_decide"]) == (0, {"claims": 0, "actions": 1})
    actions = decide(tmp_path / "二" / "到期处理.xlsx", tmp_path / "到期.xlsx", "确认")
    code, said = run(capsys, "sync", actions, "--db", db, "--yes", "--out", tmp_path / "三")
    assert (code, said["to_decide"]) == (0, {"claims": 0, "actions": 0})
    code, said = run(capsys, "history", "P2", "--db", db)
    assert [cell["after"] for cell in said["steps"][-2]["cells"] if cell["column"] == "保单状态"] == ["宽限期"]
    code, said = run(capsys, "undo", "--last", 2, "--db", db, "--why", "演练")
    assert (code, len(said["undone"])) == (0, 2)
    assert run(capsys, "audit", "--db", db)[0] == 0


def test_a_proposal_that_sync_would_refuse_says_so_in_the_list_and_is_refused_when_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "台账.sqlite"
    held = sheet_of(tmp_path / "保单.xlsx", Policy, policies({**IN_FULL, "下次应交日": "2026-01-01"}))
    statement = "| 流水号 | 到账日 | 金额 | 对方户名 | 单号 |\n| LS1 | 2026-03-10 | 1000 | 张三 | P1 |"
    lines = sheet_of(tmp_path / "流水.xlsx", BankLine, statement)
    run(capsys, "sync", held, lines, "--db", db, "--yes", "--out", tmp_path / "一")
    sheet = openpyxl.load_workbook(tmp_path / "一" / "到账认领.xlsx").worksheets[0]
    place = [cell.value for cell in sheet[3]].index("系统建议")
    assert str(sheet[4][place].value).startswith("待人工：到账日2026-03-10晚于宽限期末2026-03-02，不能按续期入账")
    confirmed = decide(tmp_path / "一" / "到账认领.xlsx", tmp_path / "认领.xlsx", "确认")
    _, said = run(capsys, "sync", confirmed, "--db", db)
    assert said["counts"]["refused"] == 1


def test_the_lists_of_the_same_day_are_the_same_bytes(tmp_path: Path) -> None:
    row = {"bank_serial": "LS1", "amount": Decimal("5"), "booked_on": DAY}
    made = [
        write_to_decide(tmp_path / f"{name}.xlsx", BankLine, [row], list(row), DAY, "").read_bytes() for name in "甲乙"
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize("record", [ReceiptClaim, DueAction])
def test_every_printed_page_of_a_list_is_marked_as_a_working_paper(
    tmp_path: Path, record: type[ReceiptClaim | DueAction]
) -> None:
    book = write_to_decide(tmp_path / "清单.xlsx", record, [], [record.columns()[0].name], DAY, "")
    header = openpyxl.load_workbook(book).worksheets[0].oddHeader
    assert (header.left.text, header.right.text) == (record.sheet, "内部资料 注意保管")

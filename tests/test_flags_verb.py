"""The door of the red flags: who may open it, what is logged, what never leaves it."""

from __future__ import annotations

import json
import sqlite3
import stat
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.ledger.access import access_head
from core.ledger.changes import head
from macros.command_line import main
from tests.accounts import access_lines, acts_as, permissions_book
from tests.flag_tables import claim, office, policy, request
from tests.markdown import workbook
from tests.month_ledger import add_tables, new_ledger

DECISION = """
| 线索代码 | 对象编号 | 线索类型 | 处理结果 | 理由 | 处理人 | 处理日 |
| F01 | L1 | 等待期后不久 | 排除 | 急诊，病历与发票一致 | N1 | 2026-10-20 |
"""


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two early claims, a refund to somebody else, and the list of accounts."""
    connection = new_ledger(tmp_path, {})
    refund = [request(1, "退保", date(2025, 3, 1), payee="某外人")]
    add_tables(connection, list(office([policy(1), policy(2)], [claim(1, 20), claim(2, 20)], refund).values()))
    path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    connection.close()
    acts_as(monkeypatch, "boss")
    assert main(["sync", str(permissions_book(tmp_path)), "--db", str(path), "--yes"]) == 0
    return path


def flags(db: Path, target: Path, *more: str) -> int:
    words = ["flags", "--db", str(db), "--why", "季度抽查", "--out", str(target), *(more or ("--on", "2026-10-31"))]
    return main(words)


@pytest.mark.parametrize(
    ("account", "code"), [("boss", 0), ("auditor", 0), ("clerk", 3), ("actuary", 3), ("gone", 3), ("stranger", 3)]
)
def test_only_those_who_may_see_restricted_data_get_the_book_and_either_way_it_is_logged(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, account: str, code: int
) -> None:
    acts_as(monkeypatch, account)
    target = tmp_path / "风险提示.xlsx"
    assert (flags(db, target), target.exists()) == (code, code == 0)
    shown, refused = ("受限资料", "") if code == 0 else ("查看受限资料", "拒绝")
    assert access_lines(db) == [(account, "flags", shown, refused)]


def test_the_book_is_private_prints_both_heads_and_says_who_looked(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts_as(monkeypatch, "auditor")
    target = tmp_path / "风险提示.xlsx"
    flags(db, target)
    book = openpyxl.load_workbook(target)
    with sqlite3.connect(db) as ledger:
        heads = f"链头 {head(ledger)[:12]}/{access_head(ledger)[:12]}"
    assert all(heads in str(sheet.oddFooter.right.text) for sheet in book)
    texts = [str(cell.value) for row in book["受限说明"].iter_rows() for cell in row]
    assert "本次查阅：账号 auditor（审计）查看受限资料，已记入第 1 号查阅记录。" in texts
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_screen_and_the_json_hold_numbers_only(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert flags(db, tmp_path / "风险提示.xlsx", "--month", "2026-10", "--json") == 0
    text = capsys.readouterr().out
    told: dict[str, Any] = json.loads(text)
    assert (told["on"], told["hits"]) == ("2026-10-31", {"F01": 4, "S11": 1})
    assert not [secret for secret in ("L1", "P1", "ID1", "赵某", "钱某", "某外人") if f'"{secret}' in text]


def test_a_decision_that_was_synced_stands_in_the_next_book_as_cleared(db: Path, tmp_path: Path) -> None:
    decided = workbook(tmp_path, {"红旗处理": DECISION}, name="红旗处理.xlsx")
    assert main(["sync", str(decided), "--db", str(db), "--yes"]) == 0
    flags(db, tmp_path / "a.xlsx")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["线索"].iter_rows()]
    outcomes = {(row[2], row[3]): row[8] for row in rows if row[1] == "F01"}
    assert outcomes["等待期后不久", "L1"] == "排除"
    assert outcomes["可抗辩期内", "L1"] == "待处理"


@pytest.mark.parametrize("more", [("--month", "2026-10", "--on", "2026-10-31"), ("--json",), ("--month", "十月")])
def test_the_day_is_given_once_and_readable(db: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    assert flags(db, tmp_path / "a.xlsx", *more) == 2
    assert access_lines(db) == []


def test_no_hint_and_no_rule_of_the_flags_stands_in_the_month_report(db: Path, tmp_path: Path) -> None:
    report = tmp_path / "月报.xlsx"
    assert main(["report", "--db", str(db), "--month", "2026-10", "--out", str(report)]) == 0
    cells = {str(cell.value) for sheet in openpyxl.load_workbook(report) for row in sheet.iter_rows() for cell in row}
    assert not [text for text in cells if "可疑" in text or "短期出险" in text or "退款至他人" in text]

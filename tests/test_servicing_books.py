"""保全 as a workbook through the command line: plan, confirm, history, undo; nothing before the confirmation."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from core.records.policy import Policy
from macros.command_line import main
from tests.markdown import workbook

DOCUMENT = Policy.column("policyholder_document_no").example
POLICIES = f"""
| 数据截止日：2026-09-30 | | | | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 渠道 | 业务员工号 | 投保人姓名 | 投保人证件号码 | 保额 | 投保人手机 | 保单状态 |
| P1 | WL2601 | 860101 | 个险 | A1 | 张三 | {DOCUMENT} | 100000 | 13800138000 | 有效 |
"""
REQUESTS = """
| 数据截止日：2026-10-31 | | | | | | | | | | |
| 受理号 | 受理日时 | 申请人身份 | 保单号 | 保全项目 | 变更内容 | 变更前 | 变更后 | 签名比对 | 批单号 | 办结日 |
| BQ1 | 2026-10-20 | {role} | P1 | 电话变更 | 投保人手机 | 13800138000 | 13900139000 | 一致 | PD1 | 2026-10-21 |
"""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    book = workbook(tmp_path, {"保单台账": POLICIES}, name="台账.xlsx")
    assert main(["sync", str(book), "--db", str(tmp_path / "台账.sqlite"), "--yes"]) == 0
    return tmp_path / "台账.sqlite"


def register(folder: Path, role: str = "投保人") -> Path:
    return workbook(folder, {"保全受理登记表": REQUESTS.format(role=role)}, name="保全.xlsx")


def phone(db: Path) -> str:
    with sqlite3.connect(db) as connection:
        return str(connection.execute("SELECT policyholder_phone FROM policies").fetchone()[0])


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = main([str(word) for word in words])
    return code, capsys.readouterr().out


def test_plan_first_then_yes_then_history_then_undo(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = register(tmp_path)
    code, text = run(capsys, "sync", book, "--db", db, "--plan")
    assert (code, phone(db)) == (0, "13800138000")
    assert "保全 联系方式变更（受理号BQ1）：1 张保单 1 个险种" in text
    assert "139****9000" in text
    assert "13900139000" not in text
    assert run(capsys, "sync", book, "--db", db, "--yes")[0] == 0
    assert phone(db) == "13900139000"
    text = run(capsys, "history", "P1", "--db", db)[1]
    assert "保全.xlsx[保全受理登记表] 第 3 行" in text
    assert "投保人手机：138****8000 → 139****9000" in text
    steps = json.loads(run(capsys, "history", "P1", "--db", db, "--json")[1])["steps"]
    change = next(step["change"] for step in steps if step["record"] == "保单事件")
    assert run(capsys, "undo", change, "--db", db, "--why", "客户撤回")[0] == 0
    assert phone(db) == "13800138000"


def test_a_request_that_a_rule_refuses_changes_nothing(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = run(capsys, "sync", register(tmp_path, role="受益人"), "--db", db, "--yes")
    assert (code, phone(db)) == (1, "13800138000")


def test_a_request_without_its_last_day_is_registered_and_said_to_change_no_policy(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting = REQUESTS.format(role="投保人").replace("2026-10-21 |", " |")
    book = workbook(tmp_path, {"保全受理登记表": waiting}, name="保全.xlsx")
    said = run(capsys, "sync", book, "--db", db, "--plan")[1]
    assert "保全申请 1 件没有办结日：只登记，不改保单" in said


def test_the_second_sync_of_the_register_finds_nothing_to_do(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = register(tmp_path)
    run(capsys, "sync", book, "--db", db, "--yes")
    assert "没有需要写入的内容" in run(capsys, "sync", book, "--db", db, "--yes")[1]

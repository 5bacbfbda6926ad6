"""Who may change 权限 and 红旗处理, how the first list comes in, and that a refused attempt is logged."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from macros.command_line import main
from tests.accounts import LIST, access_lines, acts_as, permissions_book
from tests.markdown import workbook

PROMOTED = LIST.replace("| junior   | 孙八 | 经办 |    |    |    |", "| junior   | 孙八 | 主管 | 是 | 是 | 是 |")
NO_BOSS = LIST.replace("| boss     | 赵六 | 主管", "| boss     | 赵六 | 经办")
DECISION = """
| 线索代码 | 对象编号 | 处理结果 | 理由 | 处理人 | 处理日 |
| F01 | L1 | 排除 | 急诊，病历与发票一致 | N1 | 2026-10-20 |
"""


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger whose first list came from an account that the list names 主管."""
    path = tmp_path / "台账.sqlite"
    acts_as(monkeypatch, "boss")
    assert sync(permissions_book(tmp_path / "首次"), path) == 0
    return path


def sync(book: Path, db: Path) -> int:
    return main(["sync", str(book), "--db", str(db), "--yes"])


def roles(db: Path) -> dict[str, str]:
    with sqlite3.connect(db) as ledger:
        return dict(ledger.execute("SELECT lower(account), role FROM permissions"))


def test_only_a_supervisor_changes_the_list_and_the_attempt_is_logged(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    book = permissions_book(tmp_path / "改", PROMOTED)
    for account in ("junior", "auditor", "gone", "stranger"):
        acts_as(monkeypatch, account)
        assert sync(book, db) == 1
        assert f"账号 {account}（" in capsys.readouterr().out
        assert roles(db)["junior"] == "经办"
    assert access_lines(db) == [
        (account, "修改权限", "", "拒绝") for account in ("junior", "auditor", "gone", "stranger")
    ]
    acts_as(monkeypatch, "boss")
    assert sync(book, db) == 0
    assert roles(db)["junior"] == "主管"


def test_a_preview_of_what_is_not_allowed_says_that_writing_it_would_be_logged_and_logs_nothing(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    acts_as(monkeypatch, "junior")
    book = permissions_book(tmp_path / "改", PROMOTED)
    assert main(["sync", str(book), "--db", str(db), "--plan"]) == 1
    said = capsys.readouterr().out
    assert "写入时这次尝试记入查阅记录" in said
    assert "已记入" not in said
    assert access_lines(db) == []


def test_the_first_list_must_name_a_supervisor_and_no_change_may_leave_none(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    none = permissions_book(tmp_path / "无主管", NO_BOSS)
    assert sync(none, tmp_path / "新.sqlite") == 1
    assert roles(tmp_path / "新.sqlite") == {}
    assert sync(none, db) == 1
    assert "以后将无人能改权限" in capsys.readouterr().out
    assert roles(db)["boss"] == "主管"


def test_a_list_lying_beside_a_workbook_gives_nobody_anything(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts_as(monkeypatch, "junior")
    (tmp_path / "活").mkdir()
    book = workbook(tmp_path / "活", {"红旗处理": DECISION}, name="红旗.xlsx")
    shutil.copytree(permissions_book(tmp_path / "改", PROMOTED).parent, tmp_path / "活" / "参考资料")
    assert main(["check", str(book), "--db", str(db), "--unmask", "试试"]) == 3
    assert sync(book, db) == 1
    assert roles(db)["junior"] == "经办"


def test_a_change_of_the_list_cannot_be_taken_back_to_be_alone_again(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    acts_as(monkeypatch, "junior")
    assert main(["undo", "1", "--db", str(db), "--why", "试试"]) == 3
    assert "《权限》的变更不能撤销" in capsys.readouterr().err
    assert access_lines(db)[-1] == ("junior", "撤销权限", "", "拒绝")
    assert roles(db)["boss"] == "主管"


def test_decisions_on_red_flags_come_only_from_those_who_may_see_them(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = workbook(tmp_path, {"红旗处理": DECISION}, name="红旗处理.xlsx")
    acts_as(monkeypatch, "clerk")
    assert sync(book, db) == 1
    acts_as(monkeypatch, "auditor")
    assert sync(book, db) == 0
    with sqlite3.connect(db) as ledger:
        assert ledger.execute("SELECT who FROM changes WHERE record = 'flag_decisions'").fetchall() == [("auditor",)]

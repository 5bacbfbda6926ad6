"""Working as another account, and a ledger with a list of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from core.days.moments import today
from tests.markdown import workbook

TODAY = today()
LIST = """
| 数据截止日：2026-10-31 | | | | | | |
| 系统账号 | 姓名 | 角色 | 可看完整信息 | 可看健康信息 | 可看受限页 | 失效日 |
| boss     | 赵六 | 主管 | 是 | 是 | 是 | |
| clerk    | 钱七 | 经办 | 是 | 是 | 是 | |
| junior   | 孙八 | 经办 |    |    |    | |
| auditor  | 李九 | 审计 | 是 | 否 | 是 | |
| actuary  | 周十 | 精算 | 是 | 是 | 是 | |
| gone     | 吴一 | 主管 | 是 | 是 | 是 | 2020-01-01 |
"""
"""What each asks for in the list; the role decides what of it is given."""


def permissions_book(folder: Path, text: str = LIST, name: str = "权限.xlsx") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return workbook(folder, {"权限": text}, name=name)


def acts_as(monkeypatch: pytest.MonkeyPatch, account: str) -> None:
    """From now on the operating system names this account."""
    for module in (
        "core.access.viewer", "core.ledger.access", "core.ledger.changes", "core.ledger.closings", "core.ledger.runs",
        "core.ledger.undo", "macros.servicing", "macros.sync", "macros.pay",
    ):  # fmt: skip
        monkeypatch.setattr(f"{module}.current_account", lambda: account)


def access_lines(db: Path) -> list[tuple[str, str, str, str]]:
    """Who, verb, shown, refused of every line of the access list."""
    with sqlite3.connect(db) as ledger:
        query = "SELECT who, verb, COALESCE(shown, ''), COALESCE(refused, '') FROM accesses ORDER BY id"
        return ledger.execute(query).fetchall()

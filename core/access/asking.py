"""Asking to see: is this account allowed, and the line in the access list, written before anything is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from core.access.viewer import ALONE, RIGHTS, Viewer, viewer_of
from core.ledger.access import log_access
from core.ledger.problems import LedgerError
from core.privacy import Sight

KINDS = {
    "name": "姓名", "document": "证件号码", "phone": "电话", "account": "账号", "address": "地址", "email": "邮箱",
    "health": "健康信息",
}  # fmt: skip
RESTRICTED = "受限资料"


class NotAllowedError(LedgerError):
    """The account may not see or do what it asked for; the attempt is in the access list."""


def ask_sight(
    connection: sqlite3.Connection, verb: str, books: Sequence[Path], rows: int, why: str, *, health: bool = False
) -> tuple[Sight, str]:
    """What of personal data this account sees in full after giving a reason, and a Chinese sentence that says so.

    NotAllowedError where the account has not the right, or asks for health data without that right; logged either way.
    """
    viewer = viewer_of(connection)
    for right in ("unmask", "health") if health else ("unmask",):
        _require(connection, viewer, right, verb, books, why)
    kinds = viewer.kinds(health)
    shown = "、".join(word for kind, word in KINDS.items() if kind in kinds)
    line = log_access(connection, verb, books, rows, why, shown=shown)
    told = f"{viewer}查看完整{shown}，已记入第 {line.id} 号查阅记录；"
    told += f"健康信息{'已显示' if health else '仍隐去'}。{_alone(viewer)}"
    return Sight(kinds), told


def ask_right(connection: sqlite3.Connection, right: str, verb: str, books: Sequence[Path], why: str) -> str:
    """Let an account use a right on a reason, and log it; gives a Chinese sentence. NotAllowedError as above."""
    viewer = viewer_of(connection)
    _require(connection, viewer, right, verb, books, why)
    line = log_access(connection, verb, books, 0, why, shown=RESTRICTED if right == "restricted" else "")
    return f"{viewer}{RIGHTS[right]}，已记入第 {line.id} 号查阅记录。{_alone(viewer)}"


def _require(
    connection: sqlite3.Connection, viewer: Viewer, right: str, verb: str, books: Sequence[Path], why: str
) -> None:
    if viewer.may(right):
        return
    log_access(connection, verb, books, 0, why, shown=RIGHTS[right], allowed=False)
    message = f"{viewer}无权{RIGHTS[right]}，这次尝试已记入查阅记录。"
    raise NotAllowedError(message, "请主管在《权限》中授权后同步，或请有权限的人办理。")


def _alone(viewer: Viewer) -> str:
    return ALONE if viewer.alone else ""

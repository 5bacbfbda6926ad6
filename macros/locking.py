"""--password: results under an Excel password, which comes from a prompt, a file or a variable, never a command line.

A command line is seen by every user of the machine and kept by the shell.
"""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from core.ledger.problems import LedgerError
from macros.files import why
from macros.outcome import Outcome, UsageError

VARIABLE = "NEIQIN_PASSWORD"
LOCKED = "结果已加密，用口令在 Excel 或 WPS 中打开；口令没有保存，遗失后无法找回。"


def asked_password(arguments: Namespace) -> str:
    """The password for the results, ``""`` where none was asked for; asked before any work is done."""
    file: Path | None = getattr(arguments, "password_file", None)
    if file is None and not getattr(arguments, "password", False):
        return ""
    return _long_enough(_of_file(file) if file else os.environ.get(VARIABLE, "") or _typed())


def lock_results(outcome: Outcome, password: str) -> Outcome:
    """Encrypt every workbook among the results. LedgerError where one could not be; that one is then deleted."""
    from core.workbook.lock import LockError, lock

    for path in outcome.files:
        try:
            lock(path, password)
        except LockError:
            path.unlink(missing_ok=True)
            fix = "没有加密的这个结果已删除；请去掉 --password 重做，或先另存为 .xlsx。"
            raise LedgerError(f"不能加密：{path.name}。", fix) from None
    if outcome.files:
        outcome.say(LOCKED)
        outcome.data["encrypted"] = True
    return outcome


def _typed() -> str:
    from getpass import getpass

    try:
        first, second = getpass("口令："), getpass("再输入一次：")
    except EOFError:
        raise UsageError(f"这里不能输入口令：请用 --password-file 文件，或环境变量 {VARIABLE}") from None
    if first != second:
        raise UsageError("两次输入的口令不一样，请重新运行")
    return first


def _of_file(file: Path) -> str:
    """The first line of a file."""
    try:
        return (file.read_text(encoding="utf-8-sig").splitlines() or [""])[0]
    except UnicodeDecodeError:
        raise UsageError(f"口令文件不是文本：{file.name}") from None
    except OSError as error:
        raise UsageError(f"口令文件读不了：{file.name}（{why(error)}）") from None


def _long_enough(password: str) -> str:
    from core.workbook.lock import SHORTEST

    if len(password) < SHORTEST or not password.strip():
        raise UsageError(f"口令至少 {SHORTEST} 个字符")
    return password

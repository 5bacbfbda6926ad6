"""Which existing files a result may replace: only those that we wrote ourselves, never a user's."""

from __future__ import annotations

import zipfile
from pathlib import Path

from core.ledger.problems import LedgerError

AUTHOR = "保险内勤"
_PROPERTIES = "docProps/core.xml"


def refuse_foreign(target: Path) -> None:
    """LedgerError where ``target`` exists and is not an earlier result of ours (its properties name the author)."""
    if target.exists() and not _ours(target):
        raise LedgerError(
            f"已有同名文件，且不是本程序写的结果（或已加密，无法辨认）：{target.name}。",
            "没有覆盖；请换一个文件名或文件夹。",
        )


def _ours(target: Path) -> bool:
    try:
        with zipfile.ZipFile(target) as package:
            return f"<dc:creator>{AUTHOR}</dc:creator>" in package.read(_PROPERTIES).decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, OSError):
        return False

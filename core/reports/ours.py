"""Which existing files a result may replace: only those that we wrote ourselves, never a user's."""

from __future__ import annotations

import re
import zipfile
from itertools import count
from pathlib import Path

from core.ledger.problems import LedgerError

AUTHOR = "保险内勤"
_PROPERTIES = "docProps/core.xml"
_DAYS = re.compile(r"<dcterms:(created|modified)[^>]*>([^<]*)<")


def refuse_foreign(target: Path) -> None:
    """LedgerError where ``target`` exists and is not an earlier result of ours (its properties name the author)."""
    if target.exists() and not _ours(target):
        raise LedgerError(
            f"已有同名文件，且不是本程序写的结果（或已加密，无法辨认）：{target.name}。",
            "没有覆盖；请换一个文件名或文件夹。",
        )


def kept_apart(target: Path) -> Path:
    """Where a list for a person to fill in goes: ``target``, or 名(2), 名(3) … beside one that somebody saved since.

    A list that was filled in and not synced yet, or that is being synced, is never written over.
    """
    names = (target if turn == 1 else target.with_stem(f"{target.stem}({turn})") for turn in count(1))
    return next(each for each in names if not each.exists() or _untouched(each))


def _ours(target: Path) -> bool:
    return f"<dc:creator>{AUTHOR}</dc:creator>" in _properties(target)


def _untouched(target: Path) -> bool:
    """Ours, and as we wrote it: whoever saves a workbook moves its day of change away from that of its making."""
    days = dict(_DAYS.findall(_properties(target)))
    return _ours(target) and "created" in days and days["created"] == days.get("modified")


def _properties(target: Path) -> str:
    try:
        with zipfile.ZipFile(target) as package:
            return package.read(_PROPERTIES).decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, OSError):
        return ""

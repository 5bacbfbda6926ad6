"""What can go wrong with a ledger file, in words a clerk can act on."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path


class LedgerError(Exception):
    """A ledger cannot be used or a change cannot be made. ``message``: what; ``fix``: what next; both Chinese."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(f"{message}{fix}")
        self.message = message
        self.fix = fix


def in_words(error: Exception, path: Path) -> LedgerError:
    """The Chinese message for a SQLite or operating-system error on the ledger ``path``."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return LedgerError(f"台账正被他人使用：{path.name}。", "请稍候再试；本次没有写入任何内容。")
    if (
        "readonly" in text
        or "read-only" in text
        or getattr(error, "errno", 0) in (errno.EACCES, errno.EROFS, errno.EPERM)
        or ("unable to open" in text and path.exists() and not os.access(path.parent, os.W_OK))
    ):
        return LedgerError(f"没有写入权限：{path.name}。", "请检查文件夹权限，或换一个可写的位置。")
    if "full" in text or getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT):
        return LedgerError("磁盘空间不足，本次没有写入任何内容。", "请清理磁盘后再试。")
    if "not a database" in text or "malformed" in text:
        return LedgerError(f"这个文件不是台账，或已损坏：{path.name}。", "请从备份恢复，或换一个数据库文件。")
    if "unable to open" in text or isinstance(error, OSError):
        return LedgerError(f"打不开台账：{path.name}。", "请检查路径是否存在、磁盘是否可用。")
    if "i/o error" in text:
        message = f"磁盘读写失败：{path.name}。"
        return LedgerError(message, "本次没有写入任何内容；请检查磁盘空间、空间配额和网络盘，再试一次。")
    if isinstance(error, sqlite3.Error):
        return LedgerError(f"台账写入失败：{path.name}。", "本次没有写入任何内容；请用 doctor 自检。")
    return LedgerError("台账无法使用。", "请用 doctor 自检。")

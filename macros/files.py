"""What a verb checks about its files before it starts, and an operating-system error in a clerk's words."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from macros.outcome import UsageError

_WHY = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.EEXIST: "这里要的是文件夹，已有同名文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这里要的是文件，却是文件夹",
    errno.ENOENT: "找不到",
    errno.ENAMETOOLONG: "名称太长",
}


def check_files(books: Sequence[Path], out: Path | None) -> None:
    """Raises ``UsageError``: a book is missing or a folder, a result would fall on a book or another's result."""
    if folders := [str(book) for book in books if book.is_dir()]:
        raise UsageError(f"这是文件夹：{'、'.join(folders)}。请写出里面的工作簿，整个文件夹用 neiqin batch（批量）")
    if missing := [str(book) for book in books if not book.is_file()]:
        raise UsageError(f"找不到工作簿：{'、'.join(missing)}")
    if out is None:
        return
    if any((out / book.name).resolve() == book.resolve() for book in books):
        raise UsageError(f"结果不能覆盖原工作簿，请换一个 --out 文件夹：{out}")
    if doubled := [name for name, count in Counter(book.name for book in books).items() if count > 1]:
        raise UsageError(f"几个工作簿同名，结果会互相覆盖，请分次处理或改名：{'、'.join(doubled)}")


def keep_filled_in(targets: Sequence[Path]) -> None:
    """Raises ``UsageError`` where a template would replace a file: somebody may have filled it in."""
    if there := [target.name for target in targets if target.exists()]:
        raise UsageError(f"文件夹里已有同名工作簿，可能已填写，没有覆盖：{'、'.join(there)}。请换一个 --out")


def refuse_not_a_workbook(target: Path) -> None:
    """Raises ``UsageError`` where a result's name does not end as a workbook's does."""
    if target.suffix.lower() != ".xlsx":
        raise UsageError(f"结果是工作簿，--out 请以 .xlsx 结尾，收到：{target}")


def why(error: OSError) -> str:
    """An operating-system error as a clerk would say it."""
    return _WHY.get(error.errno or 0, "请关闭正在使用它的程序后再试")

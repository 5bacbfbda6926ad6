"""A new workbook of pages: created on a stated day, so that the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.ledger.problems import LedgerError
from core.private_file import private_draft
from core.reports.heads import Heads, printed_heads
from core.reports.ours import AUTHOR, refuse_foreign
from core.reports.style import FONT, Formats


@contextmanager
def new_book(target: Path, title: str, on: date, heads: Heads | None = None) -> Iterator[tuple[Any, Formats]]:
    """An XlsxWriter workbook and its formats, readable by its owner alone, in place once it is whole.

    ``heads``: what its pages print of the ledger's chains; None: those of the ledger that a verb has open.
    LedgerError in Chinese where the file can't be written or is a user's.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    refuse_foreign(target)
    try:
        with private_draft(target) as draft:
            # in memory: the parts would else lie in the system's temporary folder, and stay there after a crash
            options = {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": 10}}
            workbook = xlsxwriter.Workbook(str(draft), options)
            created = datetime.combine(on, datetime.min.time())
            workbook.set_properties({"title": title, "author": AUTHOR, "created": created})
            yield workbook, Formats(workbook, (heads or printed_heads()).short)
            workbook.close()
    except (FileCreateError, PermissionError, FileNotFoundError) as error:
        message = f"文件写不进去：{target.name}。"
        raise LedgerError(message, "请先关闭已打开的同名文件，或换一个位置。") from error

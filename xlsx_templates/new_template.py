"""A new workbook for people to fill in: made on a stated day, so that the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from core.private_file import private_draft
from xlsx_templates import look

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@contextmanager
def new_template(path: Path, title: str) -> Iterator[Workbook]:
    """An XlsxWriter workbook, in place once it is whole: half a template would be taken for one somebody fills in."""
    import xlsxwriter

    with private_draft(path) as draft, xlsxwriter.Workbook(str(draft)) as workbook:
        workbook.set_properties({"title": title, "company": "保险内勤", "created": look.MADE_ON})
        yield workbook

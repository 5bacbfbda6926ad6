"""数据截止日: written in a title row, or on a sheet of explanations (case 32)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from core.normalise import cleaning
from core.normalise.as_text import text_of
from core.normalise.days import parse_day
from core.normalise.parsed import Cell, Heading

_LABEL = re.compile(r"(?:数据|统计|资料)?(?:截止|截至)(?:日期|日|时间)?:?(.*)")


def cutoff_in(rows: Iterable[Sequence[Cell]], epoch_1904: bool = False) -> date | None:
    """The first day that stands behind (or in the cell beside) a label such as 数据截止日."""
    for row in rows:
        cells = [cell for cell in row if cell is not None and cell != ""]
        for cell, beside in zip(cells, [*cells[1:], None], strict=False):
            label = _LABEL.search("".join(cleaning.folded(cell).split())) if isinstance(cell, str) else None
            if label:
                day = _day(label[1], epoch_1904) if label[1] else _day(beside, epoch_1904)
                if day:
                    return day
    return None


def _day(cell: Cell, epoch_1904: bool) -> date | None:
    if isinstance(cell, str):
        found = re.match(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{8}", text_of(cell))
        cell = found[0] if found else None
    value = parse_day(cell, Heading(epoch_1904=epoch_1904)).value
    return value if isinstance(value, date) else None

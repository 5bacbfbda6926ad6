"""How a template looks: fonts, colours and page set-up."""

from __future__ import annotations

from datetime import datetime
from math import ceil
from typing import Any

MADE_ON = datetime(2026, 1, 1)
"""Written into a file's properties instead of the clock, so that the same records give the same bytes."""

FONT = "微软雅黑"
INK = "#1F2937"
REQUIRED = "#1F4E79"
OPTIONAL = "#DCE6F1"
INPUT = "#FFF8DC"
LINE = "#B8C4D2"
MUTED = "#6B7280"
PAGE_WIDTH = 190
"""Characters that stay legible on one landscape A4 page."""
LAST_ROW = 1_048_575


def heading(required: bool) -> dict[str, Any]:
    """The format of a heading: dark for a core column, pale for any other."""
    colours = {"bg_color": REQUIRED, "font_color": "white"} if required else {"bg_color": OPTIONAL, "font_color": INK}
    return {
        "font_name": FONT, "font_size": 10, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True,
        "border": 1, "border_color": LINE, **colours,
    }  # fmt: skip


def cell(number_format: str, **more: Any) -> dict[str, Any]:
    """The format of a body cell; ``@`` keeps identity numbers, cards and codes as text."""
    return {
        "font_name": FONT,
        "font_size": 10,
        "font_color": INK,
        "valign": "vcenter",
        "num_format": number_format,
        **more,
    }


def title(size: int = 16) -> dict[str, Any]:
    """The format of a workbook's title line."""
    return {"font_name": FONT, "font_size": size, "bold": True, "font_color": REQUIRED, "valign": "vcenter"}


def page(worksheet: Any, name: str, width: int, heading_row: int) -> None:
    """Landscape A4, the heading row on every page, page numbers; wide sheets run over several pages side by side."""
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    worksheet.fit_to_pages(ceil(width / PAGE_WIDTH), 0)
    worksheet.repeat_rows(heading_row)
    if width > PAGE_WIDTH:
        worksheet.repeat_columns(0)
    header(worksheet, name, "保险内勤")
    worksheet.set_footer(f'&C&"{FONT}"第 &P 页，共 &N 页')


def header(worksheet: Any, name: str, mark: str) -> None:
    """What stands at the head of every printed page: the sheet's name, and on the right a mark."""
    worksheet.set_header(f'&L&"{FONT},Bold"{name}&R&"{FONT}"{mark}')

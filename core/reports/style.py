"""How every new workbook looks: fonts, colours with a meaning, number formats, and the width of Chinese text.

Colours: blue heads, grey is secondary, green good, amber needs attention, red wrong or late. 微软雅黑 falls back to the
system's Chinese font where it is missing.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from unicodedata import east_asian_width

FONT = "微软雅黑"
INK, MUTED, LINE, WHITE = "#1F2937", "#6B7280", "#C5CEDA", "#FFFFFF"
BLUE, PALE_BLUE, BAND = "#1F4E79", "#DCE6F1", "#F5F8FB"
GREEN, PALE_GREEN = "#2E7D4F", "#E3F2E8"
AMBER, PALE_AMBER = "#B26A00", "#FFF3D6"
RED, PALE_RED = "#B3261E", "#FBE4E2"
SERIES = ("#1F4E79", "#7FA7CF", "#E0A030", "#2E7D4F", "#8E6BBF", "#9AA5B1")
"""Chart colours, in order."""

DASH = "—"
NUMBER_FORMATS = {
    "text": "@",
    "amount": "#,##0.00_ ",
    "count": "#,##0_ ",
    "rate": "0.00%_ ",
    "days": "0.0_ ",
    "per head": "0.00_ ",
    "day": "yyyy-mm-dd",
    "change": "+0.0%_ ;-0.0%_ ;0.0%_ ",
    "points": '+0.0"点"_ ;-0.0"点"_ ;0.0"点"_ ',
    "difference": "#,##0.00_ ;[Red]-#,##0.00_ ;0.00_ ",
}
"""``_`` and a blank keep a figure away from the line at its right."""
OF_UNIT = {
    "元": "amount", "件": "count", "件/人": "per head", "件/亿元": "per head", "件/万张": "per head",
    "件/万人次": "per head", "%": "rate", "天": "days",
}  # fmt: skip

_BODY = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_LINED = {**_BODY, "border": 1, "border_color": LINE}

LOOKS: dict[str, dict[str, Any]] = {
    "plain": _BODY,
    "cell": _LINED,
    "wrap": {**_LINED, "text_wrap": True},
    "strong": {**_LINED, "bold": True},
    "total": {**_LINED, "bold": True, "bg_color": PALE_BLUE, "top": 2, "top_color": BLUE},
    "title": {**_BODY, "font_size": 20, "bold": True, "font_color": BLUE},
    "subtitle": {**_BODY, "font_color": MUTED},
    "section": {**_BODY, "font_size": 12, "bold": True, "font_color": BLUE, "bottom": 2, "bottom_color": BLUE},
    "heading": {**_LINED, "bold": True, "font_color": WHITE, "bg_color": BLUE, "align": "center", "text_wrap": True},
    "group": {**_LINED, "bold": True, "font_color": BLUE, "bg_color": PALE_BLUE},
    "note": {**_BODY, "font_size": 8, "font_color": MUTED, "text_wrap": True, "valign": "top"},
    "lined note": {**_LINED, "font_size": 8, "font_color": MUTED, "text_wrap": True, "bg_color": BAND},
    "brief": {**_BODY, "font_size": 9, "font_color": MUTED, "text_wrap": True},
    "letter": {**_BODY, "font_size": 11, "text_wrap": True},
    "lined link": {**_LINED, "font_color": "#0B5CAD", "underline": 1},
    "link": {**_BODY, "font_color": "#0B5CAD", "underline": 1},
    "small link": {**_LINED, "font_size": 8, "font_color": "#0B5CAD", "underline": 1, "bg_color": BAND},
    "good": {**_LINED, "font_color": GREEN, "bg_color": PALE_GREEN, "bold": True},
    "attention": {**_LINED, "font_color": AMBER, "bg_color": PALE_AMBER, "bold": True},
    "attention wrap": {**_LINED, "font_color": AMBER, "bg_color": PALE_AMBER, "text_wrap": True},
    "bad": {**_LINED, "font_color": RED, "bg_color": PALE_RED, "bold": True},
    "card label": {**_BODY, "align": "center", "font_color": MUTED, "bg_color": BAND, "top": 2, "top_color": BLUE},
    "card value": {**_BODY, "align": "center", "font_size": 15, "bold": True, "font_color": BLUE, "bg_color": BAND},
    "card note": {**_BODY, "align": "center", "font_size": 8, "font_color": MUTED, "bg_color": BAND, "text_wrap": True},
}


class Formats:
    """The formats of one workbook, each made once: a look, and how the value is written."""

    def __init__(self, workbook: Any, heads: str = "") -> None:
        self._workbook = workbook
        self.maker = f"保险内勤　{heads}" if heads else "保险内勤"
        """What stands at the right foot of every page: who made it, and from which ledger."""
        self._made: dict[tuple[str, str, str], Any] = {}
        self._colours: dict[str, Any] = {}

    def __call__(self, look: str = "cell", kind: str = "text", align: str = "") -> Any:
        key = (look, kind, align)
        if key not in self._made:
            placed = _placed(look, kind, align)
            self._made[key] = self._workbook.add_format({**LOOKS[look], "num_format": NUMBER_FORMATS[kind], **placed})
        return self._made[key]

    def change(self, colour: str) -> Any:
        """What a conditional format paints over a cell: the font's colour."""
        if colour not in self._colours:
            self._colours[colour] = self._workbook.add_format({"font_color": colour})
        return self._colours[colour]


def _placed(look: str, kind: str, align: str) -> dict[str, Any]:
    """Figures stand right; texts stand left, a little away from the line; a look's own alignment wins."""
    if align or "align" in LOOKS[look] or "border" not in LOOKS[look]:
        return {"align": align} if align else {}
    return {"align": "left", "indent": 1} if kind == "text" else {"align": "right"}


@cache
def text_width(text: str) -> int:
    """Columns that a text takes: Chinese characters and full-width marks count two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def shown(value: object, kind: str) -> str:
    """A value as its cell shows it, to measure the column's width by."""
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, float | int):
        number = float(value)
        if kind in ("amount", "difference"):
            return f"{number:,.2f}"
        if kind == "count":
            return f"{number:,.0f}"
        return f"{number:.2%}" if kind in ("rate", "change") else f"{number:,.1f}"
    return str(value)

"""Notes, rules and fonts of :mod:`tests.uno_engine`: what a spreadsheet shows on top of a cell's value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_CONDITION, _BY_FORMULA = 0, 10
_BOLD = 150.0


class Note:
    def __init__(self, sheet: Any, at: Any) -> None:
        self.sheet, self.at = sheet, at

    location = property(lambda self: self.sheet.range((self.at.Row + 1, self.at.Column + 1)))

    @property
    def text(self) -> str:
        return next(n.String for n in self.sheet.api.Annotations if n.Position == self.at)

    def delete(self) -> None:
        notes = self.sheet.api.Annotations
        notes.removeByIndex(next(i for i in range(notes.Count) if notes.getByIndex(i).Position == self.at))


class Rules:
    """The conditional formats of a sheet; a new one applies to all areas of the range."""

    def __init__(self, range_: Any) -> None:
        self.range, self.sheet = range_, range_.sheet
        self.api = self.sheet.api.ConditionalFormats

    def __len__(self) -> int:
        return len(self.api.getConditionalFormats())

    def __iter__(self) -> Iterator[Rule]:
        return (self(place) for place in range(1, len(self) + 1))

    def __call__(self, place: int) -> Rule:
        return Rule(self.sheet, self.api.getConditionalFormats()[place - 1])

    def add_custom(self, spec: dict[str, Any]) -> Rule:
        document = self.sheet.book.document
        ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
        for first, last in self.range.areas:
            ranges.addRangeAddress(self.sheet.range(first, last).api.RangeAddress, False)
        style = f"neiqin {number(spec['fill_color']):06X}"
        styles = document.StyleFamilies.getByName("CellStyles")
        if not styles.hasByName(style):
            styles.insertByName(style, document.createInstance("com.sun.star.style.CellStyle"))
            styles.getByName(style).CellBackColor = number(spec["fill_color"])
        made_as = self.api.createByRange(ranges)
        made = next(one for one in self.api.getConditionalFormats() if made_as == one.ID)
        made.createEntry(_CONDITION, 0)
        entry = made.getByIndex(0)
        entry.Operator, entry.Formula1, entry.StyleName = _BY_FORMULA, spec["formula"].lstrip("="), style
        return Rule(self.sheet, made)


class Rule:
    type = "custom"

    def __init__(self, sheet: Any, api: Any) -> None:
        self.sheet, self.api = sheet, api

    formula = property(lambda self: "=" + self.api.getByIndex(0).Formula1)

    @property
    def fill_color(self) -> tuple[int, int, int] | None:
        styles = self.sheet.book.document.StyleFamilies.getByName("CellStyles")
        return rgb(styles.getByName(self.api.getByIndex(0).StyleName).CellBackColor)

    def delete(self) -> None:
        self.sheet.api.ConditionalFormats.removeByID(self.api.ID)


class Font:
    def __init__(self, api: Any) -> None:
        self.api = api

    bold = property(lambda self: self.api.CharWeight == _BOLD, lambda self, on: setattr(self.api, "CharWeight", _BOLD))
    color = property(None, lambda self, value: setattr(self.api, "CharColor", number(value)))


def number(value: Any) -> int:
    if isinstance(value, str):
        return int(value.lstrip("#"), 16)
    return value[0] << 16 | value[1] << 8 | value[2]


def rgb(value: int) -> tuple[int, int, int] | None:
    return None if value == -1 else (value >> 16 & 255, value >> 8 & 255, value & 255)

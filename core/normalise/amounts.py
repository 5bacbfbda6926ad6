"""Amount cells: 50万, 500,000.00, ¥5000, 伍万元整, (123.45), 5000元/年 → exact Decimal yuan (cases 14, 15)."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from core.money.capitals import from_capital
from core.normalise import cleaning, numbers
from core.normalise.parsed import Cell, Heading, Note, Parsed

UNITS = {"分": Decimal("0.01"), "角": Decimal("0.1"), "元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000),
         "万元": Decimal(10_000), "百万元": Decimal(1_000_000), "亿元": Decimal(100_000_000)}  # fmt: skip
"""What one unit is in yuan; also the units that a heading may carry: 保额(万元)."""

_CURRENCY = re.compile(r"^(?:RMB|CNY|人民币)?[¥￥]?(?=[\d(+\-.])", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?P<number>[^元圆块分角万亿千百()/每]+)"
    r"\(?(?P<unit>亿|百万|万|千|百)?(?P<coin>元|圆|块|分|角)?\)?(?:整|正)?(?P<per>(?:/|每)[年月季期])?"
)
WORDS, CONVERTED, PER, UNREADABLE = (Note("D14", says) for says in ("words", "unit", "per", "unreadable"))


LARGEST = Decimal(10) ** 13
"""Yuan; above it a float64 no longer tells every fen apart, and no policy is that large."""


def parse_amount(cell: Cell, heading: Heading) -> Parsed:
    """Yuan, below ``LARGEST``.

    A unit in the cell wins over the unit of the heading; without either, or as Decimal, the figure is yuan.
    """
    parsed = _amount(cell, heading)
    too_large = isinstance(parsed.value, Decimal) and abs(parsed.value) >= LARGEST
    return Parsed(None, (UNREADABLE,)) if too_large else parsed


def _amount(cell: Cell, heading: Heading) -> Parsed:
    if cell is None or isinstance(cell, Decimal):
        return Parsed(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        return Parsed(numbers.decimal_of(cell) * UNITS.get(heading.unit, Decimal(1)))
    if not isinstance(cell, str):
        return Parsed(None, (UNREADABLE,))
    text = "".join(cleaning.noted(cell)[0].split())
    if not text or text in numbers.NOTHING:
        return Parsed(None)
    return _read(_CURRENCY.sub("", text), heading)


def _read(text: str, heading: Heading) -> Parsed:
    plain = numbers.read(text)
    if plain is not None:
        value, notes = plain
        return Parsed(value * UNITS.get(heading.unit, Decimal(1)), notes)
    match = _AMOUNT.fullmatch(text)
    figure = numbers.read(match["number"]) if match else None
    if match and figure:
        unit = (match["unit"] or "") + (match["coin"] or "元").replace("圆", "元").replace("块", "元")
        if unit in UNITS:
            notes = (*figure[1], *((CONVERTED,) if unit != "元" else ()), *((PER,) if match["per"] else ()))
            return Parsed(figure[0] * UNITS[unit], notes)
    try:
        return Parsed(from_capital(text), (WORDS,))
    except ValueError:
        return Parsed(None, (UNREADABLE,))

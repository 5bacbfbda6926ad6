"""One cell of a host, read as the kind of its argument, and a result as a host shows it.

Hosts hand over text, floats (days are serial numbers in LibreOffice and on the web), days (Excel), truth values and
blanks. What may stand in a dirty cell is known to ``core.normalise``; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any

from udfs.declared import Argument

ERROR = "错误："
SERIAL_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 2200.0, 80_000.0
"""Day numbers from 1906 to 2119. A host gives a real day as its number; smaller ones are years typed as numbers."""

_PARSERS = {
    "text": "texts.parse_text",
    "code": "texts.parse_code",
    "document": "documents.parse_document_no",
    "day": "days.parse_day",
    "amount": "amounts.parse_amount",
    "number": "numbers.parse_number",
    "count": "numbers.parse_count",
    "share": "fractions.parse_share",
    "rate": "fractions.parse_rate",
    "term": "terms.parse_term",
}


class Refused(ValueError):  # noqa: N818 - a verdict on cells, not a fault of the program
    """What stands in the way of a result, in Chinese, for the cell."""


def is_blank(value: Any) -> bool:
    """Is it the canonical blank of a text or of anything else?"""
    return value is None or value == ""


def read(argument: Argument, cell: Any) -> Any:
    """The canonical value of a cell: text, day, Decimal; None or "" for a blank. :class:`Refused` when unreadable."""
    if cell is None or cell == "":
        return None
    if argument.kind == "day":
        cell = from_serial(cell)
        if type(cell) is date:
            return cell
    if argument.choices:
        return cell if cell in argument.choices else _choice(argument, cell)
    value, notes = _parser(argument.kind)(cell, _no_heading())
    if is_blank(value) and notes:
        _refuse_unreadable(argument, notes)
    if argument.span is not None and value is not None and not argument.span.holds(value):
        raise Refused(f"{argument.title}只能是{argument.span.words(argument.kind)}")
    return value


def shown(result: Any) -> Any:
    """A result as a cell: Decimal and other numbers as float, days as days, truth as 是/否, blanks as ``""``."""
    if result is None:
        return ""
    if isinstance(result, bool):
        return "是" if result else "否"
    if isinstance(result, Decimal | int | float):
        return "" if result != result else float(result)
    return str(result) if isinstance(result, str) else result


def from_serial(cell: Any) -> Any:
    """The day that a host without days means by a number; every other cell as it is."""
    if type(cell) is float and FIRST_SERIAL <= cell < LAST_SERIAL:
        return SERIAL_ZERO + timedelta(days=int(cell))
    return cell


def serial(cell: Any) -> Any:
    """A cell for a host without days: a day as its number, everything else as it is."""
    if isinstance(cell, date):
        return float(((cell.date() if isinstance(cell, datetime) else cell) - SERIAL_ZERO).days)
    return cell


def said(error: Exception) -> str:
    """The text of an error cell. Messages meant for people are Chinese; any other error is ours and is named so."""
    words = str(error.args[0]) if error.args else ""
    if isinstance(error, OverflowError):
        return f"{ERROR}数字或日期超出可以计算的范围"
    if any("一" <= sign <= "鿿" for sign in words):
        return f"{ERROR}{words}"
    return f"{ERROR}程序内部问题（{type(error).__name__}），请把公式和所用单元格交给管理员"


def _choice(argument: Argument, cell: Any) -> str:
    from core.normalise.as_text import text_of
    from core.normalise.cleaning import key_of

    typed = key_of("是" if cell is True else "否" if cell is False else text_of(cell))
    found = next((word for word in argument.choices if key_of(word) == typed), None)
    if found is None and typed:
        raise Refused(f"{argument.title}只能填：{'、'.join(argument.choices)}")
    return found or ""


def _refuse_unreadable(argument: Argument, notes: Any) -> None:
    """Raise for a cell that holds something else than asked; a placeholder such as 1900-01-01 is simply blank."""
    from core.findings import Severity
    from core.normalise.dirty import words_of

    words = words_of(notes[-1])
    if words.severity is not Severity.NOTICE:
        raise Refused(f"{argument.title}{words.message.format(**dict(notes[-1].details))}")


@cache
def _parser(kind: str) -> Callable[[Any, Any], Any]:
    module, name = _PARSERS[kind].split(".")
    found: Callable[[Any, Any], Any] = getattr(import_module(f"core.normalise.{module}"), name)
    return found


@cache
def _no_heading() -> Any:
    from core.normalise.parsed import Heading

    return Heading()

"""What the words of a command line may be: files, days, amounts, numbers. Raises argparse's own error.

Each imports what it makes when a word is given: help makes nothing.
"""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # typing is not imported: help must come at once
if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

YEARS = range(1950, 2200)
"""Years that a day on the command line may lie in: typing errors stop here."""


def path(text: str) -> Path:
    """A file or folder."""
    from pathlib import Path

    return Path(text)


def day(text: str) -> date:
    """A day of the years that business has; argparse says what is wrong with any other text."""
    from datetime import date

    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期请写成 2026-10-31 的样子，收到：{text}") from None
    if found.year not in YEARS:
        raise argparse.ArgumentTypeError(f"年份应在 {YEARS[0]} 至 {YEARS[-1]} 之间，收到：{text}")
    return found


def number(text: str) -> str:
    """A policy number as the ledger keeps it: no blanks, half width, capitals."""
    from core.normalise.cleaning import key_of

    return key_of(text)


def change(text: str) -> int:
    """The number of a change, as history lists it."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(f"变更号是 history 里列出的数字，收到：{text}")
    return int(text)


def count(text: str) -> int:
    """How many: a whole number above 0."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 4 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"个数请写大于0的整数，收到：{text}")
    return int(text)


def reason(text: str) -> str:
    """A reason: anything but blanks."""
    if not text.strip():
        raise argparse.ArgumentTypeError("理由不能空白")
    return text


def money(text: str) -> Decimal:
    """An amount above 0, yuan."""
    from decimal import Decimal, InvalidOperation

    from core.normalise.amounts import LARGEST

    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 < amount < LARGEST:
        raise argparse.ArgumentTypeError(f"金额请写大于0的数字，单位元，收到：{text}")
    return amount

"""Text on its way out: never a formula, never cut by the sheet (case 27)."""

from __future__ import annotations

import re

from core.normalise import cleaning

LONGEST = 32_767
"""Characters that one Excel cell holds."""

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]")


def is_risky(text: str) -> bool:
    """Would a spreadsheet that opens this text (a csv, a paste) take it for a formula?"""
    return cleaning.folded(text).startswith(_FORMULA_START) or text.startswith(_FORMULA_START)


def as_text_cell(text: str) -> tuple[str, bool]:
    """The text as a cell may hold it, and whether its style needs ``quotePrefix``.

    Write it as a string cell, never as a formula; nothing is put before the text, so that it reads back unchanged.
    """
    safe = _FORBIDDEN.sub("", text)[:LONGEST]
    return safe, is_risky(safe)


def as_csv_cell(text: str) -> str:
    """The text for a csv file, which has no string cells: an apostrophe stands before what looks like a formula."""
    return f"'{text}" if is_risky(text) else text

"""Figures and days as the words of a message."""

from __future__ import annotations

import numpy as np

from core.table import Array


def whole_words(numbers: Array) -> list[str]:
    """Whole numbers, one text per row."""
    return [f"{number:.0f}" for number in numbers.tolist()]


def money_words(amounts: Array) -> list[str]:
    """Amounts in yuan with thousands and fen: ``10,000.00``."""
    return [f"{amount:,.2f}" for amount in amounts.tolist()]


def day_words(days: Array) -> list[str]:
    """Days in ISO form."""
    return [str(text) for text in np.datetime_as_string(days, unit="D")]

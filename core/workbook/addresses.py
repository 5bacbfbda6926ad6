"""A1 addresses: column letters and numbers."""

from __future__ import annotations

from functools import cache


@cache
def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def row_spans(rows: list[int]) -> str:
    """Row numbers for a message: ``3–5、9``, at most ten spans."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = "、".join(str(first) if first == last else f"{first}–{last}" for first, last in spans[:10])
    return shown + ("…" if len(spans) > 10 else "")

"""What the user typed into one of our tabs before pressing its button again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.normalise.days import parse_day
from core.normalise.parsed import Cell, Heading
from macros.books import Book
from macros.outcome import UsageError


def rows_of(book: Book, title: str) -> Iterator[tuple[int, list[Cell]]]:
    """The rows below the headings of our tab with this title, with their Excel row numbers."""
    for tab in book.own_tabs():
        rows = book.rows(tab)
        if rows and rows[0] and rows[0][0] == title:
            yield from enumerate(rows[2:], 3)


def asked_line(book: Book, name: str, title: str) -> tuple[str, date] | None:
    """The text and the day 截至 in the first row of our tab; None while no text is filled in.

    UsageError: the day can't be read.
    """
    number, row = next(rows_of(book, title), (0, []))
    if not row or not str(row[0] or "").strip():
        return None
    on = parse_day([*row, None][1], Heading("截至")).value
    if not isinstance(on, date):
        raise UsageError(f"“{name}”第 {number} 行：截至日请写成 2026-10-31 的样子。")
    return str(row[0]).strip(), on

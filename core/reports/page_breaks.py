"""Where the printed pages of a tab end, so that no title stands alone at a foot and no chart is cut in two.

A program that fits a sheet to the paper's width ends a page wherever the paper ends. Here the rows are laid on pages
one after the other, and every end is written down as a page break. The scale is the largest that a program may come to
(digits of 7 pixels): where its digits are wider, it prints smaller, and a page keeps a little room at its foot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

SHORT, LONG = 595.28, 841.89
"""A4 in points."""
LEFT_RIGHT, TOP, BOTTOM = 0.45, 0.7, 0.65
"""Margins in inches."""
POINTS, PIXELS = 72, 96
"""Of an inch."""
ROW_HEIGHT = 15.0
"""Points of a row that nobody gave a height."""
SPARE = 0.97
"""Programs measure rows a little differently: so much of the paper's height is used."""
TITLE_AND_NOTES = 5
"""So many rows a section's title and the notes under it take at most before the headings."""

Span = tuple[int, int]
"""First and last row of what stays on one page."""


def page_height(pixels: int, landscape: bool) -> float:
    """Points of row height on one page of A4 when columns of so many pixels are fitted to its width."""
    across, down = (LONG, SHORT) if landscape else (SHORT, LONG)
    width = pixels * POINTS / PIXELS
    scale = min(1.0, (across - 2 * LEFT_RIGHT * POINTS) / max(width, 1.0))
    return SPARE * (down - (TOP + BOTTOM) * POINTS) / scale


def page_ends(
    height: Callable[[int], float],
    rows: int,
    room: float,
    kept: Iterable[Span],
    turns: Sequence[int] = (),
    repeated: int | None = None,
) -> list[int]:
    """The first row of every page but the first.

    ``room``: points on a page. ``kept``: what stays together; what is longer than a page is cut after all. ``turns``:
    rows that begin a page in any case. ``repeated``: the heading row that is printed again on the pages after it.
    """
    earliest: dict[int, int] = {}
    for first, last in kept:
        for row in range(first + 1, last + 1):
            earliest[row] = min(earliest.get(row, first), first)
    ends: list[int] = []
    begin, used = 0, 0.0
    for row in range(rows):
        used += height(row)
        if row == begin or (used <= room and row not in turns):
            continue
        begin = row if row in turns else _moved_up(row, begin, earliest)
        ends.append(begin)
        used = sum(map(height, range(begin, row + 1)))
        used += height(repeated) if repeated is not None and begin > repeated else 0
    return ends


def _moved_up(row: int, begin: int, earliest: dict[int, int]) -> int:
    """The row where the next page begins instead, so that nothing is parted; ``row`` itself where that is no help."""
    moved = row
    while moved in earliest:
        moved = earliest[moved]
    return moved if moved > begin else row


class Parting:
    """What a tab's rows say, while they are written, on where its pages may end."""

    def __init__(self) -> None:
        self._heights: dict[int, float] = {}
        self._charts: list[tuple[int, float]] = []
        self._kept: list[Span] = []
        self._turns: list[int] = []
        self._section, self._heading = -TITLE_AND_NOTES, 0

    def high(self, row: int, points: float) -> None:
        """A row's height; one that nobody set has ROW_HEIGHT."""
        self._heights[row] = points

    def chart(self, row: int, pixels: float) -> None:
        """A chart of so many pixels hangs from the top of this row."""
        self._charts.append((row, pixels * POINTS / PIXELS))

    def keep(self, first: int, last: int) -> None:
        """The rows from ``first`` to ``last`` are printed on one page."""
        self._kept.append((first, last))

    def turn(self, row: int) -> None:
        """This row begins a page."""
        self._turns.append(row)

    def section(self, row: int) -> None:
        """A section's title: two rows of what follows stay with it."""
        self._section = row
        self.keep(row, row + 2)

    def heading(self, row: int) -> None:
        """Column headings: the title above them and two rows under them stay with them."""
        self._heading = row
        if row - self._section < TITLE_AND_NOTES:
            self.keep(self._section, row + 2)

    def applied(self, sheet: Any, rows: int, pixels: int, landscape: bool, heading_row: int | None) -> int | None:
        """Fit a sheet to the width and set its page breaks; gives the heading row to repeat on the pages after it.

        ``rows``, ``pixels``: how far the tab reaches. Only one heading can be repeated: without one given it is that of
        the last table, where that table goes over a page's end. A tab of nothing but rows needs no page breaks.
        """
        sheet.fit_to_pages(1, 0)
        if not self._kept:
            return heading_row
        height, room = self._height, page_height(pixels, landscape)
        kept = [*self._kept, *(self._below(row, points) for row, points in self._charts)]
        ends = page_ends(height, rows, room, kept, self._turns, heading_row)
        if heading_row is None and any(end > self._heading + 2 for end in ends):
            heading_row = self._heading
            ends = page_ends(height, rows, room, kept, self._turns, heading_row)
        sheet.set_h_pagebreaks(ends)
        return heading_row

    def _height(self, row: int) -> float:
        return self._heights.get(row, ROW_HEIGHT)

    def _below(self, first: int, points: float) -> Span:
        """The rows that a chart of some height lies over."""
        last = first
        while points > self._height(last):
            points -= self._height(last)
            last += 1
        return first, last

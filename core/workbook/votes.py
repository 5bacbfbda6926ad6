"""What a whole column says about its cells: percent or fraction (case 16), 0/1 codes of a sex (case 28)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.normalise import choices, cleaning, numbers
from core.normalise.as_text import text_of
from core.normalise.parsed import Cell, Heading
from core.records.kinds import Kind

SEXES = frozenset({"男", "女"})


def voted(kind: Kind, cells: Sequence[Cell], heading: Heading) -> Heading:
    """The heading with the column's vote as a hint; unchanged for kinds that need none."""
    if kind.holds == "fraction" and not heading.unit:
        return replace(heading, hints={**heading.hints, "fractions": _fractions(cells)})
    if SEXES.issuperset(kind.choices) and kind.choices:
        codes = {cleaning.key_of(text_of(cell)) for cell in set(cells)}
        if "0" in codes and "2" not in codes:
            return replace(heading, hints={**heading.hints, choices.ZERO_CODED: "1"})
    return heading


def _fractions(cells: Sequence[Cell]) -> str:
    """``percent`` or ``fraction``: what more bare figures of the column can only be; ``""`` for a tie."""
    figures = [figure for cell in cells if (figure := _bare(cell)) is not None]
    percents, fractions = sum(figure > 1 for figure in figures), sum(0 < figure < 1 for figure in figures)
    if percents == fractions:
        return ""
    return "percent" if percents > fractions else "fraction"


def _bare(cell: Cell) -> float | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    figure = numbers.read(cleaning.folded(cell)) if isinstance(cell, str) else None
    return float(figure[0]) if figure else None

"""What a cell formula declares: its arguments with the numbers and words that may stand in them, examples, its twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Span(NamedTuple):
    """The numbers that an argument may be, both ends in it; ``above``: the least itself is not."""

    least: float
    most: float
    above: bool = False

    def holds(self, value: Any) -> Any:
        """Whether a number, or every number of a NumPy column, lies in it."""
        return (value > self.least if self.above else value >= self.least) & (value <= self.most)

    def words(self, kind: str) -> str:
        """In Chinese, rates as percentages: 1至365, 大于0且不超过10000."""
        least, most = (f"{end * 100:g}%" if kind == "rate" else f"{end:.15g}" for end in (self.least, self.most))
        return f"大于{least}且不超过{most}" if self.above else f"{least}至{most}"


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument. ``kind``: how a cell is read (:mod:`udfs.cells`); "table" takes a whole range as it stands.

    ``choices``: the words that may stand there; ``span``: the numbers. An argument left out or blank: ``default``; a
    blank required one gives a blank result.
    """

    title: str
    help: str
    kind: str = "text"
    required: bool = True
    default: Any = None
    choices: tuple[str, ...] = ()
    span: Span | None = None
    whole: bool = field(init=False, default=False)
    """Is it one range for the whole formula, instead of one cell per row? Kept, because every cell asks."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", self.kind == "table")

    @property
    def description(self) -> str:
        """The help with the choices, the numbers that may stand there, and whether it may be left out."""
        words = f"。可填：{'、'.join(self.choices)}" if self.choices else ""
        words += f"。{self.span.words(self.kind)}" if self.span else ""
        return f"{self.help}{words}{'' if self.required else '（可省略）'}"


@dataclass(frozen=True, slots=True)
class Example:
    """``result`` is what the cell shows for these argument cells; a list of rows for a formula that fills a range."""

    result: Any
    cells: tuple[Any, ...]


@dataclass(slots=True)
class Declared:
    """A formula as declared. ``fills``: it always returns rows of cells; ``basis``: keys of the law room behind it."""

    name: str
    summary: str
    arguments: tuple[Argument, ...]
    category: str
    returns: str
    examples: tuple[Example, ...]
    compute: Callable[..., Any]
    fills: bool = False
    basis: tuple[str, ...] = ()
    whole_columns: Callable[..., Any] | None = field(default=None)

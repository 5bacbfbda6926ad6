"""The one place where a cell formula is declared: name, Chinese help, arguments, what comes back, an example.

Every door (Excel, LibreOffice, Office.js, the reference page, ``neiqin udfs``, the tests) is made from it. Importing it
costs nothing: what a formula needs is imported inside the formula.

    @formula("NQ_AGE", "周岁", BIRTH, ON, category="日期", returns="周岁数",
             examples=[example(38, "1988-05-06", "2026-11-01")])
    def age(birth: date, on: date) -> int: ...

A formula computes one row from canonical values. A range in place of a cell gives a column of results; a twin that
computes whole columns at once is attached with ``@age.columns``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, NamedTuple

PREFIX = "NQ_"
SUBJECTS = (
    "identity",
    "days",
    "cash_value",
    "values",
    "minimum_value",
    "servicing",
    "underwriting",
    "service",
    "ledger",
    "basis",
)
"""The modules of this room that declare formulas, in the order of the reference page."""


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
class Formula:
    """A declared formula; call it with cells as a host hands them over, and it never raises.

    ``fills``: it always returns rows of cells. ``basis``: keys of the law room that the result rests on.
    """

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

    def __call__(self, *cells: Any) -> Any:
        """One cell, or rows of cells where an argument is a range or the formula fills one; errors as Chinese text."""
        from udfs.calling import call

        return call(self, cells)

    def columns(self, twin: Callable[..., Any]) -> Callable[..., Any]:
        """Attach the twin that computes NumPy columns of shape (n,); it equals the formula row by row."""
        self.whole_columns = twin
        return twin

    def text(self, example: Example) -> str:
        """An example as it is typed into Excel."""
        return f"={self.name}({','.join(map(_typed, example.cells))})"


FORMULAS: dict[str, Formula] = {}


def example(result: Any, *cells: Any) -> Example:
    """The result first, then the cells of the arguments; a range is a tuple of rows."""
    return Example(result, cells)


def formula(
    name: str,
    summary: str,
    *arguments: Argument,
    category: str,
    returns: str,
    examples: Iterable[Example],
    fills: bool = False,
    basis: Sequence[str] = (),
) -> Callable[[Callable[..., Any]], Formula]:
    """Declare a cell formula.

    ValueError for a name without the prefix or declared twice, and for a required argument behind an optional one (no
    host knows such a function): our own mistakes.
    """

    def register(compute: Callable[..., Any]) -> Formula:
        if name in FORMULAS or not name.startswith(PREFIX):
            raise ValueError(f"formula name {name}")
        if sorted(arguments, key=lambda argument: not argument.required) != list(arguments):
            raise ValueError(f"{name}: required arguments first")
        made = Formula(
            name, summary, arguments, category, returns, tuple(examples), compute, fills=fills, basis=tuple(basis)
        )
        FORMULAS[name] = made
        return made

    return register


def formulas() -> dict[str, Formula]:
    """Every formula by name, all subjects loaded."""
    for subject in SUBJECTS:
        import_module(f"udfs.{subject}")
    return FORMULAS


def _typed(cell: Any) -> str:
    if isinstance(cell, tuple):
        # An array constant knows no empty cell: an empty text stands for one.
        rows = (",".join(_typed("" if part is None else part) for part in row) for row in cell)
        return "{" + ";".join(rows) + "}"
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, str):
        return '"' + cell.replace('"', '""') + '"'
    return "" if cell is None else repr(cell)

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
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from udfs.declared import Argument, Declared, Example

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


@dataclass(slots=True)
class Formula(Declared):
    """A declared formula; call it with cells as a host hands them over, and it never raises."""

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

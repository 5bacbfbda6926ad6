"""The formulas as Excel on Windows knows them: the only place where xlwings' free decorators are applied.

Excel alone imports this module, as its UDF module. Each formula becomes a function of its own name whose parameters
are a1, a2 …: VBA must stay ASCII, so the Chinese names and help travel as documentation.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from inspect import Parameter, Signature
from typing import Any

import xlwings

from udfs.registry import Formula, formulas

CATEGORY = "保险内勤"


def excel_function(formula: Formula) -> Callable[..., Any]:
    """The decorated function of one formula. Ranges come as rows of cells, days as days; so do results."""

    def function(*cells: Any) -> Any:
        given = list(cells)
        while given and given[-1] is None:
            given.pop()
        result = formula(*given)
        return [[_excel(cell) for cell in row] for row in result] if isinstance(result, list) else _excel(result)

    names = [f"a{place}" for place in range(1, len(formula.arguments) + 1)]
    function.__name__ = function.__qualname__ = formula.name
    function.__doc__ = f"{formula.summary}。返回{formula.returns}"
    function.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=Parameter.empty if argument.required else None)
            for name, argument in zip(names, formula.arguments, strict=True)
        ]
    )
    function.__annotations__ = {}
    made: Callable[..., Any] = xlwings.func(category=CATEGORY)(function)
    for name, argument in zip(names, formula.arguments, strict=True):
        made = xlwings.arg(name, ndim=2, doc=f"{argument.title}：{argument.description}")(made)
    return made


def _excel(cell: Any) -> Any:
    """A day as Excel's own day, which formats the cell as well."""
    return datetime.combine(cell, time()) if isinstance(cell, date) and not isinstance(cell, datetime) else cell


for _formula in formulas().values():
    globals()[_formula.name] = excel_function(_formula)

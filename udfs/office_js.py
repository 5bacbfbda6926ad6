"""``functions.json``: the registry as Office.js and the LibreOffice add-in read it."""

from __future__ import annotations

import json
from typing import Any

from udfs.declared import Argument
from udfs.registry import Formula, formulas


def metadata() -> dict[str, Any]:
    """The custom-functions metadata of every formula, in the order of the registry.

    Every parameter is a matrix of any: a host hands a single cell over as a matrix of one, and a whole column likewise.
    """
    return {"functions": [_function(formula) for formula in formulas().values()]}


def functions_json() -> str:
    """:func:`metadata` as the file that is served and packed."""
    return json.dumps(metadata(), ensure_ascii=False, indent=1)


def _function(formula: Formula) -> dict[str, Any]:
    return {
        "id": formula.name,
        "name": formula.name,
        "description": f"{formula.summary}。返回{formula.returns}",
        "parameters": [_parameter(argument) for argument in formula.arguments],
        "result": {"type": "any", "dimensionality": "matrix"},
    }


def _parameter(argument: Argument) -> dict[str, Any]:
    return {
        "name": argument.title,
        "description": argument.description,
        "type": "any",
        "dimensionality": "matrix",
        "optional": not argument.required,
    }

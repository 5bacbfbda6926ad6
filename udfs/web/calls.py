"""Cell formulas asked for over HTTP: many calls in one post, answered as the cells Excel shows.

The page collects what Excel asks for in one moment, because one request per cell costs milliseconds each.
"""

from __future__ import annotations

import json
from typing import Any

from udfs.cells import ERROR, serial
from udfs.registry import formulas

MAX_CALLS = 20_000


class MalformedError(ValueError):
    """The post is not what our own page sends; the message is Chinese."""


def answer(body: bytes) -> bytes:
    """``{"calls": [{"name", "args"}]}`` → ``{"results": [rows of cells]}``, in the same order.

    A cell is a number, a text or ``{"error": Chinese message}``; days are Excel's day numbers. :class:`MalformedError`
    for anything else than that post.
    """
    results = [_rows(call) for call in _calls(body)]
    return json.dumps({"results": results}, ensure_ascii=False, separators=(",", ":")).encode()


def _calls(body: bytes) -> list[dict[str, Any]]:
    try:
        # Excel has no whole numbers: the formulas tell a day's number (float) from a year typed as text.
        calls = json.loads(body, parse_int=float)["calls"]
        well_formed = all(isinstance(call["name"], str) and isinstance(call["args"], list) for call in calls)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise MalformedError("请求的格式不对：请刷新任务窗格。") from None
    if not well_formed or len(calls) > MAX_CALLS:
        raise MalformedError("请求的格式不对：请刷新任务窗格。")
    return list(calls)


def _rows(call: dict[str, Any]) -> list[list[Any]]:
    formula = formulas().get(call["name"])
    if formula is None:
        return [[{"error": f"没有这个函数：{call['name'][:40]}，请更新程序"}]]
    arguments = call["args"]
    while arguments and arguments[-1] is None:
        arguments.pop()
    result = formula(*arguments)
    rows = result if isinstance(result, list) else [[result]]
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(ERROR):
        return {"error": cell.removeprefix(ERROR)}
    return serial(cell)

"""The default request of the rule tests: 张三 asks at the counter to change something on the example policy."""

from __future__ import annotations

from dataclasses import replace

from core.checks.engine import run_checks
from core.checks.rule import Context
from core.findings import Finding
from core.table import Tables
from tests.checking import blocks, context, table

DEFAULT = "| 保全受理登记表 | 受理号 |\n| | BQ1 |"
HELD = "| 保单台账 | 保单状态 |\n| | 有效 |"


def surroundings(requests: str = "", *, policy: str = "", lists: str = "", on: str = "2026-10-20") -> Context:
    """Requests (cells left out: the record's examples) beside policies and whatever else the ledger holds."""
    held = blocks(HELD) | blocks(policy)
    asked = blocks(requests or DEFAULT)
    tables = Tables(table(record, rows) for record, rows in asked.items())
    in_force = Tables(table(record, rows, "台账") for record, rows in held.items())
    return replace(context(lists=lists, on=on), tables=tables, in_force=in_force)


def check(code: str, requests: str = "", **around: str) -> list[Finding]:
    """The findings of one rule on the requests; see :func:`surroundings`."""
    return run_checks(surroundings(requests, **around), frozenset({code}))[1]


def request(**cells: str) -> str:
    """One request with these cells, the others as in the examples."""
    return f"| 保全受理登记表 | {' | '.join(cells)} |\n| | {' | '.join(cells.values())} |"


def policy(**cells: str) -> str:
    """The policy in force with these cells."""
    return f"| 保单台账 | {' | '.join(cells)} |\n| | {' | '.join(cells.values())} |"

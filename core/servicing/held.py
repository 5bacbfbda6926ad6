"""What the ledger holds that servicing needs: policy lines, requests carried out, benefits drawn, the last number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from core.ledger.plan import Plan
from core.ledger.rows import KEY_SEPARATOR
from core.ledger.table_plan import TablePlan
from core.records.policy import Policy
from core.records.servicing import ServicingRequest
from core.servicing.lines import Line, line_from, lines_of


def lines_concerned(connection: sqlite3.Connection, plan: Plan) -> dict[str, Line]:
    """The policy lines of the planned requests, as they will be once the rest of the sync is written."""
    requests = requests_of(plan)
    if requests is None:
        return {}
    rows = [*requests.inserted, *requests.changed]
    numbers = {str(requests.table["policy_no"][row]) for row in rows}
    lines = lines_of(connection, sorted(numbers))
    for part in plan.tables:
        if part.record is Policy:
            lines |= {line.key: line for line in _planned_lines(part, numbers)}
    return lines


def benefits_drawn(connection: sqlite3.Connection, lines: Mapping[str, Line]) -> dict[str, list[tuple[date, str]]]:
    """Survival benefits that the ledger knows as paid, by ledger key of the line."""
    query = "SELECT policy_no, product_code, effective_on, event_no FROM policy_events WHERE event = '生存给付'"
    found: dict[str, list[tuple[date, str]]] = {}
    for number, product, day, event in connection.execute(query):
        key = f"{number}{KEY_SEPARATOR}{product}"
        if key in lines:
            found.setdefault(key, []).append((date.fromisoformat(day), event))
    return found


def carried_out(connection: sqlite3.Connection, part: TablePlan) -> dict[tuple[str, str], str]:
    """(受理号, 保单号) → the first event that the ledger holds for it, for the requests of a sync."""
    numbers = {str(part.table["request_no"][row]) for row in (*part.inserted, *part.changed)}
    query = "SELECT request_no, policy_no, MIN(event_no) FROM policy_events GROUP BY request_no, policy_no"
    return {(row[0], row[1]): row[2] for row in connection.execute(query) if row[0] in numbers}


def last_number(connection: sqlite3.Connection) -> int:
    """Events are numbered on, those that were taken back included: a number is never given twice."""
    return int(connection.execute("SELECT COUNT(*) FROM policy_events_current").fetchone()[0])


def _planned_lines(part: TablePlan, numbers: Iterable[str]) -> list[Line]:
    wanted = set(numbers)
    columns = part.record.columns()
    return [
        line_from(part.keys[row], [part.stored[column.name][row] for column in columns], part.as_of[row])
        for row in (*part.inserted, *part.changed)
        if part.stored["policy_no"][row] in wanted
    ]


def requests_of(plan: Plan) -> TablePlan | None:
    """The part of a sync that holds servicing requests."""
    return next((table for table in plan.tables if table.record is ServicingRequest), None)

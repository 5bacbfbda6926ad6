"""What the ledger holds that servicing needs: policy lines, requests carried out, benefits drawn, the last number."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from core.ledger.plan import Plan
from core.ledger.rows import KEY_SEPARATOR
from core.ledger.table_plan import TablePlan
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.records.record import Record
from core.records.servicing import ServicingRequest
from core.servicing.lines import Held, Line, held_from, lines_of


def lines_concerned(connection: sqlite3.Connection, plan: Plan, numbers: Iterable[str]) -> dict[str, Line]:
    """The policy lines of some policies, as they will be once the rest of the sync is written."""
    wanted = sorted(set(numbers))
    lines = lines_of(connection, wanted)
    planned = planned_rows(plan, Policy, wanted)
    return lines | {key: Line(row.key, row.values, row.as_of) for key, row in planned.items()}


def planned_rows(plan: Plan, record: type[Record], first_parts: Iterable[str]) -> dict[str, Held]:
    """The rows of a record that a sync will write, of those whose key begins with one of ``first_parts``."""
    wanted, first, columns = set(first_parts), record.key[0], record.columns()
    return {
        part.keys[row]: held_from(
            record, part.keys[row], [part.stored[column.name][row] for column in columns], part.as_of[row]
        )
        for part in plan.tables
        if part.record is record
        for row in (*part.inserted, *part.changed)
        if part.stored[first][row] in wanted
    }


def benefits_drawn(connection: sqlite3.Connection, lines: Mapping[str, Line]) -> dict[str, list[tuple[date, str]]]:
    """Survival benefits that the ledger knows as paid, by ledger key of the line."""
    query = "SELECT policy_no, product_code, effective_on, event_no FROM policy_events WHERE event = '生存给付'"
    found: dict[str, list[tuple[date, str]]] = {}
    for number, product, day, event in connection.execute(query):
        key = f"{number}{KEY_SEPARATOR}{product}"
        if key in lines:
            found.setdefault(key, []).append((date.fromisoformat(day), event))
    return found


def known_since(connection: sqlite3.Connection, lines: Mapping[str, Line]) -> dict[str, date]:
    """By ledger key of the line the first 数据截止日 by which the ledger knew it."""
    query = (
        "SELECT ledger_key, ledger_as_of, MIN(ledger_version) FROM policies_versions"
        " WHERE ledger_key IN (SELECT value FROM json_each(?)) GROUP BY ledger_key"
    )
    found = connection.execute(query, (json.dumps(sorted(lines)),))
    return {key: date.fromisoformat(as_of) for key, as_of, _ in found if as_of}


def sums_altered(connection: sqlite3.Connection, lines: Mapping[str, Line]) -> dict[str, list[date]]:
    """By ledger key of the line the days of events that changed its 保额."""
    query = "SELECT policy_no, product_code, effective_on FROM policy_events WHERE COALESCE(sum_assured_change, 0) <> 0"
    found: dict[str, list[date]] = {}
    for number, product, day in connection.execute(query):
        key = f"{number}{KEY_SEPARATOR}{product}"
        if key in lines:
            found.setdefault(key, []).append(date.fromisoformat(day))
    return found


def loans_repaid(connection: sqlite3.Connection, policies: Iterable[str]) -> list[tuple[str, date, int]]:
    """保单号, day and fen of the 借款清偿 that some policies' events hold."""
    query = (
        "SELECT policy_no, effective_on, amount FROM policy_events WHERE item = '借款清偿' AND amount > 0"
        " AND policy_no IN (SELECT value FROM json_each(?))"
    )
    rows = connection.execute(query, (json.dumps(sorted(policies)),))
    return [(number, date.fromisoformat(day), fen) for number, day, fen in rows]


def carried_out(connection: sqlite3.Connection, part: TablePlan) -> dict[tuple[str, str], str]:
    """(受理号, 保单号) → the first event that the ledger holds for it, for the requests of a sync."""
    numbers = {str(part.table["request_no"][row]) for row in (*part.inserted, *part.changed)}
    query = "SELECT request_no, policy_no, MIN(event_no) FROM policy_events GROUP BY request_no, policy_no"
    return {(row[0], row[1]): row[2] for row in connection.execute(query) if row[0] in numbers}


def last_number(connection: sqlite3.Connection, plan: Plan) -> int:
    """Events are numbered on, those that were taken back included and those that the sync already plans."""
    planned = sum(len(part.inserted) for part in plan.every_table() if part.record is PolicyEvent)
    return planned + int(connection.execute("SELECT COUNT(*) FROM policy_events_current").fetchone()[0])


def requests_of(plan: Plan) -> TablePlan | None:
    """The part of a sync that holds servicing requests."""
    return part_of(plan, ServicingRequest)


def part_of(plan: Plan, record: type[Record]) -> TablePlan | None:
    """The part of a sync that holds the rows of a record."""
    return next((table for table in plan.tables if table.record is record), None)


def leave_undecided(plan: Plan, part: TablePlan) -> None:
    """Rows that nobody has decided yet stay out of the ledger: they are on the list again next time."""
    waiting = {row for row in (*part.inserted, *part.changed) if not part.table["decision"][row]}
    part.leave_out(waiting)
    if waiting:
        plan.says.append(
            f"{part.record.sheet}：{len(waiting)} 条没有填写{part.record.column('decision').heading}，未办理"
        )


def policies_named(part: TablePlan | None, column: str = "policy_no") -> set[str]:
    """The policy numbers in the rows of a part that are new or change."""
    rows = () if part is None else (*part.inserted, *part.changed)
    return {str(part.table[column][row]) for row in rows} if part is not None else set()

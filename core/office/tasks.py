"""What the departments wrote on the sheet 待办, read as :class:`Todo`, and laid over what the house lists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.findings import Basis, Status
from core.law.internal_rules import InternalRules
from core.measures.month_data import MonthData
from core.measures.todo import CLOSED, DROPPED, OPEN, TO_CHECK, WORKING, Todo
from core.office.todo_sources import LIMIT
from core.records.reference import InternalRule
from core.records.tasks import Task
from core.table import scalar

NO_PROOF, AGAIN, GONE = "缺办结证明", "办结后仍检出", "来源已消除，可办结"


@dataclass(frozen=True, slots=True)
class Written:
    """One row of 待办: its number, the matter as the department sees it, and what it wrote about its progress."""

    number: str
    todo: Todo
    progress: str


def written_tasks(data: MonthData) -> dict[tuple[str, str], list[Written]]:
    """The tasks raised until the 统计日, by source and source number."""
    table, rules = data.facts.table(Task), InternalRules.of(data.facts.table(InternalRule))
    grouped: dict[tuple[str, str], list[Written]] = defaultdict(list)
    for index in range(len(table)):
        row = {name: scalar(column[index]) for name, column in table.columns.items()}
        if row["raised_on"] is None or row["raised_on"] > data.as_of_day:
            continue
        task = Written(row["task_no"], _todo(row, data, rules), row["progress"])
        grouped[task.todo.origin, plain(row["source_no"] or row["task_no"])].append(task)
    return grouped


def laid_over(todo: Todo, task: Written, seen_on: date | None) -> tuple[Todo, tuple[str, ...]]:
    """A listed matter with its task's word on who, until when and how far; and what is odd.

    A legal limit keeps its own last day, whatever the task says. ``seen_on``: the last day on which the source showed
    the matter, None where it cannot tell. What it shows after the closing is not done and is to be checked again.
    """
    own = task.todo
    due = todo.due_on if todo.origin == LIMIT else own.due_on or todo.due_on
    merged = replace(
        todo, to_department=own.to_department, owner=own.owner or todo.owner, due_on=due, status=own.status,
        closed_on=own.closed_on, proof=own.proof,
    )  # fmt: skip
    if own.status == CLOSED and seen_on and own.closed_on and seen_on > own.closed_on:
        return replace(merged, status=TO_CHECK, closed_on=None), (AGAIN,)
    return merged, _lacking(task)


def standing_alone(task: Written, generated: bool) -> tuple[Todo, tuple[str, ...]]:
    """A task without a listed matter: the office's own, or (``generated``) one whose cause is gone since."""
    cause_gone = (GONE,) if generated and task.todo.open else ()
    return task.todo, (*_lacking(task), *cause_gone)


def plain(key: str) -> str:
    """A source number as the reader keeps codes: capitals, no blanks."""
    return "".join(key.split()).upper()


def _lacking(task: Written) -> tuple[str, ...]:
    return (NO_PROOF,) if task.todo.note == NO_PROOF else ()


def _todo(row: dict[str, Any], data: MonthData, rules: InternalRules) -> Todo:
    """A row as it stood on the 统计日: closed later is still in work, closed without a proof is not closed."""
    on = data.as_of_day
    status, closed = row["status"] or OPEN, row["closed_on"]
    later = status in (CLOSED, DROPPED) and closed is not None and closed > on
    unproven = status == CLOSED and not later and not row["proof"]
    basis = _basis(row["basis"], row["raised_on"], data, rules)
    return Todo(
        origin=row["source"],
        key=row["source_no"] or row["task_no"],
        from_department=row["from_department"],
        to_department=row["to_department"],
        subject=row["matter"],
        opened_on=row["raised_on"],
        due_on=row["due_on"],
        basis=str(basis) if basis else row["basis"],
        basis_status=basis.status if basis else Status.UNCONFIRMED,
        owner=row["owner"],
        status=WORKING if later else TO_CHECK if unproven else status,
        closed_on=None if later or unproven else closed,
        proof=row["proof"],
        note=NO_PROOF if unproven else "",
    )


def _basis(text: str, on: date, data: MonthData, rules: InternalRules) -> Basis | None:
    """A company rule or a legal limit that the row cites, None for free words."""
    cited = rules.cite(text, on)
    if cited is None and text in data.facts.law:
        known = data.facts.law.value(text, data.as_of_day).basis
        return known[0] if known else None
    return cited

"""待办: every room's open matters in one list, with what the departments wrote back (sheet 待办) laid over them.

A matter and a task are the same where source and source number agree. A task that says 已办结 without a proof stays
open; a matter that is found again after its task was closed is open again and says so.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from core.measures.todo import Todo, by_due_day
from core.office.claim_sources import CLAIM_SOURCES
from core.office.known import Known
from core.office.progress_sources import applications_to_follow
from core.office.service_sources import SERVICE_SOURCES
from core.office.tasks import AGAIN, Written, laid_over, plain, standing_alone, written_tasks
from core.office.todo_sources import (
    FINDING,
    finding_key,
    findings_to_correct,
    last_seen,
    limits_running_out,
    papers_to_ask_for,
)
from core.office.training_todos import trainings_to_give

Source = Callable[[Known], Iterable[Todo]]

SOURCES: tuple[Source, ...] = (
    findings_to_correct,
    papers_to_ask_for,
    limits_running_out,
    applications_to_follow,
    *SERVICE_SOURCES,
    *CLAIM_SOURCES,
    lambda known: trainings_to_give(known.data),
)
"""Who hands in matters; a room joins with one function."""

SEEN_AGAIN = "再次检出"
PREFIX = "ZD"


@dataclass(frozen=True, slots=True)
class TodoRow:
    """One line of the list. ``marks``: what is odd about it; ``progress``: what the department wrote."""

    number: str
    todo: Todo
    marks: tuple[str, ...] = ()
    progress: str = ""

    @property
    def repeated(self) -> bool:
        """Found in an earlier run already, or again after it was closed."""
        return AGAIN in self.marks or SEEN_AGAIN in self.marks


@dataclass(frozen=True)
class TodoList:
    """Every matter known on a day, earliest last day first."""

    rows: tuple[TodoRow, ...]
    on: date

    @cached_property
    def open(self) -> list[TodoRow]:
        """Still to be done."""
        return [row for row in self.rows if row.todo.open]

    @cached_property
    def overdue(self) -> list[TodoRow]:
        """Open after their last day."""
        return [row for row in self.rows if row.todo.overdue(self.on)]

    @cached_property
    def closed(self) -> list[TodoRow]:
        """Done with a proof, or dropped."""
        return [row for row in self.rows if not row.todo.open]

    def by_department(self) -> list[tuple[str, list[TodoRow]]]:
        """Open rows per department that must act; most overdue first, then most rows."""
        grouped: dict[str, list[TodoRow]] = defaultdict(list)
        for row in self.open:
            grouped[row.todo.to_department].append(row)
        late = {name: sum(row.todo.overdue(self.on) for row in rows) for name, rows in grouped.items()}
        return sorted(grouped.items(), key=lambda item: (-late[item[0]], -len(item[1]), item[0]))


def todo_list(known: Known, sources: Iterable[Source] = SOURCES) -> TodoList:
    """The list on the 统计日 of a month."""
    tasks, seen = written_tasks(known.data), last_seen(known)
    seen_again = {finding_key(found) for found in known.compliance.standing if found.first_seen}
    rows, used = [], set[str]()
    for todo in _one_per_matter(chain.from_iterable(source(known) for source in sources)):
        marks = (SEEN_AGAIN,) if todo.origin == FINDING and todo.key in seen_again else ()
        task = _task_of(todo, tasks)
        if task is None:
            rows.append(TodoRow(number(todo), todo, marks))
        else:
            used.add(task.number)
            merged, odd = laid_over(todo, task, seen.get((todo.origin, todo.key)))
            rows.append(TodoRow(task.number, merged, (*odd, *marks), task.progress))
    for task in chain.from_iterable(tasks.values()):
        if task.number not in used:
            alone, odd = standing_alone(task, generated=task.number.startswith(PREFIX))
            rows.append(TodoRow(task.number, alone, odd, task.progress))
    place = {id(todo): at for at, todo in enumerate(by_due_day(row.todo for row in rows))}
    return TodoList(tuple(sorted(rows, key=lambda row: place[id(row.todo)])), known.data.as_of_day)


def number(todo: Todo) -> str:
    """待办编号 of a matter that no department has numbered yet: the same from report to report."""
    digest = hashlib.sha256(f"{todo.origin}\x1f{plain(todo.key)}\x1f{todo.to_department}".encode()).hexdigest()
    return f"{PREFIX}{int(digest[:12], 16) % 10**10:010d}"


def _one_per_matter(todos: Iterable[Todo]) -> list[Todo]:
    """Todos of the same source, number and department as one: every subject once, the earliest last day."""
    grouped: dict[tuple[str, str, str], list[Todo]] = defaultdict(list)
    for todo in todos:
        grouped[todo.origin, plain(todo.key), todo.to_department].append(todo)
    return [_together(group) for group in grouped.values()]


def _together(group: list[Todo]) -> Todo:
    if len(group) == 1:
        return group[0]
    first = by_due_day(group)[0]
    subjects = dict.fromkeys(todo.subject for todo in group)
    return first if len(subjects) == 1 else replace(first, subject="；".join(subjects))


def _task_of(todo: Todo, tasks: dict[tuple[str, str], list[Written]]) -> Written | None:
    """The department's own row of a matter; one that was passed on to another department is still its row."""
    group = tasks.get((todo.origin, plain(todo.key)), [])
    same = [task for task in group if task.todo.to_department == todo.to_department]
    chosen = same or (group if len(group) == 1 else [])
    return chosen[0] if chosen else None

"""待办: when a thing is open, when it is late, and in which order a list stands."""

from __future__ import annotations

from datetime import date

import pytest

from core.findings import Status
from core.measures.todo import CLOSED, DROPPED, OPEN, TO_CHECK, WORKING, Todo, by_due_day
from core.records.tasks import Task


def todo(key: str = "TS1", due: date | None = date(2026, 10, 31), status: str = OPEN) -> Todo:
    return Todo(
        origin="投诉", key=key, from_department="客服", to_department="销售", subject="作出处理决定并告知",
        opened_on=date(2026, 10, 16), due_on=due, basis="投诉办法第十八条", basis_status=Status.OFFICIAL, status=status,
    )  # fmt: skip


@pytest.mark.parametrize(("on", "late"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_the_last_day_itself_is_in_time(on: date, late: bool) -> None:
    assert todo().overdue(on) is late


@pytest.mark.parametrize("status", [CLOSED, DROPPED])
def test_what_is_closed_or_dropped_is_never_late(status: str) -> None:
    assert not todo(status=status).overdue(date(2027, 1, 1))


def test_without_a_day_nothing_is_late() -> None:
    assert not todo(due=None).overdue(date(2027, 1, 1))


def test_the_list_begins_with_the_earliest_day_and_ends_with_those_without() -> None:
    later, never, sooner = todo("a", date(2026, 11, 2)), todo("b", None), todo("c", date(2026, 10, 20))
    assert [each.key for each in by_due_day([later, never, sooner])] == ["c", "a", "b"]


def test_its_states_are_those_of_the_register() -> None:
    assert Task.column("status").kind.choices == (OPEN, WORKING, TO_CHECK, CLOSED, DROPPED)

"""待办: one thing that one department owes another, wherever it comes from: the shape that every room hands in.

A room lists what it knows to be open (or closed with a proof) as :class:`Todo`; one tab shows them all. ``subject`` is
read by every department, so it never holds a name, a number of a person, or health.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.findings import Status

OPEN, WORKING, TO_CHECK, CLOSED, DROPPED = "待办", "处理中", "待复核", "已办结", "已撤销"
"""The words of 待办状态 in ``core.records.vocabulary``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """``origin``: 投诉, 回访问题件, 客户意见 …; ``key``: number of the case there. Departments: 部门 of the vocabulary.

    ``owner``: staff number, "" while nobody has it. ``due_on``: None where no day is known (``note`` says why).
    ``basis``: the article, clock or company rule behind the day, ``basis_status`` how well it is known. ``proof``: what
    shows that it is done: without it an auditor takes nothing as closed. ``note``: what stands beside the day.
    """

    origin: str
    key: str
    from_department: str
    to_department: str
    subject: str
    opened_on: date
    due_on: date | None
    basis: str
    basis_status: Status
    owner: str = ""
    status: str = OPEN
    closed_on: date | None = None
    proof: str = ""
    note: str = ""

    @property
    def open(self) -> bool:
        """Still to be done."""
        return self.status not in (CLOSED, DROPPED)

    def overdue(self, on: date) -> bool:
        """Open after its last day: the last day itself is in time."""
        return self.open and self.due_on is not None and self.due_on < on


def by_due_day(todos: Iterable[Todo]) -> Sequence[Todo]:
    """Earliest last day first, those without a day at the end; the same order for the same list."""
    return sorted(todos, key=lambda each: (each.due_on or date.max, each.origin, each.key, each.subject))

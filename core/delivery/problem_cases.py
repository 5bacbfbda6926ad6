"""回访问题件: what the eight questions showed, and what became of it. 4号令 Art. 15, 18; 54号 Art. 11."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.days.working_days import Calendar
from core.delivery.call_backs import PROBLEM, QUESTIONS, REACHED
from core.delivery.deadlines import Deadlines, deadlines
from core.law.lookup import Law
from core.records.delivery import CallBack
from core.table import Array, Mask, Table, Tables

NO, YES = "否", "是"


@dataclass(frozen=True)
class ProblemCases:
    """One entry per row of 回访登记 as of ``on``, shape (n,). ``solution``: last days of CB-2."""

    table: Table
    on: np.datetime64
    solution: Deadlines

    @cached_property
    def reached(self) -> Mask:
        """Called back with success by the day."""
        succeeded = np.any([self.table["result"] == word for word in REACHED], axis=0)
        return np.asarray(succeeded & (self.table["succeeded_on"] <= self.on))

    @cached_property
    def found(self) -> Mask:
        """A problem: by the result, or by an answer 否."""
        denied = np.any([self.table[name] == NO for name in QUESTIONS], axis=0)
        return np.asarray(self.reached & ((self.table["result"] == PROBLEM) | denied))

    @cached_property
    def solved_on(self) -> Array:
        """When it was solved, NaT while it is open."""
        return np.where(self.table["solved_on"] <= self.on, self.table["solved_on"], np.datetime64("NaT", "D"))

    @cached_property
    def open(self) -> Mask:
        """Found and not solved."""
        return np.asarray(self.found & np.isnat(self.solved_on))

    @cached_property
    def late(self) -> Mask:
        """Solved after the last day, or open when it is over."""
        due = self.solution.due
        return np.asarray(self.found & ((self.solved_on > due) | (self.open & (due < self.on))))

    def problems(self, row: int) -> tuple[str, ...]:
        """The problems of one row, in words."""
        return tuple(words for name, words in QUESTIONS.items() if self.table[name][row] == NO)


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question over several calls. ``blank``: not asked, or not to be asked (⑦ 趸交, ⑧ without 双录)."""

    problem: str
    yes: int
    no: int
    blank: int
    open: int
    late: int

    @property
    def share(self) -> float:
        """否 among the answers; NaN without an answer."""
        answered = self.yes + self.no
        return self.no / answered if answered else float("nan")


def question_lines(cases: ProblemCases, chosen: Mask) -> list[QuestionLine]:
    """The eight questions over the reached calls of ``chosen``; a case with two problems stands in two lines."""
    lines = []
    asked = chosen & cases.reached
    for name, words in QUESTIONS.items():
        answer = cases.table[name]
        denied = asked & (answer == NO)
        yes = int((asked & (answer == YES)).sum())
        counts = (int(mask.sum()) for mask in (denied, denied & cases.open, denied & cases.late))
        no, still_open, late = counts
        lines.append(QuestionLine(words, yes, no, int(asked.sum()) - yes - no, still_open, late))
    return lines


def problem_cases(tables: Tables, law: Law, calendar: Calendar, on: np.datetime64) -> ProblemCases:
    """回访登记 as of ``on``."""
    table = tables.of(CallBack)
    return ProblemCases(table, on, deadlines("CB-2", table["succeeded_on"], law, calendar, on))

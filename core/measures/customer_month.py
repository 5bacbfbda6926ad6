"""Complaints, questions, evaluations and call-back problems of a month, worked out once for whom they concern."""

from __future__ import annotations

from dataclasses import dataclass

from core.delivery.problem_cases import ProblemCases, problem_cases
from core.measures.month_data import MonthData
from core.records.service import Satisfaction
from core.service.complaint_doubts import doubts
from core.service.complaint_groups import Crowd, crowds, earlier_complaints
from core.service.complaints import Complaints, complaints
from core.service.inquiries import Inquiries, inquiries
from core.service.opinions import Opinion, opinions
from core.service.satisfaction import Marks
from core.table import Array, Table


@dataclass(frozen=True)
class CustomerMonth:
    """As of the 统计日. ``earlier``: per complaint how many came before it from the same person or policy.

    ``opinions``: those of the month; ``recent_opinions``: also those of the two months before it.
    """

    complaints: Complaints
    earlier: Array
    crowds: list[Crowd]
    doubts: dict[int, tuple[str, ...]]
    inquiries: Inquiries
    surveys: Table
    marks: Marks
    opinions: list[Opinion]
    recent_opinions: list[Opinion]
    problems: ProblemCases

    @classmethod
    def of(cls, data: MonthData) -> CustomerMonth:
        """Everything from the facts of a report."""
        tables, law, calendar, on = data.facts.tables, data.facts.law, data.facts.calendar, data.as_of
        given, marks = complaints(tables, law, calendar, on), Marks.of(law, data.as_of_day)
        recent = opinions(tables, marks, data.earlier(2).first, on)
        return cls(
            complaints=given,
            earlier=earlier_complaints(given, data.limit("complaint_repeat_days")),
            crowds=crowds(given, data.limit("complaint_group_people"), data.limit("complaint_group_days")),
            doubts=doubts(given),
            inquiries=inquiries(tables, law, calendar, on),
            surveys=tables.of(Satisfaction),
            marks=marks,
            opinions=[each for each in recent if each.on >= data.first.astype(object)],
            recent_opinions=recent,
            problems=problem_cases(tables, law, calendar, on),
        )

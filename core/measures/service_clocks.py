"""Whose legal limits are open in customer service: complaints, their reviews, and problems that call-backs found."""

from __future__ import annotations

from collections.abc import Iterator

from core.delivery.problem_cases import problem_cases as cases_of
from core.measures.clock_sources import Open, opened
from core.measures.compliance import Compliance
from core.measures.month_data import MonthData
from core.records.delivery import CallBack
from core.records.service import Complaint
from core.service.complaints import EARLIER, LIMITS, REVIEW
from core.service.complaints import complaints as complaints_of


def complaints(data: MonthData, compliance: Compliance) -> Iterator[Open]:
    """CP-1.1 to CP-1.3 (CP-3 before the 投诉办法) until decided and told; CP-2.2 until the review is decided."""
    facts = data.facts
    given = complaints_of(facts.tables, facts.law, facts.calendar, data.as_of)
    for code in (*LIMITS, EARLIER):
        yield opened(code, Complaint, "complaint_no", given.open & (given.code == code), given.table["received_on"])
    yield opened(REVIEW, Complaint, "complaint_no", given.reviewing, given.day("review_asked_on"))


def problem_cases(data: MonthData, compliance: Compliance) -> Iterator[Open]:
    """CB-2: a call-back found a problem and it is not solved."""
    facts = data.facts
    cases = cases_of(facts.tables, facts.law, facts.calendar, data.as_of)
    yield opened("CB-2", CallBack, "policy_no", cases.open, cases.table["succeeded_on"])

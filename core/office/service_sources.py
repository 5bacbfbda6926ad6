"""What customer service hands in: complaints to answer and to learn from, questions, opinions, problems of call-backs.

Their legal limits stand here with the case itself, not a second time among 法定时限.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.days.working_columns import add_working_days_column
from core.findings import Status
from core.measures.todo import Todo
from core.office.known import Known
from core.service.complaints import REVIEW, Complaints, Stage
from core.service.inquiries import LIMIT
from core.service.opinions import SURVEY, department_of, words
from core.table import scalar

COMPLAINT, OPINION, QUESTION, PROBLEM_CASE = "投诉", "客户意见", "咨询", "回访问题件"
DESK, SALES = "客服", "销售"
AT_FAULT = ("公司有责", "部分有责")
OPINION_LIMIT = "opinion_answer_days"


def complaints_to_answer(known: Known) -> Iterator[Todo]:
    """Open complaints until decided and told, reviews until decided, and faults without a remedy."""
    given = known.customers.complaints
    table = given.table
    for row in np.flatnonzero(given.open | given.reviewing).tolist():
        clock = given.clocks[REVIEW if given.reviewing[row] else str(given.code[row])]
        department, step = _next_step(given, row)
        yield Todo(
            origin=COMPLAINT, key=table["complaint_no"][row], from_department=DESK, to_department=department,
            subject=f"{table['complaint_no'][row]} {table['kind'][row]}：{step}（{clock.code}）",
            opened_on=scalar(given.day("review_asked_on" if given.reviewing[row] else "received_on")[row]),
            due_on=scalar(clock.due[row]), basis=clock.basis, basis_status=clock.status, owner=table["handler"][row],
            note=clock.stamp(row),
        )  # fmt: skip


def faults_to_remedy(known: Known) -> Iterator[Todo]:
    """Complaints answered in which the company is at fault and no remedy is written down."""
    given = known.customers.complaints
    table = given.table
    at_fault = np.isin(table["responsibility"].astype(str), AT_FAULT)
    for row in np.flatnonzero(at_fault & (table["remediation"] == "") & ~np.isnat(given.answered_on)).tolist():
        number, kind = table["complaint_no"][row], table["kind"][row]
        yield Todo(
            origin=COMPLAINT, key=f"{number}/整改", from_department=DESK, to_department=_of_kind(kind),
            subject=f"{number} {kind}：{table['responsibility'][row]}，登记整改措施",
            opened_on=scalar(given.answered_on[row]), due_on=None, basis="投诉整改（公司规定）",
            basis_status=Status.UNCONFIRMED, note="法规未定天数，由公司规定",
        )  # fmt: skip


def questions_to_answer(known: Known) -> Iterator[Todo]:
    """Questions without an answer, with the desk or the department they were passed to."""
    facts = known.data.facts
    given = known.customers.inquiries
    status = facts.law.value(LIMIT, known.data.as_of_day).status
    for row in np.flatnonzero(given.open).tolist():
        number, subject = given.table["inquiry_no"][row], given.table["subject"][row]
        yield Todo(
            origin=QUESTION, key=number, from_department=DESK, to_department=given.table["passed_to"][row] or DESK,
            subject=f"{number} 咨询{subject}：答复客户", opened_on=scalar(given.table["asked_on"][row]),
            due_on=scalar(given.due[row]), basis=given.basis, basis_status=status, owner=given.table["handler"][row],
        )  # fmt: skip


def opinions_to_answer(known: Known) -> Iterator[Todo]:
    """Every negative opinion of the month and the two before it, with the department that it belongs to."""
    facts, today = known.data.facts, known.data.as_of_day
    limit = facts.law.value(OPINION_LIMIT, today)
    wanted = [each for each in known.customers.recent_opinions if each.negative]
    due, _ = add_working_days_column(
        np.array([each.on for each in wanted], dtype="datetime64[D]"), float(limit.value), facts.calendar
    )
    for each, last in zip(wanted, due.tolist(), strict=True):
        where = each.step if each.source == SURVEY else each.source
        yield Todo(
            origin=OPINION, key=each.key, from_department=DESK, to_department=each.department,
            subject=f"{each.key} {where}意见（{each.theme}）：回复客户", opened_on=each.on, due_on=last,
            basis=f"{limit.title}{limit.value}个{limit.unit}", basis_status=limit.status,
        )  # fmt: skip


def problems_to_solve(known: Known) -> Iterator[Todo]:
    """Problems that call-backs found, to be solved by people who do not sell (CB-2)."""
    cases = known.customers.problems
    for row in np.flatnonzero(cases.open).tolist():
        number, passed = cases.table["policy_no"][row], cases.table["passed_to"][row]
        department = department_of(passed or DESK, "")
        yield Todo(
            origin=PROBLEM_CASE, key=number, from_department=DESK,
            to_department=DESK if department == SALES else department,
            subject=f"{number} 回访问题：{'；'.join(cases.problems(row)) or cases.table['result'][row]}",
            opened_on=scalar(cases.table["succeeded_on"][row]), due_on=scalar(cases.solution.due[row]),
            basis=cases.solution.basis, basis_status=cases.solution.status,
            note="；".join(filter(None, ("不得由销售人员解决", cases.solution.stamp(row)))),
        )  # fmt: skip


SERVICE_SOURCES = (
    complaints_to_answer, faults_to_remedy, questions_to_answer, opinions_to_answer, problems_to_solve,
)  # fmt: skip


def _next_step(given: Complaints, row: int) -> tuple[str, str]:
    """Who has to do what next."""
    stage = given.stage[row]
    if stage == Stage.REVIEW.value:
        return str(words()["review"]), "作出核查决定并告知"
    if stage == Stage.DECIDED.value:
        return DESK, "把处理决定告知投诉人"
    return _of_kind(given.table["kind"][row]), "作出处理决定并告知"


def _of_kind(kind: str) -> str:
    return str(words()["complaints"].get(kind, DESK))

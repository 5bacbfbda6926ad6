"""What new business hands in: applications that wait for a customer's answer, an examination, money or a policy.

Findings, missing papers and the limits NB-1 to NB-4 are listed by their own sources, not a second time here.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.findings import Status
from core.measures.application_steps import Step
from core.measures.todo import Todo
from core.office.known import Known
from core.table import scalar

PROGRESS = "投保进度"
DESK, SALES, OPERATIONS, FINANCE = "核保", "销售", "运营", "财务"
FOLLOWED = {
    Step.BOOK: (DESK, SALES, "请客户预约体检"),
    Step.MISSED: (DESK, SALES, "体检预约日已过，联系客户改约"),
    Step.REPORT: (DESK, DESK, "向体检机构索取报告"),
    Step.CONFIRM: (DESK, SALES, "取得客户对核保通知书的书面答复"),
    Step.PREMIUM: (FINANCE, SALES, "核对首期保费是否到账"),
    Step.ISSUE: (DESK, OPERATIONS, "出单"),
}
"""By step: who asks, who acts, and what is to be done."""


def applications_to_follow(known: Known) -> Iterator[Todo]:
    """One row per open application in a step that nobody else lists; the law sets no day for these."""
    progress = known.progress
    for step, (asks, acts, what) in FOLLOWED.items():
        for row in np.flatnonzero(progress.step == step.value).tolist():
            number = progress.table["application_no"][row]
            yield Todo(
                origin=PROGRESS, key=number, from_department=asks, to_department=acts,
                subject=f"{number} {step.value}：{what}", opened_on=scalar(progress.since[row]) or known.data.as_of_day,
                due_on=None, basis="投保进度跟踪（公司规定）", basis_status=Status.UNCONFIRMED,
                owner=progress.table["agent_no"][row] if acts == SALES else "", note="法规未定天数，由公司规定",
            )  # fmt: skip

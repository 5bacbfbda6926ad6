"""待办 from the claims desk: letters without a legal number of days, and payments to look into."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from core.measures.clocks import running_clocks
from core.measures.compliance import load_compliance
from core.measures.todo import Todo
from core.office.known import Known
from core.office.todo_list import todo_list
from core.records.claim import Claim
from tests.month_ledger import Sheets, month, new_ledger
from tests.test_claims_tab import SHEETS

TO_SEND = """
| 案件号 | 保单号 | 险种责任 | 被保险人 | 报案日     | 申请日     | 已收资料       | 资料齐全日 | 核定日     | 结论 | 核定金额 |
| D1     | P1     | 医疗     | 张小三   | 2026-10-10 | 2026-10-12 | 申请书、身份证 |            |            |      |          |
| D2     | P1     | 医疗     | 张小三   | 2026-10-10 | 2026-10-12 |                | 2026-10-14 | 2026-10-20 | 赔付 | 900      |
"""  # noqa: E501


def todos(folder: Path, sheets: Sheets) -> list[Todo]:
    """Every matter of October."""
    with closing(new_ledger(folder, sheets)) as connection:
        data = month(connection)
        found = load_compliance(connection, data)
        return [row.todo for row in todo_list(Known(data, found, running_clocks(data, found))).rows]


def test_a_notice_and_a_decision_are_to_be_sent_promptly_with_their_article(tmp_path: Path) -> None:
    by_key = {todo.key: todo for todo in todos(tmp_path, SHEETS | {Claim: TO_SEND})}
    notice, decision = by_key["D1/补充资料通知书"], by_key["D2/核定通知书"]
    assert (notice.to_department, notice.opened_on, notice.due_on) == ("理赔", date(2026, 10, 12), None)
    assert "及时" in notice.note and "第二十二条" in notice.basis
    assert (decision.opened_on, decision.subject) == (date(2026, 10, 20), "D2 发核定通知书")


def test_payments_that_do_not_fit_are_one_matter_per_case_and_a_refusal_stands_among_the_limits(
    tmp_path: Path,
) -> None:
    rows = todos(tmp_path, SHEETS)
    of_payment = {todo.key: todo.subject for todo in rows if todo.origin == "赔款核对"}
    assert sorted(of_payment) == ["C1", "C2", "C6"]
    assert of_payment["C2"].count("；") == 2, "no booking, more than the sum, policy not ended"
    assert [todo.key for todo in rows if todo.key.endswith("C5")] == ["CL-3/C5"]
    assert not [todo for todo in rows if "张小三" in todo.subject]

"""Customer service in the list of 待办: what each case asks of whom, until when, and when it is off the list."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from core.findings import Status
from core.measures.clocks import running_clocks
from core.measures.compliance import load_compliance
from core.measures.todo import Todo
from core.office.known import Known
from core.office.todo_list import todo_list
from core.records.delivery import CallBack
from core.records.policy import Policy
from core.records.service import Complaint, Inquiry, Satisfaction
from core.records.tasks import Task
from tests.month_ledger import Sheets, month, new_ledger

POLICY = "| 保单号 | 险种代码 | 渠道 | 业务员工号 |\n| P1 | WL | 个险 | A1 |"
COMPLAINTS = (
    "| 编号 | 来源 | 收到日 | 投诉人 | 类别 | 承办人 | 决定日 | 告知日 | 核查申请 | 责任认定 | 整改措施 |\n"
    "| TS1 | 公司 | 2026-10-12 | 张三 | 销售纠纷 | N1 | | | | | |\n"
    "| TS2 | 公司 | 2026-10-20 | 李四 | 理赔纠纷 | N1 | 2026-10-26 | | | | |\n"
    "| TS3 | 公司 | 2026-09-20 | 王五 | 退保纠纷 | N2 | 2026-09-28 | 2026-09-28 | 2026-10-08 | 无责 | |\n"
    "| TS4 | 公司 | 2026-10-01 | 赵六 | 退保纠纷 | N2 | 2026-10-12 | 2026-10-12 | | 公司有责 | |\n"
    "| TS5 | 公司 | 2026-10-01 | 孙七 | 退保纠纷 | N2 | 2026-10-12 | 2026-10-12 | | 公司有责 | 补训 |"
)


def todos(folder: Path, sheets: Sheets) -> dict[str, Todo]:
    with closing(new_ledger(folder, {Policy: POLICY, **sheets})) as connection:
        data = month(connection)
        compliance = load_compliance(connection, data)
        listed = todo_list(Known(data, compliance, running_clocks(data, compliance)))
    return {row.todo.key: row.todo for row in listed.rows}


def test_a_complaint_asks_for_the_next_step_of_whoever_must_take_it(tmp_path: Path) -> None:
    found = todos(tmp_path, {Complaint: COMPLAINTS})
    assert list(found) == ["TS1", "TS2", "TS3", "TS4/整改"], "by last day; the remedied TS5 asks nothing"
    told = {key: (each.to_department, each.subject, each.due_on) for key, each in found.items()}
    assert told == {
        "TS1": ("销售", "TS1 销售纠纷：作出处理决定并告知（CP-1.1）", date(2026, 10, 27)),
        "TS2": ("客服", "TS2 理赔纠纷：把处理决定告知投诉人（CP-1.1）", date(2026, 11, 4)),
        "TS3": ("合规", "TS3 退保纠纷：作出核查决定并告知（CP-2.2）", date(2026, 11, 9)),
        "TS4/整改": ("保全", "TS4 退保纠纷：公司有责，登记整改措施", None),
    }
    assert found["TS1"].overdue(date(2026, 10, 31))
    assert (found["TS1"].owner, found["TS1"].basis_status) == ("N1", Status.OFFICIAL)
    assert "第十八条" in found["TS1"].basis


def test_the_limit_of_a_complaint_stands_once_not_also_among_the_legal_limits(tmp_path: Path) -> None:
    found = todos(tmp_path, {Complaint: COMPLAINTS})
    assert {each.origin for each in found.values()} == {"投诉"}


def test_an_open_question_is_due_with_the_department_it_was_passed_to(tmp_path: Path) -> None:
    rows = (
        "| 咨询编号 | 咨询日 | 咨询渠道 | 咨询类别 | 咨询内容 | 转办部门 | 答复日 |\n"
        "| ZX1 | 2026-10-28 | 电话 | 理赔 | 问 | 理赔 | |\n"
        "| ZX2 | 2026-10-28 | 电话 | 保全 | 问 | | 2026-10-28 |"
    )
    (only,) = todos(tmp_path, {Inquiry: rows}).values()
    assert (only.origin, only.to_department, only.due_on) == ("咨询", "理赔", date(2026, 11, 2))
    assert only.basis_status is Status.UNCONFIRMED, "the company has not confirmed its three days"


def test_every_negative_opinion_goes_to_its_department_within_ten_working_days(tmp_path: Path) -> None:
    rows = (
        "| 评价编号 | 评价日 | 服务环节 | 满意度评分 | 客户意见 |\n"
        "| PJ1 | 2026-10-22 | 理赔 | 2 | 理赔太慢 |\n"
        "| PJ2 | 2026-10-22 | 理赔 | 5 | 非常感谢 |\n"
        "| PJ3 | 2026-07-31 | 理赔 | 1 | 太慢 |"
    )
    (only,) = todos(tmp_path, {Satisfaction: rows}).values()
    assert (only.key, only.to_department, only.due_on) == ("PJ1", "运营", date(2026, 11, 5))
    assert only.subject == "PJ1 理赔意见（办理时效）：回复客户", "the customer's own words stay out"


def test_a_problem_of_a_call_back_never_goes_to_those_who_sell(tmp_path: Path) -> None:
    rows = (
        "| 保单号 | 回访结果 | 成功日 | 问⑤退保损失 | 转办 | 解决日 |\n"
        "| P1 | 成功-问题件 | 2026-10-15 | 否 | 销售部 | |\n"
        "| P2 | 成功-问题件 | 2026-10-15 | 否 | 客服部 | 2026-10-20 |"
    )
    (only,) = todos(tmp_path, {CallBack: rows}).values()
    assert (only.origin, only.key, only.to_department, only.due_on) == ("回访问题件", "P1", "客服", date(2026, 11, 5))
    assert "⑤不知悉退保损失" in only.subject


def test_what_the_department_wrote_back_lies_over_the_matter(tmp_path: Path) -> None:
    task = (
        "| 待办编号 | 提出日 | 来源 | 来源单号 | 提出部门 | 承办部门 | 承办人 | 事项 | 到期日 | 状态 |\n"
        "| DB1 | 2026-10-13 | 投诉 | TS1 | 客服 | 销售 | N9 | 处理投诉 | 2026-10-27 | 处理中 |"
    )
    found = todos(tmp_path, {Complaint: COMPLAINTS, Task: task})
    assert (found["TS1"].owner, found["TS1"].status) == ("N9", "处理中")

"""保单注销: every 终止原因 has its door; the line ends with the reason, on its day, with nothing deleted and undo."""

from __future__ import annotations

import pytest

from core.ledger.undo import undo
from core.records.policy import Policy
from tests.events_book import Office, policies
from tests.test_servicing_money import INSURED
from tests.test_servicing_money import LISTS as WITH_VALUES

LISTS = WITH_VALUES

ON = "2026-10-20"
HELD = {**INSURED, "下次应交日": "2027-03-01", "累计保费": "3000"}
WAITING = {"保单状态": "待生效"}
LAPSED = {"保单状态": "中止(失效)", "状态日期": "2024-09-01", "下次应交日": "2024-07-01", "生效日": "2022-07-01",
          "投保日": "2022-06-20", "被保险人出生日期": "1986-10-01"}  # fmt: skip
OVER = {"保险期间": "2年", "交费期": "2年", "交费状态": "交清", "下次应交日": "", "首期保费": "1000"}
CASES = """
| 案件号 | 报案日 | 出险日 | 保单号 | 险种责任 | 结论 | 核定金额 | 核定日 |
| LP1 | 2026-09-02 | 2026-09-01 | P1 | {} | 赔付 | 100000 | 2026-09-20 |
"""
CLAUSES = """
| 险种代码 | 版本 | 条款号 | 条款类别 | 事项 | 原文 |
| WL | 1 | 2.3 | 保险责任 | 重大疾病保险金 | 按保额给付，本合同终止。 |
"""


def request(item: str, amount: str = "") -> dict[str, str]:
    """One completed request for P1."""
    head = "| 受理号 | 受理日时 | 保单号 | 保全项目 | 涉费金额 | 办结日 | 经办人 | 复核人 |\n"
    return {"requests": f"{head}| BQ1 | {ON} | P1 | {item} | {amount} | {ON} | lisi | zhaoliu |"}


def action(event: str, day: str, product: str = "", amount: str = "", why: str = "") -> dict[str, str]:
    """One confirmed row of 到期处理 for P1."""
    head = "| 保单号 | 险种代码 | 到期事项 | 生效日 | 金额 | 处理结果 | 说明 |\n"
    return {"actions": f"{head}| P1 | {product} | {event} | {day} | {amount} | 确认 | {why} |"}


DOORS = [
    ("退保", {}, {}, request("退保", "-2500"), ON),
    ("协议退保(约定解除)", {}, {}, request("协议退保", "-1200"), ON),
    ("犹豫期退保", {"回执日": "2026-10-15", "犹豫期截止": "2026-10-30"}, {}, request("犹豫期退保"), ON),
    ("满期", OVER, {}, action("满期", "2026-03-01", "WL", "-100000"), "2026-03-01"),
    ("永久失效", LAPSED, {}, action("永久失效", "2026-09-02", amount="-1500"), "2026-09-02"),
    ("身故终止", {}, {"cases": CASES.format("身故")}, action("身故终止", "2026-09-01"), "2026-09-01"),
    (
        "理赔终止", {}, {"cases": CASES.format("重大疾病"), "clauses": CLAUSES}, action("理赔终止", "2026-09-20"),
        "2026-09-20",
    ),
    ("公司解约(16条)", {"承保日": "2025-01-01"}, {}, action("公司解约", ON, why="未如实告知，批准人：甲"), ON),
    ("转换/转保", {}, {}, action("转换转保", ON, why="转为新险种，保单P9"), ON),
    ("拒保撤件", WAITING, {}, action("拒保撤件", ON, why="体检后拒保"), ON),
    ("其他", {}, {}, action("其他终止", ON, why="法院判决"), ON),
]  # fmt: skip


def test_every_reason_of_the_list_has_a_door_here() -> None:
    assert {door[0] for door in DOORS} == set(Policy.column("termination_reason").kind.choices)


@pytest.mark.parametrize(("reason", "held", "more", "sheets", "day"), DOORS, ids=[door[0] for door in DOORS])
def test_the_policy_ends_with_the_reason_and_its_day_and_comes_back_with_undo(
    office: Office, reason: str, held: dict[str, str], more: dict[str, str], sheets: dict[str, str], day: str
) -> None:
    office.sync(ON, policies=policies({**HELD, **held}), **more)
    before = office.view()
    plan, changes = office.sync(ON, **sheets)
    assert [finding.message for finding in plan.findings if finding.severity.value == "拒收"] == []
    assert office.rows("policies", "status, termination_reason, status_on, loan") == [("终止", reason, day, 0)]
    ((_, event_day, event_reason, why),) = office.rows(
        "policy_events", "event_no, effective_on, termination_reason, why"
    )
    assert (event_day, event_reason, bool(why)) == (day, reason, True)
    undo(office.ledger, changes[0].id, "办错")
    assert office.view() == before


def test_an_end_by_decision_needs_its_reason_and_a_day_that_has_come(office: Office) -> None:
    office.sync(ON, policies=policies({**HELD, "承保日": "2025-01-01"}))
    assert codes(office, action("其他终止", ON)) == ["R24"]
    assert codes(office, action("其他终止", "2026-10-21", why="判决")) == ["R25"]
    assert codes(office, action("拒保撤件", ON, why="拒保")) == ["R07"]


@pytest.mark.parametrize(("concluded", "expected"), [
    ("2024-10-21", []), ("2024-10-20", []), ("2024-10-19", ["R26"]), ("2024-02-29", ["R26"]),
])  # fmt: skip
def test_the_company_rescinds_until_the_second_anniversary_and_not_a_day_longer(
    office: Office, concluded: str, expected: list[str]
) -> None:
    office.sync(ON, policies=policies({**HELD, "承保日": concluded}))
    assert codes(office, action("公司解约", ON, why="未如实告知")) == expected


def codes(office: Office, sheets: dict[str, str]) -> list[str]:
    """The findings of a plan."""
    return [finding.code for finding in office.plan(ON, **sheets).findings]

"""C101 to C109: steps, papers and money of claims; last days counted by hand.

National Day is 1 to 7 October 2026; Saturday 10 October is worked.
"""

from __future__ import annotations

import pytest

from core.findings import Finding, Severity
from tests.checking import cells, check, columns

POLICY = "P1"
HELD = f"""
| 保单台账 | 保单号   | 险种代码 | 渠道 | 受益人 | 保额   | 生效日     | 保单状态 | 状态日期   | 终止原因 |
|          | {POLICY} | ME       | 个险 | 李四   | 100000 | 2026-01-01 | {{}}     | {{}}       | {{}}     |
"""


def claim(code: str, status: tuple[str, str, str] = ("有效", "2026-01-01", ""), **cell: str) -> list[Finding]:
    """The findings of one rule on one case of a policy that is in force."""
    row = {"保单号": POLICY, "出险日": "2026-09-01", "报案日": "2026-09-01", "已收资料": ""} | cell
    sheet = f"| 理赔台账 | {' | '.join(row)} |\n| | {' | '.join(row.values())} |"
    return check(code, sheet, in_force=HELD.format(*status), on="2026-10-31")


def test_C101_a_step_before_the_step_before_it_is_named_with_both_days() -> None:
    (found,) = claim("C101", 申请日="2026-09-03", 资料齐全日="2026-09-02", 核定日="2026-09-02")
    assert (columns([found]), found.severity) == (["理赔台账.资料齐全日"], Severity.REFERRED)
    assert found.message == "资料齐全日2026-09-02早于申请日2026-09-03"


def test_C101_a_blank_step_is_passed_over_and_the_same_day_is_in_order() -> None:
    assert claim("C101", 申请日="2026-09-01", 核定日="2026-09-01", 支付日="2026-09-01") == []
    assert columns(claim("C101", 申请日="2026-09-05", 支付日="2026-09-04")) == ["理赔台账.支付日"]


def test_C102_a_second_notice_is_a_finding_and_the_first_is_not() -> None:
    (found,) = claim("C102", 补充通知日="2026-09-03", 再次补充通知日="2026-09-12")
    assert found.message == "2026-09-03已通知补充资料，2026-09-12又再次通知"
    assert claim("C102", 补充通知日="2026-09-03") == []


MOST = "理赔申请书、身份证件、银行账户、病历"


def test_C102_a_notice_that_leaves_papers_out_is_named() -> None:
    (found,) = claim("C102", 已收资料=MOST, 补充通知日="2026-09-03", 补充通知资料="发票")
    assert (found.message, found.severity) == ("补充通知没有列出还缺的费用明细清单", Severity.NOTICE)
    assert claim("C102", 已收资料=MOST, 补充通知日="2026-09-03", 补充通知资料="发票、费用明细清单") == []


def test_C102_papers_called_complete_are_there() -> None:
    (found,) = claim("C102", 已收资料=MOST, 资料齐全日="2026-09-03")
    assert "没有医疗费用发票原件或电子发票、费用明细清单" in found.message
    assert claim("C102", 已收资料=f"{MOST}、发票、费用清单", 资料齐全日="2026-09-03") == []
    assert claim("C102", 资料齐全日="2026-09-03") == [], "not recorded is another thing than missing"


@pytest.mark.parametrize(("investigated", "kept", "late"), [("否", "2026-10-13", "2026-10-14"),
                                                            ("是", "2026-10-30", "2026-10-31")])  # fmt: skip
def test_C103_assessed_on_the_last_day_or_the_day_after(investigated: str, kept: str, late: str) -> None:
    case = {"资料齐全日": "2026-09-30", "调查?": investigated}
    assert claim("C103", **case, 核定日=kept) == []
    (found,) = claim("C103", **case, 核定日=late)
    assert found.message == f"2026-09-30资料齐全，应在{kept}以前核定，实际{late}"


def test_C104_a_refusal_has_a_reason_and_goes_out_by_the_third_day_rolled_past_the_holiday() -> None:
    refused = {"结论": "拒赔", "核定日": "2026-09-28"}
    (found,) = claim("C104", **refused)
    assert (cells([found])[0].split("!")[0], found.message) == ("理赔台账", "结论为拒赔，没有写明理由")
    assert claim("C104", **refused, 拒赔理由="不属于保险责任", 通知日="2026-10-08") == []
    (late,) = claim("C104", **refused, 拒赔理由="不属于保险责任", 通知日="2026-10-09")
    assert late.message == "2026-09-28核定拒赔，应在2026-10-08以前通知，实际2026-10-09"


def test_C105_paid_on_the_tenth_day_after_the_agreement_or_later() -> None:
    granted = {"结论": "赔付", "核定日": "2026-09-08", "通知日": "2026-09-08", "协议日": "2026-09-11"}
    assert claim("C105", **granted, 支付日="2026-09-21") == []
    assert "应在2026-09-21以前支付" in claim("C105", **granted, 支付日="2026-09-22")[0].message


def test_C106_reimbursement_stays_within_the_cost_and_a_fixed_benefit_within_the_sum() -> None:
    medical = {"结论": "赔付", "险种责任": "医疗", "申请金额": "1000", "社保/其他赔付": "400"}
    assert claim("C106", **medical, 核定金额="600") == []
    assert "超过申请金额1,000.00元" in claim("C106", **medical, 核定金额="600.01")[0].message
    assert claim("C106", **(medical | {"险种责任": "住院津贴"}), 核定金额="900") == []
    death = {"结论": "赔付", "险种责任": "身故", "申请金额": "100000"}
    assert claim("C106", **death, 核定金额="100000") == []
    assert "超过保额100,000.00元" in claim("C106", **death, 核定金额="100001")[0].message


def test_C106_nothing_is_paid_without_a_grant() -> None:
    assert "结论为拒赔" in claim("C106", 结论="拒赔", 支付日="2026-09-09")[0].message
    assert "结论为（空白）" in claim("C106", 支付日="2026-09-09")[0].message


@pytest.mark.parametrize(
    ("occurred", "status", "words"),
    [
        ("2025-12-31", ("有效", "2026-01-01", ""), "早于生效日2026-01-01"),
        ("2026-01-01", ("有效", "2026-01-01", ""), ""),
        ("2026-08-01", ("终止", "2026-08-01", "退保"), "已终止（2026-08-01）"),
        ("2026-07-31", ("终止", "2026-08-01", "退保"), ""),
        ("2026-08-01", ("终止", "2026-08-01", "身故终止"), ""),
        ("2026-08-02", ("中止(失效)", "2026-08-01", ""), "已中止(失效)（2026-08-01）"),
    ],
)
def test_C107_what_is_paid_happened_inside_the_cover(occurred: str, status: tuple[str, str, str], words: str) -> None:
    found = claim("C107", status, 出险日=occurred, 结论="赔付")
    assert [words in each.message for each in found] == ([True] if words else [])
    assert claim("C107", status, 出险日=occurred, 结论="拒赔") == []


@pytest.mark.parametrize(("status", "count"), [("有效", 1), ("终止", 0)])
def test_C108_a_policy_ends_when_the_death_benefit_is_paid(status: str, count: int) -> None:
    death = {"险种责任": "身故", "结论": "赔付", "支付日": "2026-09-30"}
    assert len(claim("C108", (status, "2026-09-30", "身故终止"), **death)) == count
    assert claim("C108", (status, "2026-09-30", ""), **(death | {"险种责任": "医疗"})) == []


def test_C109_after_sixty_days_what_is_certain_has_been_paid_on_account() -> None:
    # the 60th day after 3 August is 2 October, inside National Day; 8 October is worked
    case = {"资料齐全日": "2026-08-03", "调查?": "是"}
    assert claim("C109", **case, 核定日="2026-10-08") == []
    assert claim("C109", **case, 核定日="2026-10-20", 先行赔付日="2026-10-08") == []
    (found,) = claim("C109", **case, 核定日="2026-10-09")
    assert found.message == "2026-08-03资料齐全，到2026-10-08既没有核定，也没有先予支付"


def test_a_case_on_two_policies_is_held_against_the_line_of_its_benefit() -> None:
    death = {"保单号": f"{POLICY}、P9", "险种责任": "身故", "结论": "赔付", "申请金额": "1", "核定金额": "100001"}
    assert "超过保额100,000.00元" in claim("C106", **death)[0].message

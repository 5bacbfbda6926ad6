"""A1003–A1007: occupation, sums and premiums against income, examination limits, the accumulated sum."""

from __future__ import annotations

import pytest

from core.findings import Severity, Status
from core.records.people import Policyholder
from tests.checking import check, columns, run

CLIENT = str(Policyholder.column("document_no").example)
JOB = "| 被保险人 | 职业代码 | 职业类别 |\n| | {} | {} |\n"


def test_the_code_is_in_the_table_and_the_class_is_the_tables() -> None:
    assert check("A1003") == []
    (finding,) = check("A1003", JOB.format("0001001", "3"))
    assert finding.severity is Severity.REFUSED and finding.message == "填写职业类别3，职业代码对应1"
    assert columns(check("A1003", JOB.format("9999999", "1"))) == ["被保险人.职业代码"]
    assert check("A1003", JOB.format("0001001", "")) == []
    assert run("A1003", without=["职业表"])[0].missing == ("职业表",)


@pytest.mark.parametrize(("accepted", "refused"), [("1、2、3、4", 0), ("1、2、3", 1), ("", 0)])
def test_the_class_of_the_table_is_one_that_the_product_accepts(accepted: str, refused: int) -> None:
    lists = f"| 职业表 | 职业代码 | 职业类别 |\n| | 0001001 | 4 |\n| 产品 | 可保职业类别 |\n| | {accepted} |"
    book = JOB.format("0001001", "") + "| 投保人 | 职业类别 |\n| | |"
    assert [f.message for f in check("A1003", book, lists=lists)] == ["职业类别4不在产品接受的1、2、3之内"] * refused


SUM = "| 险种 | 基本保额 |\n| | {} |\n"
INCOME = "| 被保险人 | 年收入 | 出生日期 |\n| | {} | {} |\n"


@pytest.mark.parametrize(
    ("born", "times"),
    [
        ("2008-10-08", 20),
        ("1990-10-09", 20),
        ("1990-10-08", 15),
        ("1980-10-08", 10),
        ("1970-10-09", 10),
        ("1970-10-08", 8),
    ],
)
def test_life_sums_are_bounded_by_a_multiple_of_income_that_falls_with_age(born: str, times: int) -> None:
    insured = INCOME.format(100000, born)
    assert check("A1004", insured + SUM.format(100000 * times)) == []
    (finding,) = check("A1004", insured + SUM.format(100000 * times + 1))
    assert finding.severity is Severity.REFERRED and f"超过{times}倍" in finding.message


def test_under_18_no_multiple_is_set() -> None:
    assert check("A1004", INCOME.format(1, "2008-10-09") + SUM.format(1000000)) == []


def test_sums_in_force_count_and_ended_ones_and_health_cover_do_not() -> None:
    insured = INCOME.format(100000, "1988-05-06") + SUM.format(1000000)
    held = "| 保单台账 | 保单号 | 投保单号 | 保额 | 保单状态 |\n| | P1 | T0 | 500001 | {} |"
    assert len(check("A1004", insured, in_force=held.format("有效"))) == 1
    assert check("A1004", insured, in_force=held.format("终止")) == []
    critical = "| 产品 | 险种类别 |\n| | 疾病保险 |"
    assert check("A1004", insured, in_force=held.format("有效"), lists=critical) == []


def test_without_own_income_the_households_is_taken_and_without_any_it_is_said() -> None:
    assert check("A1004", INCOME.format("", "1988-05-06")) == []
    (finding,) = check("A1004", INCOME.format("", "1988-05-06") + "| 财务 | 家庭年收入 |\n| | |")
    assert finding.message == "缺少年收入，无法核对保额和保费"


PREMIUM = "| 险种 | 每期保费 | 交费期 |\n| | {} | 10年 |\n"


@pytest.mark.parametrize(("premium", "fires"), [("45000", 0), ("45000.01", 1)])
def test_yearly_premiums_above_30_percent_of_the_income_go_to_a_person(premium: str, fires: int) -> None:
    findings = check("A1004", PREMIUM.format(premium))
    assert [finding.where.sheet for finding in findings] == ["投保人"] * fires


def test_premiums_of_policies_still_paid_are_added() -> None:
    held = "| 保单台账 | 保单号 | 投保单号 | 年化保费 | 交费状态 |\n| | P1 | T0 | 35000.01 | {} |"
    assert len(check("A1004", PREMIUM.format("10000"), in_force=held.format("交费中"))) == 1
    assert check("A1004", PREMIUM.format("10000"), in_force=held.format("交清")) == []


@pytest.mark.parametrize(
    ("job", "premium", "fires"), [("待业", "10000", 1), ("待业", "9999.99", 0), ("公司职员", "10000", 0)]
)
def test_a_payer_without_fixed_income_and_a_material_premium_goes_to_a_person(
    job: str, premium: str, fires: int
) -> None:
    assert len(check("A1005", f"| 投保人 | 职业 |\n| | {job} |\n" + PREMIUM.format(premium))) == fires


def test_the_occupation_table_may_mark_a_code_as_without_fixed_income() -> None:
    assert len(check("A1005", PREMIUM.format("10000"), lists="| 职业表 | 无固定收入 |\n| | 是 |")) == 1


LIMITS = "| 免体检限额 | 风险保额类别 | 年龄起 | 年龄止 | 累计风险保额起 | 体检项目 |\n"
LIMITS += "| | 寿险 | 18 | 40 | 1000000 | 常规体检 |\n| | 寿险 | 18 | 40 | 2000000 | 常规体检、心电图 |\n"


@pytest.mark.parametrize(
    ("amount", "items"),
    [("999999.99", ""), ("1000000", "常规体检"), ("1999999", "常规体检"), ("2000000", "常规体检、心电图")],
)
def test_an_examination_is_due_from_the_limit_on_and_the_highest_limit_counts(amount: str, items: str) -> None:
    findings = check("A1006", SUM.format(amount), lists=LIMITS)
    assert [finding.fix for finding in findings] == [f"安排体检：{items}"] * bool(items)
    assert all(finding.basis[0].status is Status.UNCONFIRMED for finding in findings)


@pytest.mark.parametrize(("born", "due"), [("1985-10-09", 1), ("1985-10-08", 0), ("2008-10-08", 1), ("2008-10-09", 0)])
def test_the_limit_is_that_of_the_insureds_age(born: str, due: int) -> None:
    assert len(check("A1006", f"| 被保险人 | 出生日期 |\n| | {born} |\n" + SUM.format(1500000), lists=LIMITS)) == due


def test_the_sum_for_the_examination_includes_the_ledger_and_the_same_days_applications() -> None:
    held = "| 保单台账 | 保单号 | 投保单号 | 保额 |\n| | P1 | T0 | 500000 |"
    assert len(check("A1006", SUM.format(500000), in_force=held, lists=LIMITS)) == 1
    assert check("A1006", SUM.format(499999), in_force=held, lists=LIMITS) == []
    two = "| 险种 | 投保单号 | 基本保额 |\n| | T1 | 500000 |\n| | T2 | 500000 |"
    assert [finding.where.row for finding in check("A1006", two, lists=LIMITS)] == [2, 3]


def test_an_empty_list_of_limits_is_said_once_and_a_missing_one_is_reported_as_not_run() -> None:
    two = "| 投保单 | 投保单号 |\n| | T1 |\n| | T2 |"
    (finding,) = check("A1006", two, lists="| 免体检限额 | 风险保额类别 |")
    assert finding.severity is Severity.NOTICE and "没有设定" in finding.message
    assert run("A1006", without=["免体检限额"])[0].missing == ("免体检限额",)


@pytest.mark.parametrize(("amount", "fires"), [("2000000", 0), ("2000000.01", 1)])
def test_the_accumulated_sum_goes_to_a_person_above_the_companys_limit(amount: str, fires: int) -> None:
    assert len(check("A1007", SUM.format(amount))) == fires


def test_pending_applications_of_the_ledger_count_until_they_are_closed_or_issued() -> None:
    pending = "| 险种 | 投保单号 | 基本保额 |\n| | T0 | 1500001 |\n| 被保险人 | 投保单号 |\n| | T0 |\n"
    assert len(check("A1007", in_force=pending)) == 1
    assert check("A1007", in_force=pending + "| 核保结论 | 投保单号 | 核保结论 |\n| | T0 | 拒保 |") == []
    issued = pending + "| 保单台账 | 保单号 | 投保单号 | 保额 |\n| | P0 | T0 | 1500001 |"
    assert len(check("A1007", in_force=issued)) == 1
    assert check("A1007", in_force=issued.replace("| P0 | T0 | 1500001 |", "| P0 | T0 | 1500000 |")) == []


def test_anothers_policy_is_not_added() -> None:
    held = "| 保单台账 | 保单号 | 投保单号 | 保额 | 被保险人证件号码 |\n| | P1 | T0 | 1500001 | {} |"
    assert len(check("A1007", in_force=held.format(CLIENT))) == 1
    assert check("A1007", in_force=held.format("110101197001010012")) == []

"""B208, B210, B211, B212, B214: wrong ages, pledged death covers, what is settled first, renewals, and eighteen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checks.engine import run_checks
from core.findings import Finding, Severity
from core.table import Tables
from tests.checking import blocks, citizen, columns, context, table
from tests.servicing_rules import check, policy, request


def born(day: str, **cells: str) -> str:
    """A request that puts the insured's birth date right; the policy says 1988-05-06, applied for 2026-10-08."""
    return request(保全项目="客户重要资料变更", 变更内容="被保险人出生日期", 变更后=day, **cells)


def ages_from(first: int, last: int) -> str:
    return f"| 产品 | 最低投保年龄 | 最高投保年龄 |\n| | {first} | {last} |"


@pytest.mark.parametrize(
    ("true_day", "message"),
    [
        ("1988-10-08", ""),
        ("1988-10-09", "真实年龄37周岁，投保年龄38周岁"),
        ("1987-10-09", ""),
        ("1987-10-08", "真实年龄39周岁，投保年龄38周岁"),
    ],
)
def test_B208_the_age_on_the_day_of_application_decides(true_day: str, message: str) -> None:
    findings = check("B208", born(true_day))
    assert [finding.message for finding in findings] == [message] * bool(message)


@pytest.mark.parametrize(("last", "found"), [(38, 1), (39, 0), (40, 0)])
def test_B208_an_age_outside_the_limits_may_lead_to_rescission(last: int, found: int) -> None:
    findings = check("B208", born("1987-10-08"), lists=ages_from(0, last))
    assert sum("超出承保范围" in finding.message for finding in findings) == found


@pytest.mark.parametrize(("day", "says"), [("2028-10-11", "超出承保范围"), ("2028-10-12", "解除权期限2年已过")])
def test_B208_two_years_after_the_contract_nobody_rescinds(day: str, says: str) -> None:
    (finding,) = check("B208", born("1987-10-08", 受理日时=day), lists=ages_from(0, 38))
    assert says in finding.message
    assert finding.severity is Severity.REFERRED


@pytest.mark.parametrize(
    ("premium", "message"),
    [
        ("10500", "因年龄申报不实少交保费1,500.00元"),
        ("9800", "因年龄申报不实多交保费600.00元"),
        ("10000", ""),
    ],
)
def test_B208_the_difference_of_the_instalments_paid_is_collected_or_returned(premium: str, message: str) -> None:
    findings = check("B208", born("1987-10-08", 变更后每期保费=premium), policy=policy(累计保费="30000"))
    assert [finding.message for finding in findings] == [message] * bool(message)


@pytest.mark.parametrize(("day", "found"), [("2015-04-23", 0), ("2015-04-24", 1)])
def test_B208_starts_on_2015_04_24(day: str, found: int) -> None:
    held = policy(投保日="2014-01-01", 生效日="2014-01-02")
    assert len(check("B208", born("1987-01-01", 受理日时=day), policy=held)) == found


OTHER = {"被保险人证件号码": citizen("2000-01-01"), "与投保人关系": "子女"}


@pytest.mark.parametrize(
    ("death", "consent", "insured", "found"),
    [
        ("是", "", OTHER, 1),
        ("是", "否", OTHER, 1),
        ("是", "是", OTHER, 0),
        ("否", "", OTHER, 0),
        ("是", "", {"与投保人关系": "本人"}, 0),
    ],
)
def test_B210_no_pledge_of_a_death_cover_without_the_insured(
    death: str, consent: str, insured: dict[str, str], found: int
) -> None:
    lists = f"| 产品 | 含身故责任 |\n| | {death} |"
    findings = check("B210", request(保全项目="保单贷款", 被保险人同意=consent), policy=policy(**insured), lists=lists)
    assert columns(findings) == ["保全受理登记表.被保险人同意"] * found


def test_B210_an_unknown_product_counts_as_a_death_cover() -> None:
    lists = "| 产品 | 险种代码 |\n| | XX |"
    assert len(check("B210", request(保全项目="保单贷款"), policy=policy(**OTHER), lists=lists)) == 1


@pytest.mark.parametrize(("day", "found"), [("2015-04-23", 0), ("2015-04-24", 1)])
def test_B210_starts_on_2015_04_24(day: str, found: int) -> None:
    assert len(check("B210", request(保全项目="保单贷款", 受理日时=day), policy=policy(**OTHER))) == found


YEARS = {"生效日": "2020-01-01"}


@pytest.mark.parametrize(
    ("item", "loan", "advanced", "amount", "message"),
    [
        ("减保", "0", "0", "", ""),
        ("减保", "0.01", "0", "", "还有借款或欠交保费0.01元"),
        ("减额交清", "100", "50", "", "还有借款或欠交保费150.00元"),
        ("复效", "100", "50", "", "还有借款或欠交保费150.00元"),
        ("复效", "100", "50", "149.99", "还有借款或欠交保费150.00元"),
        ("复效", "100", "50", "150", ""),
        ("退保", "100", "0", "", ""),
    ],
)
def test_B211_debts_are_cleared_first(item: str, loan: str, advanced: str, amount: str, message: str) -> None:
    asked = request(**{"保全项目": item, "涉费金额(收+/付−)": amount})
    findings = check("B211", asked, policy=policy(**YEARS, 借款=loan, 垫交=advanced))
    assert [finding.message for finding in findings] == [message] * bool(message)


@pytest.mark.parametrize(
    ("item", "day", "found"),
    [
        ("减保", "2028-10-10", 1),
        ("减保", "2028-10-11", 0),
        ("减额交清", "2028-10-10", 1),
        ("减额交清", "2028-10-11", 0),
        ("复效", "2028-10-10", 0),
    ],
)
def test_B211_two_policy_years_before_a_policy_is_cut_down(item: str, day: str, found: int) -> None:
    findings = check("B211", request(保全项目=item, 受理日时=day))
    assert ["不满2年" in finding.message for finding in findings] == [True] * found


@pytest.mark.parametrize(
    ("item", "running", "found"), [("减保", "是", 1), ("复效", "是", 1), ("减保", "否", 0), ("退保", "是", 0)]
)
def test_B211_not_while_a_debit_is_running(item: str, running: str, found: int) -> None:
    findings = check("B211", request(保全项目=item, 划款中=running), policy=policy(**YEARS))
    assert columns(findings) == ["保全受理登记表.划款中"] * found


def on_policies(code: str, policies: str, *, on: str = "2026-10-20", lists: str = "") -> list[Finding]:
    """The findings of a rule on the policies of the run."""
    held = Tables(table(record, rows) for record, rows in blocks(policies).items())
    return run_checks(replace(context(lists=lists, on=on), tables=held), frozenset({code}))[1]


@pytest.mark.parametrize(
    ("online", "renews", "consent", "found"),
    [("是", "是", "", 1), ("是", "是", "否", 1), ("是", "是", "是", 0), ("是", "否", "", 0), ("否", "是", "", 0)],
)
def test_B212_online_no_renewal_by_itself_without_consent(online: str, renews: str, consent: str, found: int) -> None:
    findings = on_policies("B212", policy(是否互联网=online, 自动续保=renews, 客户同意自动续保=consent))
    assert columns(findings) == ["保单台账.客户同意自动续保"] * found


@pytest.mark.parametrize(
    ("kind", "guaranteed", "told", "found"),
    [("附加险", "否", "", 1), ("附加险", "否", "2026-10-01", 0), ("附加险", "是", "", 0), ("主险", "否", "", 0)],
)
def test_B212_a_rider_without_guaranteed_renewal_is_announced(
    kind: str, guaranteed: str, told: str, found: int
) -> None:
    rider = policy(主附险=kind, 自动续保="是", 续保通知日=told)
    findings = on_policies("B212", rider, lists=f"| 产品 | 保证续保 |\n| | {guaranteed} |")
    assert columns(findings) == ["保单台账.续保通知日"] * found


@pytest.mark.parametrize(("today", "found"), [("2021-01-31", 0), ("2021-02-01", 1)])
def test_B212_starts_on_2021_02_01_by_the_day_it_is_looked_at(today: str, found: int) -> None:
    held = policy(是否互联网="是", 自动续保="是", 投保日="2019-01-01")
    assert len(on_policies("B212", held, on=today)) == found


@pytest.mark.parametrize(
    ("birth", "signed", "status", "found"),
    [
        ("2008-10-20", "", "有效", 1),
        ("2008-10-21", "", "有效", 0),
        ("2008-10-20", "2026-10-19", "有效", 1),
        ("2008-10-20", "2026-10-20", "有效", 0),
        ("2008-10-20", "", "终止", 0),
    ],
)
def test_B214_at_eighteen_the_insured_signs_again(birth: str, signed: str, status: str, found: int) -> None:
    held = policy(被保险人出生日期=birth, 生效日="2020-01-01", 成年重签日=signed, 保单状态=status)
    findings = on_policies("B214", held)
    assert [(f.severity, "2026-10-20年满18周岁" in f.message) for f in findings] == [(Severity.NOTICE, True)] * found


@pytest.mark.parametrize(("effective", "found"), [("2026-10-19", 1), ("2026-10-20", 0)])
def test_B214_who_was_of_age_when_insured_is_not_asked(effective: str, found: int) -> None:
    assert len(on_policies("B214", policy(被保险人出生日期="2008-10-20", 生效日=effective))) == found

"""A7 适当性与保费收入比: the four lines of the declaration, what must be known, tests of risk, who may sell."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import check, columns, run

PARTICIPATING = "| 产品 | 设计类型 |\n| | 分红型 |"
FINANCE = "| 财务 | 家庭年收入 | 保费预算 | 投保声明在档 |\n| | {income} | {budget} | {declared} |\n"
LINE = "| 险种 | 交费期 | 保险期间 | 每期保费 |\n| | {term} | 终身 | {premium} |\n"
RICH = FINANCE.format(income=300000, budget=10000000, declared="")


def declaration(finance: str, line: str, more: str = "", product: str = PARTICIPATING) -> list[str]:
    """The messages of A701."""
    return [finding.message for finding in check("A701", finance + line + more, lists=product)]


@pytest.mark.parametrize(("premium", "fires"), [("1200000", False), ("1200000.01", True)])
def test_a_single_premium_strictly_above_4_times_the_household_income_needs_a_declaration(
    premium: str, fires: bool
) -> None:
    messages = declaration(RICH, LINE.format(term="趸交", premium=premium))
    assert messages == ["趸交保费1,200,000.01元，超过家庭年收入300,000.00元的4倍，尚无投保声明"] * fires


@pytest.mark.parametrize(("premium", "fires"), [("60000", False), ("60000.01", True)])
def test_an_annual_premium_strictly_above_20_percent_of_the_income_needs_a_declaration(
    premium: str, fires: bool
) -> None:
    messages = declaration(RICH, LINE.format(term="10年", premium=premium))
    assert [("20%" in message) for message in messages] == [True] * fires


def test_monthly_premiums_count_twelve_times() -> None:
    monthly = "| 投保单 | 交费频率 |\n| | 月交 |\n"
    assert declaration(RICH, LINE.format(term="10年", premium="5000"), monthly) == []
    assert len(declaration(RICH, LINE.format(term="10年", premium="5000.01"), monthly)) == 1


@pytest.mark.parametrize(("born", "fires"), [("1961-10-09", False), ("1961-10-08", True)])
def test_premium_years_and_age_at_or_above_75_need_a_declaration(born: str, fires: bool) -> None:
    older = f"| 投保人 | 出生日期 |\n| | {born} |"
    messages = declaration(RICH, LINE.format(term="10年", premium="1000"), older)
    assert messages == ["交费年限与投保人年龄之和为75，达到75，尚无投保声明"] * fires


@pytest.mark.parametrize(("premium", "fires"), [("29999.99", False), ("30000", True)])
def test_a_premium_at_or_above_150_percent_of_the_budget_needs_a_declaration(premium: str, fires: bool) -> None:
    messages = declaration(
        FINANCE.format(income=300000, budget=20000, declared=""), LINE.format(term="10年", premium=premium)
    )
    assert [("150%" in message) for message in messages] == [True] * fires


def test_two_lines_met_are_both_said_and_the_signed_declaration_answers_both() -> None:
    line = LINE.format(term="10年", premium="90000")
    assert len(declaration(FINANCE.format(income=300000, budget=20000, declared=""), line)) == 2
    assert declaration(FINANCE.format(income=300000, budget=20000, declared="是"), line) == []


@pytest.mark.parametrize("design", ["万能型", "投资连结型", "变额型"])
def test_the_declaration_is_for_all_four_types_and_not_for_plain_products(design: str) -> None:
    line = LINE.format(term="10年", premium="90000")
    assert declaration(RICH, line, product=f"| 产品 | 设计类型 |\n| | {design} |") != []
    assert declaration(RICH, line, product="| 产品 | 设计类型 |\n| | 普通型 |") == []


def test_the_declaration_rule_starts_on_1_february_2026_and_not_a_day_earlier() -> None:
    line = LINE.format(term="10年", premium="90000")
    for day, count in (("2026-01-31", 0), ("2026-02-01", 1)):
        applied = f"| 投保单 | 投保日期 |\n| | {day} |\n"
        findings = check("A701", RICH + line + applied, lists=PARTICIPATING)
        assert len(findings) == count
    (finding,) = findings
    assert finding.severity is Severity.REFUSED and finding.where.column == "投保声明在档"
    assert str(finding.basis[0]).startswith("《金融机构产品适当性管理办法》") and "2026-02-01起" in str(
        finding.basis[0]
    )


def test_an_unknown_income_or_budget_leaves_the_declaration_open() -> None:
    findings = check(
        "A701",
        FINANCE.format(income="", budget="", declared="") + LINE.format(term="10年", premium="1"),
        lists=PARTICIPATING,
    )
    assert columns(findings) == ["财务.家庭年收入", "财务.保费预算"]


def test_group_business_has_no_declaration() -> None:
    assert declaration(RICH, LINE.format(term="10年", premium="90000"), "| 投保单 | 渠道 |\n| | 团险 |") == []


def test_what_is_not_known_of_the_customer_is_named_cell_by_cell() -> None:
    assert check("A702") == []
    gaps = "| 财务 | 保障需求 | 期限需求 | 资产 | 风险偏好 |\n| | | | | |\n| 投保人 | 职业 |\n| | |"
    findings = check("A702", gaps)
    assert columns(findings) == ["投保人.职业", "财务.保障需求", "财务.期限需求", "财务.资产", "财务.风险偏好"]
    assert findings[0].message == "缺少应了解的客户信息：职业"


def test_an_application_without_a_finance_row_misses_all_of_it() -> None:
    findings = check("A702", "| 投保单 | 投保单号 |\n| | TB202610000001 |\n| 财务 | 投保单号 |\n| | TB202610000099 |")
    assert {finding.where.cell for finding in findings} == {"A2"} and len(findings) == 6


SHORT = "| 险种 | 保险期间 | 交费期 |\n| | {term} | 趸交 |\n"


@pytest.mark.parametrize(("term", "asked"), [("1年", 0), ("30天", 0), ("2年", 2)])
def test_a707_spares_a_years_business_needs_and_means(term: str, asked: int) -> None:
    line = SHORT.format(term=term)
    assert len(check("A702", line + "| 财务 | 保障需求 | 资产 |\n| | | |")) == asked
    assert len(check("A703", line + "| 财务 | 需求分析 | 支付能力评估 |\n| | 否 | |")) == asked
    assert len(check("A702", line + "| 财务 | 风险偏好 |\n| | |")) == 1


def test_a707_spares_group_business_and_stands_in_the_list_of_rules() -> None:
    group = "| 投保单 | 渠道 |\n| | 团险 |\n"
    assert check("A703", group + "| 财务 | 需求分析 | 支付能力评估 |\n| | 否 | |") == []
    applied, findings = run("A707", group)
    assert applied.ran and applied.rule.title == "豁免范围" and findings == []


def test_group_members_still_take_a_risk_test_for_unit_linked_business() -> None:
    group = "| 投保单 | 渠道 |\n| | 团险 |\n| 财务 | 风险测评日期 | 客户风险承受等级 |\n| | | 5 |"
    (finding,) = check("A705", group, lists="| 产品 | 设计类型 |\n| | 投资连结型 |")
    assert finding.message == "没有有效的风险测评"


def test_assessments_and_an_explicit_opinion_are_on_file() -> None:
    assert check("A703") == []
    findings = check("A703", "| 财务 | 需求分析 | 支付能力评估 | 匹配意见 |\n| | 否 | | |")
    assert columns(findings) == ["财务.需求分析在档", "财务.财务支付水平评估在档", "财务.匹配意见"]


def test_not_suitable_goes_to_a_person_confirmed_or_not() -> None:
    assert check("A704") == []
    for insists, column, word in (("是", "匹配意见", "建议客户终止"), ("", "不适当仍坚持的书面确认", "书面确认")):
        (finding,) = check("A704", f"| 财务 | 匹配意见 | 不适当仍坚持的书面确认 |\n| | 不适当 | {insists} |")
        assert finding.severity is Severity.REFERRED and finding.where.column == column and word in finding.fix


RISKY = "| 产品 | 可能损失本金 | 产品风险等级 |\n| | 是 | 3 |"
TEST = "| 财务 | 风险测评日期 | 当日测评次数 | 近12个月测评次数 | 客户风险承受等级 |\n| | {} | {} | {} | {} |"


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("2026-10-08", 2, 8, 3), ""),
        (("2025-10-08", 1, 1, 3), ""),
        (("2025-10-07", 1, 1, 3), "超过12个月"),
        (("", 1, 1, 3), "没有有效"),
        (("2026-10-09", 1, 1, 3), "没有有效"),
        (("2026-10-01", 3, 8, 3), "超过2次"),
        (("2026-10-01", 2, 9, 3), "超过8次"),
        (("2026-10-01", 1, 1, 2), "低于产品等级3"),
        (("2026-10-01", 1, 1, ""), "没有有效"),
    ],
)
def test_a_risk_test_is_12_months_old_at_most_twice_a_day_8_times_a_year_and_reaches_the_product(
    row: tuple[object, ...], word: str
) -> None:
    messages = [finding.message for finding in check("A705", TEST.format(*row), lists=RISKY)]
    assert len(messages) == bool(word) and all(word in message for message in messages)
    assert check("A705", TEST.format(*row)) == []


@pytest.mark.parametrize(
    ("born", "cared", "fires"), [("1961-10-08", "", 1), ("1961-10-09", "", 0), ("1961-10-08", "是", 0)]
)
def test_from_65_on_a_high_risk_product_needs_special_care(born: str, cared: str, fires: int) -> None:
    book = f"| 投保人 | 出生日期 |\n| | {born} |\n| 财务 | 特别保护证据在档 |\n| | {cared} |"
    findings = check("A706", book, lists="| 产品 | 高风险产品 |\n| | 是 |")
    assert [finding.message[:7] for finding in findings] == ["客户65周岁，"] * fires
    assert check("A706", book) == []

"""A7 适当性与保费收入比: does the product suit the customer, and may this person sell it?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks import suitability_figures as figures
from core.checks.applications import aligned, any_coverage, product_column, sum_of
from core.checks.coverages import annual_premiums, coverages
from core.checks.paperwork import Written, at_paper, percents, person_ages, plain
from core.checks.rule import Context, Hit, rule
from core.checks.same_kind import held_elsewhere
from core.checks.words import money_words
from core.days.anniversary import monthiversaries
from core.findings import Severity
from core.money import exceeds, reaches
from core.records.application import Application, Coverage
from core.records.papers import Disclosure, Finance
from core.records.people import Policyholder
from core.records.reference import Staff
from core.table import Array, Mask, Table, blanks

NEEDS = ("protection_need", "term_need")
MEANS = ("household_income", "assets")
ALWAYS_ASKED = ("same_kind_cover", "risk_preference")
CLIENT = ("name", "occupation", "birth_date")


@rule("A701")
def declaration_is_signed(context: Context) -> Iterator[Hit]:
    """适当性办法第三十九条、第四十六条: four lines, each of which asks for a signed 投保声明.

    ① and ② strictly above, ③ and ④ at or above. A single premium counts as one year of payment in ③.
    """
    table = context.tables.of(Application)
    open_case = aligned(context, Finance, "declaration", table) != "是"
    single, annual = figures.premium_sums(context, table)
    income = aligned(context, Finance, "household_income", table)
    budget = aligned(context, Finance, "premium_budget", table)
    span = figures.longest_premium_years(context, table) + person_ages(context, Policyholder, table)
    times, share, years, of_budget = (
        context.limit(f"suitability_{name}", table)
        for name in (
            "single_premium_times_income", "annual_premium_share_of_income", "age_plus_premium_term",
            "premium_share_of_budget",
        )
    )  # fmt: skip
    triggers = (
        ("single_premium", exceeds(single, times * income), single, income, times, share),
        ("annual_premium", exceeds(annual, share * income), annual, income, times, share),
        ("budget", reaches(single + annual, of_budget * budget), single + annual, budget, times, of_budget),
    )
    for says, met, premium, other, limit, rate in triggers:
        words = {
            "expected": Written(premium, money_words),
            "other": Written(other, money_words),
            "limit": Written(limit, plain),
            "rate": Written(rate, percents),
        }
        yield from at_paper(context, Finance, "declaration", table, met & open_case, says, words)
    words = {"expected": Written(span, plain), "limit": Written(years, plain)}
    yield from at_paper(context, Finance, "declaration", table, (span >= years) & open_case, "age", words)
    for name, heading, unknown in (("household_income", "家庭年收入", income), ("premium_budget", "保费预算", budget)):
        failing = np.isnan(unknown) & ~np.isnan(single) & open_case
        yield from at_paper(context, Finance, name, table, failing, "unknown", {"name": heading})


@rule("A702")
def customer_is_known(context: Context) -> Iterator[Hit]:
    """适当性办法第三十四条、第十条: who the customer is, what for, with which means; A707 spares needs and means."""
    table = context.tables.of(Application)
    spared = figures.exempt(context, table)
    for record, names, asked in (
        (Policyholder, CLIENT, ~np.zeros(len(table), dtype=bool)),
        (Finance, (*NEEDS, *MEANS), ~spared),
        (Finance, ALWAYS_ASKED, ~np.zeros(len(table), dtype=bool)),
    ):
        for name in names:
            missing = asked & blanks(aligned(context, record, name, table))
            yield from at_paper(context, record, name, table, missing, words={"name": record.column(name).heading})


@rule("A703")
def assessments_are_on_file(context: Context) -> Iterator[Hit]:
    """适当性办法第三十五条、第三十七条第六项: 需求分析, 财务支付水平评估 (spared by A707), 匹配意见."""
    table = context.tables.of(Application)
    due = ~figures.exempt(context, table)
    for name in ("needs_analysis", "payment_assessment"):
        missing = due & (aligned(context, Finance, name, table) != "是")
        yield from at_paper(
            context, Finance, name, table, missing, words={"name": Finance.column(name).heading.removesuffix("在档")}
        )
    no_opinion = aligned(context, Finance, "match_opinion", table) == ""
    yield from at_paper(context, Finance, "match_opinion", table, no_opinion, words={"name": "匹配意见"})


@rule("A704")
def unsuitable_is_confirmed(context: Context) -> Iterator[Hit]:
    """适当性办法第三十八条: not suitable means advice to stop, and written confirmation from whoever insists."""
    table = context.tables.of(Finance)
    unsuitable = table["match_opinion"] == "不适当"
    confirmed = table["insists"] == "是"
    yield Hit(table, "match_opinion", unsuitable & confirmed)
    yield Hit(table, "insists", unsuitable & ~confirmed, "unconfirmed")


@rule("A705")
def risk_test_is_valid(context: Context) -> Iterator[Hit]:
    """适当性办法第三十六条、第二十九条、第十二条: products that can lose principal, group too."""
    table = context.tables.of(Application)
    due = figures.loses_principal(context, table)
    tested = aligned(context, Finance, "risk_test_on", table)
    months = context.limit("risk_assessment_valid_months", table)
    sold = context.event_days(table)
    level = aligned(context, Finance, "customer_risk_level", table)
    product_level = figures.highest_product_level(context, table)
    day_limit, year_limit = (context.limit(f"risk_assessments_per_{span}", table) for span in ("day", "year"))
    day_tests, year_tests = (aligned(context, Finance, f"risk_tests_{span}", table) for span in ("day", "year"))
    expired = sold > monthiversaries(tested, months)
    for column, says, failing, words in (
        ("risk_test_on", "default", np.isnat(tested) | (tested > sold), {}),
        ("risk_test_on", "expired", expired, {"limit": Written(months, plain)}),
        ("risk_tests_day", "too_many_a_day", day_tests > day_limit, {"limit": Written(day_limit, plain)}),
        ("risk_tests_year", "too_many", year_tests > year_limit, {"limit": Written(year_limit, plain)}),
        ("customer_risk_level", "default", np.isnan(level), {}),
        ("customer_risk_level", "level", level < product_level, {"expected": Written(product_level, plain)}),
    ):
        yield from at_paper(context, Finance, column, table, due & failing, says, words)


@rule("A706")
def seniors_are_cared_for(context: Context) -> Iterator[Hit]:
    """适当性办法第十八条: from this age on a high-risk product needs evidence of special care."""
    table = context.tables.of(Application)
    ages, limit = person_ages(context, Policyholder, table), context.limit("suitability_senior_age", table)
    high_risk = any_coverage(context, product_column(context, "high_risk", coverages(context)) == "是", table)
    cared = aligned(context, Finance, "special_care", table) == "是"
    failing = high_risk & (ages >= limit) & ~cared
    words = {"expected": Written(ages, plain), "limit": Written(limit, plain)}
    yield from at_paper(context, Finance, "special_care", table, failing, words=words)


@rule("A707")
def short_and_group_business_is_spared(_: Context) -> Iterator[Hit]:
    """适当性办法第四十条: a scope that A701–A703 apply (see ``exempt``); finds nothing."""
    yield from ()


@rule("A708", needs=(Staff,))
def salesperson_is_qualified(context: Context) -> Iterator[Hit]:
    """销售办法第三、十六、二十一条: registered on the day of sale, with a grade that covers every product sold."""
    table = context.tables.of(Application)
    staff = context.references.of(Staff)
    rows = staff.match("staff_no", table["agent_no"])
    day = context.event_days(table)
    start, end, left = (staff.look_up(rows, name) for name in ("licensed_from", "licensed_to", "left_on"))
    registered = (start <= day) & (np.isnat(end) | (day <= end)) & (np.isnat(left) | (day < left))
    written = table["agent_no"] != ""
    yield Hit(table, "agent_no", written & ~registered, "registration")
    grade = staff.look_up(rows, "sales_grade")
    asked = product_column(context, "sales_grade", coverages(context))
    short = any_coverage(context, asked > _on_lines(context, np.nan_to_num(grade)), table)
    failing = written & (rows >= 0) & short
    yield Hit(table, "agent_no", failing, details={"name": plain(np.nan_to_num(grade)[failing])})


@rule("A709")
def no_double_or_unaffordable_cover(context: Context) -> Iterator[Hit]:
    """销售办法第二十八条、健康险办法第四十一条: double indemnity, plainly unaffordable, needs not met.

    For indemnity medical cover the question on other compensation must be answered.
    """
    lines = coverages(context)
    indemnity = product_column(context, "indemnity", lines) == "是"
    held = held_elsewhere(context) | (aligned(context, Finance, "same_kind_cover", lines) == "是")
    yield Hit(lines, "product_code", indemnity & held, "duplicate", details={"other": "客户告知或本公司有效保单"})
    table = context.tables.of(Application)
    medical = indemnity & (product_column(context, "category", lines) == "医疗保险")
    silent = any_coverage(context, medical, table) & (aligned(context, Disclosure, "public_medical", table) == "")
    yield from at_paper(context, Disclosure, "public_medical", table, silent, "unanswered", severity=Severity.REFUSED)
    yield from at_paper(context, Finance, "household_income", table, _unaffordable(context, table))
    mismatch = aligned(context, Finance, "match_opinion", table) == "不适当"
    before_order = ~context.law.in_force("A704", context.event_days(table))
    yield from at_paper(context, Finance, "match_opinion", table, mismatch & before_order)


def _unaffordable(context: Context, table: Table) -> Mask:
    """A year's premiums above the set share of the household's yearly income."""
    premiums = sum_of(context, Coverage, annual_premiums(context), table)
    income = aligned(context, Finance, "household_income", table)
    return exceeds(premiums, context.limit("plainly_unaffordable_share_of_income", table) * income)


def _on_lines(context: Context, values: Array) -> Array:
    """A column of the applications on the rows of 险种."""
    rows = context.tables.of(Application).match("application_no", coverages(context)["application_no"])
    result = np.full(len(rows), np.nan)
    result[rows >= 0] = values[rows[rows >= 0]]
    return result

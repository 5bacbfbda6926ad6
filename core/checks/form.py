"""A103–A112 (second part): do the figures, days, ages and terms of the form agree with each other and the product?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import aligned, insured_ages, product_rows, sum_of
from core.checks.people import everyone, people_of
from core.checks.rule import Context, Hit, rule
from core.checks.terms import years_of
from core.checks.words import day_words, money_words, whole_words
from core.money import exceeds, from_capital
from core.normalise.parsed import Heading
from core.normalise.terms import SINGLE, parse_term
from core.records.application import Application, Coverage
from core.records.papers import Account, Signing
from core.records.people import Insured, Policyholder
from core.records.product import Product
from core.table import Mask, Rows, Table

ONE_YEAR, YEARLY, TRANSFER = "1年", "年交", "银行转账"
INSTALMENTS = ("半年交", "季交", "月交")


@rule("A103")
def amounts_agree(context: Context) -> Iterator[Hit]:
    """印刷投保书 B17: 大写 = 小写 = Σ 每期保费, and the words name 元."""
    applications = context.tables.of(Application)
    total, words = applications["premium_total"], applications["premium_total_words"]
    written = words != ""
    distinct, place = np.unique(words.astype(str), return_inverse=True)
    in_words = np.array([_from_words(text) for text in distinct])[place]
    with_unit = np.array(["元" in text or "圆" in text for text in distinct], dtype=bool)[place]
    yield Hit(applications, "premium_total_words", written & ~with_unit, "unit")
    yield Hit(applications, "premium_total_words", written & with_unit & np.isnan(in_words), "unreadable")
    differ = exceeds(np.abs(in_words - total), 0.0) & with_unit
    yield Hit(applications, "premium_total_words", differ, "words", details={"expected": money_words(total[differ])})
    lines = sum_of(context, Coverage, context.tables.of(Coverage)["premium"], applications)
    apart = exceeds(np.abs(lines - total), 0.0)
    yield Hit(applications, "premium_total", apart, details={"expected": money_words(lines[apart])})


def _from_words(text: str) -> float:
    try:
        return float(from_capital(text))
    except ValueError:
        return np.nan


@rule("A104")
def days_in_order(context: Context) -> Iterator[Hit]:
    """培训资料: 投保日期 ≤ 交单日期 ≤ today; 签名日 and 转账授权日 are the 投保日期, or somebody asks why not."""
    applications = context.tables.of(Application)
    applied, submitted = applications["applied_on"], applications["submitted_on"]
    late = applied > submitted
    names = {"name": "投保日期", "other": "交单日期"}
    yield Hit(applications, "applied_on", late, details={**names, "expected": day_words(submitted[late])})
    for column in ("applied_on", "submitted_on"):
        future = applications[column] > np.datetime64(context.on)
        heading = Application.column(column).heading
        yield Hit(applications, column, future, "future", details={"name": heading, "limit": f"{context.on}"})
    for record, column in ((Signing, "signed_on"), (Account, "debit_signed_on")):
        table = context.tables.of(record)
        day = aligned(context, Application, "applied_on", table)
        apart = (table[column] != day) & ~np.isnat(table[column]) & ~np.isnat(day)
        names = {"name": record.column(column).heading, "other": "投保日期"}
        yield Hit(table, column, apart, "differs", details={**names, "expected": day_words(day[apart])})


@rule("A105")
def stated_age_right(context: Context) -> Iterator[Hit]:
    """《保险法》第三十二条: 年龄 is the age completed on the 投保日; on the birthday it is the new age."""
    for people in everyone(context.tables):
        if people.records("age"):
            stated, computed = people["age"], people.ages(context)
            wrong = (stated != computed) & ~np.isnan(stated) & ~np.isnan(computed)
            yield people.hit("age", wrong, expected=whole_words(computed[wrong]))


@rule("A107", needs=(Product,))
def terms_and_ages_inside(context: Context) -> Iterator[Hit]:
    """《保险法》第三十二条 and the product as sold that day: 交费期 ≤ 保险期间, 至X周岁 ahead, all inside."""
    lines = context.tables.of(Coverage)
    products, sold = context.references.of(Product), product_rows(context, lines)
    age = insured_ages(context, lines)
    yield Hit(lines, "product_code", _not_on_sale(context, lines, sold) & (lines["product_code"] != ""), "not_on_sale")
    cover, paying = years_of(lines["policy_term"], age), years_of(lines["premium_term"], age)
    longer = paying > cover
    yield Hit(lines, "premium_term", longer, "premium_term", details={"limit": list(lines["policy_term"][longer])})
    for column, years in (("policy_term", cover), ("premium_term", paying)):
        past = (years <= 0) & (lines[column] != SINGLE)
        yield Hit(lines, column, past, "until_age", details={"expected": whole_words(age[past])})
        yield from _not_offered(lines, column, products, sold)
    youngest, oldest = products.look_up(sold, "age_from"), products.look_up(sold, "age_to")
    outside = (age < youngest) | (age > oldest)
    bounds = [f"{_bound(low)}至{_bound(high)}" for low, high in zip(youngest[outside], oldest[outside], strict=True)]
    yield Hit(
        lines, "product_code", outside, "entry_age", details={"expected": whole_words(age[outside]), "limit": bounds}
    )


def _not_on_sale(context: Context, lines: Table, sold: Rows) -> Mask:
    """No version at all, or the only one was not on sale on the day."""
    products, days = context.references.of(Product), context.event_days(lines)
    start, end = products.look_up(sold, "sold_from"), products.look_up(sold, "sold_to")
    return np.asarray((sold < 0) | (days < start) | (days > end), dtype=bool)


def _not_offered(lines: Table, column: str, products: Table, sold: Rows) -> Iterator[Hit]:
    """Terms that the product version does not list; a version that lists none leaves them open."""
    listed = products[f"{column}s"]
    known = np.flatnonzero((sold >= 0) & (lines[column] != ""))
    for product in np.unique(sold[known]).tolist():
        offered = {parse_term(term, Heading()).value for term in listed[product].split("、") if term}
        rows = known[sold[known] == product]
        strange = np.array([term not in offered for term in lines[column][rows].tolist()], dtype=bool)
        if offered and strange.any():
            details = {"name": lines.record.column(column).heading, "limit": listed[product]}
            yield Hit(lines, column, rows[strange], details=details)


def _bound(age: float) -> str:
    return "不限" if np.isnan(age) else f"{age:.0f}"


@rule("A108")
def frequency_fits(context: Context) -> Iterator[Hit]:
    """填单规则: a one-year rider beside a single-premium product is paid yearly; instalments come by transfer."""
    lines = context.tables.of(Coverage)
    of_application = aligned(context, Application, "frequency", lines)
    frequency = np.where(lines["frequency"] == "", of_application, lines["frequency"]).astype(object)
    single = (lines["premium_term"] == SINGLE) | (frequency == SINGLE)
    single_main = set(lines["application_no"][single & (lines["main_or_rider"] == "主险")].tolist())
    beside = np.array([number in single_main for number in lines["application_no"].tolist()], dtype=bool)
    rider = (lines["main_or_rider"] == "附加险") & (lines["policy_term"] == ONE_YEAR)
    wrong = beside & rider & ((frequency != YEARLY) | (lines["premium_term"] == SINGLE))
    yield Hit(lines, "frequency", wrong, "rider", details={"other": [word or "未填写" for word in frequency[wrong]]})
    applications = context.tables.of(Application)
    by_instalments = np.logical_or.reduce([applications["frequency"] == word for word in INSTALMENTS])
    method = applications["payment_method"]
    untransferred = by_instalments & (method != TRANSFER)
    written = [word or "空白" for word in method[untransferred].tolist()]
    yield Hit(applications, "frequency", untransferred, "transfer", details={"other": written})


@rule("A112")
def policyholder_of_full_capacity(context: Context) -> Iterator[Hit]:
    """《民法典》第十七条、第十八条: the policyholder is an adult, or 16 and living mainly on own labour income."""
    holders = people_of(context.tables.of(Policyholder))
    table, age = holders.table, holders.ages(context)
    adult, working = context.limit("adult_age", table), context.limit("working_minor_age", table)
    young = age < working
    yield Hit(
        table, "birth_date", young, details={"expected": whole_words(age[young]), "limit": whole_words(adult[young])}
    )
    unproved = (age >= working) & (age < adult) & (table["own_labour_income"] != "是")
    yield Hit(table, "own_labour_income", unproved, "working_minor", details={"expected": whole_words(age[unproved])})
    own = (table["document_no"] != "") & (table["document_no"] == aligned(context, Insured, "document_no", table))
    declared = aligned(context, Insured, "capacity_limited", table) == "是"
    yield Hit(table, "relation", own & declared, "no_capacity")

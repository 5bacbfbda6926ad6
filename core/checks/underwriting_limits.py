"""A10 (second part): occupation, sums and premiums against income, examination limits, the accumulated sum at risk."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import aligned, product_column, rows_of, sum_of
from core.checks.coverages import annual_premiums, coverages, single_premiums
from core.checks.law_words import words_on
from core.checks.medical_limits import examinations, first_of_application
from core.checks.paperwork import Written, at_paper, percents, person_ages, plain
from core.checks.rule import Context, Hit, rule
from core.checks.sums_at_risk import UNKNOWN_KIND, exposure, insured_of, yearly_premiums
from core.checks.words import money_words
from core.findings import Severity
from core.money import exceeds, reaches
from core.records.application import Application, Coverage
from core.records.papers import Finance
from core.records.people import Insured, Policyholder
from core.records.reference import MedicalLimit, Occupation
from core.table import Array, Mask, Table

FACE_KINDS = ("寿险", "意外", UNKNOWN_KIND)
RISK_SUM_KINDS = ("寿险", "重疾", "意外", UNKNOWN_KIND)


@rule("A1003", needs=(Occupation,))
def occupation_class_is_right(context: Context) -> Iterator[Hit]:
    """Company table: the code is in it, the typed class is its class, the class is one that the product accepts."""
    occupations = context.references.of(Occupation)
    for record in (Policyholder, Insured):
        table = context.tables.of(record)
        rows = occupations.match("occupation_code", table["occupation_code"])
        yield Hit(table, "occupation_code", (table["occupation_code"] != "") & (rows < 0), "unknown")
        of_table, typed = occupations.look_up(rows, "occupation_class"), table["occupation_class"]
        differs = (rows >= 0) & (typed != "") & (typed != of_table)
        yield Hit(table, "occupation_class", differs, details={"expected": list(of_table[differs])})
        if record is Insured:
            yield from _not_accepted(context, table, np.where(rows >= 0, of_table, typed).astype(object))


@rule("A1004")
def sums_and_premiums_fit_the_income(context: Context) -> Iterator[Hit]:
    """培训资料 (company sample values): life and accident sums ÷ income by age; yearly premiums ÷ the payer's income.

    An insured without income of the own is measured by the household's. The form asks the income as the customer
    states it; it stands in for the after-tax income.
    """
    table = context.tables.of(Insured)
    own = table["annual_income"]
    income = np.where(own > 0, own, aligned(context, Finance, "household_income", table))
    face = exposure(context).of(insured_of(context, table), FACE_KINDS)
    days = context.event_days(table)
    times = context.law.banded("sum_assured_times_income", days, person_ages(context, Insured, table))
    yield Hit(table, "annual_income", ~np.isnan(times) & (face > 0) & ~(income > 0), "unknown")
    high = exceeds(face, times * income) & (income > 0)
    details = {
        "other": money_words(face[high]),
        "rate": plain(np.round(face / income, 1)[high]),
        "limit": plain(times[high]),
    }
    yield Hit(table, "annual_income", high, details={**details})
    yield from _premium_share(context)


@rule("A1005")
def payer_has_an_income(context: Context) -> Iterator[Hit]:
    """培训资料: 无固定收入 or 待业 with a material premium."""
    table = context.tables.of(Policyholder)
    occupations = context.references.of(Occupation)
    rows = occupations.match("occupation_code", table["occupation_code"])
    by_code = occupations.look_up(rows, "no_fixed_income") == "是"
    days = context.event_days(table)
    words = {day: words_on(context, "no_income_occupations", day) for day in np.unique(days)}
    by_word = np.array([job in words[day] for job, day in zip(table["occupation"], days, strict=True)], dtype=bool)
    premium = sum_of(context, Coverage, annual_premiums(context) + single_premiums(context), table)
    material = reaches(premium, context.limit("no_income_material_premium", table))
    failing = (by_code | by_word) & material
    yield Hit(table, "occupation", failing, details={"other": money_words(premium[failing])})


@rule("A1006", needs=(MedicalLimit,))
def examination_is_arranged(context: Context) -> Iterator[Hit]:
    """Company table 免体检限额: age × kind of risk × accumulated sum → examinations; an empty table is said once."""
    lines = coverages(context)
    if not len(context.references.of(MedicalLimit)):
        table = context.tables.of(Application)
        yield Hit(table, "application_no", np.arange(min(1, len(table))), "no_table", Severity.NOTICE)
    for due in examinations(context):
        details = {
            "other": money_words(due.sums[due.lines]),
            "limit": money_words(due.limits[due.lines]),
            "name": list(due.items[due.lines]),
        }
        yield Hit(lines, "sum_assured", due.lines, details={**details})


@rule("A1007")
def sum_at_risk_is_added_up(context: Context) -> Iterator[Hit]:
    """中银保信字段 riskamnt: in force, pending and same-day sums of one insured against the company's limit."""
    lines = coverages(context)
    sums = exposure(context).of(insured_of(context, lines), RISK_SUM_KINDS)
    limit = context.limit("accumulated_risk_sum_limit", lines)
    over = first_of_application(lines["application_no"], exceeds(sums, limit))
    yield Hit(lines, "sum_assured", over, details={"other": money_words(sums[over]), "limit": money_words(limit[over])})


def _premium_share(context: Context) -> Iterator[Hit]:
    table = context.tables.of(Application)
    totals = yearly_premiums(context, annual_premiums(context))
    payer = aligned(context, Policyholder, "document_no", table)
    premium = np.array([totals.get(person, 0.0) for person in payer])
    income = aligned(context, Policyholder, "annual_income", table)
    share = context.limit("annual_premium_share_of_after_tax_income", table)
    high = exceeds(premium, share * income) & (income > 0)
    of_income = np.divide(premium, income, where=income > 0, out=np.full(len(table), np.nan))
    words = {
        "other": Written(premium, money_words),
        "rate": Written(np.round(of_income, 4), percents),
        "limit": Written(share, percents),
    }
    yield from at_paper(context, Policyholder, "annual_income", table, high, "premium", words)


def _not_accepted(context: Context, table: Table, classes: Array) -> Iterator[Hit]:
    """Insureds whose class no product of the application, or not every one, accepts."""
    lines = coverages(context)
    accepted = product_column(context, "occupation_classes", lines)
    rows = rows_of(context, Insured, lines)
    of_line = np.array([classes[row] if row >= 0 else "" for row in rows], dtype=object)
    refused = np.array(
        [bool(one and some) and one not in some.split("、") for one, some in zip(of_line, accepted, strict=True)],
        dtype=bool,
    )
    first: Mask = first_of_application(lines["application_no"], refused & (rows >= 0))
    details = {"other": list(of_line[first]), "limit": list(accepted[first])}
    yield Hit(table, "occupation_class", rows[first], "not_accepted", details={**details})

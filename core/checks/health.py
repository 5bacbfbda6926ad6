"""A10 (first part) 健康: are the questions answered, does the build stand out, do the answers contradict anything?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import aligned
from core.checks.contradictions import build_differs, heirs_denied, history_denied, nothing_to_tell, once_affirmed
from core.checks.paperwork import person_ages, plain
from core.checks.people import people_of
from core.checks.rule import Context, Hit, rule
from core.money import exceeds, reaches
from core.records.application import Application
from core.records.papers import Disclosure
from core.records.people import Insured
from core.table import Array, Mask, Table

FOR_EVERYBODY = (
    "other_policies", "declined_before", "abroad_or_dangerous_sport", "motorcycle", "smoking_or_drinking",
    "drugs", "doctor_advice", "abnormal_checks", "disability", "infection", "illness_history", "family_history",
    "public_medical", "beneficiary_not_heir",
)  # fmt: skip
NEEDS_NO_WORDS = ("other_policies", "motorcycle", "public_medical", "beneficiary_not_heir")
BIRTH_DATA = ("birth_length", "birth_weight", "birth_hospital_days")

# A height below this is written in metres: nobody is three centimetres tall, nobody three metres.
_METRES_BELOW = 3.0
_CENTIMETRES_PER_METRE = 100.0
_JIN_PER_KILOGRAM = 2.0


@rule("A1001")
def disclosure_is_complete(context: Context) -> Iterator[Hit]:
    """投保书告知栏、保险法第十六条: each item asked is answered, 是 is explained.

    Conditional items are answered only where they apply. A question whose column the sheet does not have was not
    asked, and what is not asked need not be told.
    """
    table = context.tables.of(Disclosure)
    applications = context.tables.of(Application)
    absent = table.match("application_no", applications["application_no"]) < 0
    if context.tables.has(Disclosure):  # no such sheet at all: A101 says so
        yield Hit(applications, "application_no", absent, details={"name": "全部告知"})
    ages = person_ages(context, Insured, table)
    woman = aligned(context, Insured, "sex", table) == "女"
    infant = ages < context.limit("infant_disclosure_age", table)
    asked = {
        **dict.fromkeys(FOR_EVERYBODY, np.ones(len(table), dtype=bool)),
        "female_items": woman & (ages >= context.limit("female_disclosure_age", table)),
        "infant_items": infant,
    }
    for name, applies in asked.items():
        words = {"name": table.record.column(name).heading}
        present = table.column_present(name)
        yield Hit(table, name, applies & present & (table[name] == ""), details={**words})
        yield Hit(table, name, ~applies & present & (table[name] != ""), "not_applicable", details={**words})
    yield from _explained(table, list(asked))
    limit = context.limit("infant_disclosure_age", table)
    for name in BIRTH_DATA:
        missing = infant & table.column_present(name) & np.isnan(table[name])
        yield Hit(table, name, missing, "birth_data", details={"limit": plain(limit[missing])})


@rule("A1002")
def build_stands_out(context: Context) -> Iterator[Hit]:
    """BMI界值: kg/m² of adults outside the bands, and heights and weights in the wrong unit."""
    table = context.tables.of(Insured)
    height, weight = table["height"], table["weight"]
    metres = (height > 0) & (height < _METRES_BELOW)
    yield Hit(table, "height", metres, "unit", details={"name": "身高"})
    low, overweight, obese, severe = (
        context.limit(f"bmi_{name}", table) for name in ("low", "overweight", "obese", "severe")
    )
    adult = people_of(table).ages(context) >= context.limit("adult_age", table)
    with np.errstate(divide="ignore", invalid="ignore"):
        bmi = np.where(adult & ~metres & (height > 0), weight / (height / _CENTIMETRES_PER_METRE) ** 2, np.nan)
    in_jin = reaches(bmi, severe) & (bmi / _JIN_PER_KILOGRAM >= low) & (bmi / _JIN_PER_KILOGRAM < overweight)
    yield Hit(table, "weight", in_jin, "unit", details={"name": "体重"})
    for says, rows, limit in (
        ("too_low", exceeds(low, bmi), low),
        ("obese", reaches(bmi, obese) & ~reaches(bmi, severe), obese),
        ("severe", reaches(bmi, severe), severe),
    ):
        yield _build_hit(table, says, rows, bmi, limit)


@rule("A1008")
def answers_do_not_contradict(context: Context) -> Iterator[Hit]:
    """行业惯例 (待确认) and 保险法第十六条: the answers against each other, the ledger, and earlier applications."""
    yield from nothing_to_tell(context)
    yield from history_denied(context)
    yield from once_affirmed(context)
    yield from heirs_denied(context)
    yield from build_differs(context)


def _explained(table: Table, names: list[str]) -> Iterator[Hit]:
    """One hit at the explanation of each row that affirms an item without a word on it."""
    affirmed = [name for name in names if name not in NEEDS_NO_WORDS]
    items = [
        [table.record.column(name).heading for name in affirmed if table[name][row] == "是"]
        for row in range(len(table))
    ]
    silent = np.array([bool(found) for found in items], dtype=bool) & (table["explanation"] == "")
    details = {"name": ["、".join(items[row]) for row in np.flatnonzero(silent)]}
    yield Hit(table, "explanation", silent, "explanation", details={**details})
    uncounted = (table["other_policies"] == "是") & np.isnan(table["other_death_cover"]) & (table["explanation"] == "")
    heading = table.record.column("other_policies").heading
    yield Hit(table, "other_death_cover", uncounted, "explanation", details={"name": heading})


def _build_hit(table: Table, says: str, rows: Mask, bmi: Array, limit: Array) -> Hit:
    details = {"other": [f"{figure:.1f}" for figure in bmi[rows]], "limit": plain(limit[rows])}
    return Hit(table, "weight", rows, says, details={**details})

"""需求分析: the talks before some of the month's applications, and a few that led to none or were noted badly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo.applications import Form
from core.demo.sheets import Book
from core.demo.staff import COMPANY
from core.records.needs import NeedsAnalysis
from core.records.papers import Finance

EVERY = 5
"""One application in five has its talk in the register."""
NEEDS = {
    "term": "身故", "whole": "身故、储蓄", "increasing": "储蓄", "endowment": "储蓄、教育", "annuity": "养老",
    "illness": "重疾、身故", "account": "储蓄", "short": "医疗、意外",
}  # fmt: skip
LEVELS = {"保守型": 1, "稳健型": 2, "平衡型": 3, "成长型": 4, "进取型": 5}
ODD = (
    {"held_medical": "是"}, {"occupation_class": "5"}, {"public_medical": ""}, {"premium_budget": 900_000},
    {"risk_preference": "", "term_need": ""},
)  # fmt: skip
"""What stands out in every third talk, in turn."""


def write_needs(path: Path, seed: int, forms: Sequence[Form], last: date) -> None:
    """需求分析.xlsx. The same forms and seed give the same rows."""
    rng = Random(f"{seed} needs")
    with Book(path) as book:
        sheet = book.add(NeedsAnalysis, f"{COMPANY} 需求分析", last)
        for place, form in enumerate(forms[::EVERY]):
            odd = ODD[place // 3 % len(ODD)] if place % 3 == 2 else {}
            sheet.write(_talk(rng, form, place) | odd)


def _talk(rng: Random, form: Form, place: int) -> dict[str, Any]:
    sale, finance = form.sale, form.row(Finance)
    income, preference = finance["household_income"], rng.choice(list(LEVELS))
    led_to_it = place % 3 != 2
    bought = {"chosen": sale.main.line.code, "application_no": form.number} if led_to_it else {}
    return {
        "analysis_no": f"XQ{sale.applied_on:%Y%m}{place + 1:06d}", "analysed_on": sale.applied_on - timedelta(days=1),
        "agent_no": sale.agent.number, "customer_name": sale.policyholder.name, "phone": sale.policyholder.phone,
        "relation": sale.relation_of_insured(), "birth_date": sale.insured.born, "sex": sale.insured.sex,
        "occupation_class": sale.insured.occupation[2], "public_medical": "是",
        "dependants": rng.randrange(0, 4), "household_income": income,
        "household_expenses": round(income * rng.uniform(0.4, 0.7), -3),
        "household_debts": rng.choice((0, 0, 300_000, 800_000)), "held_death_cover": rng.choice((0, 0, 100_000)),
        "held_illness_cover": rng.choice((0, 0, 50_000)), "held_medical": "否",
        "needs": NEEDS[sale.main.line.shape], "term_need": sale.main.cell.policy_term,
        "premium_term_need": sale.main.cell.premium_term, "premium_budget": finance["premium_budget"],
        "risk_preference": preference, "risk_level": LEVELS[preference], "explained": "是",
        "signed_on": sale.applied_on - timedelta(days=1),
    } | bought  # fmt: skip

"""理赔台账: a year of claims on short-term health and accident covers, and on serious illness."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from core.demo import numbers
from core.demo.book import Contract
from core.demo.claim_papers import with_papers
from core.demo.files import read

RATES = {"ME2301": 0.8, "AC2301": 0.5, "CI2301": 0.08, "TL2301": 0.02}
CASES = {
    "ME2301": ("医疗", "疾病", ("急性阑尾炎", "社区获得性肺炎", "胆囊结石", "半月板损伤")),
    "AC2301": ("意外医疗", "意外", ("桡骨骨折", "踝关节扭伤", "软组织挫伤")),
    "CI2301": ("重大疾病", "疾病", ("甲状腺恶性肿瘤", "急性心肌梗死")),
    "TL2301": ("身故", "疾病", ("急性心肌梗死",)),
}
DAYS_BACK, RECENT_DAYS = (75, 330), 40
LIFE = ("TL2301",)
"""A death ends its policy, so that 保单台账 of the month before can only know of the latest ones as in force."""


def claim_row(rng: Random, made: Contract, serial: int, month_end: date) -> dict[str, Any] | None:
    """A claim of the last year on this policy, or none. Days are in order; what lies after the month is blank."""
    product = made.sale.main.line.code
    if product not in RATES or made.status not in ("有效", "终止") or rng.random() > RATES[product]:
        return None
    occurred = month_end - timedelta(days=rng.randrange(3, RECENT_DAYS if product in LIFE else rng.choice(DAYS_BACK)))
    if occurred < made.effective_on + timedelta(days=made.sale.main.line.fields["waiting_days"]):
        return None
    if made.reason and occurred >= made.status_on:
        return None
    benefit, cause, diagnoses = CASES[product]
    days, nights = _steps(rng, occurred), rng.randrange(2, 12)
    bills = (
        rng.choice((1800, 2600, 4200, 7600, 15000)) if benefit in ("医疗", "意外医疗") else made.sale.main.sum_assured
    )
    refused = rng.random() < 0.06
    bank_prefix = read("words.yaml")["banks"][made.sale.policyholder.serial % 4][1]
    row = {
        "claim_no": f"LP{days['reported_on']:%Y%m}{serial:06d}", "report_way": rng.choice(("电话", "网上", "柜面")),
        "reporter": made.sale.policyholder.name, "occurred_on": occurred, "place": made.sale.home.address[:9],
        "cause": cause, "policy_no": made.policy_no, "benefit": benefit, "insured_name": made.sale.insured.name,
        "applicant_name": made.sale.policyholder.name, "hospital": rng.choice(read("words.yaml")["hospitals"]),
        "doctor": f"{rng.choice('赵钱孙李周')}医生", "diagnosis": rng.choice(diagnoses), "admitted_on": occurred,
        "discharged_on": occurred + timedelta(days=nights), "hospital_days": nights,
        "invoices": f"FP{serial:08d}", "claimed": bills,
        "other_paid": round(bills * 0.4, 2) if benefit == "医疗" else 0,
        "investigated": "是" if refused else "否", **days,
    }  # fmt: skip
    if days["assessed_on"] <= month_end:
        share = 0.0 if refused else 0.54 if benefit == "医疗" else 1.0
        row |= {
            "assessed": round(bills * share, 2), "conclusion": "拒赔" if refused else "部分" if share < 1 else "赔付",
            "refusal_reason": "不属于保险责任" if refused else "",
            "payee": made.sale.policyholder.name, "payee_relation": made.sale.relation_of_policyholder(),
            "payee_account": numbers.card(bank_prefix, made.sale.policyholder.serial),
        }  # fmt: skip
    late = {name for name, value in row.items() if isinstance(value, date) and value > month_end}
    if refused:
        late.add("paid_on")
    known = {name: value for name, value in row.items() if name not in late}
    return with_papers(Random(f"{made.policy_no} papers"), known, month_end)


def _steps(rng: Random, occurred: date) -> dict[str, date]:
    """Report, application, complete documents, opening, assessment, notice and payment, each after the one before."""
    day, steps = occurred, {}
    for name, longest in (
        ("reported_on", 3), ("applied_on", 15), ("documents_on", 6), ("opened_on", 1), ("assessed_on", 8),
        ("notified_on", 2), ("paid_on", 4),
    ):  # fmt: skip
        day += timedelta(days=rng.randrange(0, longest + 1))
        steps[name] = day
    return steps

"""What a customer and a salesperson answer and sign on a form that is in order."""

from __future__ import annotations

from random import Random
from typing import Any

from core.demo.sales import Sale
from core.law import Law

NEEDS = {
    "term": ("家庭保障", "长期"), "whole": ("家庭保障", "终身"), "increasing": ("财富传承", "终身"),
    "endowment": ("子女教育", "长期"), "annuity": ("养老补充", "长期"), "illness": ("重疾保障", "终身"),
    "account": ("财富传承", "终身"), "short": ("意外与医疗保障", "一年"),
}  # fmt: skip
PREFERENCES = ("保守型", "稳健型", "平衡型")


def disclosure(rng: Random, sale: Sale) -> dict[str, Any]:
    """Every question answered, 否 throughout; the questions for women and infants only where they are asked."""
    years = sale.insured.age(sale.applied_on)
    answered = dict.fromkeys(
        (
            "other_policies", "declined_before", "abroad_or_dangerous_sport", "motorcycle", "smoking_or_drinking",
            "drugs", "doctor_advice", "abnormal_checks", "disability", "infection", "illness_history",
            "family_history", "beneficiary_not_heir",
        ),
        "否",
    )  # fmt: skip
    row: dict[str, Any] = {**answered, "other_death_cover": 0, "public_medical": rng.choice(("是", "是", "否"))}
    if sale.insured.sex == "女" and years >= 16:
        row["female_items"] = "否"
    if years < 2:
        row |= {"infant_items": "否", "birth_length": 50, "birth_weight": 3.3, "birth_hospital_days": 3}
    return row


def finance(rng: Random, sale: Sale) -> dict[str, Any]:
    """Income and needs that the sale suits, and the papers that say so."""
    protection, term = NEEDS[sale.main.line.shape]
    return {
        "household_income": sale.home.income,
        "premium_budget": max(5_000, round(sale.yearly_premium * 1.3, -3) + 1_000),
        "income_source": "工资", "assets": sale.home.income * rng.randrange(3, 9), "income_evidence": "是",
        "protection_need": protection, "term_need": term, "same_kind_cover": "否",
        "risk_preference": rng.choice(PREFERENCES), "needs_analysis": "是", "payment_assessment": "是",
        "match_opinion": "适当",
        "declaration": "是" if sale.main.line.new_type else "",
        "risk_test_on": sale.applied_on if sale.main.line.new_type else None,
        "risk_tests_day": 1 if sale.main.line.new_type else None,
        "risk_tests_year": 1 if sale.main.line.new_type else None,
        "customer_risk_level": 3 if sale.main.line.new_type else None,
    }  # fmt: skip


def due_diligence(sale: Sale) -> dict[str, Any]:
    """Customer due diligence done, low risk, nobody acting for the customer."""
    return {
        "identity_verified": "是", "suspicious": "否", "completed": "是", "risk_level": "低",
        "funds_source": "工资收入", "tax_statement": "是", "screened": "是", "agent_present": "否",
    }  # fmt: skip


def signing(rng: Random, sale: Sale, number: str) -> dict[str, Any]:
    """All signatures on the day of the application; recorded wherever a recording is asked for."""
    line = sale.main.line
    minor = sale.insured.age(sale.applied_on) < 18
    recorded = sale.agent.channel == "银保" or line.new_type or sale.policyholder.age(sale.applied_on) >= 60
    row = {
        "signed_on": sale.applied_on, "signing_form": rng.choice(("可靠电子签名", "可靠电子签名", "纸质")),
        "policyholder_signed": "是", "insured_signed": "" if minor else "是", "guardian_signed": "是" if minor else "",
        "agent_signed": "是", "agent_confirmed_for_client": "否", "insured_consent": "是",
        "beneficiary_consent": "是", "notice_signed": "是", "manual_signed": "是", "exclusions_signed": "是",
        "telephone_recording": "是" if sale.agent.channel == "电销" else "",
    }  # fmt: skip
    if recorded:
        row |= {"recording_no": f"SL{sale.applied_on:%Y%m%d}{number[-4:]}", "recording_points": "是"}
        row |= {"recording_checked_on": sale.applied_on, "recording_problem": "否"}
    if line.new_type:
        row["copied_sentence"] = str(Law.default().value("transcribed_sentence", sale.applied_on).value)
    return row

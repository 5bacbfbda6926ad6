"""The month's claims, worked out once for the tabs and the letters: register, papers, letters, payments, analysis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.claims.letters import Letter, letters_due
from core.claims.papers import CasePapers, case_papers
from core.claims.payments import more_than_cost, more_than_sum, not_ended, outside_cover, without_booking
from core.claims.register import ClaimRegister, Stage, claim_register
from core.measures.claim_analysis import Grounds, claim_analysis
from core.measures.month_data import MonthData
from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt
from core.table import Array, Mask

COLLECTING = (Stage.TO_REVIEW.value, Stage.TO_SUPPLY.value)
"""Stages in which papers are still to come."""


@dataclass(frozen=True)
class ClaimsMonth:
    """As of the 统计日. ``papers``: by row, of the open cases whose papers are not complete; ``doubts``: by what."""

    register: ClaimRegister
    papers: dict[int, CasePapers]
    letters: list[Letter]
    doubts: dict[str, Mask]
    analysis: dict[str, list[Grounds]]
    booked: bool
    """Does 保费收入 hold payments of claims at all?"""

    @classmethod
    def of(cls, data: MonthData) -> ClaimsMonth:
        """Everything from the facts of a report."""
        facts, register, people = data.facts, register_of(data), _beneficiaries(data)
        claims, receipts = facts.table(Claim), facts.table(PremiumReceipt)
        collecting = register.open & np.isin(register.stage.astype(str), COLLECTING)
        return cls(
            register=register,
            papers={row: case_papers(claims, row, people[row]) for row in np.flatnonzero(collecting).tolist()},
            letters=letters_due(register, people, facts.law),
            doubts=payment_doubts(data),
            analysis=claim_analysis(data),
            booked=bool((receipts["business"] == "理赔").any()),
        )


def register_of(data: MonthData) -> ClaimRegister:
    """Every case as it stood on the 统计日."""
    facts = data.facts
    channels = facts.owner(Claim, "channel")
    return claim_register(facts.table(Claim), channels, facts.law, facts.calendar, data.as_of)


def letters_of(data: MonthData) -> list[Letter]:
    """The letters that the open cases owe on the 统计日."""
    return letters_due(register_of(data), _beneficiaries(data), data.facts.law)


def _beneficiaries(data: MonthData) -> Array:
    """受益人 of each case's policy."""
    return data.facts.table(Policy).look_up(data.facts.claim_policy, "beneficiaries")


def payment_doubts(data: MonthData) -> dict[str, Mask]:
    """Payments of the month to look into, and death benefits of any month whose policy has not ended."""
    claims, policies = data.facts.table(Claim), data.facts.table(Policy)
    lines = data.facts.claim_line
    month = data.in_month(claims["paid_on"])
    return {
        "保费收入中没有这笔理赔付款": without_booking(claims, data.facts.table(PremiumReceipt), data.first, data.as_of),
        "赔付与其他途径赔付之和超过申请金额": month & more_than_cost(claims),
        "赔付金额超过保额，请核对条款": month & more_than_sum(claims, lines, policies),
        "出险日不在保障期间": month & outside_cover(claims, lines, policies),
        "已赔付身故保险金，保单状态不是终止": not_ended(claims, lines, policies, data.as_of),
    }

"""年龄误告: a wrong age was declared, the premium was too small or too large, or the contract should not exist.

    paid too little   collect (true premium − paid premium) × instalments paid, or pay benefit × paid / true premium
    paid too much     refund (paid premium − true premium) × instalments paid
    age outside the limits of the contract   the insurer may rescind and pays the 现金价值

No interest: the law grants none and contracts rarely do. The right to rescind ends 30 days after the insurer knew and 2
years after the contract was made, and never arises where the insurer knew beforehand; both limits come from the law
room. Yuan, rounded once, half up. Source: 保险法 Art. 32 with Art. 16.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from core.days.anniversary import anniversary
from core.findings import Finding
from core.law import Law
from core.values.contract_notes import note
from core.values.figure import Figure, Label, Working, amount_text
from core.values.sources import source

COLLECT, REFUND = "年龄误告补交保费", "年龄误告退还保费"
REDUCED, RESCISSION = "年龄误告按比例给付", "年龄误告解除合同"


@dataclass(frozen=True, slots=True)
class AgeCorrection:
    """``declared``, ``true_age``: 投保年龄 in completed years. Premiums: one instalment, yuan, as paid and as due.

    ``lowest`` … ``highest``: ages the contract takes, None = no limit. ``made_on``: 合同成立; ``known_on``: the insurer
    knew the true age.
    """

    declared: int
    true_age: int
    made_on: date
    known_on: date
    paid_premium: Decimal
    true_premium: Decimal | None
    instalments: int
    lowest: int | None = None
    highest: int | None = None

    @property
    def outside(self) -> bool:
        """Whether the true age is one the contract does not take."""
        return (self.lowest is not None and self.true_age < self.lowest) or (
            self.highest is not None and self.true_age > self.highest
        )


def misstated_age(case: AgeCorrection, on: date, law: Law | None = None) -> Figure:
    """What is collected (kind 补交) or paid back (kind 退还) on ``on``; a finding and no amount for an age outside."""
    working = Working()
    if case.outside:
        working.findings.append(_right_to_rescind(case, on, law or Law.default()))
        return working.figure(RESCISSION, Label.CONTRACT, None, on)
    if case.declared == case.true_age:
        working.findings.append(note("age-same"))
    if case.true_premium is None:
        working.findings.append(note("correct-premium-missing"))
        return working.figure(COLLECT, Label.CONTRACT, None, on)
    short = case.true_premium - case.paid_premium
    inputs = {
        "真实年龄每期应交": amount_text(case.true_premium),
        "每期实交": amount_text(case.paid_premium),
        "已交期数": f"{case.instalments}",
    }
    words = "（应交−实交）×已交期数，不计利息" if short >= 0 else "（实交−应交）×已交期数，不计利息"
    kind = COLLECT if short >= 0 else REFUND
    amount = working.step(kind, inputs, words, abs(short) * case.instalments, source("misstated_age", "clause"))
    return working.figure(kind, Label.CONTRACT, amount, on)


def reduced_benefit(case: AgeCorrection, benefit: Decimal, on: date) -> Figure:
    """The benefit that falls due before the missing premium is collected: × paid / true premium, never above itself."""
    working = Working()
    if case.true_premium is None or case.true_premium <= 0:
        working.findings.append(note("correct-premium-missing"))
        return working.figure(REDUCED, Label.CONTRACT, None, on)
    part = min(case.paid_premium, case.true_premium)
    inputs = {
        "原应给付": amount_text(benefit),
        "实交保费": amount_text(case.paid_premium),
        "应交保费": amount_text(case.true_premium),
    }
    paid = working.step(
        REDUCED, inputs, "原应给付×实交÷应交，不超过原应给付", benefit * part / case.true_premium,
        source("misstated_age"),
    )  # fmt: skip
    return working.figure(REDUCED, Label.CONTRACT, paid, on)


def _right_to_rescind(case: AgeCorrection, on: date, law: Law) -> Finding:
    """Whether the contract may still be rescinded, and until when."""
    ages: dict[str, Any] = {
        "age": case.true_age,
        "first": case.lowest or 0,
        "last": "不限" if case.highest is None else case.highest,
    }
    if case.known_on <= case.made_on:
        return note("age-known", **ages)
    after_knowing, after_making = law.clock("UW-1.1", on).limit, law.clock("UW-1.2", on).limit
    if after_knowing is None or after_making is None:
        raise ValueError("the limits of the right to rescind are numbers")
    until = min(case.known_on + timedelta(days=after_knowing), anniversary(case.made_on, after_making))
    return note("age-outside" if on <= until else "age-outside-late", until=until, **ages)

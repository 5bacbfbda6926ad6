"""Policies in force: what became of every sale of the last years up to the cut-off day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from core.days.anniversary import monthiversary
from core.days.periods import cooling_off_end, grace_end
from core.demo import numbers
from core.demo.files import read
from core.demo.pricing import years
from core.demo.sales import MONTHS, Sale

GRACE_DAYS = 60
COOLING_OFF_DAYS = 15
STAYS = {"个险": 0.91, "银保": 0.95, "经代": 0.90, "公司直销": 0.92, "电销": 0.82}
"""How many pay the second yearly premium, by channel; later ones stay more often."""


@dataclass(slots=True)
class Contract:
    """One policy. ``paid``: instalments received by the cut-off; ``missed``: the due day nobody paid for."""

    sale: Sale
    policy_no: str
    application_no: str
    issued_on: date
    effective_on: date
    receipt_on: date
    paid: int
    status: str
    status_on: date
    reason: str = ""
    missed: date | None = None

    def due_on(self, instalment: int) -> date:
        """The due day of the instalment, the first one on the effective day."""
        return monthiversary(self.effective_on, (instalment - 1) * MONTHS[self.sale.frequency])

    @property
    def instalments(self) -> int:
        """How many there are in the whole premium term."""
        step = MONTHS[self.sale.frequency]
        return years(self.sale.main.cell.premium_term, 0) * 12 // step if step else 1


def contract(rng: Random, sale: Sale, policy_no: str, application_no: str, cut_off: date) -> Contract:
    """The course of a policy sold on or before the cut-off day."""
    issued = min(sale.applied_on + timedelta(days=rng.randrange(0, 4)), cut_off)
    effective = issued + timedelta(days=1)
    receipt = issued + timedelta(days=rng.randrange(2, 9))
    made = Contract(sale, policy_no, application_no, issued, effective, receipt, 1, "有效", effective)
    if effective > cut_off:
        made.status, made.status_on = "待生效", issued
        return made
    if rng.random() < 0.02 and (cancelled := receipt + timedelta(days=rng.randrange(1, 14))) <= cut_off:
        made.status, made.status_on, made.reason = "终止", cancelled, "犹豫期退保"
        return made
    _pay_on(rng, made, cut_off)
    if made.status == "有效":
        _end_early(rng, made, cut_off)
    return made


def _pay_on(rng: Random, made: Contract, cut_off: date) -> None:
    """Instalments one by one until one is missed, all are paid, or the cut-off comes."""
    stays = STAYS[made.sale.agent.channel]
    while made.paid < made.instalments and (due := made.due_on(made.paid + 1)) <= cut_off:
        yearly_step = max(1, MONTHS[made.sale.frequency]) / 12
        if rng.random() > (stays if made.paid * yearly_step <= 1 else 0.97) ** yearly_step:
            made.missed = due
            break
        made.paid += 1
    if made.missed is None:
        return
    end = grace_end(made.missed, GRACE_DAYS)
    if end >= cut_off:
        made.status, made.status_on = "宽限期", made.missed
    else:
        made.status, made.status_on = "中止(失效)", end + timedelta(days=1)


def _end_early(rng: Random, made: Contract, cut_off: date) -> None:
    if made.sale.main.line.short:
        ends = monthiversary(made.effective_on, 12)
        if ends <= cut_off:
            made.status, made.status_on, made.reason = "终止", ends, "满期"
        return
    held = (cut_off - made.effective_on).days
    if held > 400 and rng.random() < 0.012 * held / 365:
        made.reason, made.status = "退保", "终止"
        made.status_on = made.effective_on + timedelta(days=rng.randrange(370, held))
        made.paid = min(made.paid, _due_by(made, made.status_on))
    elif held > 200 and rng.random() < 0.002:
        made.reason, made.status = "身故终止", "终止"
        made.status_on = made.effective_on + timedelta(days=rng.randrange(190, held))
        made.paid = min(made.paid, _due_by(made, made.status_on))


def _due_by(made: Contract, day: date) -> int:
    return sum(made.due_on(instalment) <= day for instalment in range(1, made.paid + 1))


def policy_rows(rng: Random, made: Contract, cut_off: date) -> Iterator[dict[str, Any]]:
    """The lines of 保单台账, one per product."""
    sale, agent = made.sale, made.sale.agent
    bank, prefix = read("words.yaml")["banks"][sale.policyholder.serial % 4]
    account = numbers.card(prefix, sale.policyholder.serial)
    called = made.receipt_on + timedelta(days=rng.randrange(1, 8))
    cooling_off = cooling_off_end(made.receipt_on, COOLING_OFF_DAYS)
    shared: dict[str, Any] = {
        "policy_no": made.policy_no, "application_no": made.application_no, "branch_code": agent.branch_code,
        "branch_name": agent.branch_name, "channel": agent.channel, "intermediary": agent.intermediary,
        "agent_no": agent.number, "agent_name": agent.name, "service_agent": agent.name,
        **_party("policyholder", sale.policyholder), "policyholder_address": sale.home.address,
        **_party("insured", sale.insured), "insured_address": sale.home.address,
        "relation": sale.relation_of_insured(), "beneficiaries": "法定", "units": 1, "frequency": sale.frequency,
        "applied_on": sale.applied_on, "underwritten_on": made.issued_on, "conclusion": "标准体",
        "underwriting_type": "人工" if rng.random() < 0.12 else "自动", "issued_on": made.issued_on,
        "effective_on": made.effective_on, "receipt_on": _by(made.receipt_on, cut_off),
        "cooling_off_ends_on": _by(cooling_off, max(cut_off, cooling_off)) if made.receipt_on <= cut_off else None,
        "called_back_on": _by(called, cut_off), "call_back_result": "成功-无问题" if called <= cut_off else "",
        "recording_no": f"SL{sale.applied_on:%Y%m%d}{made.policy_no[-4:]}" if agent.channel == "银保" else "",
        "status": made.status, "status_on": made.status_on, "termination_reason": made.reason,
        "loan": 0, "advanced_premium": 0, "bank": bank, "account_masked": f"{'*' * 15}{account[-4:]}",
        "policy_form": "电子" if sale.policyholder.serial % 5 else "纸质",
    }  # fmt: skip
    for item in sale.covered:
        fields = item.line.fields
        rider = item is not sale.main
        yearly = item.premium * (12 // MONTHS[sale.frequency] if MONTHS[sale.frequency] else 1)
        yield shared | {
            "product_code": item.line.code, "product_name": fields["product_name"],
            "product_version": item.line.version, "main_or_rider": "附加险" if rider else "主险",
            "design": fields["design"], "sum_assured": item.sum_assured, "premium_term": item.cell.premium_term,
            "policy_term": item.cell.policy_term, "first_premium": item.premium, "annual_premium": round(yearly, 2),
            "paid_premium": round(item.premium * made.paid, 2), "premium_status": _premium_status(made),
            "next_due_on": made.due_on(made.paid + 1) if _still_paying(made) else None,
            "matures_on": _maturity(made, item.cell.policy_term),
            "cash_value": _account_value(made, cut_off) if item.line.shape == "account" else None,
        }  # fmt: skip


def _party(role: str, person: Any) -> dict[str, Any]:
    return {
        f"{role}_name": person.name, f"{role}_document_type": person.document_type,
        f"{role}_document_no": person.document_no, f"{role}_document_validity": person.document_validity,
        f"{role}_phone": person.phone,
    }  # fmt: skip


def _still_paying(made: Contract) -> bool:
    return made.status != "终止" and made.paid < made.instalments


def _premium_status(made: Contract) -> str:
    if made.sale.frequency == "趸交":
        return "趸交"
    return "交清" if made.paid >= made.instalments and made.status == "有效" else "交费中"


def _maturity(made: Contract, term: str) -> date | None:
    return None if term == "终身" else monthiversary(made.effective_on, 12 * years(term, 0))


def _by(day: date, cut_off: date) -> date | None:
    """A day that has come by the cut-off."""
    return day if day <= cut_off else None


def _account_value(made: Contract, cut_off: date) -> float:
    """万能 account: the premium less 3 %, at 2.5 % a year."""
    held: int = (cut_off - made.effective_on).days
    grown: float = made.sale.premium * 0.97 * 1.025 ** (held / 365)
    return round(grown, 2)

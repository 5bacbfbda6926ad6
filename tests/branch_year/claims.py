"""理赔台账 of the year: cases on short-term covers, filled in as they go, and the money they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo.sheets import Book
from core.records.claim import Claim
from tests.branch_year.accounts import Account
from tests.branch_year.calendar import Batch

Row = dict[str, Any]
YEARLY = {"ME2301": 0.4, "AC2301": 0.15}
STEPS = (
    ("applied_on", 4),
    ("documents_on", 4),
    ("opened_on", 1),
    ("assessed_on", 6),
    ("notified_on", 2),
    ("paid_on", 3),
)
REFUSED = 0.08


@dataclass
class Claims:
    """Open cases; each is written again whenever one of its days has come."""

    cases: list[tuple[Account, Row]] = field(default_factory=list)
    number: int = 0

    def happen(self, accounts: Mapping[str, Account], batch: Batch, rng: Random) -> None:
        """Illnesses and accidents of the batch."""
        for account in accounts.values():
            rate = YEARLY.get(account.covers[0].product, 0.0) * len(batch.days) / 365
            waited = (batch.day - account.effective_on).days > 45
            if rate and account.status == "有效" and waited and rng.random() < rate:
                self.number += 1
                self.cases.append((account, self._case(account, batch.day, rng)))

    def _case(self, account: Account, day: date, rng: Random) -> Row:
        claimed = rng.choice((1800, 2600, 4200, 7600))
        refused = rng.random() < REFUSED
        row: Row = {
            "claim_no": f"LP{day:%Y%m}{self.number:06d}", "reported_on": day, "report_way": "电话",
            "reporter": account.holder, "occurred_on": day, "place": account.address[:9], "cause": "疾病",
            "policy_no": account.policy_no, "benefit": "医疗", "insured_name": account.insured,
            "applicant_name": account.holder, "hospital": "示例市第一医院", "doctor": "赵医生", "diagnosis": "肺炎",
            "admitted_on": day, "discharged_on": day, "hospital_days": 1, "invoices": f"FP{self.number:08d}",
            "claimed": claimed, "other_paid": 0, "investigated": "否",
        }  # fmt: skip
        later = day
        for name, longest in STEPS:
            later += timedelta(days=rng.randrange(longest + 1))
            row[name] = later
        row |= {
            "assessed": 0.0 if refused else round(claimed * 0.54, 2), "conclusion": "拒赔" if refused else "部分",
            "refusal_reason": "不属于保险责任" if refused else "", "payee": account.holder,
            "payee_relation": "本人", "payee_account": account.bank_account,
        }  # fmt: skip
        if refused:
            row["paid_on"] = None
        return row

    def write(self, path: Path, batch: Batch) -> list[tuple[Account, Row]]:
        """The cases with news; those whose payment day has come are also given back."""
        moved = [case for case in self.cases if any(batch.covers(case[1][name]) for name in ("reported_on", *_days()))]
        if moved:
            with Book(path) as book:
                sheet = book.add(Claim, Claim.sheet, batch.day)
                for _, row in moved:
                    sheet.write(known(row, batch.day))
        return [case for case in moved if batch.covers(case[1]["paid_on"])]


def known(row: Row, day: date) -> Row:
    """What of a case is known on a day: no day ahead, and no decision before it was taken."""
    told = {name: value for name, value in row.items() if not (isinstance(value, date) and value > day)}
    if "assessed_on" not in told:
        for name in ("assessed", "conclusion", "refusal_reason", "payee", "payee_relation", "payee_account"):
            told.pop(name)
    return told


def _days() -> tuple[str, ...]:
    return tuple(name for name, _ in STEPS)

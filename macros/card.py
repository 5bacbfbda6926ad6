"""保单一页: everything about one policy on one page, from the ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from core.days.anniversary import anniversary, policy_year
from core.days.moments import beijing
from core.days.periods import grace_end
from core.law.lookup import Law
from core.ledger.current import load_table
from core.ledger.history import history
from core.privacy import MASKED, Sight
from core.products.contract_of import Contracts
from core.records.policy import Policy
from core.reports.policy_card import PolicyCard, write_policy_card
from core.table import Table, scalar, text_of
from core.values.contract import Contract
from core.values.figure import Figure
from core.values.surrender import surrender
from macros.later_receipts import booked_since, with_findings
from macros.outcome import Outcome, UsageError
from macros.past import KINDS
from macros.quote import contracts_of
from macros.sync import shown

YEARS_AHEAD, EVENTS_SHOWN, CELLS_SHOWN = 10, 12, 5
_FACTS = (
    "status", "premium_status", "branch_name", "channel", "agent_no", "effective_on", "issued_on", "frequency",
    "next_due_on", "matures_on", "paid_premium", "loan", "advanced_premium", "beneficiaries", "policy_form",
)  # fmt: skip
_PARTIES = (
    "policyholder_name", "policyholder_document_no", "policyholder_phone", "policyholder_address", "insured_name",
    "insured_document_no", "insured_phone", "relation",
)  # fmt: skip
_COVER = ("product_name", "main_or_rider", "sum_assured", "first_premium", "premium_term", "policy_term")
_DATES = (
    ("cooling_off_ends_on", "犹豫期截止", "合同条款"),
    ("next_due_on", "下次应交日", "合同条款"),
    ("matures_on", "满期日", "合同条款"),
)


def card(ledger: sqlite3.Connection, policy_no: str, on: date, target: Path, sight: Sight = MASKED) -> Outcome:
    """Write the page and say what stands on it. UsageError where the ledger has no such policy."""
    made = card_of(ledger, policy_no, on, sight)
    write_policy_card(made, target)
    outcome = Outcome([f"保单一页：{target}"], files=[target])
    outcome.say(*(f"　{label}　{text}" for label, text in made.facts if text))
    outcome.say(*(f"　{product}　今日退保金　{_amount(figure)}" for product, figure in made.surrender))
    behind = dict.fromkeys(finding for _, figure in made.surrender for finding in figure.findings)
    outcome.say(*(f"　{finding.severity} {finding.message}（{finding.fix}）" for finding in behind))
    outcome.data = {"policy_no": policy_no, "on": on.isoformat(), "facts": dict(made.facts)}
    return outcome


def card_of(ledger: sqlite3.Connection, policy_no: str, on: date, sight: Sight = MASKED) -> PolicyCard:
    """What the ledger knows of one policy, as ``sight`` may see it; its value on ``on`` and at the next year ends."""
    policies = load_table(ledger, Policy, where="policy_no = ?", values=[policy_no])
    if not len(policies):
        raise UsageError(f"台账里没有保单 {policy_no}")
    contracts, behind = contracts_of(ledger, policies), booked_since(ledger, policies, on)
    found = [(row, contracts.at(row)[0]) for row in range(len(policies))]
    lines = [(row, contract) for row, contract in found if contract is not None]
    return PolicyCard(
        policy_no,
        on,
        tuple(_pairs(policies, _FACTS, sight)),
        tuple(_pairs(policies, _PARTIES, sight)),
        tuple(tuple(_plain(policies, name, row) for name in _COVER) for row in range(len(policies))),
        tuple(
            (contract.product_name, with_findings(_surrender(contracts, row, contract, on), behind))
            for row, contract in lines
        ),
        tuple(_years_ahead([contract for _, contract in lines], on)),
        tuple(_dates(policies, on)),
        tuple(_events(ledger, policy_no, sight)),
        masked=not sight,
    )


def _pairs(policies: Table, names: tuple[str, ...], sight: Sight) -> Iterator[tuple[str, str]]:
    for name in names:
        column = policies.record.column(name)
        text = text_of(policies[name][0])
        if column.kind.holds == "amount" and text:
            text = f"{float(policies[name][0]):,.2f} 元"
        yield column.heading, sight.shown(column.kind.personal, text)


def _plain(policies: Table, name: str, row: int) -> object:
    value = policies[name][row]
    return float(value) if policies.record.column(name).kind.holds == "amount" else text_of(value)


def _surrender(contracts: Contracts, row: int, contract: Contract, on: date) -> Figure:
    return surrender(contract, contracts.accounts(row), on).figure


def _amount(figure: Figure) -> str:
    if figure.amount is None:
        return "；".join(finding.message for finding in figure.findings) or "不给金额"
    return f"{figure.amount:,.2f} 元（{figure.label_text}）"


def _years_ahead(contracts: list[Contract], on: date) -> Iterator[tuple[int, date, float]]:
    """The contract's printed year-end values of the next years, all 险种 together; only where each has one."""
    usable = [one for one in contracts if one.table is not None and one.factor is not None]
    if not usable or len(usable) < len(contracts):
        return
    year = policy_year(usable[0].effective_on, max(on, usable[0].effective_on))
    for ahead in range(year, year + YEARS_AHEAD):
        values = [_printed(contract, ahead) for contract in usable]
        if any(value is None for value in values):
            return
        total = sum(value for value in values if value is not None)
        yield ahead, anniversary(usable[0].effective_on, ahead), total


def _printed(contract: Contract, year: int) -> float | None:
    column = contract.table.excluding if contract.table else ()
    value = column[year - 1] if year <= len(column) else None
    return None if value is None or contract.factor is None else float(value * contract.factor)


def _dates(policies: Table, on: date) -> Iterator[tuple[date, str, str]]:
    """Dates still ahead, the nearest first; the grace end with the law behind it."""
    ahead = [(scalar(policies[name][0]), what, basis) for name, what, basis in _DATES]
    due = scalar(policies["next_due_on"][0])
    if due is not None:
        clock = Law.default().clock("RN-2.2", due)
        basis = "；".join(str(one) for one in clock.basis)
        ahead.append(
            (grace_end(due, clock.limit or 0), f"宽限期末（{clock.limit}{clock.unit}，合同另有约定的从约定）", basis)
        )
    yield from sorted((day, what, basis) for day, what, basis in ahead if day is not None and day >= on)


def _events(ledger: sqlite3.Connection, policy_no: str, sight: Sight) -> Iterator[tuple[str, str, str]]:
    """The last changes, newest first, each with the cells it altered."""
    for step in list(reversed(history(ledger, policy_no)))[:EVENTS_SHOWN]:
        told = [cell for cell in step.cells if cell.column not in step.record.key]
        cells = "；".join(f"{c.heading} {shown(step.record, c.column, c.after, sight)}" for c in told[:CELLS_SHOWN])
        more = f" 等 {len(told)} 项" if len(told) > CELLS_SHOWN else ""
        yield (
            beijing(step.change.known_at)[:10],
            KINDS.get(step.change.kind, step.change.kind),
            f"{step.record.sheet}：{cells}{more}",
        )

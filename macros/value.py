"""测算: surrender and maturity value of every policy line, with label, basis and steps."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.findings import Finding
from core.products.contract_of import Contracts
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.reports.value_book import Valued, amount_of, write_values
from core.table import Table, concatenate
from core.values.maturity import maturity
from core.values.surrender import surrender
from macros.figure_data import figure_data
from macros.outcome import Outcome
from macros.session import Session

FILE = "测算结果.xlsx"
TERMINATED = "终止"
_SHOWN_REASONS = 5


def value(session: Session, out: Path | None) -> Outcome:
    """Value every policy line of the books, or of the ledger where the books hold none."""
    own = session.tables.of(Policy)
    policies = own if len(own) else session.context.in_force.of(Policy)
    outcome = Outcome()
    value_policies(outcome, session, policies, out)
    return outcome


def value_policies(outcome: Outcome, session: Session, policies: Table, out: Path | None) -> None:
    """Work the figures out, say how many there are of each label, and with ``out`` write 测算结果."""
    valued, faults = figures(session, policies)
    with_amount = [one for one in valued if one.figure.amount is not None]
    labels = sorted({one.figure.label_text for one in with_amount})
    counts = "　".join(f"{label} {sum(o.figure.label_text == label for o in with_amount)} 项" for label in labels)
    outcome.say(f"测算：{len(policies)} 个险种，计算日 {session.on:%Y-%m-%d}（{session.on_from}）")
    outcome.say(f"  {counts or '没有算出金额'}")
    if len(with_amount) < len(valued):
        outcome.say(f"  列明原因、不给金额：{len(valued) - len(with_amount)} 项")
    reasons = Counter(fault.message for fault in faults).most_common(_SHOWN_REASONS)
    outcome.say(*(f"  未能计算：{message}（{number} 处）" for message, number in reasons))
    outcome.data["values"] = [value_data(one) for one in valued]
    if out is not None:
        outcome.files.append(write_values(valued, faults, out / FILE, session.on, session.on_from))
        outcome.say(f"  {out / FILE}")


def figures(session: Session, policies: Table) -> tuple[list[Valued], list[Finding]]:
    """Surrender for every line in force, maturity where the cover ends; and what has no contract at all."""
    lists, context = session.context.references, session.context
    claims = [table for table in (context.tables.of(Claim), context.in_force.of(Claim)) if len(table)]
    known_claims = concatenate(claims) if claims else None
    contracts = Contracts(policies, lists.of(Product), lists.of(CashValue), known_claims)
    valued: list[Valued] = []
    faults: list[Finding] = []
    for row in range(len(policies)):
        if policies["status"][row] == TERMINATED:
            continue
        contract, found = contracts.with_formula(row)
        if contract is None:
            faults.extend(found)
            continue
        accounts = contracts.accounts(row)
        given_up = surrender(contract, accounts, session.on, law=context.law)
        valued.append(Valued(contract.policy_no, contract.product_name, given_up.figure, given_up.floor))
        if contract.ends_on is not None and not contract.short:
            valued.append(Valued(contract.policy_no, contract.product_name, maturity(contract, accounts, session.on)))
    return valued, [*contracts.findings, *faults]


def value_data(one: Valued) -> dict[str, object]:
    """One figure for a program. A floor stands apart from the amount and is named as one."""
    floor = amount_of(one.floor)
    return {"policy_no": one.policy_no, **figure_data(one.product, one.figure), "statutory_floor_for_check_only": floor}

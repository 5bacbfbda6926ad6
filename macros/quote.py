"""试算: one figure for one policy, the same as in the cell formulas and the tabs, with its steps and basis."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np

from core.days.anniversary import policy_year
from core.findings import Finding
from core.ledger.current import load_table
from core.products.contract_of import Contracts
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.table import Table
from core.values.accounts import Accounts
from core.values.auto_advance import auto_advance
from core.values.contract import Contract
from core.values.cooling_off import cooling_off
from core.values.figure import Figure, total
from core.values.maturity import maturity, survival
from core.values.misstated_age import COLLECT, REFUND
from core.values.paid_up import paid_up
from core.values.policy_loan import loan_limit
from core.values.reduction import reduction
from core.values.reinstatement import reinstatement
from core.values.short_term import unearned
from core.values.surrender import surrender
from macros.figure_data import figure_data
from macros.later_receipts import booked_since, with_findings
from macros.misstated import misstated
from macros.outcome import REFUSED, Outcome, UsageError


@dataclass(frozen=True)
class Asked:
    """What a quote may need beside the policy: an amount in yuan, the true birth date and premium of 年龄误告."""

    amount: Decimal | None = None
    true_birth_date: date | None = None
    true_premium: Decimal | None = None


@dataclass(frozen=True)
class _Line:
    """One 险种 of the policy: its contract, its accounts, and the ledger's row."""

    contract: Contract
    accounts: Accounts
    contracts: Contracts
    row: int
    on: date
    asked: Asked

    @property
    def debts(self) -> Decimal:
        """Loan and advanced premiums with interest, yuan."""
        owed = (
            self.accounts.loan,
            self.accounts.loan_interest,
            self.accounts.advanced,
            self.accounts.advanced_interest,
        )
        return sum((each for each in owed if each is not None), Decimal(0))

    def amount(self) -> Decimal:
        """The amount asked about. Raises ``UsageError`` where it was not given."""
        if self.asked.amount is None:
            raise UsageError("请用 --amount 给出金额（元），例如 --amount 50000")
        return self.asked.amount


def _misstated(line: _Line) -> Figure:
    asked = line.asked
    return misstated(line.contracts, line.row, line.contract, line.on, asked.true_birth_date, asked.true_premium)


def _survival(line: _Line) -> Figure:
    """The benefit of the last 对应日; before cover none, which the figure says."""
    year = policy_year(line.contract.effective_on, max(line.on, line.contract.effective_on)) - 1
    return survival(line.contract, year, line.accounts, line.on)


KINDS: dict[str, tuple[str, Callable[[_Line], Figure]]] = {
    "surrender": ("退保金", lambda line: surrender(line.contract, line.accounts, line.on).figure),
    "maturity": ("满期金", lambda line: maturity(line.contract, line.accounts, line.on)),
    "survival": ("生存金", _survival),
    "paid-up": ("减额交清", lambda line: paid_up(line.contract, line.on, line.debts)),
    "reduction": ("减保", lambda line: reduction(line.contract, line.on, line.amount(), debts=line.debts)),
    "reinstatement": ("复效", lambda line: reinstatement(line.contract, line.on, line.debts)),
    "loan": ("保单贷款", lambda line: loan_limit(line.contract, line.on, line.debts, asked=line.asked.amount)),
    "auto-advance": ("自动垫交", lambda line: auto_advance(line.contract, line.on, line.debts)),
    "cooling-off": ("犹豫期退保", lambda line: cooling_off(line.contract, line.accounts, line.on)),
    "short-term": ("未满期净保费", lambda line: unearned(line.contract, line.accounts, line.on)),
    "misstated-age": ("年龄误告", _misstated),
}


def quote(ledger: sqlite3.Connection, kind: str, policy_no: str, on: date, asked: Asked, out: Path | None) -> Outcome:
    """The figure of every 险种 of a policy, and their sum where there are several. A refused figure exits with 1."""
    policies = load_table(ledger, Policy, where="policy_no = ?", values=[policy_no])
    if not len(policies):
        raise UsageError(f"台账里没有保单 {policy_no}")
    outcome = Outcome([f"{KINDS[kind][0]}　保单 {policy_no}　计算日 {on:%Y-%m-%d}"])
    figures: list[Figure] = []
    contracts, behind = contracts_of(ledger, policies), booked_since(ledger, policies, on)
    for row in range(len(policies)):
        contract, faults = contracts.with_formula(row)
        if contract is None:
            _say_faults(outcome, faults)
            continue
        line = _Line(contract, contracts.accounts(row), contracts, row, on, asked)
        figure = with_findings(KINDS[kind][1](line), behind)
        figures.append(figure)
        _say(outcome, contract, figure)
        if out is not None:
            _write(outcome, out, contract, figure)
    outcome.say(*(f"  {fault.severity} {fault.message}（{fault.fix}）" for fault in contracts.findings))
    if len(policies) > 1:
        _say_total(outcome, kind, figures, len(policies))
    return outcome


def contracts_of(ledger: sqlite3.Connection, policies: Table) -> Contracts:
    """Contracts with the product, table and claims of these policies only; no claims where none were ever synced."""
    codes = sorted(set(policies["product_code"].tolist()))
    where = f"product_code IN ({','.join('?' * len(codes))})"
    products = load_table(ledger, Product, where=where, values=codes)
    tables = load_table(ledger, CashValue, where=where, values=codes)
    numbers = np.unique(policies["policy_no"].astype(str)).tolist()
    claims = load_table(ledger, Claim, where="instr(policy_no, ?) > 0", values=numbers)
    registered = ledger.execute(f"SELECT 1 FROM {Claim.table}_versions LIMIT 1").fetchone() is not None
    return Contracts(policies, products, tables, claims if registered else None)


def _say(outcome: Outcome, contract: Contract, figure: Figure) -> None:
    amount = "不给金额" if figure.amount is None else f"{figure.amount:,.2f} 元"
    stamps = f"　【{'；'.join(figure.stamps)}】" if figure.stamps else ""
    outcome.say(f"{contract.product_name}　{figure.kind}　{amount}　口径：{figure.label_text}{stamps}")
    for number, step in enumerate(figure.steps, 1):
        inputs = "，".join(f"{name} {text}" for name, text in step.inputs.items())
        outcome.say(f"  {number}. {step.name}：{step.formula} ＝ {step.result_text}（{inputs}）")
        outcome.say(*(f"     依据 {basis}" for basis in step.basis))
    outcome.say(*(f"  {finding.severity} {finding.message}（{finding.fix}）" for finding in figure.findings))
    outcome.at_least(REFUSED if figure.amount is None else 0)
    outcome.data.setdefault("figures", []).append(figure_data(contract.product_name, figure))


def _say_total(outcome: Outcome, kind: str, figures: list[Figure], lines: int) -> None:
    if len(figures) < lines:
        outcome.say("合计：有险种不能计算，不给合计金额")
        return
    if len({figure.kind for figure in figures} & {COLLECT, REFUND}) > 1:
        outcome.say("合计：有补交有退还，不能相加")
        return
    if len({figure.label_text for figure in figures}) > 1:
        outcome.say("合计：各险种口径不同，不能相加")
        return
    summed = total(figures)
    if summed is None:
        outcome.say("合计：有险种不能计算，不给合计金额")
        return
    outcome.say(f"合计　{KINDS[kind][0]}　{summed:,.2f} 元　口径：{figures[0].label_text}")
    outcome.data["total"] = str(summed)


def _say_faults(outcome: Outcome, faults: tuple[Finding, ...]) -> None:
    outcome.say(*(f"  {fault.severity} {fault.message}（{fault.fix}）" for fault in faults))
    outcome.at_least(REFUSED)


def _write(outcome: Outcome, out: Path, contract: Contract, figure: Figure) -> None:
    from core.reports.calculation_sheet import write_calculation_book

    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{figure.kind}计算书_{contract.policy_no}_{contract.product_code}.xlsx"
    write_calculation_book(path, contract, figure)
    outcome.files.append(path)
    outcome.say(f"  计算书：{path}")

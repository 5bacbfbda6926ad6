"""The money of a request: which calculation answers it, line by line, on its effective day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.findings import Finding
from core.law.lookup import Law
from core.products.contract_of import Contracts
from core.records.claim import Claim
from core.records.product import CashValue, Product
from core.servicing.lines import Line, as_table
from core.table import Table, Tables
from core.values.accounts import Accounts
from core.values.auto_advance import auto_advance
from core.values.contract import Contract
from core.values.cooling_off import cooling_off
from core.values.figure import Figure
from core.values.maturity import maturity, survival
from core.values.paid_up import paid_up
from core.values.policy_loan import loan_limit
from core.values.reduction import reduction
from core.values.reinstatement import reinstatement
from core.values.surrender import surrender


@dataclass(frozen=True)
class Asked:
    """What a request says beside its kind: the amount it names, and the sum assured that shall be left (减保)."""

    amount: Decimal | None = None
    sum_assured: Decimal | None = None


Calculation = Callable[[Contract, Accounts, Decimal, Asked, date, Law], Figure]


def _survival(contract: Contract, accounts: Accounts, on: date) -> Figure:
    return survival(contract, max(contract.year_on(on) - 1, 1), accounts, on)


CALCULATIONS: Mapping[str, Calculation] = {
    "surrender": lambda contract, accounts, _, __, on, law: surrender(contract, accounts, on, law=law).figure,
    "cooling_off": lambda contract, accounts, _, __, on, law: cooling_off(contract, accounts, on, law),
    "reduction": lambda contract, _, debts, asked, on, law: reduction(
        contract, on, (contract.sum_assured or Decimal(0)) - (asked.sum_assured or Decimal(0)), debts=debts, law=law
    ),
    "reinstatement": lambda contract, _, debts, __, on, law: reinstatement(contract, on, debts, law=law),
    "paid_up": lambda contract, _, debts, __, on, law: paid_up(contract, on, debts, law=law),
    "auto_advance": lambda contract, _, debts, __, on, law: auto_advance(contract, on, debts),
    "loan": lambda contract, _, debts, asked, on, law: loan_limit(
        contract, on, debts, asked=None if asked.amount is None else abs(asked.amount), law=law
    ),
    "maturity": lambda contract, accounts, _, __, on, law: maturity(contract, accounts, on),
    "survival": lambda contract, accounts, _, __, on, law: _survival(contract, accounts, on),
}
"""An item's ``figure`` → the calculation; 协议退保 and 借款清偿 have none: their amount is agreed or paid."""


class Figures:
    """Figures of policy lines against the products of one run. Value tables are indexed once for all lines."""

    def __init__(self, lines: Mapping[str, Line], references: Tables, claims: Table | None, law: Law) -> None:
        self._references, self._claims, self._law = references, claims, law
        self._known = dict(lines)
        self._place = {key: index for index, key in enumerate(self._known)}
        self._contracts: Contracts | None = None

    def of(self, kind: str, line: Line, asked: Asked, on: date) -> tuple[Figure | None, tuple[Finding, ...]]:
        """The figure of one line as it stands; None and findings where its contract cannot be read."""
        contract, findings = self._contract(line)
        if contract is None:
            return None, findings
        accounts = Accounts(loan=line.amount("loan"), advanced=line.amount("advanced_premium"))
        debts = line.amount("loan") + line.amount("advanced_premium")
        return CALCULATIONS[kind](contract, accounts, debts, asked, on, self._law), ()

    def contract_of(self, line: Line) -> Contract | None:
        """The contract of a line, None where its terms cannot be read."""
        return self._contract(line)[0]

    def _contract(self, line: Line) -> tuple[Contract | None, tuple[Finding, ...]]:
        if self._known.get(line.key) is not line:
            return self._read([line]).with_formula(0)
        if self._contracts is None:
            self._contracts = self._read(list(self._known.values()))
        return self._contracts.with_formula(self._place[line.key])

    def _read(self, lines: list[Line]) -> Contracts:
        products, values = self._references.of(Product), self._references.of(CashValue)
        claims = self._claims if self._claims is not None and self._claims.record is Claim else None
        return Contracts(as_table(lines), products, values, claims)

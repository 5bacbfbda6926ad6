"""What a request changes on a policy line beside the columns it names: debts, premiums, due days, the sum assured.

Amounts in yuan, each rounded once, half up to the fen. Sources: the contract; the proportions of 减保 and the single
premium of 减额交清 as in :mod:`core.values`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from core.money import yuan
from core.normalise.parsed import Value
from core.servicing.lines import Line
from core.values.contract import MONTHS, Contract
from core.values.figure import Figure
from core.values.reinstatement import unpaid_due_days

ZERO = Decimal(0)
Effect = Callable[[Line, Decimal, Contract | None, Figure | None, date], dict[str, Value]]
"""(line, amount as a positive number, contract, figure, effective day) → the columns that change."""


def settled(line: Line, *_: object) -> dict[str, Value]:
    """What is owed has been taken off the payment: loan and advanced premiums are 0."""
    return {name: ZERO for name in ("loan", "advanced_premium") if line.amount(name)}


def lent(line: Line, amount: Decimal, *_: object) -> dict[str, Value]:
    """The loan grows by what was lent."""
    return {"loan": line.amount("loan") + amount}


def repaid(line: Line, amount: Decimal, *_: object) -> dict[str, Value]:
    """The loan first, then the advanced premiums."""
    loan = min(line.amount("loan"), amount)
    advanced = line.amount("advanced_premium")
    changes: dict[str, Value] = {"loan": line.amount("loan") - loan}
    if amount > loan:
        changes["advanced_premium"] = advanced - min(advanced, amount - loan)
    return changes


def reinstated(
    line: Line, amount: Decimal, contract: Contract | None, figure: Figure | None, on: date
) -> dict[str, Value]:
    """Every premium due so far is paid, the debts with it; the next one is due on the 对应日 after."""
    if contract is None:
        return settled(line)
    due = unpaid_due_days(contract, on)
    changes: dict[str, Value] = {**settled(line)}
    if due:
        changes["next_due_on"] = contract.due_on(contract.last_due(due[-1])[0] + 1)
        changes["paid_premium"] = line.amount("paid_premium") + line.amount("first_premium") * len(due)
    return changes


def paid_up(
    line: Line, amount: Decimal, contract: Contract | None, figure: Figure | None, on: date
) -> dict[str, Value]:
    """The new sum assured; no premium is due any more; 已支付保费 becomes the single premium, the debts are in it."""
    single = next((step.result for step in figure.steps if step.name == "趸交保费"), None) if figure else None
    changes: dict[str, Value] = {
        "sum_assured": amount, "first_premium": ZERO, "annual_premium": ZERO, "next_due_on": None, **settled(line),
    }  # fmt: skip
    if single is not None:
        changes["paid_premium"] = yuan(single)
    return changes


def advanced(
    line: Line, amount: Decimal, contract: Contract | None, figure: Figure | None, on: date
) -> dict[str, Value]:
    """One premium is advanced: the debt grows, the premium counts as paid, the next one is due a period later.

    An advance of part of a premium buys days, not a period: the due day stays.
    """
    changes: dict[str, Value] = {"advanced_premium": line.amount("advanced_premium") + amount}
    due = line.day("next_due_on")
    if contract is not None and due is not None and amount == line.amount("first_premium"):
        changes["next_due_on"] = contract.due_on(contract.last_due(due)[0] + 1)
        changes["paid_premium"] = line.amount("paid_premium") + amount
    return changes


def nothing(*_: object) -> dict[str, Value]:
    """Money moves, the policy stays as it is."""
    return {}


EFFECTS: Mapping[str, Effect] = {
    "": nothing,
    "surrender": settled,
    "cooling_off": settled,
    "agreed": settled,
    "maturity": settled,
    "reduction": nothing,
    "reinstatement": reinstated,
    "paid_up": paid_up,
    "auto_advance": advanced,
    "loan": lent,
    "repayment": repaid,
    "survival": nothing,
}
"""The item's ``figure`` → what follows for the line; the proportions of 减保 are in :func:`in_proportion`."""


def in_proportion(line: Line, sum_assured: Decimal) -> dict[str, Value]:
    """减保: premiums and 已支付保费 fall as the sum assured does."""
    share = sum_assured / line.amount("sum_assured")
    names = ("first_premium", "annual_premium", "paid_premium")
    return {name: yuan(line.amount(name) * share) for name in names if line.values[name] is not None}


def re_rated(line: Line, premium: Decimal, frequency: str) -> dict[str, Value]:
    """A new premium from now on, the yearly one with it."""
    months = MONTHS.get(frequency)
    changes: dict[str, Value] = {"first_premium": premium}
    if months:
        changes["annual_premium"] = premium * (12 // months)
    return changes

"""万能 account: the charge of each policy year, debts, partial withdrawal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.values.accounts import Accounts
from core.values.contract import Contract
from core.values.figure import Figure
from core.values.universal import universal_surrender, withdrawal
from tests.contracts import contract, with_parameters

SCALE = tuple(Decimal(rate) for rate in ("0.05", "0.04", "0.03", "0.02", "0.01"))
BASE: Contract = with_parameters(
    contract(policy_years=None, design="万能型", table=None, premium_years=1, frequency="趸交", next_due_on=None),
    surrender_charges=SCALE,
)
NOTHING = Accounts()


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        (date(2023, 3, 9), "95000.00"),
        (date(2023, 3, 10), "96000.00"),
        (date(2027, 3, 9), "99000.00"),
        (date(2027, 3, 10), "100000.00"),
    ],
)
def test_the_charge_falls_on_each_anniversary_and_ends_after_year_five(on: date, amount: str) -> None:
    figure = universal_surrender(BASE, Decimal(100000), NOTHING, on)
    assert (figure.amount, codes(figure)) == (Decimal(amount), [])


def test_the_charge_is_taken_before_the_loan_comes_off() -> None:
    figure = universal_surrender(BASE, Decimal("100000.55"), Accounts(loan=Decimal(20000)), date(2023, 3, 10))
    assert figure.amount == Decimal("76000.53")


@pytest.mark.parametrize(
    ("base", "account", "code"),
    [
        (with_parameters(BASE, surrender_charges=()), Decimal(1), "charge-scale-missing"),
        (with_parameters(BASE, surrender_charges=(Decimal("0.05"), Decimal("1.5"))), Decimal(1), "charge-range"),
        (BASE, None, "missing"),
        (BASE, Decimal(-1), "negative-input"),
        (replace(BASE, status="终止"), Decimal(1), "contract-ended"),
    ],
)
def test_missing_or_impossible_facts_give_no_number(base: Contract, account: Decimal | None, code: str) -> None:
    figure = universal_surrender(base, account, NOTHING, date(2023, 3, 10))
    assert (figure.amount, codes(figure)) == (None, [code])


def test_a_charge_above_the_common_scale_is_noticed() -> None:
    base = with_parameters(BASE, surrender_charges=(Decimal("0.05"), Decimal("0.06")))
    figure = universal_surrender(base, Decimal(100), NOTHING, date(2023, 3, 10))
    assert (figure.amount, codes(figure)) == (Decimal("94.00"), ["charge-above-usual"])


def test_a_partial_withdrawal_pays_its_own_charge() -> None:
    figure = withdrawal(BASE, Decimal(100000), Decimal("30000"), Decimal("0.03"), date(2023, 3, 10))
    assert figure.amount == Decimal("29100.00")
    assert figure.steps[-1].result == Decimal(70000)


@pytest.mark.parametrize("taken", ["0", "-1", "100000.01"])
def test_more_than_the_account_or_nothing_is_refused(taken: str) -> None:
    figure = withdrawal(BASE, Decimal(100000), Decimal(taken), Decimal("0.03"), date(2023, 3, 10))
    assert (figure.amount, codes(figure)) == (None, ["withdrawal-range"])

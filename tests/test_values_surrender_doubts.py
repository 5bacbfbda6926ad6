"""Surrender: contradictory facts and contracts that do not stand are refused, doubtful ones referred."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.values.accounts import Accounts
from core.values.figure import Figure
from core.values.surrender import surrender
from tests.contracts import p2, with_parameters

ON = date(2023, 9, 26)  # day 200 of policy year 2
PAID = p2(next_due_on=date(2024, 3, 10))
NOTHING = Accounts()


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


@pytest.mark.parametrize(
    ("accounts", "code"),
    [
        (Accounts(loan=Decimal(-1)), "negative-input"),
        (Accounts(loan_interest=Decimal(1)), "interest-alone"),
        (Accounts(loan=Decimal(0), loan_interest=Decimal(1)), "interest-alone"),
    ],
)
def test_contradictory_accounts_are_refused(accounts: Accounts, code: str) -> None:
    figure = surrender(PAID, accounts, ON).figure
    assert figure.amount is None
    assert code in codes(figure)


@pytest.mark.parametrize(
    ("changes", "on", "code"),
    [
        ({"status": "待生效"}, ON, "not-started"),
        ({"status": "终止", "status_on": date(2023, 1, 1)}, ON, "contract-ended"),
        ({"status": "终止", "status_on": ON}, ON, "contract-ended"),
        ({}, date(2022, 3, 9), "before-cover"),
        ({"next_due_on": date(2027, 3, 10)}, date(2042, 3, 10), "contract-over"),
        ({"premium_status": "减额交清"}, ON, "paid-up-table"),
        ({"frequency": "周交"}, ON, "frequency-unknown"),
        ({"frequency": "趸交"}, ON, "frequency-contradicts"),
        ({"table": None}, ON, "missing"),
        ({"factor": None}, ON, "missing"),
        ({"table": None, "design": "万能型"}, ON, "universal-table"),
    ],
)
def test_a_contract_that_does_not_stand_is_refused(changes: dict[str, Any], on: date, code: str) -> None:
    figure = surrender(replace(PAID, **changes), NOTHING, on).figure
    assert figure.amount is None
    assert code in codes(figure)


def test_overdue_without_a_freeze_needs_the_arrears_and_takes_them_off() -> None:
    base = with_parameters(p2(next_due_on=date(2023, 3, 10)), overdue_freeze=False)
    assert "arrears-missing" in codes(surrender(base, NOTHING, ON).figure)
    assert surrender(base, Accounts(arrears=Decimal(10000)), ON).figure.amount == Decimal("3230.26")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"next_due_on": date(2024, 3, 11)}, "due-day-odd"),
        ({"next_due_on": date(2025, 3, 10)}, "prepaid"),
        ({"paid_premium": Decimal(30000)}, "paid-odd"),
        ({"design": "分红型"}, "dividends-missing"),
    ],
)
def test_doubtful_facts_are_referred_and_the_amount_stays(changes: dict[str, Any], code: str) -> None:
    figure = surrender(replace(PAID, **changes), NOTHING, ON).figure
    assert code in codes(figure)
    assert figure.amount == Decimal("13230.26")


def test_two_paid_premiums_of_ten_thousand_are_not_doubted() -> None:
    assert codes(surrender(replace(PAID, paid_premium=Decimal(20000)), NOTHING, ON).figure) == []

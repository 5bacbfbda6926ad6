"""自动垫交: whole premium, days of cover, or nothing, out of the value before the 宽限期 less debts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.values.auto_advance import auto_advance
from core.values.contract import Contract, YearTable
from core.values.figure import Figure
from tests.contracts import contract, with_parameters

DUE = date(2025, 3, 10)
ON = date(2025, 5, 10)


def overdue(clause: str = "全额", value: int = 12000) -> Contract:
    """The fourth premium of 10,000 is not paid; the value at the end of year 3 is ``value``."""
    values = (Decimal(1000), Decimal(2000), Decimal(value), *[Decimal(50000)] * 17)
    return with_parameters(contract(table=YearTable(values), next_due_on=DUE), auto_advance=clause)


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


def test_a_value_of_12_000_pays_a_premium_of_10_000() -> None:
    for clause in ("全额", "按日"):
        figure = auto_advance(overdue(clause), ON)
        assert figure.amount == 10000
        assert codes(figure) == ["advance-ends"]


def test_debts_come_off_the_value_first_and_an_equal_balance_is_enough() -> None:
    assert auto_advance(overdue(), ON, Decimal(2000)).amount == 10000
    short = auto_advance(overdue(), ON, Decimal("2000.01"))
    assert (short.amount, codes(short)) == (0, ["advance-short"])


def test_by_days_a_balance_of_4_000_buys_146_of_365_days() -> None:
    figure = auto_advance(overdue("按日"), ON, Decimal(8000))
    assert figure.amount == Decimal("4000.00")
    assert figure.steps[-1].inputs["垫交天数"] == "146"
    assert figure.steps[-1].note == "保障至2025-08-02 24时".replace(" ", "")


def test_by_days_a_day_begun_is_not_bought() -> None:
    figure = auto_advance(overdue("按日"), ON, Decimal("8000.01"))
    assert figure.steps[-1].inputs["垫交天数"] == "145"
    assert figure.amount == Decimal("3972.60")


def test_debts_above_the_value_buy_nothing() -> None:
    for clause in ("全额", "按日"):
        figure = auto_advance(overdue(clause), ON, Decimal(12001))
        assert (figure.amount, codes(figure)) == (0, ["advance-short"])


def test_the_value_of_the_overdue_year_is_never_counted() -> None:
    running = with_parameters(overdue(value=9999), overdue_freeze=False)
    assert auto_advance(running, ON).amount == 0


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (overdue("无"), "advance-off"),
        (overdue(""), "advance-off"),
        (replace(overdue(), next_due_on=date(2026, 3, 10)), "advance-none-due"),
        (replace(overdue(), next_due_on=date(2027, 3, 10)), "advance-none-due"),
        (replace(overdue(), frequency="趸交"), "advance-none-due"),
        (replace(overdue(), premium=None), "servicing-missing"),
        (replace(overdue(), status="中止(失效)"), "servicing-status"),
        (replace(overdue(), table=None), "missing"),
    ],
)
def test_where_nothing_is_advanced_there_is_no_amount(changed: Contract, code: str) -> None:
    figure = auto_advance(changed, ON)
    assert figure.amount is None
    assert code in codes(figure)


def test_a_monthly_premium_is_measured_on_its_own_month() -> None:
    monthly = replace(overdue("按日", value=500), frequency="月交", premium=Decimal(620))
    figure = auto_advance(monthly, ON)
    assert figure.steps[-1].inputs["当期天数"] == "31"
    assert (figure.steps[-1].inputs["垫交天数"], figure.amount) == ("25", Decimal("500.00"))

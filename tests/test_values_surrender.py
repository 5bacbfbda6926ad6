"""Surrender: value and balances less debts, the other ways out, the floor, the speed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.findings import Severity
from core.values.accounts import Accounts
from core.values.contract import Contract, YearTable
from core.values.figure import Figure, Label
from core.values.surrender import surrender
from tests.contracts import contract, p2

ON = date(2023, 9, 26)  # day 200 of policy year 2
PAID = p2(next_due_on=date(2024, 3, 10))
NOTHING = Accounts()


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


def test_p2_surrendered_on_day_200_pays_13230_26_from_the_contract_table() -> None:
    figure = surrender(PAID, NOTHING, ON).figure
    assert (figure.kind, figure.label, figure.amount) == ("退保金", Label.CONTRACT, Decimal("13230.26"))


def test_balances_are_added_and_debts_with_interest_come_off() -> None:
    accounts = Accounts(
        dividends=Decimal("100.10"),
        survival_balance=Decimal("200"),
        overpaid=Decimal("0.20"),
        loan=Decimal("4000"),
        loan_interest=Decimal("98.63"),
        advanced=Decimal("500"),
        advanced_interest=Decimal("5.05"),
        arrears=Decimal("60"),
        arrears_interest=Decimal("0.60"),
        other_debts=Decimal("1"),
    )
    # 13,230.26 + 300.30 − 4,665.28
    assert surrender(PAID, accounts, ON).figure.amount == Decimal("8865.28")


def test_the_sheet_names_every_item_and_the_thirty_days_of_article_47() -> None:
    figure = surrender(PAID, Accounts(loan=Decimal(4000), loan_interest=Decimal("98.63")), ON).figure
    taken, last = figure.steps[-2], figure.steps[-1]
    assert taken.inputs == {"借款本金": "4,000.00", "借款利息": "98.63"}
    assert "30日内退还投保人" in last.note
    assert any(basis.article == "第四十七条" for basis in last.basis)


def test_debts_above_the_value_are_a_finding_not_a_negative_number() -> None:
    figure = surrender(PAID, Accounts(loan=Decimal("13230.27")), ON).figure
    assert figure.amount is None
    assert codes(figure) == ["figure-below-zero"]


def test_the_day_before_it_ends_a_contract_can_still_be_surrendered() -> None:
    assert surrender(contract(next_due_on=date(2027, 3, 10)), NOTHING, date(2042, 3, 9)).figure.amount is not None


def test_inside_the_cooling_off_period_all_premiums_come_back() -> None:
    # signed 2022-03-15, 15 days from the next day: the last day is 2022-03-30
    base = contract(paid_premium=Decimal(10000), next_due_on=date(2023, 3, 10))
    last, after = (surrender(base, NOTHING, day).figure for day in (date(2022, 3, 30), date(2022, 3, 31)))
    assert (last.kind, last.amount) == ("犹豫期退保金", Decimal("10000.00"))
    # 2022-03-31: day 21 of 365, 1,000 × 21/365 + 10,000 × 344/365
    assert (after.kind, after.amount) == ("退保金", Decimal("9482.19"))


def test_without_a_receipt_the_table_value_is_given_and_referred() -> None:
    figure = surrender(replace(PAID, signed_on=None), NOTHING, ON).figure
    assert figure.amount == Decimal("13230.26")
    assert "receipt-missing" in codes(figure)


def test_a_floor_stands_beside_the_value_under_its_own_label() -> None:
    floor = YearTable((Decimal(4000), Decimal(9000)), label=Label.STATUTORY)
    figure, least = surrender(replace(PAID, floor=floor), NOTHING, ON)
    assert least is not None
    # 4,000 + 5,000 × 200/365 + 10,000 × 165/365
    assert (least.label, least.amount) == (Label.STATUTORY, Decimal("11260.27"))
    assert figure.amount == Decimal("13230.26")
    assert "below-minimum" not in codes(figure)


def test_a_table_below_the_floor_is_referred_with_both_amounts() -> None:
    floor = YearTable((Decimal(6000), Decimal(12000)), label=Label.STATUTORY)
    figure = surrender(replace(PAID, floor=floor), NOTHING, ON).figure
    found = next(finding for finding in figure.findings if finding.code == "below-minimum")
    assert found.severity is Severity.REFERRED
    assert "13,230.26" in found.message
    assert figure.amount == Decimal("13230.26")


def test_a_formula_table_gives_an_estimate_labelled_so() -> None:
    assert PAID.table is not None
    figure = surrender(replace(PAID, table=replace(PAID.table, label=Label.FORMULA)), NOTHING, ON).figure
    assert (figure.label_text, figure.stamps[0]) == ("公式（估算）", "估算")
    assert "estimate-only" in codes(figure)


def test_the_statutory_minimum_is_never_paid_out() -> None:
    assert PAID.table is not None
    with pytest.raises(ValueError, match="floor"):
        surrender(replace(PAID, table=replace(PAID.table, label=Label.STATUTORY)), NOTHING, ON)


def test_an_insured_who_is_not_the_policyholder_may_keep_the_contract() -> None:
    figure = surrender(replace(PAID, others_concerned=True), NOTHING, ON).figure
    found = next(finding for finding in figure.findings if finding.code == "keep-contract")
    assert found.basis[0].article == "第十七条"
    assert figure.amount == Decimal("13230.26")


@given(
    unit_values=st.lists(st.decimals(0, 999, places=2), min_size=2, max_size=2),
    sum_assured=st.integers(1, 10**7),
    loan=st.decimals(0, 1000, places=2),
    day=st.integers(0, 364),
)
@settings(max_examples=100)
def test_a_debt_lowers_the_surrender_by_itself(
    unit_values: list[Decimal], sum_assured: int, loan: Decimal, day: int
) -> None:
    base: Contract = replace(PAID, table=YearTable(tuple(unit_values)), factor=Decimal(sum_assured) / 1000)
    on = date(2023, 3, 10) + timedelta(days=day)
    free, owing = (surrender(base, accounts, on).figure for accounts in (NOTHING, Accounts(loan=loan)))
    assert free.amount is not None
    if free.amount != loan:
        assert owing.amount == (free.amount - loan if free.amount > loan else None)


def test_one_surrender_takes_well_under_a_millisecond() -> None:
    accounts = Accounts(loan=Decimal(4000), loan_interest=Decimal("98.63"))
    surrender(PAID, accounts, ON)
    runs = []
    for _ in range(5):
        began = perf_counter()
        for _ in range(100):
            surrender(PAID, accounts, ON)
        runs.append((perf_counter() - began) / 100)
    assert min(runs) < 0.5e-3

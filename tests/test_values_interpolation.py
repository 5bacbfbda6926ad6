"""The value inside the policy year: two published riders, and every option of a contract with its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.money import yuan
from core.values.contract import Contract, DayBasis, WithinYear, YearTable
from core.values.figure import Working
from core.values.interpolation import value_on
from tests.contracts import contract, on_day, p1, p2, value, with_parameters

PAID_UP = date(2027, 3, 10)


def refused(of: Contract, on: date, **asked: Any) -> list[str]:
    working = Working()
    assert value_on(of, of.table, on, working, **asked) is None
    return [finding.code for finding in working.findings]


def test_p1_after_the_benefit_of_year_12_is_drawn_runs_to_the_including_value_of_year_13() -> None:
    # 716.86 + (738.35 − 716.86) × 100/365; ending at 388.35 would give 626.86, starting at 1,016.86 would give 940.56.
    assert value(p1(next_due_on=PAID_UP), on_day(13, 100)) == Decimal("722.75")


@pytest.mark.parametrize(("drawn", "expected"), [(False, "1016.86"), (True, "716.86")])
def test_p1_on_the_benefit_day_the_value_has_the_benefit_until_it_is_drawn(drawn: bool, expected: str) -> None:
    assert value(p1(next_due_on=PAID_UP), on_day(13, 0), drawn) == Decimal(expected)


def test_on_a_benefit_day_nothing_is_worked_out_before_somebody_says_whether_it_is_drawn() -> None:
    assert refused(p1(next_due_on=PAID_UP), on_day(13, 0)) == ["drawn-unknown"]


def test_p2_paid_adds_the_unexpired_premium_gross() -> None:
    assert value(p2(next_due_on=date(2024, 3, 10)), on_day(2, 200)) == Decimal("13230.26")


@pytest.mark.parametrize("day", [0, 1, 200, 364])
def test_p2_unpaid_is_frozen_at_5073_on_any_day(day: int) -> None:
    assert value(p2(next_due_on=date(2023, 3, 10)), on_day(2, day)) == Decimal("5073.00")


def test_the_day_before_the_unpaid_premium_is_due_nothing_is_frozen() -> None:
    # Day 364 of year 1: 5,073 × 364/365 + 10,000 × 1/365.
    assert value(p2(next_due_on=date(2023, 3, 10)), on_day(1, 364)) == Decimal("5086.50")


def test_both_forms_agree_where_the_start_value_is_the_last_end_plus_the_premium() -> None:
    base = p2(next_due_on=date(2024, 3, 10))
    assert base.table is not None
    table = replace(base.table, at_start=(Decimal(10000), Decimal(15073)))
    other = with_parameters(replace(base, table=table), within_year=WithinYear.START_END)
    assert value(other, on_day(2, 200)) == value(base, on_day(2, 200))


def test_the_start_form_without_a_printed_start_value_is_refused_in_a_premium_year_only() -> None:
    base = with_parameters(contract(), within_year=WithinYear.START_END)
    assert refused(base, on_day(2, 200)) == ["start-value-missing"]
    assert value(base, on_day(7, 73)) == Decimal("6200.00")


def test_an_unstated_form_is_refused_while_premiums_run_and_harmless_afterwards() -> None:
    base = with_parameters(contract(), within_year=None)
    assert refused(base, on_day(2, 200)) == refused(base, on_day(5, 200)) == ["form-unknown"]
    assert value(base, on_day(6, 73)) == Decimal("5200.00")


@pytest.mark.parametrize(
    ("basis", "inclusive", "day", "expected"),
    [
        # Policy year 2 from 2023-03-10 has 366 days; the contract is paid up, values run from 1,000 to 2,000.
        (DayBasis.FIXED_365, False, 73, "1200.00"),
        (DayBasis.FIXED_365, True, 72, "1200.00"),
        (DayBasis.FIXED_365, False, 365, "2000.00"),
        (DayBasis.FIXED_365, True, 365, "2000.00"),
        (DayBasis.ACTUAL, False, 183, "1500.00"),
        (DayBasis.ACTUAL, False, 365, "1997.27"),
        (DayBasis.ACTUAL, True, 365, "2000.00"),
    ],
)
def test_days_are_counted_as_the_contract_writes(basis: DayBasis, inclusive: bool, day: int, expected: str) -> None:
    base = contract(premium_years=1, frequency="趸交", next_due_on=None)
    assert value(with_parameters(base, day_basis=basis, inclusive_day=inclusive), on_day(2, day)) == Decimal(expected)


def test_unstated_days_are_refused_only_in_a_year_of_366_days() -> None:
    base = with_parameters(contract(premium_years=1, frequency="趸交", next_due_on=None), day_basis=None)
    assert refused(base, on_day(2, 100)) == ["days-unknown"]
    assert value(base, on_day(2, 0)) == Decimal("1000.00")
    assert value(base, on_day(3, 73)) == Decimal("2200.00")


def test_a_monthly_premium_leaves_only_its_own_month_unexpired() -> None:
    # 2023-04-01: month from 2023-03-10 to 2023-04-10 has 31 days, 9 are left; 22 of 365 days of the year are gone.
    base = contract(frequency="月交", premium=Decimal(900), next_due_on=date(2023, 4, 10))
    assert value(base, date(2023, 4, 1)) == yuan(1000 + Decimal(1000) * 22 / 365 + Decimal(900) * 9 / 31)


def test_a_monthly_premium_overdue_inside_the_year_freezes_the_last_fully_paid_year() -> None:
    assert value(contract(frequency="月交", next_due_on=date(2024, 7, 10)), date(2024, 8, 1)) == Decimal("2000.00")


@pytest.mark.parametrize("status", ["自动垫交", "豁免"])
def test_an_advanced_or_waived_premium_is_not_overdue(status: str) -> None:
    base = p2(next_due_on=date(2023, 3, 10), premium_status=status)
    assert value(base, on_day(2, 200)) == Decimal("13230.26")


def test_without_a_freeze_a_lapsed_contract_is_valued_on_the_day_of_lapse() -> None:
    base = with_parameters(p2(next_due_on=date(2023, 3, 10)), overdue_freeze=False)
    lapsed = replace(base, status="中止(失效)", status_on=on_day(2, 61))
    assert value(lapsed, on_day(2, 300)) == value(base, on_day(2, 61))
    assert refused(replace(lapsed, status_on=None), on_day(2, 300)) == ["lapse-day-missing"]


def test_unstated_freeze_is_refused_only_when_a_premium_is_overdue() -> None:
    unstated = with_parameters(p2(next_due_on=date(2023, 3, 10)), overdue_freeze=None)
    assert refused(unstated, on_day(2, 200)) == ["freeze-unknown"]
    assert value(unstated, on_day(1, 200)) is not None


def test_no_next_due_day_is_refused_after_the_first_premium() -> None:
    assert refused(p2(next_due_on=None), on_day(2, 1)) == ["missing"]
    assert value(p2(next_due_on=None), on_day(1, 100)) is not None


def test_after_the_last_row_a_cover_for_life_keeps_the_last_value() -> None:
    table = YearTable((Decimal(10), Decimal(20), Decimal(30)))
    base = contract(policy_years=None, premium_years=1, frequency="趸交", next_due_on=None, table=table)
    assert value(base, on_day(9, 100)) == Decimal("30.00")


def test_the_last_year_of_an_endowment_runs_to_its_maturity_benefit_not_to_zero() -> None:
    # CV(19) = 19,000, 保额 50,000, half of the 20th year.
    assert value(contract(next_due_on=PAID_UP), on_day(20, 73)) == Decimal("25200.00")


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (YearTable((Decimal(1000), None, Decimal(3000))), "table-gap"),
        (YearTable((Decimal(1000), Decimal(-5), Decimal(3000))), "table-below-zero"),
        (YearTable((Decimal(1), Decimal(2)), (Decimal(1), Decimal(9)), (), (None, Decimal(3))), "table-contradicts"),
    ],
)
def test_a_broken_row_is_a_finding_not_a_number(table: YearTable, code: str) -> None:
    assert refused(contract(premium_years=1, frequency="趸交", table=table), on_day(2, 100)) == [code]


def test_a_value_left_in_the_last_row_of_an_endowment_is_asked_about() -> None:
    rows = tuple(Decimal(1000 * year) for year in range(1, 21))
    assert refused(contract(next_due_on=PAID_UP, table=YearTable(rows)), on_day(20, 5)) == ["last-row-unclear"]


def test_the_steps_show_the_form_and_the_rows_used() -> None:
    working, base = Working(), p2(next_due_on=date(2024, 3, 10))
    value_on(base, base.table, on_day(2, 200), working)
    names = [step.name for step in working.steps]
    assert names[-3:] == ["两端值插值", "未经过的当期保费", "当日现金价值"]
    assert {"第1年末（不含生存金）", "第2年末（含生存金）"} <= set(names)

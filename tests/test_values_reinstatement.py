"""复效: until when, what is overdue, and interest by each start and way of compounding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.values.contract import Contract
from core.values.figure import Figure
from core.values.reinstatement import last_reinstatement_day, reinstatement, unpaid_due_days
from tests.contracts import contract, with_parameters

DUE = date(2024, 3, 10)
LAPSED = date(2024, 5, 10)  # 60 days after the due day are over


def lapsed(**parameters: object) -> Contract:
    """10,000 a year, two of five premiums paid, lapsed on 2024-05-10; 5 % simple interest from the due day."""
    wanted = {
        "reinstatement_rate": Decimal("0.05"),
        "reinstatement_start": "应交日",
        "reinstatement_compounding": "单利",
        "grace_days": 60,
        "grace_start": "next_day",
    }
    plain = contract(status="中止(失效)", status_on=LAPSED, next_due_on=DUE)
    return with_parameters(plain, **(wanted | parameters))


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


@pytest.mark.parametrize(
    ("start", "compounding", "amount"),
    [
        ("应交日", "单利", "20787.67"),  # 470 and 105 days at 5 %
        ("宽限期末", "单利", "20620.55"),  # 409 and 44 days
        ("应交日", "复利", "20794.86"),  # a year and 105 days, 105 days
    ],
)
def test_two_premiums_and_their_interest(start: str, compounding: str, amount: str) -> None:
    policy = lapsed(reinstatement_start=start, reinstatement_compounding=compounding)
    assert reinstatement(policy, date(2025, 6, 23)).amount == Decimal(amount)


def test_every_premium_due_up_to_the_day_is_collected_and_none_after_the_premium_period() -> None:
    assert unpaid_due_days(lapsed(), date(2024, 5, 20)) == [DUE]
    assert unpaid_due_days(lapsed(), date(2025, 3, 9)) == [DUE]
    assert unpaid_due_days(lapsed(), date(2025, 3, 10)) == [DUE, date(2025, 3, 10)]
    assert len(unpaid_due_days(lapsed(), date(2040, 1, 1))) == 3
    assert unpaid_due_days(replace(lapsed(), next_due_on=date(2027, 3, 10)), date(2027, 4, 1)) == []


def test_monthly_premiums_keep_the_31st_and_fall_back_in_short_months() -> None:
    monthly = replace(lapsed(), frequency="月交", effective_on=date(2022, 1, 31), next_due_on=date(2024, 1, 31))
    days = unpaid_due_days(monthly, date(2024, 4, 30))
    assert days == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


def test_debts_are_paid_back_with_the_arrears() -> None:
    without, with_loan = (reinstatement(lapsed(), LAPSED, Decimal(debt)) for debt in (0, 1234))
    assert without.amount is not None
    assert with_loan.amount == without.amount + 1234


def test_two_years_from_the_lapse_and_not_a_day_more() -> None:
    assert last_reinstatement_day(LAPSED) == date(2026, 5, 10)
    assert reinstatement(lapsed(), date(2026, 5, 10)).amount is not None
    late = reinstatement(lapsed(), date(2026, 5, 11))
    assert (late.amount, codes(late)[0]) == (None, "reinstatement-late")
    assert "按中止时的现金价值退还" in late.findings[0].fix
    assert late.findings[0].basis[0].article == "第三十七条"


def test_a_lapse_on_29_february_ends_on_28_february() -> None:
    assert last_reinstatement_day(date(2024, 2, 29)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("parameters", "what"),
    [
        ({"reinstatement_rate": None}, "复效利率"),
        ({"reinstatement_start": ""}, "复效计息起点"),
        ({"reinstatement_compounding": "按季"}, "复效计息方式"),
    ],
)
def test_interest_that_is_not_stated_is_not_guessed(parameters: dict[str, object], what: str) -> None:
    figure = reinstatement(lapsed(**parameters), date(2024, 6, 1))
    assert figure.amount is None
    assert f"缺少{what}，不能计算复效应交金额" in [finding.message for finding in figure.findings]


def test_a_rate_of_zero_needs_neither_start_nor_compounding() -> None:
    free = lapsed(reinstatement_rate=Decimal(0), reinstatement_start="", reinstatement_compounding="")
    assert reinstatement(free, date(2025, 6, 23)).amount == 20000


@pytest.mark.parametrize("changes", [{"status": "有效"}, {"status_on": None}, {"premium": None}, {"next_due_on": None}])
def test_policies_without_what_is_needed_have_no_amount(changes: dict[str, object]) -> None:
    assert reinstatement(replace(lapsed(), **changes), date(2024, 6, 1)).amount is None  # type: ignore[arg-type]


def test_the_clerk_is_told_that_suicide_and_waiting_periods_begin_again_and_of_30_days() -> None:
    figure = reinstatement(lapsed(), date(2024, 6, 1))
    restart, refusal = figure.findings
    assert "自杀条款的期间重新计算" in restart.message
    assert restart.basis[0].article == "第四十四条"
    assert "30日内未明确拒绝的，视为同意" in refusal.message


def test_each_premium_and_its_interest_is_one_step() -> None:
    steps = reinstatement(lapsed(), date(2025, 6, 23)).steps
    assert [step.name for step in steps] == [
        "距复效期限",
        "第1笔欠交保费",
        "第1笔欠交保费利息",
        "第2笔欠交保费",
        "第2笔欠交保费利息",
        "复效应交金额",
    ]
    assert (steps[2].inputs["天数"], steps[4].inputs["天数"]) == ("470", "105")

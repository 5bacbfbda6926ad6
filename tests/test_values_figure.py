"""Figures: no amount beside a refusal, one label at a time, rounded once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.findings import Basis, Finding, Severity, Status, Where
from core.values.figure import Figure, Label, Working, amount_text, percent, total

ON = date(2026, 11, 22)
REFUSED = Finding("x", Severity.REFUSED, Where(), "", "缺保额", "补填")
NOTICE = Finding("y", Severity.NOTICE, Where(), "", "请核对", "核对")


def figure(amount: str | None, label: Label = Label.CONTRACT, estimate: bool = False) -> Figure:
    return Figure("退保金", label, None if amount is None else Decimal(amount), ON, estimate=estimate)


def test_the_amount_is_rounded_once_half_up_and_the_step_keeps_every_digit() -> None:
    working = Working()
    value = working.step("现金价值", {"天数": "200天"}, "a×b", Decimal("2.675"))
    made = working.figure("退保金", Label.CONTRACT, value, ON)
    assert (made.amount, made.steps[0].result) == (Decimal("2.68"), Decimal("2.675"))


def test_a_refusal_leaves_no_amount_but_keeps_the_steps() -> None:
    working = Working(findings=[REFUSED])
    working.step("现金价值", {}, "a", Decimal(5))
    made = working.figure("退保金", Label.CONTRACT, Decimal(5), ON)
    assert made.amount is None
    assert len(made.steps) == 1


def test_a_notice_does_not_take_the_amount_away() -> None:
    assert Working(findings=[NOTICE]).figure("退保金", Label.CONTRACT, Decimal(5), ON).amount == 5


def test_below_zero_is_a_finding_not_a_number() -> None:
    made = Working().figure("退保金", Label.CONTRACT, Decimal("-0.005"), ON)
    assert made.amount is None
    assert made.findings[0].code == "figure-below-zero"


def test_less_than_half_a_fen_below_zero_is_nothing() -> None:
    assert Working().figure("退保金", Label.CONTRACT, Decimal("-0.0049"), ON).amount == Decimal("0.00")


def test_an_amount_beside_a_refusal_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="refused"):
        Figure("退保金", Label.CONTRACT, Decimal(1), ON, findings=(REFUSED,))


def test_an_unrounded_amount_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="fen"):
        figure("1.005")


def test_only_a_formula_can_be_an_estimate() -> None:
    with pytest.raises(ValueError, match="estimate"):
        figure("1", Label.CONTRACT, estimate=True)
    assert figure("1", Label.FORMULA, estimate=True).label_text == "公式（估算）"


def test_each_cover_is_rounded_before_they_are_added() -> None:
    parts = [Working().figure("退保金", Label.CONTRACT, Decimal("1.005"), ON) for _ in range(2)]
    assert total(parts) == Decimal("2.02")


def test_a_sum_with_a_missing_part_is_missing() -> None:
    assert total([figure("1.00"), figure(None)]) is None


@pytest.mark.parametrize("other", [figure("1", Label.STATUTORY), figure("1", Label.FORMULA)])
def test_labels_are_never_added_up(other: Figure) -> None:
    with pytest.raises(ValueError, match="labels"):
        total([figure("1"), other])


def test_an_estimate_is_never_added_to_a_plain_formula() -> None:
    with pytest.raises(ValueError, match="labels"):
        total([figure("1", Label.FORMULA), figure("1", Label.FORMULA, estimate=True)])


def test_an_unconfirmed_basis_is_stamped_and_listed_once() -> None:
    basis = (Basis("某公告", "第二条", status=Status.UNCONFIRMED), Basis("合同", status=Status.COMPANY))
    working = Working()
    for _ in range(2):
        working.step("费用", {}, "a", Decimal(1), basis)
    made = working.figure("退保金", Label.FORMULA, Decimal(1), ON, estimate=True)
    assert made.stamps == ("估算", "待确认：某公告第二条")
    assert made.basis == basis


@pytest.mark.parametrize(
    ("amount", "text"),
    [("5073", "5,073.00"), ("9636.7123287671", "9,636.712329"), ("-0.5", "-0.50"), ("1234567.1", "1,234,567.10")],
)
def test_amounts_show_two_to_six_places(amount: str, text: str) -> None:
    assert amount_text(Decimal(amount)) == text


def test_rates_show_as_percent_without_trailing_zeros() -> None:
    assert [percent(Decimal(rate)) for rate in ("0.035", "0.05", "1", "0.10")] == ["3.5%", "5%", "100%", "10%"]

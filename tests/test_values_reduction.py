"""减保: the part paid, what is left, the yearly cap and the least that must stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.findings import Severity
from core.money import yuan
from core.values.contract import Contract
from core.values.figure import Figure
from core.values.reduction import reduction
from tests.contracts import contract, p2, with_parameters

ON = date(2027, 3, 10)


def policy(**parameters: object) -> Contract:
    """SA 50,000, premiums over, value 5,000 at the end of year 5."""
    wanted = {"reduction_yearly_cap": Decimal("0.2"), "reduction_minimum": Decimal(10000)}
    return with_parameters(contract(), **(wanted | parameters))


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


def test_a_fifth_of_the_sum_assured_pays_a_fifth_of_the_value() -> None:
    figure = reduction(policy(), ON, Decimal(10000))
    assert figure.amount == 1000
    assert figure.label_text == "合同"
    assert codes(figure) == []
    after = {step.name: step.result for step in figure.steps if step.name.startswith("减保后")}
    assert after == {"减保后保额": 40000, "减保后每期保费": 8000, "减保后已支付保费": 40000}


def test_a_third_of_13230_26_is_rounded_once() -> None:
    paying = with_parameters(replace(p2(), next_due_on=date(2024, 3, 10)), reduction_yearly_cap=Decimal(1))
    figure = reduction(paying, date(2023, 9, 26), Decimal(50000) / 3)
    exact = next(step.result for step in figure.steps if step.name == "当日现金价值")
    assert yuan(exact) == Decimal("13230.26")
    assert figure.amount == yuan(exact / 3)
    assert figure.amount == Decimal("4410.09")


def test_reductions_of_the_same_policy_year_count_together_against_the_first_sum_assured() -> None:
    within = reduction(policy(), ON, Decimal(4000), first_sum_assured=Decimal(60000), reduced_before=Decimal(8000))
    assert within.amount == 400
    above = reduction(policy(), ON, Decimal("4000.01"), first_sum_assured=Decimal(60000), reduced_before=Decimal(8000))
    assert (above.amount, codes(above)) == (None, ["reduction-cap"])
    assert "超过最初保额的20%（12,000.00元）" in above.findings[0].message


def test_a_silent_contract_is_held_against_the_usual_cap_by_a_person() -> None:
    silent = reduction(policy(reduction_yearly_cap=None), ON, Decimal(20000))
    assert silent.amount == 2000
    assert codes(silent) == ["reduction-cap-assumed", "reduction-cap-usual"]
    assert {finding.severity for finding in silent.findings} == {Severity.REFERRED}


def test_less_than_the_minimum_may_not_be_left() -> None:
    at_minimum = reduction(policy(reduction_yearly_cap=Decimal(1)), ON, Decimal(40000))
    assert at_minimum.amount == 4000
    below = reduction(policy(reduction_yearly_cap=Decimal(1)), ON, Decimal("40000.01"))
    assert (below.amount, codes(below)) == (None, ["reduction-minimum"])


@pytest.mark.parametrize("reduced", ["0", "-1", "50000", "50001"])
def test_nothing_and_everything_are_no_reduction(reduced: str) -> None:
    figure = reduction(policy(reduction_yearly_cap=Decimal(2)), ON, Decimal(reduced))
    assert figure.amount is None
    assert "reduction-range" in codes(figure)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"premium_status": "减额交清"}, "reduction-after-paid-up"),
        ({"status": "中止(失效)"}, "servicing-status"),
        ({"sum_assured": None}, "servicing-missing"),
        ({"table": None}, "missing"),
    ],
)
def test_policies_that_cannot_be_reduced(changes: dict[str, object], code: str) -> None:
    figure = reduction(replace(policy(), **changes), ON, Decimal(10000))  # type: ignore[arg-type]
    assert figure.amount is None
    assert code in codes(figure)


def test_debts_stay_and_are_pointed_at() -> None:
    figure = reduction(policy(), ON, Decimal(10000), debts=Decimal(3900))
    assert figure.amount == 1000
    assert figure.findings[-1].message == "有贷款等债务3,900.00元，减保后现金价值为4,000.00元"


def test_a_policy_under_two_years_goes_to_a_person() -> None:
    young = replace(policy(), next_due_on=date(2024, 3, 10))
    assert "servicing-early" in codes(reduction(young, date(2024, 3, 9), Decimal(10000)))
    old = replace(policy(), next_due_on=date(2025, 3, 10))
    assert "servicing-early" not in codes(reduction(old, date(2024, 3, 10), Decimal(10000)))

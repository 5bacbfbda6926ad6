"""减额交清: the contract's table first, debts, rounding, and an estimate that says it is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.findings import Basis, Severity
from core.values.basis import DeathTiming, ValueBasis
from core.values.benefits import endowment
from core.values.contract import Contract, YearTable
from core.values.figure import Figure, Label
from core.values.mortality import MortalityTable
from core.values.net_single_premium import net_single_premium
from core.values.paid_up import NetSinglePremium, paid_up
from tests.contracts import contract, with_parameters
from tests.test_values_sult import makeham_q

REQUEST = date(2025, 4, 1)


def unpaid_in_year_4(**changes: object) -> Contract:
    """Three of five premiums paid, the one of 2025-03-10 not; 保额 50,000 of units of 1,000; CV 150,000 then.

    The paid-up table gives 123.456 per 1,000 after three years.
    """
    values = (*(Decimal(1000 * year) for year in range(1, 20)), Decimal(0))
    sums = (Decimal("40.1"), Decimal("81.25"), Decimal("123.456"), Decimal("170"))
    table = YearTable(values, paid_up=sums, name="测试表")
    plain = contract(table=table, factor=Decimal(50), next_due_on=date(2025, 3, 10))
    return with_parameters(replace(plain, **changes), paid_up_rounding="四舍五入")  # type: ignore[arg-type]


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


def test_three_years_paid_give_the_table_sum_of_year_3_times_50_units() -> None:
    figure = paid_up(unpaid_in_year_4(), REQUEST)
    assert (figure.amount, figure.label) == (Decimal("6172.80"), Label.CONTRACT)
    assert not figure.estimate
    assert codes(figure) == ["paid-up-after"]
    assert figure.steps[-1].note == "原保额50,000.00元"


def test_debts_of_a_tenth_of_the_value_take_a_tenth_of_the_sum_and_a_person_looks_at_it() -> None:
    figure = paid_up(unpaid_in_year_4(), REQUEST, Decimal(15000))
    assert figure.amount == Decimal("5555.52")
    assert "paid-up-debts" in codes(figure)
    assert [step.result for step in figure.steps if step.name == "趸交保费"] == [Decimal(135000)]


def test_the_premium_of_the_due_day_is_never_in_the_value_even_where_values_are_not_frozen() -> None:
    running = with_parameters(unpaid_in_year_4(), overdue_freeze=False)
    assert paid_up(running, REQUEST).amount == Decimal("6172.80")
    assert paid_up(running, REQUEST).steps == paid_up(unpaid_in_year_4(), REQUEST).steps


def test_a_grace_period_that_counts_the_due_day_takes_the_value_of_the_day_before_it() -> None:
    early = with_parameters(unpaid_in_year_4(), grace_start="due")
    balance = next(step for step in paid_up(early, REQUEST).steps if step.name == "趸交保费")
    # Year 3, day 364 of 365: 100,000 + 50,000 × 364/365, and 1/365 of the third premium of 10,000.
    assert balance.inputs["宽限期前一日"] == "2025-03-09"
    assert round(balance.result, 2) == round(Decimal(100000) + Decimal(50000 * 364 + 10000) / 365, 2)


@pytest.mark.parametrize(("way", "amount"), [("四舍五入", "1234.57"), ("截断", "1234.56")])
def test_a_broken_fen_by_each_way_of_rounding(way: str, amount: str) -> None:
    one_unit = replace(unpaid_in_year_4(), factor=Decimal("10.00005"))
    assert paid_up(with_parameters(one_unit, paid_up_rounding=way), REQUEST).amount == Decimal(amount)


def test_an_unknown_way_of_rounding_is_refused_only_where_it_matters() -> None:
    whole = with_parameters(unpaid_in_year_4(), paid_up_rounding="")
    assert paid_up(whole, REQUEST).amount == Decimal("6172.80")
    broken = paid_up(replace(whole, factor=Decimal("10.00005")), REQUEST)
    assert broken.amount is None
    assert broken.findings[-2].message.endswith("（1234.57元、1234.56元）")


def test_without_a_paid_up_table_there_is_no_amount() -> None:
    figure = paid_up(replace(unpaid_in_year_4(), table=YearTable((Decimal(1000),) * 20)), REQUEST)
    assert figure.amount is None
    assert codes(figure) == ["servicing-missing"]
    assert figure.findings[0].message == "缺少第3保单年度的减额交清保额，不能计算减额交清保额"


def test_without_a_paid_up_table_a_stated_single_premium_gives_an_estimate_labelled_so() -> None:
    bare = replace(unpaid_in_year_4(), table=YearTable((Decimal(1000),) * 20))
    figure = paid_up(bare, REQUEST, Decimal(10000), single_premium=NetSinglePremium(Decimal("0.5"), {"规则": "教材"}))
    assert (figure.amount, figure.label, figure.label_text) == (Decimal("80000.00"), Label.FORMULA, "公式（估算）")
    assert "估算" in figure.stamps
    assert "paid-up-no-table" in codes(figure)
    assert figure.steps[-2].inputs["规则"] == "教材"


def test_the_contract_table_goes_before_any_single_premium() -> None:
    figure = paid_up(unpaid_in_year_4(), REQUEST, single_premium=NetSinglePremium(Decimal("0.5")))
    assert (figure.amount, figure.label) == (Decimal("6172.80"), Label.CONTRACT)


def test_the_standard_endowment_of_100_000_on_40_is_paid_up_at_10_for_61657_32() -> None:
    table = MortalityTable("", "SULT", "", makeham_q(), Basis("Makeham"))
    basis = ValueBasis("教材", table, 0.05, 0.0, (0.0,), 1.0, 20, None, DeathTiming.YEAR_END)
    single, findings = net_single_premium(endowment(40, 20, 20, 100000.0), basis, 10, 100000.0)
    assert findings == ()
    assert single is not None
    assert round(single.per_yuan, 5) == Decimal("0.61643")
    ten_paid = contract(
        policy_years=20,
        premium_years=20,
        table=YearTable((None,) * 9 + (Decimal("38007.3206"),) + (None,) * 10, label=Label.FORMULA),
        next_due_on=date(2032, 3, 10),
    )
    figure = paid_up(ten_paid, date(2032, 3, 10), single_premium=single)
    assert figure.amount is not None
    assert abs(figure.amount - Decimal("61657.32")) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": "中止(失效)"}, "servicing-status"),
        ({"premium_status": "减额交清"}, "servicing-status"),
        ({"frequency": "趸交"}, "paid-up-nothing-due"),
        ({"next_due_on": date(2027, 3, 10)}, "paid-up-nothing-due"),
        ({"next_due_on": None}, "servicing-missing"),
    ],
)
def test_a_policy_that_cannot_be_made_paid_up_has_no_amount(changes: dict[str, object], code: str) -> None:
    figure = paid_up(unpaid_in_year_4(**changes), REQUEST)
    assert figure.amount is None
    assert code in codes(figure)


def test_debts_that_eat_the_value_leave_nothing_to_convert() -> None:
    figure = paid_up(unpaid_in_year_4(), REQUEST, Decimal(150000))
    assert figure.amount is None
    assert codes(figure) == ["servicing-debts"]


def test_a_request_ahead_of_the_due_day_is_worked_out_for_that_day() -> None:
    figure = paid_up(unpaid_in_year_4(), date(2025, 2, 1))
    assert figure.amount == Decimal("6172.80")
    assert "paid-up-ahead" in codes(figure)


def test_a_policy_of_one_year_goes_to_a_person() -> None:
    figure = paid_up(unpaid_in_year_4(next_due_on=date(2023, 3, 10)), date(2023, 3, 10))
    early = next(finding for finding in figure.findings if finding.code == "servicing-early")
    assert early.severity is Severity.REFERRED
    assert figure.amount == Decimal("2005.00")

"""保全 with money: the figure, what it does to the policy, the second account that signs off, and the totals.

The policy: 保额 100,000 at 每 1,000 元 (100 units), premium 1,000 a year since 2024-03-01, paid up to 2027. Year-end
values per unit 5, 15, 25. Year 3 begins at 15 × 100 + 1,000 = 2,500 yuan and ends at 25 × 100: 2,500 on every day.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.ledger.current import load_table
from core.ledger.undo import undo
from core.records.event import PolicyEvent
from tests.servicing import Planned, confirm, markdown, policy, prepare, set_up, view

NEXT_DUE = "交费对应日(下次应交日)"
INSURED = {
    "保单号": "P1", "投保日": "2024-02-20", "回执日": "2024-03-05", "被保险人性别": "男",
    "被保险人出生日期": "1988-06-01",
}  # fmt: skip
LISTS = """
| 产品 | 险种代码 | 开售日     | 自动垫交 | 满期金 |
|      | WL       | 2024-01-01 | 全额     | 保额   |
| 现金价值表 | 险种代码 | 投保年龄 | 保单年度 | 年末现金价值 | 减额交清保额 |
|            | WL       | 35       | 1        | 5            | 8            |
|            | WL       | 35       | 2        | 15           | 18           |
|            | WL       | 35       | 3        | 25           | 28           |
"""


def asked(ledger: sqlite3.Connection, held: dict[str, str], account: str = "wangwu", **cells: str) -> Planned:
    """A completed request on the policy, prepared by lisi, signed off by zhaoliu, received on 2026-10-20."""
    set_up(ledger, markdown({**INSURED, **held}))
    usual = {
        "受理号": "BQ1", "受理日时": "2026-10-20", "保单号": "P1", "办结日": "2026-10-20", "经办人": "lisi",
        "复核人": "zhaoliu", "批单号": "PD1",
    }  # fmt: skip
    whole = {**usual, **cells}
    text = f"| {' | '.join(whole)} |\n| {' | '.join(whole.values())} |"
    return prepare(ledger, text, lists=LISTS, account=account)


def event(ledger: sqlite3.Connection) -> Any:
    return load_table(ledger, PolicyEvent).record_at(0)


@pytest.mark.parametrize(("loan", "amount"), [("0", "-2500"), ("500", "-2000"), ("0", "")])
def test_a_surrender_pays_value_less_loan_and_ends_the_policy_with_its_reason(
    ledger: sqlite3.Connection, loan: str, amount: str
) -> None:
    confirm(ledger, asked(ledger, {"借款": loan}, 保全项目="退保", 涉费金额=amount))
    assert policy(ledger, "P1", "status", "termination_reason", "status_on", "loan") == (
        "终止", "退保", date(2026, 10, 20), Decimal(0),
    )  # fmt: skip
    assert (event(ledger).amount, event(ledger).status_before) == (Decimal(int(loan) - 2500), "有效")


@pytest.mark.parametrize("amount", ["-2500.01", "-2499.99", "2500"])
def test_an_amount_that_is_not_the_figure_is_refused(ledger: sqlite3.Connection, amount: str) -> None:
    planned = asked(ledger, {}, 保全项目="退保", 涉费金额=amount)
    assert planned.codes == ["S09"]
    assert "复算为-2,500.00元" in planned.plan.findings[0].message


def test_nothing_is_paid_on_an_estimate(ledger: sqlite3.Connection) -> None:
    planned = asked(ledger, {"险种代码": "XX"}, 保全项目="退保")
    assert "S16" in planned.codes
    assert planned.servicing.events == []


@pytest.mark.parametrize(("amount", "found"), [("-2000", []), ("-2000.01", ["S16"])])
def test_a_loan_goes_up_to_80_percent_of_the_value(ledger: sqlite3.Connection, amount: str, found: list[str]) -> None:
    planned = asked(ledger, {}, 保全项目="保单贷款", 涉费金额=amount)
    assert planned.codes == found
    if not found:
        confirm(ledger, planned)
        assert policy(ledger, "P1", "loan", "status") == (Decimal(2000), "有效")


def test_a_loan_without_an_amount_is_refused(ledger: sqlite3.Connection) -> None:
    assert asked(ledger, {}, 保全项目="保单贷款").codes == ["S19"]


def test_a_reduction_pays_its_share_and_premiums_fall_with_it(ledger: sqlite3.Connection) -> None:
    reduction = {"保全项目": "减保", "变更内容": "保额", "变更前": "100000", "变更后": "80000"}
    confirm(ledger, asked(ledger, {}, **reduction))
    assert event(ledger).amount == Decimal(-500)
    columns = ("sum_assured", "first_premium", "annual_premium", "paid_premium")
    assert policy(ledger, "P1", *columns) == (Decimal(80000), Decimal(800), Decimal(800), Decimal(2400))


def test_a_reduction_above_the_yearly_cap_is_refused(ledger: sqlite3.Connection) -> None:
    planned = asked(ledger, {}, 保全项目="减保", 变更内容="保额", 变更后="79999")
    assert "S16" in planned.codes
    assert planned.servicing.events == []


def test_paid_up_takes_the_printed_sum_and_no_premium_is_due_any_more(ledger: sqlite3.Connection) -> None:
    confirm(ledger, asked(ledger, {}, 保全项目="减额交清"))
    columns = ("sum_assured", "premium_status", "first_premium", "next_due_on", "paid_premium")
    assert policy(ledger, "P1", *columns) == (Decimal(2800), "减额交清", Decimal(0), None, Decimal(2500))
    assert event(ledger).amount is None


LAPSED = {
    "保单状态": "中止(失效)",
    "状态日期": "2026-05-01",
    NEXT_DUE: "2026-03-01",
    "累计保费": "2000",
}


def test_a_reinstatement_collects_premium_and_interest_and_needs_the_underwriters_word(
    ledger: sqlite3.Connection,
) -> None:
    # 1,000 from 2026-03-01 to 2026-10-20, 233 days at 5 % simple: 1,000 × 0.05 × 233 / 365 = 31.917…
    confirm(ledger, asked(ledger, LAPSED, 保全项目="复效", 核保结论="标准体", 涉费金额="1031.92"))
    assert policy(ledger, "P1", "status", "next_due_on", "paid_premium") == (
        "有效", date(2027, 3, 1), Decimal(3000),
    )  # fmt: skip
    assert event(ledger).amount == Decimal("1031.92")


@pytest.mark.parametrize("conclusion", ["", "延期", "拒保"])
def test_without_the_underwriters_consent_nothing_is_reinstated(ledger: sqlite3.Connection, conclusion: str) -> None:
    assert asked(ledger, LAPSED, 保全项目="复效", 核保结论=conclusion).codes == ["S08"]


@pytest.mark.parametrize("no_due_day", ["2026-02-28", "2026-03-02", "2026-09-01"])
@pytest.mark.parametrize("amount", ["1031.92", ""])
def test_a_reinstatement_from_a_day_that_is_no_due_day_moves_nothing(
    ledger: sqlite3.Connection, no_due_day: str, amount: str
) -> None:
    """Premiums fall due on 1 March: from any other 下次应交日 nobody can say which of them are unpaid."""
    held = {**LAPSED, NEXT_DUE: no_due_day}
    planned = asked(ledger, held, 保全项目="复效", 核保结论="标准体", 涉费金额=amount)
    assert f"下次应交日{no_due_day}不是该保单的应交日" in planned.plan.findings[0].message
    assert (planned.servicing.events, planned.plan.batches) == ([], [])
    confirm(ledger, planned)
    assert policy(ledger, "P1", "status", "next_due_on", "paid_premium") == (
        "中止(失效)", date.fromisoformat(no_due_day), Decimal(2000),
    )  # fmt: skip


def test_an_advanced_premium_becomes_a_debt_and_the_next_one_is_due_a_year_later(ledger: sqlite3.Connection) -> None:
    overdue = {
        "保单状态": "宽限期",
        "状态日期": "2026-09-01",
        NEXT_DUE: "2026-09-01",
        "生效日": "2024-09-01",
    }
    confirm(ledger, asked(ledger, {**overdue, "投保日": "2024-02-29", "累计保费": "2000"}, 保全项目="自动垫交"))
    columns = ("status", "premium_status", "advanced_premium", "next_due_on", "paid_premium")
    assert policy(ledger, "P1", *columns) == (
        "有效", "自动垫交", Decimal(1000), date(2027, 9, 1), Decimal(3000),
    )  # fmt: skip


SHORT = {"交费期": "2年", "保险期间": "2年", "满期日": "2026-03-01", NEXT_DUE: "2026-03-01"}


def test_a_maturity_benefit_is_paid_on_the_day_and_ends_the_policy(ledger: sqlite3.Connection) -> None:
    cells = {"保全项目": "满期给付", "受理日时": "2026-03-01", "办结日": "2026-03-02"}
    confirm(ledger, asked(ledger, SHORT, **cells))
    assert event(ledger).amount == Decimal(-100000)
    assert policy(ledger, "P1", "status", "termination_reason") == ("终止", "满期")


def test_before_the_day_there_is_no_maturity_benefit(ledger: sqlite3.Connection) -> None:
    cells = {"保全项目": "满期给付", "受理日时": "2026-02-28", "办结日": "2026-02-28"}
    assert "S22" in asked(ledger, SHORT, **cells).codes


def test_what_the_parties_agreed_on_is_paid_as_registered(ledger: sqlite3.Connection) -> None:
    confirm(ledger, asked(ledger, {}, 保全项目="协议退保", 涉费金额="-1234.56"))
    assert event(ledger).amount == Decimal("-1234.56")
    assert policy(ledger, "P1", "termination_reason") == ("协议退保(约定解除)",)


def test_undo_of_a_surrender_brings_policy_and_debt_back_exactly(ledger: sqlite3.Connection) -> None:
    planned = asked(ledger, {"借款": "500"}, 保全项目="退保")
    before = view(ledger)
    changes = confirm(ledger, planned)
    undo(ledger, changes[1].id, "客户撤回")
    assert view(ledger) == before


@pytest.mark.parametrize("item", ["退保", "减保", "保单贷款", "减额交清", "满期给付", "联系方式变更", "保单补发"])
def test_a_policy_that_has_ended_is_not_touched(ledger: sqlite3.Connection, item: str) -> None:
    ended = {"保单状态": "终止", "终止原因": "退保"}
    assert "S02" in asked(ledger, ended, 保全项目=item).codes

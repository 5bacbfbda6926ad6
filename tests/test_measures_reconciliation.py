"""勾稽: every balance ties on clean data, and each names the row that breaks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.measures.balance import Balance
from core.measures.month_data import MonthData
from core.measures.reconciliation import balances
from core.records.claim import Claim
from core.records.event import PolicyEvent
from core.records.policy import Policy, PremiumReceipt
from tests.month_ledger import Sheets, month, new_ledger
from tests.random_office import random_office

POLICIES = """
| 保单号 | 险种代码 | 主附险 | 渠道 | 交费方式 | 保额  | 首期保费 | 累计保费 | 承保日     | 保单状态   | 状态日期   |
| P1     | WL       | 主险   | 个险 | 年交     | 10000 | 100      | 200      | 2025-10-05 | 有效       | 2025-10-05 |
| P2     | WL       | 主险   | 个险 | 年交     | 20000 | 300      | 300      | 2026-10-05 | 有效       | 2026-10-05 |
| P3     | WL       | 主险   | 银保 | 年交     | 40000 | 500      | 500      | 2025-01-05 | 终止       | 2026-10-09 |
| P4     | WL       | 主险   | 银保 | 年交     | 80000 | 500      | 500      | 2025-01-05 | 中止(失效) | 2026-10-09 |
"""
RECEIPTS = """
| 保单号 | 险种代码 | 业务类型 | 期次 | 应交日     | 应交保费 | 实收日     | 实收金额 | 流水号 |
| P1     | WL       | 新单     | 1    | 2025-10-05 | 100      | 2025-10-05 | 100      | 1      |
| P1     | WL       | 续期     | 2    | 2026-10-05 | 100      | 2026-10-06 | 100      | 2      |
| P2     | WL       | 新单     | 1    | 2026-10-05 | 300      | 2026-10-05 | 300      | 3      |
| P4     | WL       | 续期     | 2    | 2026-10-20 | 500      |            |          |        |
"""
CLAIMS = """
| 案件号 | 保单号 | 核定金额 | 结论 | 支付日     |
| C1     | P1     | 40       | 赔付 | 2026-10-09 |
"""
SHEETS: Sheets = {Policy: POLICIES, PremiumReceipt: RECEIPTS, Claim: CLAIMS}
MOVEMENT, ASSURED = "期初、增减与期末有效件数", "期初、增减与期末有效保额"
DUE, FIRST, PAID = "本月应交续期：应收＝实收＋未收", "本月承保：首期保费与新单实收", "收费记录与保单累计保费"
KNOWN, CLAIMED, REVERSED = "本月收付与保单台账", "赔款支出与收付记录", "冲正与原记录"


def october(folder: Path, sheets: Sheets) -> dict[str, Balance]:
    with closing(new_ledger(folder, sheets)) as connection:
        return {balance.item: balance for balance in balances(month(connection))}


def with_receipt(row: str) -> Sheets:
    return {**SHEETS, PremiumReceipt: f"{RECEIPTS.rstrip()}\n{row}"}


def test_clean_books_tie_in_every_balance(tmp_path: Path) -> None:
    found = october(tmp_path, SHEETS)
    assert [item for item, balance in found.items() if not balance.ties] == []
    assert (found[MOVEMENT].left, found[ASSURED].right) == (Decimal(2), Decimal(30000))
    assert found[MOVEMENT].left_parts == (
        ("期初有效", Decimal(3)), ("本月承保", Decimal(1)), ("本月复效", Decimal(0)), ("本月终止", Decimal(-1)),
        ("本月中止", Decimal(-1)),
    )  # fmt: skip


def test_a_termination_before_the_issue_breaks_the_movement_and_is_named(tmp_path: Path) -> None:
    wrong = POLICIES.replace("2026-10-05 | 有效       | 2026-10-05", "2026-10-05 | 终止       | 2026-09-01")
    balance = october(tmp_path, {**SHEETS, Policy: wrong})[MOVEMENT]
    assert (balance.ties, balance.difference) == (False, Decimal(1))
    assert [row.key for row in balance.rows] == ["P2"]


@pytest.mark.parametrize(("received", "ties"), [("100.01", True), ("99.99", True), ("100.02", False), ("90", False)])
def test_a_fen_between_books_ties_and_is_listed_all_the_same(tmp_path: Path, received: str, ties: bool) -> None:
    """Dirty case 35."""
    receipts = RECEIPTS.replace("2026-10-06 | 100 ", f"2026-10-06 | {received} ")
    balance = october(tmp_path, {**SHEETS, PremiumReceipt: receipts})[DUE]
    assert balance.ties is ties
    assert [(row.key, row.difference) for row in balance.rows] == [("P1", Decimal(received) - 100)]


def test_two_differences_that_cancel_do_not_tie(tmp_path: Path) -> None:
    receipts = RECEIPTS.replace("2026-10-06 | 100 ", "2026-10-06 | 90 ").replace(
        "500      |            |          |", "500 | 2026-10-21 | 510 |"
    )
    balance = october(tmp_path, {**SHEETS, PremiumReceipt: receipts})[DUE]
    assert (balance.difference, balance.ties) == (Decimal(0), False)


def test_a_policy_without_its_first_premium_is_named(tmp_path: Path) -> None:
    receipts = "\n".join(line for line in RECEIPTS.splitlines() if "| P2" not in line)
    balance = october(tmp_path, {**SHEETS, PremiumReceipt: receipts})[FIRST]
    assert [(row.key, row.left, row.right) for row in balance.rows] == [("P2", Decimal(0), Decimal(300))]


def test_paid_premiums_are_held_against_receipts_where_the_history_is_whole(tmp_path: Path) -> None:
    wrong = POLICIES.replace("| 100      | 200      | 2025-10-05", "| 100      | 250      | 2025-10-05")
    balance = october(tmp_path, {**SHEETS, Policy: wrong})[PAID]
    assert [(row.key, row.difference) for row in balance.rows] == [("P1", Decimal(-50))]
    assert balance.note == "另有 2 行的首期收费不在台账中，未比对", "P3 and P4 began before the receipts"


SERVED = """
| 保单号 | 险种代码 | 主附险 | 渠道 | 交费方式 | 保额 | 首期保费 | 累计保费 | 承保日     | 保单状态 | 状态日期   |
| P1     | WL       | 主险   | 个险 | 年交     | 8000 | 80       | {paid}   | 2025-10-05 | 有效     | 2025-10-05 |
"""
EVENTS = """
| 事件号 | 保单号 | 险种代码 | 事件 | 生效日     | 金额   | 累计保费变动 |
| SJ1    | P1     | WL       | {}   | 2026-10-10 | {}     | {}           |
"""


@pytest.mark.parametrize(
    ("event", "amount", "change", "paid", "topped_up", "ties"),
    [
        ("减保", "-15", "-40", "160", "", True),
        ("减保", "-15", "-40", "200", "", False),
        ("复效", "103.5", "100", "300", "103.5", True),
        ("自动垫交", "", "100", "300", "", True),
        ("续期交费", "100", "100", "200", "", True),
    ],
)
def test_what_servicing_did_to_the_premiums_paid_is_told_by_its_event(
    tmp_path: Path, event: str, amount: str, change: str, paid: str, topped_up: str, ties: bool
) -> None:
    """减保 lowers 累计保费 without a receipt, 复效 collects interest beside the premium, a renewal has its receipt."""
    sheets = {**SHEETS, Policy: SERVED.format(paid=paid), PolicyEvent: EVENTS.format(event, amount, change)}
    if topped_up:
        row = f"| P1 | WL | 保全补费 | | 2026-10-10 | {topped_up} | 2026-10-10 | {topped_up} | 7 |"
        sheets[PremiumReceipt] = f"{RECEIPTS.rstrip()}\n{row}"
    assert october(tmp_path, sheets)[PAID].ties is ties


def test_a_receipt_without_a_policy_is_named(tmp_path: Path) -> None:
    balance = october(tmp_path, with_receipt("| P9 | WL | 续期 | 2 | 2026-10-05 | 70 | 2026-10-06 | 70 | 9 |"))[KNOWN]
    assert (balance.difference, [row.key for row in balance.rows]) == (Decimal(70), ["P9"])


def test_a_reversal_cancels_its_entry_and_is_counted(tmp_path: Path) -> None:
    """Dirty case 34."""
    pair = with_receipt("| P1 | WL | 续期 | 2 | 2026-10-05 | -100 | 2026-10-07 | -100 | 9 |")
    found = october(tmp_path, pair)
    assert (found[REVERSED].ties, found[REVERSED].note) == (True, "冲正 1 对，已相抵")
    assert found[DUE].left == Decimal(500)


def test_a_reversal_of_nothing_is_named(tmp_path: Path) -> None:
    balance = october(tmp_path, with_receipt("| P1 | WL | 续期 | 2 | 2026-10-05 | -33 | 2026-10-07 | -33 | 9 |"))[
        REVERSED
    ]
    assert [(row.key, row.why) for row in balance.rows] == [("P1", "冲正没有对应的原记录")]


def test_claims_are_held_against_payments_once_payments_are_booked(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "short").mkdir()
    assert october(tmp_path / "none", SHEETS)[CLAIMED].compared is False
    short = with_receipt("| P1 | WL | 理赔 | | 2026-10-09 | -39 | 2026-10-09 | -39 | 9 |")
    balance = october(tmp_path / "short", short)[CLAIMED]
    assert (balance.difference, balance.ties) == (Decimal(1), False)


def test_the_channels_of_a_random_office_add_up(tmp_path: Path) -> None:
    with closing(random_office(tmp_path, policies=150)) as office:
        found = {balance.item: balance for balance in balances(MonthData.load(office, "2026-10"))}
    assert all(balance.ties for item, balance in found.items() if "各渠道合计" in item)
    assert found[MOVEMENT].ties


@pytest.fixture
def held(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Policies known up to September, receipts up to October."""
    connection = new_ledger(tmp_path, {Policy: POLICIES.replace("| 200      |", "| 100      |")}, date(2026, 9, 30))
    yield connection
    connection.close()


def test_a_policy_is_held_against_receipts_up_to_its_own_cutoff(held: sqlite3.Connection) -> None:
    from tests.month_ledger import add

    add(held, {PremiumReceipt: RECEIPTS})
    found = {balance.item: balance for balance in balances(month(held))}
    assert "P1" not in [row.key for row in found[PAID].rows], "its second premium came after the policy list"

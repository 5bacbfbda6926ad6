"""理赔支付: every booking of 保费收入 proves one paid case of that policy and amount."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.claims.lines import first_policy, policies_named
from core.claims.payments import without_booking
from core.measures.reconciliation import balances
from core.records.claim import Claim
from core.records.policy import PremiumReceipt
from tests.month_ledger import month, new_ledger
from tests.tables import table

CASES = """
| 案件号 | 保单号  | 结论 | 核定金额 | 支付日     |
| C1     | P1      | 赔付 | 600      | 2026-10-12 |
| C2     | P1      | 赔付 | 600      | 2026-10-14 |
| C3     | P2      | 部分 | 80       | 2026-10-14 |
| C4     | P3、P4  | 赔付 | 90       | 2026-10-14 |
| C5     | P5      | 拒赔 | 70       | 2026-10-14 |
| C6     | P6      | 赔付 | 70       | 2026-09-30 |
"""
BOOKED = """
| 保单号 | 业务类型 | 应交保费 | 实收日     | 实收金额 |
| P1     | 理赔     | -600     | 2026-10-13 | -600     |
| P2     | 理赔     | -80      | 2026-11-02 | -80      |
| P6     | 退费     | -70      | 2026-09-30 | -70      |
"""
FIRST, LAST = np.datetime64("2026-10-01"), np.datetime64("2026-10-31")


def missing(booked: str) -> list[str]:
    claims = table(Claim, CASES)
    return list(claims["claim_no"][without_booking(claims, table(PremiumReceipt, booked), FIRST, LAST)])


def test_one_booking_proves_one_of_two_equal_payments_and_a_later_one_counts() -> None:
    assert missing(BOOKED) == ["C2"], "C4 is booked in parts, C5 was refused, C6 was paid in September"


def test_nothing_is_missed_where_no_claim_was_ever_booked() -> None:
    assert missing(BOOKED.replace("理赔", "退费")) == []


def test_several_policies_in_one_cell_are_told_apart() -> None:
    assert policies_named("P3、P4; P5") == ("P3", "P4", "P5")
    assert (first_policy("P3，P4"), first_policy("")) == ("P3", "")


ON_ACCOUNT = """
| 案件号 | 保单号 | 结论 | 核定金额 | 先行赔付金额 | 先行赔付日 | 支付日     |
| C7     | P7     | 赔付 | 1000     | 300          | 2026-09-20 | 2026-10-12 |
| C8     | P8     |      |          | 400          | 2026-10-05 |            |
"""
PAID_IN_TWO = """
| 保单号 | 业务类型 | 应交保费 | 实收日     | 实收金额 | 流水号 |
| P7     | 理赔     | -300     | 2026-09-20 | -300     | LS1    |
| P7     | 理赔     | -700     | 2026-10-12 | -700     | LS2    |
| P8     | 理赔     | -400     | 2026-10-05 | -400     | LS3    |
"""


@pytest.mark.parametrize(
    ("booked", "expected"),
    [
        (PAID_IN_TWO, []),
        (PAID_IN_TWO.replace("-700", "-1000"), []),
        (PAID_IN_TWO.replace("-700", "-650"), ["C7"]),
        (PAID_IN_TWO.replace("-400", "-40"), ["C8"]),
        (PAID_IN_TWO.replace("-300", "-30"), []),
    ],
    ids=["rest", "whole", "neither", "advance of the month", "advance of an earlier month"],
)
def test_what_was_paid_on_account_and_the_rest_are_two_payments(booked: str, expected: list[str]) -> None:
    claims, receipts = table(Claim, ON_ACCOUNT), table(PremiumReceipt, booked)
    assert list(claims["claim_no"][without_booking(claims, receipts, FIRST, LAST)]) == expected


def test_the_balance_of_claims_takes_each_payment_in_its_own_month(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path, {Claim: ON_ACCOUNT, PremiumReceipt: PAID_IN_TWO})
    found = [one for text in ("2026-09", "2026-10") for one in balances(month(ledger, text))]
    claims = [(int(one.left), int(one.right)) for one in found if one.item == "赔款支出与收付记录"]
    assert claims == [(300, 300), (1100, 1100)]

"""理赔支付: every booking of 保费收入 proves one paid case of that policy and amount."""

from __future__ import annotations

import numpy as np

from core.claims.lines import first_policy, policies_named
from core.claims.payments import without_booking
from core.records.claim import Claim
from core.records.policy import PremiumReceipt
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

"""How judged instalments ended, and how contacts find the instalment that they were about."""

from __future__ import annotations

import numpy as np

from core.law import Law
from core.records.policy import PremiumReceipt
from core.renewal.outcomes import Outcomes, judged
from tests.renewal_book import book

ON = np.datetime64("2026-10-31")
RECEIPTS = """
| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 |
| P1 | A | 续期 | 2026-03-01 | 100 | 2026-03-05 | 100 |
| P1 | B | 续期 | 2026-03-01 | 50 | | |
| P1 | A | 续期 | 2025-03-01 | 100 | 2025-03-05 | 100 |
| P1 | B | 续期 | 2025-03-01 | 50 | 2025-06-30 | 50 |
| P2 | A | 续期 | 2026-03-01 | 100 | 2026-04-30 | 100 |
| P2 | A | 续期 | 2026-09-30 | 100 | | |
| P3 | A | 新单 | 2026-03-01 | 100 | 2026-03-01 | 100 |
"""


def outcomes(receipts: str = RECEIPTS) -> Outcomes:
    return judged(book(receipts=receipts).of(PremiumReceipt), Law.default(), ON)


def test_an_instalment_is_paid_when_its_last_line_is_and_only_renewals_past_their_grace_are_judged() -> None:
    found = outcomes()
    ends = zip(found.due_on.astype(str), found.paid_on.astype(str), found.in_time.tolist(), strict=True)
    assert list(ends) == [
        ("2025-03-01", "2025-06-30", False),
        ("2026-03-01", "NaT", False),
        ("2026-03-01", "2026-04-30", True),
    ]


def test_a_contact_finds_the_stated_instalment_or_none() -> None:
    numbers = np.array(["P2", "P1", "P1", "P9"], dtype=object)
    days = np.array(["2026-03-01", "2025-03-01", "2025-03-02", "2026-03-01"], dtype="datetime64[D]")
    assert outcomes().find(numbers, days).tolist() == [2, 0, -1, -1]


def test_without_a_stated_day_the_first_instalment_due_within_ninety_days_on_either_side_counts() -> None:
    numbers = np.array(["P1"] * 5, dtype=object)
    days = np.array(["2025-05-30", "2025-05-31", "2024-12-01", "2024-11-30", "2027-01-01"], dtype="datetime64[D]")
    assert outcomes().first_near(numbers, days, np.timedelta64(90, "D")).tolist() == [0, -1, 0, -1, -1]


def test_without_renewals_nothing_is_judged_and_nothing_found() -> None:
    nothing = outcomes(RECEIPTS.replace("续期", "新单"))
    days = np.array(["2026-03-01"], dtype="datetime64[D]")
    assert (len(nothing), nothing.find(np.array(["P1"], dtype=object), days).tolist()) == (0, [-1])

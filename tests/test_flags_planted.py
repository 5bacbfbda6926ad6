"""Planted cases are found among honest ones, and how many honest claims are hinted at is counted and bounded.

``python -m pytest tests/test_flags_planted.py -s`` prints the false alarms per 1,000 honest claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from time import perf_counter

import pytest

from core.flags.look import flags
from core.flags.registry import parts
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.service import Complaint
from core.table import Tables
from tests.flag_planted import LETTER, planted
from tests.flag_tables import ON, START, company, complaint, policy, table_of
from tests.flag_world import honest_office

LAW = company(
    F03={"policies": 4}, F05={"years": 2}, F06={"claims": 8, "window_days": 30}, F09={"auto_pay": 5000},
    S06={"large_amount": 200000},
)  # fmt: skip
CLAIMS = 2000
MOST_PER_THOUSAND = {"F01 可抗辩期内": 1.0, "F07 同日同院同病": 3.0, "F14 费用远超同病种": 3.0}
"""Parts that honest claims do raise: two strangers can fall ill on one day, bills have a long tail, and some of these
claims lie in the first two years. Every other part is quiet on honest claims."""


def test_every_planted_case_comes_up_among_two_thousand_honest_claims() -> None:
    bad, expected = planted()
    hits, _ = flags(honest_office(20_000, CLAIMS, 300).together(bad), ON, LAW)
    found = {(hit.code, hit.subject.key) for hit in hits}
    missed = [(code, key) for code, keys in expected.items() for key in keys if (code, key) not in found]
    assert sorted(expected) == sorted({part.code for part in parts()})
    assert missed == []


def test_false_alarms_per_thousand_honest_claims_are_counted_and_bounded() -> None:
    hits, _ = flags(honest_office(20_000, CLAIMS, 300), ON, LAW)
    alarmed: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        alarmed[f"{hit.code} {hit.part}"] |= {row.key for row in hit.rows if row.sheet == Claim.sheet}
    rates = {part: 1000 * len(keys) / CLAIMS for part, keys in sorted(alarmed.items())}
    print("\n每千件正常理赔的误报：", rates)
    assert {part: rate for part, rate in rates.items() if rate > MOST_PER_THOUSAND.get(part, 0.0)} == {}
    assert Counter(hit.code for hit in hits if hit.code[0] == "S") == {}


def test_a_thousand_copies_of_one_letter_take_seconds_and_are_one_hint() -> None:
    bad = [complaint(n, START, text=LETTER + chr(0x4E00 + n)) for n in range(1000)]
    tables = Tables([table_of(Policy, [policy(n) for n in range(1000)]), table_of(Complaint, bad)])
    begun = perf_counter()
    hits, _ = flags(tables, ON, LAW)
    assert perf_counter() - begun < 10
    assert [len(hit.rows) for hit in hits if hit.part == "文本雷同"] == [1000]


@pytest.mark.long
def test_a_look_over_100000_policies_and_10000_claims_takes_seconds() -> None:
    tables = honest_office(100_000, 10_000, 5000)
    begun = perf_counter()
    flags(tables, ON, LAW)
    assert perf_counter() - begun < 40

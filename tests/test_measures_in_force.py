"""期初 is last month's 期末: what servicing and the calendar did since is a movement, not another past. By hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from core.measures.balance import Balance
from core.measures.clock_sources import renewals
from core.measures.compliance import load_compliance
from core.measures.facts import WHOLE
from core.measures.reconciliation import balances
from core.measures.registry import measures
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.reports.service_month import ServiceMonth
from tests.month_ledger import month, new_ledger

POLICIES = """
| 保单号 | 险种代码 | 主附险 | 保额 | 承保日     | 保单状态   | 终止原因 | 状态日期   |
| 减保   | WL       | 主险   | 700  | 2025-01-05 | 有效       |          | 2025-01-05 |
| 复效   | WL       | 主险   | 1000 | 2025-01-05 | 有效       |          | 2026-10-09 |
| 永失   | WL       | 主险   | 2000 | 2023-01-05 | 终止       | 永久失效 | 2026-10-12 |
| 又停   | WL       | 主险   | 4000 | 2025-01-05 | 中止(失效) |          | 2026-11-20 |
| 新单   | WL       | 主险   | 7500 | 2026-10-06 | 有效       |          | 2026-10-06 |
| 退保   | WL       | 主险   | 5000 | 2025-01-05 | 终止       | 退保     | 2026-10-30 |
| 台账停 | WL       | 主险   | 300  | 2025-01-05 | 终止       | 满期     | 2026-10-15 |
| 主附   | WL       | 主险   | 100  | 2025-01-05 | 有效       |          | 2025-01-05 |
| 主附   | RD       | 附加险 | 50   | 2025-01-05 | 有效       |          | 2025-01-05 |
"""
EVENTS = """
| 事件号 | 保单号 | 险种代码 | 事件     | 生效日     | 事件前保单状态 | 事件后保单状态 | 终止原因 | 保额变动 |
| SJ01   | 减保   | WL       | 减保     | 2026-10-08 | 有效           | 有效           |          | -200     |
| SJ02   | 减保   | WL       | 减保     | 2026-11-08 | 有效           | 有效           |          | -100     |
| SJ03   | 复效   | WL       | 复效     | 2026-10-09 | 中止(失效)     | 有效           |          |          |
| SJ04   | 永失   | WL       | 永久失效 | 2026-10-12 | 中止(失效)     | 终止           | 永久失效 |          |
| SJ05   | 又停   | WL       | 复效     | 2026-10-20 | 中止(失效)     | 有效           |          |          |
| SJ06   | 又停   | WL       | 减保     | 2026-10-21 | 有效           | 有效           |          | -1000    |
| SJ07   | 又停   | WL       | 中止     | 2026-11-20 | 宽限期         | 中止(失效)     |          |          |
| SJ08   | 新单   | WL       | 减保     | 2026-10-25 | 有效           | 有效           |          | -500     |
| SJ09   | 退保   | WL       | 中止     | 2026-10-10 | 宽限期         | 中止(失效)     |          |          |
| SJ10   | 退保   | WL       | 退保     | 2026-10-30 | 中止(失效)     | 终止           | 退保     |          |
"""
PIECES, ASSURED = "期初、增减与期末有效件数", "期初、增减与期末有效保额"
DAY = np.datetime64("2026-10-01")
Parts = dict[str, int]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(new_ledger(tmp_path_factory.mktemp("台账"), {Policy: POLICIES, PolicyEvent: EVENTS})) as connection:
        yield connection


def found(ledger: sqlite3.Connection, text: str) -> dict[str, Balance]:
    return {balance.item: balance for balance in balances(month(ledger, text))}


def parts(balance: Balance) -> Parts:
    return {name: int(figure) for name, figure in balance.left_parts}


def test_october_by_hand(ledger: sqlite3.Connection) -> None:
    """At its eve 减保 1000, 退保 5000, 台账停 300 and 主附 150 ran; 复效, 又停 and 永失 were lapsed."""
    october = found(ledger, "2026-10")
    assert parts(october[PIECES]) == {"期初有效": 4, "本月承保": 1, "本月复效": 2, "本月终止": -1, "本月中止": -1}
    assert parts(october[ASSURED]) == {
        "期初有效": 6450, "本月承保": 8000, "本月复效": 1000 + 5000, "本月保额增减": -200 - 1000 - 500,
        "本月终止": -300, "本月中止": -5000,
    }  # fmt: skip
    assert (october[PIECES].right, october[ASSURED].right) == (Decimal(5), Decimal(800 + 1000 + 4000 + 7500 + 150))
    assert october[PIECES].ties
    assert october[ASSURED].ties


def test_every_opening_is_the_closing_before(ledger: sqlite3.Connection) -> None:
    """September, October and November, seen from the ledger of November."""
    months = [found(ledger, text) for text in ("2026-09", "2026-10", "2026-11")]
    for item in (PIECES, ASSURED):
        assert [one[item].right for one in months[:2]] == [one[item].left_parts[0][1] for one in months[1:]]
        assert all(one[item].ties for one in months)


def test_a_month_looks_the_same_from_every_later_day(ledger: sqlite3.Connection) -> None:
    """October's 期末 as a KPI, seen from November's ledger: 复效, 又停 and 新单 run, 永失 and 退保 do not."""
    seen = {name: measures()[name](month(ledger, "2026-10"), WHOLE).value for name in ("期末有效件数", "期末有效保额")}
    assert seen == {"期末有效件数": 5, "期末有效保额": 800 + 1000 + 4000 + 7500 + 150}
    september = {name: measures()[name](month(ledger, "2026-09"), WHOLE).value for name in seen}
    assert september == {"期末有效件数": 4, "期末有效保额": 6450}


def test_a_policy_that_was_lapsed_when_it_was_looked_at_did_not_persist(ledger: sqlite3.Connection) -> None:
    policies = month(ledger).facts.policies
    stopped = dict(zip(policies["policy_no"].tolist(), policies.stopped_by(DAY).tolist(), strict=True))
    assert {number for number, found in stopped.items() if found} == {"复效", "永失", "又停"}
    each = policies.stopped_by(np.full(len(policies), DAY))
    assert each.tolist() == policies.stopped_by(DAY).tolist()


LAPSES = """
| 保单号 | 险种代码 | 承保日     | 保单状态   | 状态日期   | 累计保费 |
| 仍停   | WL       | 2024-01-05 | 中止(失效) | 2026-10-12 | 2000     |
| 后复效 | WL       | 2024-01-05 | 有效       | 2026-11-10 | 3000     |
| 后又停 | WL       | 2024-01-05 | 中止(失效) | 2026-11-25 | 3000     |
| 台账停 | WL       | 2024-01-05 | 有效       | 2026-11-10 | 3000     |
| 未停   | WL       | 2024-01-05 | 中止(失效) | 2026-11-20 | 2000     |
"""
LATER_EVENTS = """
| 事件号 | 保单号 | 险种代码 | 事件 | 生效日     | 事件前保单状态 | 事件后保单状态 | 累计保费变动 |
| SJ01   | 仍停   | WL       | 中止 | 2026-10-12 | 宽限期         | 中止(失效)     |              |
| SJ02   | 后复效 | WL       | 中止 | 2026-10-14 | 宽限期         | 中止(失效)     |              |
| SJ03   | 后复效 | WL       | 复效 | 2026-11-10 | 中止(失效)     | 有效           | 1000         |
| SJ04   | 后又停 | WL       | 中止 | 2026-10-15 | 宽限期         | 中止(失效)     |              |
| SJ05   | 后又停 | WL       | 复效 | 2026-11-05 | 中止(失效)     | 有效           | 1000         |
| SJ06   | 后又停 | WL       | 中止 | 2026-11-25 | 宽限期         | 中止(失效)     |              |
| SJ07   | 台账停 | WL       | 复效 | 2026-11-10 | 中止(失效)     | 有效           | 1000         |
| SJ08   | 未停   | WL       | 中止 | 2026-11-20 | 宽限期         | 中止(失效)     |              |
"""


@pytest.fixture(scope="module")
def lapses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The office in November: 仍停, 后复效 and 后又停 were in 中止 at the end of October, and so was 台账停."""
    sheets = {Policy: LAPSES, PolicyEvent: LATER_EVENTS}
    with closing(new_ledger(tmp_path_factory.mktemp("中止"), sheets, date(2026, 11, 30))) as connection:
        yield connection


def test_since_when_a_line_was_lapsed_on_a_day_whatever_came_later(lapses: sqlite3.Connection) -> None:
    """台账停 was lapsed by its later 复效, and nothing tells since when."""
    policies = month(lapses).facts.policies
    since = policies.lapsed_on(np.datetime64("2026-10-31"))
    named = dict(zip(policies["policy_no"].tolist(), since.astype(str).tolist(), strict=True))
    assert named == {
        "仍停": "2026-10-12", "后复效": "2026-10-14", "后又停": "2026-10-15", "台账停": "NaT", "未停": "NaT",
    }  # fmt: skip


def test_the_clocks_of_a_lapse_run_at_a_months_end_though_the_policy_is_back_since(lapses: sqlite3.Connection) -> None:
    data = month(lapses)
    numbers = data.facts.policies["policy_no"]
    running = {
        each.code: dict(zip(numbers[each.rows].tolist(), each.started.astype(str).tolist(), strict=True))
        for each in renewals(data, load_compliance(lapses, data))
    }
    lapsed = {"仍停": "2026-10-12", "后复效": "2026-10-14", "后又停": "2026-10-15"}
    assert (running["RN-3"], running["RN-4.2"]) == (lapsed, lapsed)


def test_the_opening_premiums_of_the_surrender_rate_are_those_of_the_months_eve(lapses: sqlite3.Connection) -> None:
    """On 31 October 未停 alone is in force; a month before all but 台账停, and no 复效 of November is paid yet."""
    october, november = (
        measures()["金额退保率(内部口径)"](month(lapses, text), WHOLE) for text in ("2026-10", "2026-11")
    )
    assert (october.below, november.below) == (4 * 2000, 2000)


def test_the_list_of_lapses_at_a_months_end_holds_those_that_are_back_since(lapses: sqlite3.Connection) -> None:
    listed = ServiceMonth.of(month(lapses)).lapsed
    since = dict(zip(listed.policies["policy_no"].tolist(), listed.lapsed_on.astype(str).tolist(), strict=True))
    assert since == {"仍停": "2026-10-12", "后复效": "2026-10-14", "后又停": "2026-10-15"}
    assert not listed.wrong_day[listed.policies["policy_no"] != "仍停"].any()

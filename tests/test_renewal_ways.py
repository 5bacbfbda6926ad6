"""Ways of reminding side by side: who was reached how before and after the due day, and who paid in time."""

from __future__ import annotations

import sqlite3
from math import isnan
from pathlib import Path

import numpy as np
import pytest

from core.law import Law
from core.records.policy import PremiumReceipt
from core.renewal.effects import Group, wilson
from core.renewal.outcomes import judged
from core.renewal.ways import NONE, Way, reminder_ways
from tests.month_ledger import month
from tests.random_office import random_office
from tests.renewal_book import book

RECEIPTS = "| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 |\n"
CONTACTS = "| 保单号 | 应交日 | 跟进日 | 跟进事项 | 跟进方式 | 跟进结果 |\n"
ON = np.datetime64("2026-10-31")


def paid(name: str, count: int, day: str) -> str:
    """Instalments due on 1 March, received on a day or never."""
    amount = "100" if day else ""
    return "".join(f"| {name}{place} | WL | 续期 | 2026-03-01 | 100 | {day} | {amount} |\n" for place in range(count))


def told(name: str, count: int, day: str, action: str, way: str, result: str = "已送达") -> str:
    """One contact for each of them."""
    return "".join(f"| {name}{place} | 2026-03-01 | {day} | {action} | {way} | {result} |\n" for place in range(count))


def ways(receipts: str, contacts: str) -> dict[tuple[str, str], Way]:
    found = reminder_ways(book(receipts=RECEIPTS + receipts, contacts=CONTACTS + contacts), Law.default(), ON)
    return {(way.stage, way.group.name): way for way in found}


def test_each_instalment_counts_once_with_the_last_way_that_reached_before_the_due_day() -> None:
    receipts = paid("S", 40, "2026-03-10") + paid("P", 30, "2026-04-30") + paid("N", 20, "2026-03-02")
    receipts += paid("M", 10, "")
    contacts = told("S", 40, "2026-02-10", "缴费提示", "短信") + told("P", 30, "2026-02-01", "缴费提示", "短信")
    contacts += told("P", 30, "2026-02-20", "缴费提示", "电话") + told(
        "M", 10, "2026-02-20", "缴费提示", "电话", "空号错号"
    )
    found = ways(receipts, contacts)
    counts = {name: (way.group.count, way.group.paid) for (stage, name), way in found.items()}
    assert counts == {"短信": (40, 40), "电话": (30, 30), NONE: (30, 20)}, "a number that does not exist reaches nobody"


def test_paid_on_the_last_day_of_grace_is_in_time_and_a_day_later_is_not() -> None:
    found = ways(
        paid("A", 1, "2026-04-30") + paid("B", 1, "2026-05-01"),
        told("A", 1, "2026-02-01", "缴费提示", "APP") + told("B", 1, "2026-02-01", "缴费提示", "APP"),
    )
    assert found["到期前提示", "APP"].group == Group("APP", 2, 1)


def test_after_the_due_day_only_those_still_unpaid_are_compared() -> None:
    receipts = paid("E", 50, "2026-02-25") + paid("C", 30, "2026-03-20") + paid("L", 40, "")
    # Paid before half of the calls were made on the 12th: nobody would have called them.
    receipts += paid("R", 25, "2026-03-12")
    found = ways(receipts, told("C", 30, "2026-03-12", "催告", "电话"))
    assert {name: way.group.count for (_, name), way in found.items()} == {"电话": 30, NONE: 40}
    assert found["逾期后催告", "电话"].difference == 1.0
    assert found["逾期后催告", "电话"].caution.startswith("差别超出正常波动；客户不是随机分到各方式的")


def test_29_are_too_few_for_a_conclusion_and_a_small_difference_says_so() -> None:
    contacts = told("S", 29, "2026-02-10", "缴费提示", "短信")
    few = ways(paid("S", 29, "2026-03-01") + paid("N", 40, ""), contacts)
    assert few["到期前提示", "短信"].caution == "有一组不足30件，不下结论"
    contacts = told("S", 40, "2026-02-10", "缴费提示", "短信")
    close = ways(paid("S", 40, "2026-03-01") + paid("N", 39, "2026-03-01") + paid("X", 1, ""), contacts)
    assert close["到期前提示", "短信"].caution == "差别在正常波动之内"


def test_the_group_that_nobody_reached_has_a_share_and_no_difference() -> None:
    none = ways(paid("S", 1, "2026-03-01") + paid("N", 2, ""), told("S", 1, "2026-02-10", "缴费提示", "短信"))
    assert isnan(none["到期前提示", NONE].difference)
    assert (none["到期前提示", NONE].low, none["到期前提示", NONE].group.share) == (pytest.approx(0), 0)


def test_the_interval_of_a_share_stays_between_nothing_and_everything() -> None:
    assert wilson(Group("", 7, 0))[0] == 0.0
    assert wilson(Group("", 7, 7))[1] == 1.0


def test_the_interval_of_one_share_is_wilsons_published_example() -> None:
    """Newcombe 1998 (single proportions), 81 of 263: Wilson's score interval 0.2553 to 0.3662."""
    low, high = wilson(Group("", 263, 81))
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_without_reminders_there_is_nothing_to_compare() -> None:
    assert ways(paid("S", 5, "2026-03-01"), "") == {}


def test_instalments_paid_in_time_agree_with_plain_sql(tmp_path: Path) -> None:
    connection: sqlite3.Connection = random_office(tmp_path, policies=150)
    data = month(connection)
    outcomes = judged(data.facts.tables.of(PremiumReceipt), data.facts.law, data.as_of)
    query = """
        SELECT COUNT(*), SUM(in_time) FROM (
          SELECT MIN(received_on IS NOT NULL AND received_on <= DATE(due_on, '+60 days')) AS in_time
          FROM premium_receipts WHERE business = '续期' AND due > 0 AND DATE(due_on, '+60 days') < '2026-10-31'
          GROUP BY policy_no, due_on)
    """
    assert (len(outcomes), int(outcomes.in_time.sum())) == connection.execute(query).fetchone()
    connection.close()

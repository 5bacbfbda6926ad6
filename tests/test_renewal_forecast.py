"""The lapse forecast is an estimate from earlier instalments at the same point, and says so."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from core.law import Law
from core.renewal.action_log import actions
from core.renewal.effects import Effect, Group, effects, interval
from core.renewal.forecast import BAND_NAMES, band_of, basis_words, forecast, history_of
from tests.renewal_book import book, due_on

HEAD = "| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 |\n"


def history(count: int, paid_day: str, start: int = 0) -> str:
    """Instalments due on 1 March, paid on a day or never."""
    amount = "100" if paid_day else ""
    return "".join(
        f"| H{start + place} | WL | 续期 | 2026-03-01 | 100 | {paid_day} | {amount} |\n" for place in range(count)
    )


def test_of_ten_unpaid_on_the_due_day_four_never_came_so_four_tenths_of_the_premium_is_at_risk() -> None:
    receipts = HEAD + history(5, "2026-02-20") + history(6, "2026-03-10", 5) + history(4, "", 11)
    change = {"下次应交日": "2026-10-11"}
    tables = book(change, receipts=receipts)
    bands, known = forecast(due_on("2026-10-20", change, receipts=receipts), tables, Law.default())
    at_risk = bands[1]
    assert (at_risk.name, at_risk.count, at_risk.premium) == ("逾期0–14天", 1, Decimal("10000.00"))
    assert (at_risk.share.unpaid, at_risk.share.lapsed) == (10, 4)
    assert at_risk.expected_premium == pytest.approx(4000)
    assert len(known.paid_after) == 15
    assert [band.count for band in bands] == [0, 1, 0, 0, 0]


def test_the_words_say_estimate_how_many_and_that_it_is_no_contract_figure() -> None:
    text = basis_words(history_of(book(receipts=HEAD + history(3, "")), Law.default(), np.datetime64("2026-10-20")), 30)
    assert text.startswith("估算：")
    assert "3 期应交" in text
    assert "不是合同结果" in text


def test_instalments_whose_grace_still_runs_are_not_history() -> None:
    assert (
        len(history_of(book(receipts=HEAD + history(3, "")), Law.default(), np.datetime64("2026-04-30")).channel) == 0
    )
    assert (
        len(history_of(book(receipts=HEAD + history(3, "")), Law.default(), np.datetime64("2026-05-01")).channel) == 3
    )


def test_without_history_the_share_is_unknown_not_nought() -> None:
    bands, _ = forecast(due_on("2026-10-20"), book(), Law.default())
    assert np.isnan(bands[1].share.value)
    assert np.isnan(bands[1].expected_premium)


@pytest.mark.parametrize(("days", "name"), [(-1, 0), (0, 1), (14, 1), (15, 2), (29, 2), (30, 3), (44, 3), (45, 4)])
def test_bands_of_days_past_due(days: int, name: int) -> None:
    assert BAND_NAMES[band_of(np.array([days]))[0]] == BAND_NAMES[name]


def campaign(reached_paid: int, reached: int, others_paid: int, others: int) -> Effect:
    lines, contacts = HEAD, "| 保单号 | 应交日 | 跟进日 | 跟进事项 | 跟进方式 | 跟进结果 | 活动名称 |\n"
    for place in range(reached):
        paid = "2026-03-05 | 100" if place < reached_paid else " | "
        lines += f"| A{place} | WL | 续期 | 2026-03-01 | 100 | {paid} |\n"
        contacts += f"| A{place} | 2026-03-01 | 2026-02-20 | 忠诚度活动 | 电话 | 承诺交费 | 春季关怀 |\n"
    for place in range(others):
        paid = "2026-03-05 | 100" if place < others_paid else " | "
        lines += f"| B{place} | WL | 续期 | 2026-03-01 | 100 | {paid} |\n"
        lines += f"| C{place} | WL | 续期 | 2026-02-28 | 100 | 2026-03-05 | 100 |\n"
    (effect,) = effects(book(receipts=lines, contacts=contacts), Law.default(), np.datetime64("2026-10-31"))
    return effect


def test_an_action_is_compared_with_the_rest_of_the_time_and_with_the_time_before() -> None:
    effect = campaign(36, 40, 30, 50)
    assert (effect.reached.count, effect.reached.paid) == (40, 36)
    assert (effect.others.count, effect.others.paid) == (50, 30)
    assert (effect.before.count, effect.before.paid) == (50, 50)
    assert effect.difference == pytest.approx(0.9 - 0.6)
    assert "不是随机分的" in effect.caution
    assert "超出正常波动" in effect.caution


def test_29_of_a_group_are_too_few_and_30_are_not() -> None:
    assert "不足30件" in campaign(20, 29, 30, 50).caution
    assert "不足30件" not in campaign(20, 30, 30, 50).caution


def test_a_small_difference_says_that_nothing_can_be_seen() -> None:
    effect = campaign(24, 40, 29, 50)
    assert effect.low < 0 < effect.high
    assert "看不出活动有没有作用" in effect.caution


def test_the_interval_is_newcombes_published_example() -> None:
    """Newcombe 1998, table II, row (a) 56/70 against 48/80: method 10 gives 0.0524 to 0.3339."""
    low, high = interval(Group("", 70, 56), Group("", 80, 48))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_somebody_who_was_not_reached_counts_with_the_others() -> None:
    lines = HEAD + "| A1 | WL | 续期 | 2026-03-01 | 100 | 2026-03-05 | 100 |"
    contacts = (
        "| 保单号 | 应交日 | 跟进日 | 跟进事项 | 跟进方式 | 跟进结果 | 活动名称 |\n"
        "| A1 | 2026-03-01 | 2026-02-20 | 忠诚度活动 | 电话 | 未接通 | 春季关怀 |"
    )
    (effect,) = effects(book(receipts=lines, contacts=contacts), Law.default(), np.datetime64("2026-10-31"))
    assert (effect.contacted, effect.unreached, effect.reached.count) == (1, 1, 0)


def test_each_action_is_listed_with_whom_when_and_when_the_premium_came() -> None:
    lines = HEAD + "| A1 | WL | 续期 | 2026-03-01 | 100 | 2026-03-05 | 100 |\n| A2 | WL | 续期 | 2026-03-01 | 100 | | |"
    contacts = (
        "| 保单号 | 应交日 | 跟进日 | 跟进事项 | 跟进方式 | 跟进结果 | 活动名称 |\n"
        "| A2 | 2026-03-01 | 2026-02-21 | 忠诚度活动 | 电话 | 暂不交费 | 春季关怀 |\n"
        "| A1 | 2026-03-01 | 2026-02-20 | 忠诚度活动 | 电话 | 承诺交费 | 春季关怀 |\n"
        "| A1 | 2025-03-01 | 2025-02-20 | 忠诚度活动 | 电话 | 承诺交费 | 去年关怀 |"
    )
    found = actions(book(receipts=lines, contacts=contacts), np.datetime64("2026-01-01"), np.datetime64("2026-10-31"))
    assert [(each.policy_no, str(each.done_on), each.result, str(each.paid_on)) for each in found] == [
        ("A1", "2026-02-20", "承诺交费", "2026-03-05"),
        ("A2", "2026-02-21", "暂不交费", "None"),
    ]

"""勾稽 of the business in force: opening, new, gone and closing; and channels against the whole."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from core.measures.balance import Balance, behind, figure
from core.measures.facts import WHOLE, Scope
from core.measures.in_force import HUNDREDTHS, Hundredths, InForce
from core.measures.month_data import MonthData
from core.measures.registry import measures
from core.receipts.three_way import Kind

BY_CHANNEL = ("新单保费", "新单件数", "规模保费", "续期保费")
"""Measures whose channels must add up to the whole."""


def business_balances(data: MonthData) -> list[Balance]:
    """期初 + 新增 − 终止 = 期末 by policies and by 保额, and the channels' sum against the whole."""
    facts = data.facts
    return [
        _movement(data, "有效件数", "件", InForce.policies(facts.policies, facts.events)),
        _movement(data, "有效保额", "元", facts.sums_assured),
        *(_channels(data, name) for name in BY_CHANNEL),
    ]


def _movement(data: MonthData, item: str, unit: str, in_force: InForce) -> Balance:
    """The closing side is read off the states on the 统计日, the left side off the month's days and events.

    期初 is the 期末 of the month before: how things stood on its last day, not what today's states say of it.
    """
    moved = in_force.movement(data.first, data.as_of)
    by_amount = unit == "元"
    left = [
        ("期初有效", moved.opening), ("本月承保", moved.issued), ("本月复效", moved.reinstated),
        *([("本月保额增减", moved.altered)] if by_amount else []),
        ("本月终止", -moved.ended), ("本月中止", -moved.lapsed),
    ]  # fmt: skip
    altered = "＋保额增减" if by_amount else ""
    rows = np.flatnonzero(moved.explained != moved.closing)
    why = "状态日期空缺、早于承保日，或与状态、事件不符"
    sides = (moved.explained / HUNDREDTHS, moved.closing / HUNDREDTHS)
    return Balance(
        f"期初、增减与期末{item}", unit, f"期初＋承保＋复效{altered}－终止－中止",
        tuple((name, _total(each)) for name, each in left), f"期末{item}", _total(moved.closing),
        behind(data.facts.policies["policy_no"], *sides, rows, why),
    )  # fmt: skip


def _total(hundredths: Hundredths) -> Decimal:
    """Yuan or pieces."""
    return Decimal(int(hundredths.sum())).scaleb(-2)


def _channels(data: MonthData, name: str) -> Balance:
    measure = measures()[name]
    whole = measure(data, WHOLE)
    parts = tuple(
        (channel, figure(measure(data, Scope(channel=channel)).numerator)) for channel in data.facts.names("channel")
    )
    part = whole.numerator
    nobody = data.facts.owner(part.record, "channel")[part.rows] == ""
    keys = data.facts.table(part.record)["policy_no"][part.rows]
    rows = behind(
        keys, np.zeros(len(keys)), part.counted, np.flatnonzero(nobody), "渠道空缺，或保单不在台账", Kind.NO_BUSINESS
    )
    return Balance(
        f"{name}：各渠道合计与全机构", measure.definition.unit, "各渠道合计", parts, "全机构",
        figure(part), rows,
    )  # fmt: skip

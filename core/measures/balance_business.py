"""勾稽 of the business in force: opening, new, gone and closing; and channels against the whole."""

from __future__ import annotations

import numpy as np

from core.measures.facts import WHOLE, Scope
from core.measures.month_data import MonthData
from core.measures.reconciliation import Balance, behind, exact, figure
from core.measures.registry import measures
from core.receipts.three_way import Kind
from core.table import Array, Mask

BY_CHANNEL = ("新单保费", "新单件数", "规模保费", "续期保费")
"""Measures whose channels must add up to the whole."""


def business_balances(data: MonthData) -> list[Balance]:
    """期初 + 新增 − 终止 = 期末 by policies and by 保额, and the channels' sum against the whole."""
    policies = data.facts.policies
    one_each = policies.counts_as_policy.astype(np.float64)
    assured = np.nan_to_num(policies["sum_assured"])
    return [
        _movement(data, "有效件数", "件", one_each),
        _movement(data, "有效保额", "元", assured),
        *(_channels(data, name) for name in BY_CHANNEL),
    ]


def _movement(data: MonthData, item: str, unit: str, weight: Array) -> Balance:
    """The closing side is read off the states on the 统计日, the left side off the days of issue and stop."""
    policies = data.facts.policies
    opening, closing = policies.in_force(data.first - 1), policies.in_force(data.as_of)
    issued = data.in_month(policies["issued_on"])
    stopped = policies.stopped & data.in_month(policies["status_on"])
    lapsed = stopped & (policies["status"] == "中止(失效)")
    explained = (opening.astype(np.int8) + issued - stopped) * weight
    rows = np.flatnonzero(explained != closing * weight)
    names = ("期初有效", "本月承保", "本月终止", "本月中止")
    masks = (opening, issued, stopped & ~lapsed, lapsed)
    signs = (1, 1, -1, -1)
    parts = tuple(
        (name, exact(sign * _sum(mask, weight))) for name, sign, mask in zip(names, signs, masks, strict=True)
    )
    why = "状态日期空缺、早于承保日，或与状态不符"
    return Balance(
        f"期初、增减与期末{item}", unit, "期初＋承保－终止－中止", parts, f"期末{item}",
        exact(_sum(closing, weight)), behind(policies["policy_no"], explained, closing * weight, rows, why),
    )  # fmt: skip


def _sum(mask: Mask, weight: Array) -> float:
    return float(np.rint(weight[mask] * 100).sum() / 100)


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

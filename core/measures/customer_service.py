"""服务: complaints against business, answers in time, calls answered by a person, satisfaction and NPS, 保全时效."""

from __future__ import annotations

import numpy as np

from core.measures.facts import Scope
from core.measures.measured import Measured, amounts, days_between, pieces
from core.measures.month_data import MonthData
from core.measures.premium import premium_received
from core.measures.registry import measure
from core.records.policy import Policy
from core.records.service import Complaint, Inquiry, Satisfaction
from core.records.servicing import ServicingRequest
from core.service.complaints import complaints
from core.service.inquiries import PHONE
from core.table import Mask

PREMIUM_UNIT, PIECES_UNIT = 1e8, 1e4
"""Complaints are told per 亿元 of premium and per 万 of policies or insured."""


def _received(data: MonthData, scope: Scope) -> Mask:
    """Complaints received in the month, up to the 统计日."""
    return data.in_month(data.facts.table(Complaint)["received_on"]) & data.inside(Complaint, scope)


@measure("亿元保费投诉量")
def complaints_per_premium(data: MonthData, scope: Scope) -> Measured:
    """Complaints of the month per 100 million yuan of premium received in it."""
    received = pieces(Complaint, _received(data, scope))
    return Measured(received, premium_received(data, scope), scale=PREMIUM_UNIT)


@measure("万张保单投诉量")
def complaints_per_policies(data: MonthData, scope: Scope) -> Measured:
    """Complaints of the month per 10,000 policies in force."""
    policies = data.facts.policies
    in_force = policies.in_force(data.as_of) & policies.counts_as_policy & data.inside(Policy, scope)
    return Measured(pieces(Complaint, _received(data, scope)), pieces(Policy, in_force), scale=PIECES_UNIT)


@measure("万人次投诉量")
def complaints_per_insured(data: MonthData, scope: Scope) -> Measured:
    """Complaints of the month per 10,000 lines in force, each line one insured once."""
    in_force = data.facts.policies.in_force(data.as_of) & data.inside(Policy, scope)
    return Measured(pieces(Complaint, _received(data, scope)), pieces(Policy, in_force), scale=PIECES_UNIT)


@measure("投诉件办理及时率")
def complaints_in_time(data: MonthData, scope: Scope) -> Measured:
    """Complaints whose last day lies in the month: answered by then."""
    facts = data.facts
    given = complaints(facts.tables, facts.law, facts.calendar, data.as_of)
    due = data.in_month(given.due) & given.known & data.inside(Complaint, scope)
    return Measured(pieces(Complaint, due & ~given.open & ~given.late), pieces(Complaint, due))


@measure("电话呼入人工接通率")
def calls_answered(data: MonthData, scope: Scope) -> Measured:
    """Calls of the month that asked for a person: answered by one."""
    asked = data.facts.table(Inquiry)
    calls = data.in_month(asked["asked_on"]) & (asked["way"] == PHONE) & (asked["asked_for_person"] == "是")
    calls &= data.inside(Inquiry, scope)
    return Measured(pieces(Inquiry, calls & (asked["reached_person"] == "是")), pieces(Inquiry, calls))


@measure("满意度")
def satisfied(data: MonthData, scope: Scope) -> Measured:
    """Evaluations of the month with a score: those that are satisfied."""
    given = data.facts.table(Satisfaction)
    scored = data.in_month(given["answered_on"]) & np.isfinite(given["score"]) & data.inside(Satisfaction, scope)
    content = scored & (given["score"] >= data.limit("satisfied_lowest_score"))
    return Measured(pieces(Satisfaction, content), pieces(Satisfaction, scored), _answers(int(scored.sum())))


@measure("NPS")
def net_promoter(data: MonthData, scope: Scope) -> Measured:
    """Promoters less detractors over the answers of the month."""
    given = data.facts.table(Satisfaction)
    wish = given["recommends"]
    answered = data.in_month(given["answered_on"]) & np.isfinite(wish) & data.inside(Satisfaction, scope)
    promotes = (wish >= data.limit("net_promoter_lowest_promoter")).astype(np.float64)
    detracts = (wish <= data.limit("net_promoter_highest_detractor")).astype(np.float64)
    balance = amounts(Satisfaction, answered & (promotes != detracts), promotes - detracts)
    return Measured(balance, pieces(Satisfaction, answered), _answers(int(answered.sum())))


@measure("保全时效")
def servicing_days(data: MonthData, scope: Scope) -> Measured:
    """Days from application to completion of the requests completed in the month."""
    asked = data.facts.table(ServicingRequest)
    done = data.in_month(asked["completed_on"]) & ~np.isnat(asked["received_on"]) & data.inside(ServicingRequest, scope)
    taken = days_between(ServicingRequest, done, asked["received_on"], asked["completed_on"])
    return Measured(taken, pieces(ServicingRequest, done))


def _answers(count: int) -> str:
    return f"n={count}" if count else ""

"""合同终止 by a concluded claim: a death ends the whole contract; another benefit ends it where its clause says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import Clause
from core.table import Table, Tables, scalar

PAID = ("赔付", "部分", "协议")
DEATH, ENDS = "身故", "终止"
BY_DEATH, BY_CLAIM = "身故终止", "理赔终止"
LIVE = ("有效", "宽限期", "中止(失效)")

Ended = tuple[str, str, str, date, str, str, str]
"""Policy number, product ("" the whole policy), event, effective day, why, basis, what must be done first."""


def claim_ends(tables: Tables, on: np.datetime64) -> Iterator[Ended]:
    """One entry per claim that was concluded by ``on`` with a payment and ends a policy that still runs.

    A death ends it on the day of death; any other benefit on the day of the decision, for the lines of the product
    whose clause on that benefit says that the contract ends, or of all where it is the main product's.
    """
    claims, policies = tables.of(Claim), tables.of(Policy)
    concluded = np.isin(claims["conclusion"].astype(str), PAID) & (claims["assessed_on"] <= on)
    running = policies.take(np.isin(policies["status"].astype(str), LIVE))
    clauses = _ending_clauses(tables.of(Clause))
    live: dict[str, list[int]] = {}
    for place, policy in enumerate(running["policy_no"].tolist()):
        live.setdefault(policy, []).append(place)
    for row in np.flatnonzero(concluded).tolist():
        number, benefit = claims["policy_no"][row], claims["benefit"][row]
        if number not in live or not benefit:
            continue
        case, decided = claims["claim_no"][row], scalar(claims["assessed_on"][row])
        if DEATH in benefit:
            died = scalar(claims["occurred_on"][row])
            why = f"案件{case}：{died}身故，{decided}结案给付"
            yield number, "", BY_DEATH, died or decided, why, "保险合同约定：被保险人身故，合同终止", ""
            continue
        for product, main, clause in _by_clause(running, live[number], benefit, clauses):
            why = f"案件{case}：{benefit}，{decided}结案给付"
            yield number, "" if main else product, BY_CLAIM, decided, why, f"{product}条款{clause}：给付后合同终止", ""


def _ending_clauses(clauses: Table) -> list[tuple[str, str, str]]:
    """(product, subject, clause number) of the 保险责任 whose wording ends the contract."""
    chosen = [
        row
        for row in np.flatnonzero(clauses["clause_kind"] != "责任免除").tolist()
        if "合同" in clauses["wording"][row] and ENDS in clauses["wording"][row]
    ]
    names = ("product_code", "subject", "clause_no")
    return [(clauses[names[0]][row], clauses[names[1]][row], clauses[names[2]][row]) for row in chosen]


def _by_clause(
    running: Table, rows: list[int], benefit: str, clauses: list[tuple[str, str, str]]
) -> Iterator[tuple[str, bool, str]]:
    """The lines of the policy that the benefit ends: product, whether it is the main one, and the clause."""
    for row in rows:
        product, main = running["product_code"][row], running["main_or_rider"][row] == "主险"
        clause = next((no for code, subject, no in clauses if code == product and benefit in subject), None)
        if clause is not None:
            yield product, main, clause
            if main:
                return

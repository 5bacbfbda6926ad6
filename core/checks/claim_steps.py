"""C101, C103 to C105, C109: the days of a claim in their order, and the legal last days of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from core.checks.claim_rows import claims, overdue
from core.checks.rule import Context, Hit, rule
from core.checks.words import day_words
from core.claims.duties import REFUSED

STEPS = ("occurred_on", "reported_on", "applied_on", "documents_on", "assessed_on", "notified_on", "paid_on")


@rule("C101")
def order(context: Context) -> Iterator[Hit]:
    """Logic check (待确认): each step on the day of the known step before it, or later."""
    table = claims(context)
    heading = {name: table.record.column(name).heading for name in STEPS}
    latest, named = table[STEPS[0]], np.full(len(table), heading[STEPS[0]], dtype=object)
    for _, step in pairwise(STEPS):
        back = table[step] < latest
        before = [f"{name}{day}" for name, day in zip(named[back].tolist(), day_words(latest[back]), strict=True)]
        yield Hit(table, step, back, details={"name": heading[step], "other": before})
        known = ~np.isnat(table[step])
        latest, named = np.where(known, table[step], latest), np.where(known, heading[step], named)


@rule("C103")
def assessment(context: Context) -> Iterator[Hit]:
    """保险法第二十三条, 4号令第二十三条: assessed within 5 working days, 30 days where investigated."""
    for code in ("CL-2.1", "CL-2.2"):
        yield _late(context, code, "assessed_on")


@rule("C104")
def refusal(context: Context) -> Iterator[Hit]:
    """保险法第二十四条: a refusal has its reason, and its notice goes out within 3 days."""
    table = claims(context)
    refused = (table["conclusion"] == REFUSED) & ~np.isnat(table["assessed_on"])
    yield Hit(table, "refusal_reason", refused & (table["refusal_reason"] == ""))
    yield _late(context, "CL-3", "notified_on", "late")


@rule("C105")
def payment(context: Context) -> Iterator[Hit]:
    """保险法第二十三条, 4号令第二十六条: paid within 10 days of the agreement."""
    yield _late(context, "CL-4", "paid_on")


@rule("C109")
def on_account(context: Context) -> Iterator[Hit]:
    """保险法第二十五条: after 60 days what is certain is paid on account."""
    duty, late, due = overdue(context, "CL-5")
    words = {"other": day_words(duty.started[late]), "limit": day_words(due[late])}
    yield Hit(claims(context), "advanced_on", late, details=dict(words))


def _late(context: Context, code: str, column: str, says: str = "default") -> Hit:
    """The cases in which a clock was kept too late."""
    duty, late, due = overdue(context, code)
    words = {"other": day_words(duty.started[late]), "limit": day_words(due[late])}
    return Hit(claims(context), column, late, says, details=dict(words))

"""C106 to C108: what a claim pays against its cost, its sum assured, its cover, and what becomes of the policy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.claim_rows import claims, lines
from core.checks.rule import Context, Hit, rule
from core.checks.words import day_words, money_words
from core.claims.payments import more_than_cost, more_than_sum, not_ended, outside_cover, paid_without_grant


@rule("C106")
def amount(context: Context) -> Iterator[Hit]:
    """Contract: no more than the cost, no more than the sum assured, nothing without a grant."""
    table = claims(context)
    over = more_than_cost(table)
    yield Hit(table, "assessed", over, details={"limit": money_words(table["claimed"][over])})
    where, held = lines(context)
    above = more_than_sum(table, where, held)
    limits = held.look_up(where[above], "sum_assured")
    yield Hit(table, "assessed", above, "sum_assured", details={"limit": money_words(limits)})
    loose = paid_without_grant(table)
    words = [word or "（空白）" for word in table["conclusion"][loose].tolist()]
    yield Hit(table, "paid_on", loose, "ungranted", details={"other": words})


@rule("C107")
def cover(context: Context) -> Iterator[Hit]:
    """Contract: an event that is paid for falls into the cover."""
    table = claims(context)
    where, held = lines(context)
    begun = held.look_up(where, "effective_on")
    outside = outside_cover(table, where, held)
    early = outside & (table["occurred_on"] < begun)
    yield Hit(table, "occurred_on", early, details={"other": day_words(begun[early])})
    stopped = np.flatnonzero(outside & ~early)
    words = {
        "name": held.look_up(where[stopped], "status").tolist(),
        "other": day_words(held.look_up(where[stopped], "status_on")),
    }
    yield Hit(table, "occurred_on", stopped, "stopped", details=dict(words))


@rule("C108")
def after_death(context: Context) -> Iterator[Hit]:
    """Contract: it ends with the payment of the death benefit."""
    table = claims(context)
    where, held = lines(context)
    rows = np.flatnonzero(not_ended(table, where, held, np.datetime64(context.on)))
    words = {"name": held.look_up(where[rows], "status").tolist(), "other": day_words(table["paid_on"][rows])}
    yield Hit(table, "policy_no", rows, details=dict(words))

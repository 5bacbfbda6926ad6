"""T101 to T105: complaints answered in time, extensions that count, authority, who may handle them, reviews."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.rule import Context, Hit, rule
from core.checks.words import day_words
from core.service.complaints import COMPLEX, REVIEW, Complaints, complaints
from core.table import blanks


def _given(context: Context) -> Complaints:
    return complaints(context.tables, context.law, context.calendar, np.datetime64(context.on))


ANONYMOUS = "匿名"
"""Who does not say who he is cannot be asked for his papers; what he says is handled all the same."""


@rule("T101")
def answered(context: Context) -> Iterator[Hit]:
    """投诉办法第十八条: decided and told within 15, 30 or 60 days of receipt."""
    given = _given(context)
    table, told = given.table, given.late & ~given.open & ~np.isnat(given.answered_on)
    for mask, column, says in ((told, "told_on", "default"), (given.overdue, "received_on", "open")):
        words = {"other": day_words(table["received_on"][mask]), "limit": day_words(given.due[mask])}
        yield Hit(table, column, mask, says, details=dict(words))


@rule("T102")
def extension(context: Context) -> Iterator[Hit]:
    """投诉办法第十八条: approved by a superior and told to the complainant before the 30 days are over."""
    given = _given(context)
    table = given.table
    approved, told = (~np.isnat(given.day(f"extension_{step}_on")) for step in ("approved", "told"))
    yield Hit(table, "extension_approved_on", approved & ~told)
    yield Hit(table, "extension_told_on", told & ~approved, "unapproved")
    late = approved & told & ~given.extended
    limits = day_words(given.clocks[COMPLEX].due[late])
    yield Hit(table, "extension_approved_on", late, "late", details={"limit": limits})
    yield Hit(table, "extension_approved_by", approved & blanks(table["extension_approved_by"]), "approver")


@rule("T103")
def authority(context: Context) -> Iterator[Hit]:
    """投诉办法第十三条、第十四条: who complains is known, and who complains for another has an authority."""
    given = _given(context)
    yield Hit(given.table, "authority", given.proxy_without_authority)
    named = given.table["complainant"] != ANONYMOUS
    yield Hit(given.table, "identity_verified", named & (given.table["identity_verified"] != "是"), "identity")


@rule("T104")
def apart(context: Context) -> Iterator[Hit]:
    """投诉办法: nobody handles a complaint about himself."""
    table = _given(context).table
    yield Hit(table, "handler", (table["handler"] != "") & (table["handler"] == table["agent_no"]))


@rule("T105")
def review(context: Context) -> Iterator[Hit]:
    """投诉办法第二十条: a review is decided within 30 days of the application."""
    given = _given(context)
    table, due = given.table, given.clocks[REVIEW].due
    for mask, column, says in (
        (given.review_late & ~given.reviewing, "review_decided_on", "default"),
        (given.review_late & given.reviewing, "review_asked_on", "open"),
    ):
        words = {"other": day_words(table["review_asked_on"][mask]), "limit": day_words(due[mask])}
        yield Hit(table, column, mask, says, details=dict(words))

"""G1 待办: a task is closed with its proof, checked by somebody else, in time, and on a rule that is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from core.checks.rule import Context, Hit, rule
from core.checks.words import day_words
from core.law.internal_rules import InternalRules
from core.records.reference import InternalRule
from core.records.tasks import Task

CLOSED = "已办结"


@rule("G101")
def closed_with_proof(context: Context) -> Iterator[Hit]:
    """整改管理: 已办结 needs the proof and the day, and the day is not before the task was raised."""
    table = context.tables.of(Task)
    closed = table["status"] == CLOSED
    yield Hit(table, "proof", closed & (table["proof"] == ""))
    yield Hit(table, "closed_on", closed & np.isnat(table["closed_on"]), "day")
    early = table["closed_on"] < table["raised_on"]
    yield Hit(table, "closed_on", early, "early", details={"other": day_words(table["raised_on"][early])})


@rule("G102")
def checked_by_another(context: Context) -> Iterator[Hit]:
    """整改管理: who did it does not check it."""
    table = context.tables.of(Task)
    yield Hit(table, "checked_by", (table["checked_by"] != "") & (table["checked_by"] == table["owner"]))


@rule("G103")
def late_with_a_reason(context: Context) -> Iterator[Hit]:
    """整改管理: what was closed after its last day says why."""
    table = context.tables.of(Task)
    late = (table["closed_on"] > table["due_on"]) & (table["progress"] == "")
    yield Hit(table, "closed_on", late, details={"other": day_words(table["due_on"][late])})


@rule("G104", needs=(InternalRule,))
def cited_rule_is_in_force(context: Context) -> Iterator[Hit]:
    """公司制度: a rule that the basis names is in force on the day on which the task was raised."""
    table = context.tables.of(Task)
    rules = InternalRules.of(context.references.of(InternalRule))
    days: list[date] = context.event_days(table).tolist()
    texts = table["basis"].tolist()
    stale = np.array(
        [bool(rules.named_in(text)) and rules.cite(text, day) is None for text, day in zip(texts, days, strict=True)],
        dtype=bool,
    )
    yield Hit(table, "basis", stale, details={"other": day_words(context.event_days(table)[stale])})

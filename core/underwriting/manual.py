"""Validators of a manual decision (核保结论): U01–U09, one function over the columns each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from core.checks.applications import sum_of
from core.checks.rule import Context, Hit
from core.checks.words import money_words
from core.findings import Severity
from core.money import exceeds
from core.records.application import Coverage
from core.records.decision import Decision
from core.records.policy import Policy
from core.table import Array, Mask, Table

AUTOMATIC = "自动"
ACCEPTING = ("标准体", "次标准体-加费", "除外", "加费+除外", "限额/变更险种/缩短期间")
SUBSTANDARD = ACCEPTING[1:]
ADVERSE = (*SUBSTANDARD, "延期", "拒保")
_PERCENT = 100.0

Hits = Iterator[tuple[str, Hit]]
Fired = Mapping[str, Mapping[str, Severity]]
"""By application number: the rules that fired and their severity."""


def decision_hits(context: Context, fired: Fired) -> Hits:
    """Code and hit of everything wrong with the manual decisions of the run; those marked 自动 are our own."""
    every = context.tables.of(Decision)
    table = every.take(every["underwriting_type"] != AUTOMATIC)
    yield from _loading(context, table)
    yield from _premium_booked(context, table)
    yield from _postponement(table)
    yield from _words(table)
    yield from _rules(table, fired)


def conclusions(table: Table, *words: str) -> Mask:
    """Rows with one of these conclusions."""
    return np.isin(table["conclusion"].astype(str), words)


def override_codes(text: str) -> list[str]:
    """The rule codes of a 豁免 cell."""
    return [code for code in text.replace(",", "、").replace("，", "、").replace(" ", "、").upper().split("、") if code]


def _loading(context: Context, table: Table) -> Hits:
    """加费 > 0 ⇔ the conclusion says so; EM inside the company's range."""
    loaded = np.array(["加费" in word for word in table["conclusion"]], dtype=bool)
    amount = table["extra_premium"] > 0
    yield "U01", _at(table, "extra_premium", amount & ~loaded & (table["conclusion"] != ""))
    yield "U01", _at(table, "extra_premium", loaded & ~amount, "missing", name=table["conclusion"])
    low, high = (context.limit(f"extra_mortality_percent_{end}", table) for end in ("min", "max"))
    em = np.round(table["extra_mortality"] * _PERCENT, 6)
    limits = np.array([f"{a:g}%～{b:g}%" for a, b in zip(low, high, strict=True)], dtype=object)
    yield "U06", _at(table, "extra_mortality", loaded & ((em < low) | (em > high)), limit=limits)


def _premium_booked(context: Context, table: Table) -> Hits:
    """Premium booked = standard + loading, on the 险种 lines and on a policy that is already there."""
    extra = np.nan_to_num(table["extra_premium"])
    lines = context.tables.of(Coverage)
    standard = sum_of(context, Coverage, lines["premium"], table)
    on_lines = sum_of(context, Coverage, lines["extra_premium"], table)
    wrong = exceeds(np.abs(on_lines - extra), 0)
    yield (
        "U04",
        _at(table, "extra_premium", wrong, "coverage", other=money_words(on_lines), expected=money_words(extra)),
    )
    booked = sum_of(context, Policy, context.tables.of(Policy)["first_premium"], table)
    # Without the application's 险种 lines in the run nobody knows the standard premium.
    wrong = exceeds(np.abs(booked - standard - extra), 0) & conclusions(table, *ACCEPTING) & (standard > 0)
    yield "U04", _at(table, "extra_premium", wrong, other=money_words(booked), expected=money_words(standard + extra))


def _postponement(table: Table) -> Hits:
    postponed = conclusions(table, "延期")
    until = table["postponed_to"]
    yield "U02", _at(table, "postponed_to", postponed & np.isnat(until))
    yield "U02", _at(table, "postponed_to", postponed & (until <= table["decided_on"]), "past")
    yield "U02", _at(table, "review_condition", postponed & (table["review_condition"] == ""), "condition")


def _words(table: Table) -> Hits:
    """Exclusion wording, the customer's confirmation, and the reason of every decision against the customer."""
    conclusion = table["conclusion"]
    excluded = np.array(["除外" in word for word in conclusion], dtype=bool)
    yield "U05", _at(table, "exclusion", excluded & (table["exclusion"] == ""), name=conclusion)
    unconfirmed = conclusions(table, *SUBSTANDARD) & (table["notice_returned"] != "是")
    yield "U03", _at(table, "notice_returned", unconfirmed, name=conclusion)
    yield "U08", _at(table, "reason", conclusions(table, *ADVERSE) & (table["reason"] == ""), name=conclusion)


def _rules(table: Table, fired: Fired) -> Hits:
    """What fired against what the underwriter accepted: refusals stay, referrals are named with a reason."""
    listed = [override_codes(text) for text in table["overrides"]]
    accepting = conclusions(table, *ACCEPTING)
    refusing, forbidden, open_, silent = ([""] * len(table) for _ in range(4))
    for row, number in enumerate(table["application_no"]):
        severities = fired.get(number, {})
        refused = [code for code, severity in severities.items() if severity is Severity.REFUSED]
        referred = [code for code, severity in severities.items() if severity is Severity.REFERRED]
        refusing[row] = "、".join(refused) if accepting[row] else ""
        forbidden[row] = "、".join(code for code in listed[row] if code in refused)
        open_[row] = "、".join(code for code in referred if code not in listed[row]) if accepting[row] else ""
        silent[row] = "、".join(listed[row]) if table["reason"][row] == "" else ""
    yield "U07", _named(table, "conclusion", refusing, "default", other=table["conclusion"])
    yield "U07", _named(table, "overrides", forbidden, "override")
    yield "U08", _named(table, "overrides", silent, "override")
    yield "U09", _named(table, "overrides", open_, "default")


def _named(table: Table, column: str, names: list[str], says: str, **words: Array) -> Hit:
    chosen = np.array([bool(name) for name in names], dtype=bool)
    return _at(table, column, chosen, says, name=np.array(names, dtype=object), **words)


def _at(table: Table, column: str, rows: Mask, says: str = "default", **words: Array | list[str]) -> Hit:
    details = {part: list(np.asarray(texts, dtype=object)[rows]) for part, texts in words.items()}
    return Hit(table, column, rows, says, details={**details})

"""法规变动: what changes in the ledger because a parameter changed on a day, and by how much.

Everything is worked out twice: with the law as it is, and as if that one change had never come (or, for a proposed
value, with the value from that day on). What the two disagree on is the effect. Each matter is judged by the law of
its own day, so business from before the change stays as it was. Cash values follow their product's filing day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isnan
from typing import Any

import numpy as np

from core.checks.engine import run_checks
from core.checks.rule import Context
from core.findings import Finding
from core.law.lookup import Law
from core.law.timeline import NotInForce, Row
from core.ledger.current import load_tables
from core.ledger.cutoff import cutoffs, latest
from core.measures.clocks import running_clocks
from core.measures.compliance import load_compliance
from core.measures.month_data import MonthData
from core.measures.registry import measures
from core.office.known import Known
from core.office.retention import retention
from core.office.todo_list import todo_list
from core.records.application import Application
from core.records.catalogue import APPLICATION_RECORDS, POLICY_RECORDS, PRODUCT_RECORDS
from core.records.reference import REFERENCE_RECORDS

LIMITS, RULES, KEPT, FIGURES = "未结事项的期限", "投保单的检查结果", "保单资料的保存期限", "本月指标"
NONE = "—"


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that differs. ``by``: how much, in days, yuan or rates as words."""

    area: str
    key: str
    what: str
    before: str
    after: str
    by: str = ""


@dataclass(frozen=True)
class LawChange:
    """A parameter's change and its effects. ``before`` or ``after`` is None where nothing was in force."""

    key: str
    title: str
    unit: str
    on: date
    as_of: date
    before: Row | None
    after: Row | None
    proposed: bool
    effects: tuple[Effect, ...]
    looked_at: Mapping[str, int]
    """Per area how many matters were compared."""
    faults: tuple[str, ...] = ()
    """Areas that could not be worked out, with the reason."""

    def of(self, area: str) -> list[Effect]:
        """The effects of one area."""
        return [effect for effect in self.effects if effect.area == area]


Worked = dict[str, tuple[str, Any]]
"""By key what a matter is, and its value under one law."""


def law_change(
    connection: sqlite3.Connection, key: str, on: date, proposed: str | None = None
) -> tuple[LawChange, list[Finding]]:
    """The effects of the change of ``key`` that is in force on ``on``, or of a ``proposed`` value from that day.

    KeyError for an unknown parameter; ValueError where it never changed until that day. Findings (P…) say what is
    wrong with a proposed value.
    """
    data = _latest_month(connection)
    law = data.facts.law
    line = law.timeline(key)
    findings: list[Finding] = []
    if proposed is None:
        old, new = law.without_change(key, on), law
        before, after = line.rows[line.place(on) - 1], line.at(on)
    else:
        new, findings = law.with_overrides([{"key": key, "value": proposed, "effective_from": on}])
        old, before, after = law, line.at(on), new.timeline(key).at(on)
    effects, looked_at, faults = list[Effect](), dict[str, int](), list[str]()
    areas: tuple[tuple[str, Callable[[Law], Worked], Callable[[Any, Any], str]], ...] = (
        (LIMITS, lambda chosen: _limits(connection, data, chosen), _days_between),
        (RULES, lambda chosen: _rules(connection, data, chosen), lambda *_: ""),
        (KEPT, lambda chosen: _kept(data, chosen), _days_between),
        (FIGURES, lambda chosen: _figures(data, chosen), _difference),
    )
    for area, work, gap in areas:
        try:
            one, other = work(old), work(new)
        except NotInForce as unknown:
            faults.append(f"{area}：{unknown}")
            continue
        looked_at[area] = len({*one, *other})
        effects += _compared(area, one, other, gap)
    shown = law.value(key, None) if line.at(None) else None
    title, unit = (shown.title, shown.unit) if shown else (key, "")
    change = LawChange(
        key, title, unit, on, data.as_of_day, before, after, proposed is not None, tuple(effects), looked_at,
        tuple(faults),
    )  # fmt: skip
    return change, findings


def _latest_month(connection: sqlite3.Connection) -> MonthData:
    """The month of the ledger's latest 数据截止日."""
    cutoff = latest(cutoffs(connection))
    if cutoff is None:
        raise ValueError("台账为空，没有可比较的业务")
    return MonthData.load(connection, f"{cutoff:%Y-%m}")


def _compared(area: str, one: Worked, other: Worked, gap: Callable[[Any, Any], str]) -> Iterable[Effect]:
    for key in sorted({*one, *other}):
        what = (one.get(key) or other[key])[0]
        before, after = (side[key][1] if key in side else None for side in (one, other))
        if before != after and not (_nothing(before) and _nothing(after)):
            by = gap(before, after) if not _nothing(before) and not _nothing(after) else ""
            yield Effect(area, key, what, _shown(before), _shown(after), by)


def _limits(connection: sqlite3.Connection, data: MonthData, law: Law) -> Worked:
    """The last day of every open matter of 待办."""
    seen = _under(data, law)
    compliance = load_compliance(connection, seen)
    todos = todo_list(Known(seen, compliance, running_clocks(seen, compliance)))
    return {f"{row.todo.origin} {row.todo.key}": (row.todo.subject, row.todo.due_on) for row in todos.open}


def _rules(connection: sqlite3.Connection, data: MonthData, law: Law) -> Worked:
    """What every rule finds on the applications of the ledger; words masked as in any list."""
    tables = load_tables(connection, APPLICATION_RECORDS, until_change=data.facts.until_change)
    if not len(tables.of(Application)):
        return {}
    held = load_tables(connection, POLICY_RECORDS, until_change=data.facts.until_change)
    lists = load_tables(connection, (*PRODUCT_RECORDS, *REFERENCE_RECORDS), until_change=data.facts.until_change)
    _, findings = run_checks(Context(tables, lists, held, law, data.facts.calendar, data.as_of_day))
    grouped: Worked = {}
    for one in findings:
        place = f"{one.record_key} {one.code} {one.where.column}"
        grouped[place] = (law.rule(one.code).title, f"{one.severity.value}：{one.message}")
    return grouped


def _kept(data: MonthData, law: Law) -> Worked:
    """The last day on which each policy's material must be kept."""
    return {
        f"{one.name} {number}": (one.name, None if np.isnat(day) else day.astype(object))
        for one in retention(data, law)
        for number, day in zip(one.numbers.tolist(), one.until, strict=True)
    }


def _figures(data: MonthData, law: Law) -> Worked:
    """Every measure of the month."""
    seen = _under(data, law)
    return {name: (measure.definition.formula, measure(seen).value) for name, measure in measures().items()}


def _under(data: MonthData, law: Law) -> MonthData:
    """The same facts seen under another law; nothing that was worked out is carried over."""
    facts = replace(data.facts, law=law, _scopes={}, _columns={}, _names={})
    return MonthData(facts, data.month)


def _nothing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))


def _shown(value: Any) -> str:
    if _nothing(value):
        return NONE
    return f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _days_between(before: date, after: date) -> str:
    return f"{(after - before).days:+d}天"


def _difference(before: float, after: float) -> str:
    return f"{after - before:+,.4f}".rstrip("0").rstrip(".")

"""到期事项 of a ledger on a day, with their money: what 到期处理 lists, and what a confirmed row must match."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import numpy as np

from core.days.working_days import Calendar
from core.law.lookup import Law
from core.receipts.due import tolerance_fen
from core.receipts.waiting import money_waiting
from core.renewal.due_actions import MATURES, Proposed, due_actions
from core.renewal.due_list import DueList, due_list
from core.renewal.lapses import Event, lapsed_policies
from core.servicing.figures import Asked, Figures
from core.servicing.lines import Line
from core.servicing.transitions import after
from core.table import Tables
from core.values.figure import Figure, amount_text

MONEY: Mapping[str, str] = {MATURES: "maturity", Event.END.value: "surrender"}
"""Events that pay, and the figure that says how much."""
ZERO = Decimal(0)
LinesFor = Callable[[set[str]], dict[str, Line]]
FiguresFor = Callable[[Mapping[str, Line]], Figures]


@dataclass(frozen=True)
class Due:
    """One event with its money. ``amount``: yuan, paid −; None: no money moves. ``figures`` by key of the line."""

    proposed: Proposed
    lines: tuple[Line, ...]
    amount: Decimal | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)


def due_now(
    tables: Tables, law: Law, calendar: Calendar, on: date, lines_for: LinesFor, figures_for: FiguresFor
) -> list[Due]:
    """Everything due on ``on``. ``lines_for`` gives the lines of the policies that something is due for."""
    day = np.datetime64(on)
    due = due_list(tables, law, calendar, day)
    lapsed, arrived = lapsed_policies(tables, law, calendar, day), money_waiting(tables, law, on)
    found = due_actions(tables, due, lapsed, arrived, tolerance=tolerance_fen(law, on))
    lines = lines_for({each.policy_no for each in found})
    figures, by_policy = figures_for(lines), dict[str, list[Line]]()
    for _, line in sorted(lines.items()):
        by_policy.setdefault(line.text("policy_no"), []).append(line)
    return [_with_money(each, by_policy.get(each.policy_no, []), due, figures, on) for each in found]


def _with_money(each: Proposed, lines: list[Line], due: DueList, figures: Figures, on: date) -> Due:
    concerned = _concerned(each, lines, due)
    if each.event == Event.ADVANCE.value:
        return _advance(each, concerned, due, figures)
    kind = MONEY.get(each.event)
    if kind is None:
        return Due(each, concerned)
    by_line = {line.key: figures.of(kind, line, Asked(), max(on, each.effective_on))[0] for line in concerned}
    known = {key: figure for key, figure in by_line.items() if figure is not None and figure.amount is not None}
    nothing = [key for key in by_line if key not in known and not _owes(by_line[key])]
    if any(figure.estimate for figure in known.values()):
        return Due(replace(each, hold=each.hold or "只有估算，没有合同的价值表，先补录价值表"), concerned)
    if len(known) + len(nothing) < len(by_line):
        return Due(replace(each, hold=each.hold or "测算未得出金额，先补齐产品参数或价值表"), concerned)
    total = sum((figure.amount for figure in known.values() if figure.amount is not None), ZERO)
    words = "；".join(f"{figure.kind}{amount_text(figure.amount or ZERO)}元" for figure in known.values())
    why = f"{each.why}{'；' if words else ''}{words}"
    return Due(replace(each, why=why), concerned, -total if total else None, known)


def _owes(figure: Figure | None) -> bool:
    """Does a figure without an amount leave open what is owed? Not where the contract simply has no such benefit."""
    return figure is None or not any(finding.code == "no-maturity" for finding in figure.findings)


def _advance(each: Proposed, lines: tuple[Line, ...], due: DueList, figures: Figures) -> Due:
    """自动垫交 where the cash value covers the premium; 中止 where it does not."""
    if len(lines) != 1:
        return Due(replace(each, hold=each.hold or "保单有多个险种欠费，按保全“自动垫交”逐个办理"), lines)
    figure, _ = figures.of("auto_advance", lines[0], Asked(), each.effective_on)
    if figure is None or figure.amount is None:
        return Due(replace(each, hold=each.hold or "测算未得出可垫交金额，先补齐产品参数或价值表"), lines)
    if figure.amount == 0:
        row = due["policy_no"].tolist().index(each.policy_no)
        why = f"{each.why.split('；')[0]}；现金价值不足以垫交当期保费"
        lapse = replace(each, event=Event.LAPSE.value, effective_on=due.lapse_on[row].astype(date), why=why)
        return Due(lapse, lines)
    why = f"{each.why.split('；')[0]}；现金价值足够，垫交{amount_text(figure.amount)}元"
    return Due(replace(each, why=why), lines, None, {lines[0].key: figure})


def _concerned(each: Proposed, lines: list[Line], due: DueList) -> tuple[Line, ...]:
    """The lines that the event changes: the product named, else those that the state table lets through."""
    own = [line for line in lines if each.product_code in ("", line.text("product_code"))]
    own = [line for line in own if after(line.standing, each.event) is not None]
    if each.event in (Event.INTO_GRACE.value, Event.ADVANCE.value):
        own = [line for line in own if (day := line.day("next_due_on")) is not None and day < due.on.astype(date)]
    return tuple(own)

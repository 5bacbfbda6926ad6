"""生存给付 due: the benefit at the end of each policy year for which a value table has one, until it is settled.

What fell due before the ledger knew the line was another system's to pay: of that only the last one is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from core.days.anniversary import anniversary, monthiversaries, policy_year
from core.events.due_now import Due
from core.records.policy import Policy
from core.records.product import CashValue
from core.renewal.due_actions import CONTRACT, RUNNING, SURVIVES, Proposed
from core.servicing.figures import Asked, Figures
from core.servicing.lines import Line
from core.servicing.transitions import ENDED
from core.table import Tables
from core.values.contract import Contract
from core.values.figure import amount_text

LAPSED = "中止(失效)"
Settled = Collection[tuple[str, date]]
"""Ledger key of the line and due day of benefits that were paid, or turned down by a person."""


@dataclass(frozen=True)
class Told:
    """What the ledger tells of the lines, by their key.

    ``settled``: see :data:`Settled`; ``known_since``: 数据截止日 of the line's first version; ``altered_on``: days of
    events that changed its 保额.
    """

    settled: Settled = ()
    known_since: Mapping[str, date] = field(default_factory=dict)
    altered_on: Mapping[str, Sequence[date]] = field(default_factory=dict)


def policies_with_benefits(tables: Tables, on: date) -> set[str]:
    """The policies that have reached the first year for which their product's table prints a benefit.

    Also those that lapsed or ended since: what fell due before that day is still owed.
    """
    values, policies = tables.of(CashValue), tables.of(Policy)
    printed = np.flatnonzero(np.nan_to_num(values["survival_benefit"]) > 0)
    first: dict[str, float] = {}
    for code, year in zip(
        values["product_code"][printed].tolist(), values["policy_year"][printed].tolist(), strict=True
    ):
        first[code] = min(year, first.get(code, year))
    if not first:
        return set()
    concerned = np.isin(policies["status"].astype(str), (*RUNNING, LAPSED, ENDED))
    years = np.array([first.get(code, np.nan) for code in policies["product_code"].tolist()])
    reached = monthiversaries(policies["effective_on"], 12 * years) <= np.datetime64(on)
    return set(policies["policy_no"][concerned & reached].tolist())


def survival_due(lines: Mapping[str, Line], figures: Figures, on: date, told: Told) -> Iterator[Due]:
    """One entry per line and 对应日 that brought a benefit which nobody has settled. ``lines``: by ledger key."""
    for key, line in sorted(lines.items()):
        days = [day for day in _days(line, on, told.known_since.get(key)) if (key, day) not in told.settled]
        contract = figures.contract_of(line) if days else None
        if contract is None or contract.effective_on > on:
            continue
        for day in days:
            if contract.ends_on is None or day < contract.ends_on:
                yield from _due(line, contract, figures, day, on, told)


def _days(line: Line, on: date, known_since: date | None) -> list[date]:
    """The 对应日 to look at, oldest first: all since the ledger knows the line, else the last one of a running line."""
    start, status, since = line.day("effective_on"), line.text("status"), line.day("status_on")
    if start is None or start > on:
        return []
    running = status in RUNNING
    until = on if running else since
    if until is None or until < start or not (running or status in (LAPSED, ENDED)):
        return []
    days = [anniversary(start, year) for year in range(1, policy_year(start, until))]
    last = days[-1:] if running else []
    return [day for day in days if day in last or (known_since is not None and day > known_since)]


def _due(line: Line, contract: Contract, figures: Figures, day: date, on: date, told: Told) -> Iterator[Due]:
    figure, _ = figures.of("survival", line, Asked(), day)
    if figure is None or not figure.amount:
        return
    year, late = contract.year_on(day) - 1, (on - day).days
    missed = f"，迟{late}天仍未领" if anniversary(day, 1) <= on else ""
    why = f"第{year}保单年度末生存金{amount_text(figure.amount)}元{missed}"
    hold = _hold(line, day, told.altered_on.get(line.key, ()))
    proposed = Proposed(
        line.text("policy_no"), line.text("product_code"), SURVIVES, day, why, f"{CONTRACT}：{day}应领", hold
    )
    yield Due(proposed, (line,), -figure.amount, {line.key: figure})


def _hold(line: Line, day: date, altered_on: Sequence[date]) -> str:
    """Why the amount or the event cannot be taken as it stands."""
    status = line.text("status")
    if status not in RUNNING:
        return f"保单已{status}：核对这笔是否已随终止或复效结清，未结清的另行给付后驳回本行"
    if any(changed > day for changed in altered_on):
        return "应领日以后保额变更过：按应领日的保额核定，另行给付后驳回本行"
    return ""

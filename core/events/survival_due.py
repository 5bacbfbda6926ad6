"""生存给付 due: the benefit at the end of the last policy year of every line in force whose value table has one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import numpy as np

from core.days.anniversary import anniversary, monthiversaries, policy_year
from core.events.due_now import Due
from core.records.policy import Policy
from core.records.product import CashValue
from core.renewal.due_actions import CONTRACT, RUNNING, SURVIVES, Proposed
from core.servicing.figures import Asked, Figures
from core.servicing.lines import Line
from core.table import Tables
from core.values.figure import amount_text

Settled = Collection[tuple[str, date]]
"""Ledger key of the line and due day of benefits that were paid, or turned down by a person."""


def policies_with_benefits(tables: Tables, on: date) -> set[str]:
    """The policies in force that have reached the first year for which their product's table prints a benefit."""
    values, policies = tables.of(CashValue), tables.of(Policy)
    printed = np.flatnonzero(np.nan_to_num(values["survival_benefit"]) > 0)
    first: dict[str, float] = {}
    for code, year in zip(
        values["product_code"][printed].tolist(), values["policy_year"][printed].tolist(), strict=True
    ):
        first[code] = min(year, first.get(code, year))
    if not first:
        return set()
    running = np.isin(policies["status"].astype(str), RUNNING)
    years = np.array([first.get(code, np.nan) for code in policies["product_code"].tolist()])
    reached = monthiversaries(policies["effective_on"], 12 * years) <= np.datetime64(on)
    return set(policies["policy_no"][running & reached].tolist())


def survival_due(lines: Mapping[str, Line], figures: Figures, on: date, settled: Settled) -> Iterator[Due]:
    """One entry per line whose last 对应日 brought a benefit that nobody has settled. ``lines``: by ledger key."""
    for key, line in sorted(lines.items()):
        start = line.day("effective_on")
        if start is not None and start <= on and (key, anniversary(start, policy_year(start, on) - 1)) in settled:
            continue
        contract = figures.contract_of(line) if line.text("status") in RUNNING else None
        if contract is None or contract.effective_on > on or contract.year_on(on) < 2:
            continue
        due_on = contract.year_start(contract.year_on(on))
        if (key, due_on) in settled or (contract.ends_on is not None and due_on >= contract.ends_on):
            continue
        figure, _ = figures.of("survival", line, Asked(), due_on)
        if figure is None or not figure.amount:
            continue
        number, product = line.text("policy_no"), line.text("product_code")
        why = f"第{contract.year_on(on) - 1}保单年度末生存金{amount_text(figure.amount)}元"
        proposed = Proposed(number, product, SURVIVES, due_on, why, f"{CONTRACT}：{due_on}应领")
        yield Due(proposed, (line,), -figure.amount, {key: figure})

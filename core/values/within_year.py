"""One policy year's line: how the value runs from the start to the end of the year, and how far it has run.

Forms, units and sources as in :mod:`core.values.interpolation`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.values.contract import Contract, DayBasis, WithinYear, YearTable
from core.values.contract_notes import note
from core.values.figure import Working, amount_text, day_text, plain
from core.values.premiums import running_period
from core.values.sources import source
from core.values.year_ends import at_start


class Weight(NamedTuple):
    """Policy year ``year`` from ``start``: ``gone`` = d of ``days`` = D, ``extra`` 1 where the day itself counts."""

    year: int
    start: date
    gone: int
    days: int
    extra: int


def line(
    contract: Contract, table: YearTable, on: date, ends: tuple[Decimal, Decimal], weight: Weight, working: Working
) -> Decimal | None:
    """The value between ``ends`` = (CV(t−1), end(t)) by the contract's form; None and a finding where it is unknown.

    In a year without premium both forms are the same line, so an unstated form does no harm there.
    """
    form = contract.parameters.within_year
    if form is None and weight.start >= contract.premiums_end_on:
        form = WithinYear.TWO_ENDS
    if form is None:
        working.findings.append(note("form-unknown"))
        return None
    if form is WithinYear.TWO_ENDS:
        return _two_ends(contract, on, *ends, weight, working)
    return _start_end(contract, table, *ends, weight, working)


def _two_ends(
    contract: Contract, on: date, before: Decimal, end: Decimal, weight: Weight, working: Working
) -> Decimal | None:
    inputs = {
        "上年末（不含生存金）": amount_text(before),
        "本年末（含生存金）": amount_text(end),
        "d": plain(weight.gone),
        "D": plain(weight.days),
    }
    value = working.step(
        "两端值插值", inputs, "上年末+（本年末−上年末）×d÷D", before + (end - before) * weight.gone / weight.days,
        source("within_year", "clause"),
    )  # fmt: skip
    period = running_period(contract, on, weight.extra)
    if period is None:
        return value
    if contract.premium is None:
        working.findings.append(note("missing", what="每期保费", kind="未经过保费", fix="补填保费"))
        return None
    if not contract.months:
        working.findings.append(note("single-first-year"))
    left, of = (weight.days - weight.gone, weight.days) if contract.months in (0, 12) else (period.left, period.length)
    unexpired = working.step(
        "未经过的当期保费",
        {
            "当期保费": amount_text(contract.premium),
            "未经过天数": f"{left}",
            "当期天数": f"{of}",
            "当期起": day_text(period.start),
        },
        "当期保费×未经过天数÷当期天数",
        contract.premium * left / of,
        source("clause"),
        "按所交保费（毛保费）计",
    )
    inputs = {"插值": amount_text(value), "未经过的当期保费": amount_text(unexpired)}
    # One division, so that a sum of exactly half a fen is not lost in two rounded quotients.
    whole = before + ((end - before) * weight.gone * of + contract.premium * left * weight.days) / (weight.days * of)
    return working.step("当日现金价值", inputs, "插值+未经过的当期保费", whole, source("clause"))


def _start_end(
    contract: Contract, table: YearTable, before: Decimal, end: Decimal, weight: Weight, working: Working
) -> Decimal | None:
    start = at_start(contract, table, weight.year)
    if start is None and weight.start < contract.premiums_end_on:
        working.findings.append(note("start-value-missing", year=weight.year))
        return None
    if contract.months not in (0, 12):
        working.findings.append(note("modal-start-end", frequency=contract.frequency))
    start = before if start is None else start
    return working.step(
        "首末值插值",
        {
            "年初（含当年净保费）": amount_text(start),
            "本年末（含生存金）": amount_text(end),
            "d": plain(weight.gone),
            "D": plain(weight.days),
        },
        "［年初×（D−d）+本年末×d］÷D",
        (start * (weight.days - weight.gone) + end * weight.gone) / weight.days,
        source("within_year", "clause"),
    )


def weight_of(contract: Contract, on: date, year: int, working: Working) -> Weight | None:
    """d and D of the policy year; d is held at D, which a 366-day year counted as 365 would pass."""
    parameters, start = contract.parameters, contract.year_start(year)
    length, since = (contract.year_start(year + 1) - start).days, (on - start).days
    extra = int(bool(parameters.inclusive_day))
    if parameters.inclusive_day is None:
        working.findings.append(note("inclusive-assumed"))
    if parameters.day_basis is None and length != 365 and since + extra:
        working.findings.append(note("days-unknown"))
        return None
    days = length if parameters.day_basis is DayBasis.ACTUAL else 365
    gone = min(since + extra, days)
    working.step(
        "本保单年度经过天数",
        {"保单年度": f"第{year}年", "对应日": day_text(start), "计算日": day_text(on), "全年天数D": plain(days)},
        "计算日−对应日" + ("+1（计入当日）" if extra else "") + "，不超过D",
        Decimal(gone),
        source("clause"),
        unit="天",
    )
    return Weight(year, start, gone, days, extra)

"""The value on any day: from the two year ends around it, as the contract words it.

    首末值  V = [ start(t) (D − d) + end(t) d ] / D
    两端值  V = CV(t−1) + [ end(t) − CV(t−1) ] d / D + premium × unexpired part of its period
    overdue, value frozen   V = CV of the last policy year whose premiums are all paid

t policy year, d days since its 对应日 (+1 where the contract counts the day itself, at most D), D 365 or the days of
the policy year; CV without and end(t) with the survival benefit of that year end; start(t) the printed start value with
the year's net premium in it, CV(t−1) in a year without premium. On the 对应日 itself the benefit of the day is added
while it is not drawn. After the last row of a cover for life: the last row. Yuan at full precision.
Source: no regulation fixes the form (7号 Art. 12); it is the product's, and the steps show the one used.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.values.contract import Contract, YearTable
from core.values.contract_notes import note
from core.values.figure import Working, amount_text, day_text, plain
from core.values.premiums import check_due_day, paid_until
from core.values.sources import source
from core.values.within_year import line, weight_of
from core.values.year_ends import excluding, including, survival_benefit

LAPSED = "中止(失效)"


def value_on(
    contract: Contract, table: YearTable | None, on: date, working: Working, *, drawn: bool | None = None
) -> Decimal | None:
    """The value of ``table`` on ``on``, yuan, unrounded, its steps and findings in ``working``; None where refused.

    ``drawn``: whether the survival benefit due on that very day is drawn already; asked for only on such a day.
    """
    if table is None or contract.factor is None:
        what = "现金价值表" if table is None else "价值表单位或换算用的保额、保费、份数"
        working.findings.append(note("missing", what=what, kind="现金价值", fix=f"补录{what}"))
        return None
    if contract.factor <= 0:
        working.findings.append(note("not-above-zero", what="换算用的保额、保费或份数", given=plain(contract.factor)))
        return None
    if on < contract.effective_on:
        working.findings.append(note("before-cover", on=on, effective=contract.effective_on))
        return None
    paid = paid_until(contract, on, working)
    if not paid.known:
        return None
    if paid.overdue_since is None:
        return _not_overdue(contract, table, on, working, drawn)
    if contract.parameters.overdue_freeze is None:
        working.findings.append(note("freeze-unknown", due=paid.overdue_since))
        return None
    if contract.parameters.overdue_freeze:
        return _frozen(contract, table, on, paid.overdue_since, working, drawn)
    last_alive = _last_alive(contract, on, working)
    return None if last_alive is None else _running(contract, table, last_alive, working, drawn)


def _not_overdue(
    contract: Contract, table: YearTable, on: date, working: Working, drawn: bool | None
) -> Decimal | None:
    """The value while nothing is owed; 中止 for another reason than a premium stops it on that day, for a person."""
    last_alive = _last_alive(contract, on, working)
    if contract.status == LAPSED and last_alive is not None:
        working.findings.append(note("lapsed-not-overdue", since=contract.status_on))
    return None if last_alive is None else _running(contract, table, last_alive, working, drawn)


def _last_alive(contract: Contract, on: date, working: Working) -> date | None:
    """The day the value is taken at without a freeze: the day asked, or the day of 中止."""
    if contract.status != LAPSED:
        return on
    if contract.status_on is None:
        working.findings.append(note("lapse-day-missing"))
        return None
    return min(on, contract.status_on)


def _frozen(
    contract: Contract, table: YearTable, on: date, due: date, working: Working, drawn: bool | None
) -> Decimal | None:
    if not check_due_day(contract, due, working):
        return None
    year = contract.year_on(due) - 1
    value = excluding(contract, table, year, working)
    today = _benefit_today(contract, table, on, working, drawn) if contract.year_on(on) - 1 == year else Decimal(0)
    if value is None or today is None:
        return None
    if due != contract.year_start(year + 1):
        working.findings.append(note("freeze-within-year", due=due, year=year))
    _look_up(contract, table, year, "不含生存金", value, working)
    return working.step(
        "欠费冻结的现金价值",
        {"首个未交应交日": day_text(due), "最后交清的保单年度": f"第{year}年", "当日未领生存金": amount_text(today)},
        "最后交清的保单年度末现金价值（不向未交费年度插值）+当日未领生存金",
        value + today,
        source("clause"),
    )


def _running(contract: Contract, table: YearTable, on: date, working: Working, drawn: bool | None) -> Decimal | None:
    year = contract.year_on(on)
    if contract.policy_years is None and year > len(table.excluding):
        return _after_last_row(contract, table, working)
    weight = weight_of(contract, on, year, working)
    before = excluding(contract, table, year - 1, working)
    end = including(contract, table, year, working)
    today = _benefit_today(contract, table, on, working, drawn)
    if weight is None or before is None or end is None or today is None:
        return None
    _look_up(contract, table, year - 1, "不含生存金", before, working)
    _look_up(contract, table, year, "含生存金", end, working)
    value = line(contract, table, on, (before, end), weight, working)
    if value is None or not today:
        return value
    inputs = {"插值": amount_text(value), "当日应领未领生存金": amount_text(today)}
    return working.step("加当日未领生存金", inputs, "插值+未领生存金", value + today, source("clause"))


def _look_up(contract: Contract, table: YearTable, year: int, which: str, value: Decimal, working: Working) -> None:
    """The step that shows where a year-end value was read; there is no row for the start of cover."""
    row = table.entry(table.excluding, year)
    if year == 0 or contract.factor is None:
        return
    inputs = {
        "价值表": table.name,
        "行": f"第{year}保单年度末",
        "表值（不含生存金）": "未印" if row is None else amount_text(row),
        "换算倍数": plain(contract.factor),
    }
    formula = "表值×保额（保费或份数）÷单位" + ("，加当日应领生存金或满期金" if which.startswith("含") else "")
    working.step(f"第{year}年末（{which}）", inputs, formula, value, table.basis or source("contract_table"))


def _benefit_today(
    contract: Contract, table: YearTable, on: date, working: Working, drawn: bool | None
) -> Decimal | None:
    """The survival benefit due on ``on`` itself and not drawn yet; 0 on any other day."""
    year = contract.year_on(on)
    if on != contract.year_start(year):
        return Decimal(0)
    benefit = survival_benefit(contract, table, year - 1, working)
    if benefit and drawn is None:
        working.findings.append(note("drawn-unknown", on=on, amount=amount_text(benefit)))
        return None
    return Decimal(0) if drawn else benefit


def _after_last_row(contract: Contract, table: YearTable, working: Working) -> Decimal | None:
    year = len(table.excluding)
    value = excluding(contract, table, year, working)
    if value is None:
        return None
    inputs = {"价值表最后一行": f"第{year}保单年度末"}
    return working.step("表末之后的现金价值", inputs, "取价值表最后一行", value, source("contract_table"))

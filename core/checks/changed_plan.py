"""A changed plan is a new version: what is insured, for how much, how long and how paid, and who signed it when.

Two ways to change: the same 投保单号 comes again with another plan than the ledger holds, or a new form names the one
it replaces (更正前投保单号). Either needs a signature later than the one under the earlier plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from core.checks.rule import Context, Hit, rule
from core.records.application import Application, Coverage
from core.records.papers import Signing
from core.table import Table, Tables, scalar, text_of

LINE = ("plan", "policy_term", "premium_term", "sum_assured", "units", "premium", "top_up")
FORM = ("frequency",)


@dataclass
class Plan:
    """One version. ``lines``: by 险种代码 what stands in the columns of ``LINE``, as text; ``form``: of ``FORM``."""

    form: tuple[str, ...] = ("",) * len(FORM)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signed_on: date | None = None


def plans_of(tables: Tables, numbers: Collection[str]) -> dict[str, Plan]:
    """The plans of some application numbers, as far as the tables hold them."""
    applications, signings = tables.of(Application), tables.of(Signing)
    plans = {number: Plan(_texts(applications, FORM, row)) for number, row in _rows(applications, numbers)}
    coverages = tables.of(Coverage)
    for number, row in _rows(coverages, plans):
        plans[number].lines[coverages["product_code"][row]] = _texts(coverages, LINE, row)
    for number, row in _rows(signings, plans):
        plans[number].signed_on = scalar(signings["signed_on"][row])
    return plans


def differences(before: Plan, after: Plan) -> list[str]:
    """What changed, in words for a cell; nothing where either plan has no lines."""
    if not before.lines or not after.lines:
        return []
    said = [f"{code} 取消" for code in before.lines.keys() - after.lines.keys()]
    said += [f"{code} 新增" for code in after.lines.keys() - before.lines.keys()]
    for code in before.lines.keys() & after.lines.keys():
        said += [f"{code} {words}" for words in altered(Coverage, LINE, before.lines[code], after.lines[code])]
    return sorted(said) + list(altered(Application, FORM, before.form, after.form))


def altered(
    record: type[Application] | type[Coverage], names: Sequence[str], before: Sequence[str], after: Sequence[str]
) -> Iterator[str]:
    """``基本保额 100000→150000`` for every column that stands otherwise; a column blank on either side is no change."""
    for name, was, now in zip(names, before, after, strict=True):
        if was and now and was != now:
            yield f"{record.column(name).heading} {was}→{now}"


def signed_anew(before: Plan, after: Plan) -> bool:
    """Was the later plan signed on a later day than the earlier one? True where the earlier day is unknown."""
    if after.signed_on is None:
        return False
    return before.signed_on is None or after.signed_on > before.signed_on


@rule("U15")
def changed_plan_is_signed_anew(context: Context) -> Iterator[Hit]:
    """销售办法第二十九条: a plan changed after the signature is a new one, and is signed again."""
    applications, signings = context.tables.of(Application), context.tables.of(Signing)
    for row, before, after in _versions(context):
        changed = differences(before, after)
        if not changed or signed_anew(before, after):
            continue
        number = applications["application_no"][row]
        place = signings.first_by("application_no").get(number, -1)
        table, column, at = (signings, "signed_on", place) if place >= 0 else (applications, "application_no", row)
        says = "default" if after.signed_on else "unsigned"
        details: dict[str, str | Sequence[str]] = {"name": "；".join(changed), "expected": str(before.signed_on or "")}
        yield Hit(table, column, np.array([at]), says, details=details)
        coverages = context.tables.of(Coverage)
        # The lines of the new plan are kept out too, or the ledger would hold a plan that nobody signed.
        lines = np.flatnonzero(coverages["application_no"] == number)
        yield Hit(coverages, "product_code", lines, "line", details=details)


def _versions(context: Context) -> Iterator[tuple[int, Plan, Plan]]:
    """Row of 投保单, the earlier plan and the plan now, for every application that has an earlier one."""
    applications = context.tables.of(Application)
    numbers, corrects = applications["application_no"].tolist(), applications["corrects"].tolist()
    pairs = enumerate(zip(numbers, corrects, strict=True))
    earlier = {row: old if old and old != number else number for row, (number, old) in pairs if number}
    held = plans_of(context.in_force, set(earlier.values()))
    replaced = {old for row, old in earlier.items() if old != numbers[row]}
    wanted = {numbers[row] for row, old in earlier.items() if old in held or old in replaced} | replaced
    now = plans_of(context.tables, wanted)
    for row, old in earlier.items():
        before = held.get(old) or (now.get(old) if old != numbers[row] else None)
        if before is not None:
            yield row, before, now[numbers[row]]


def _texts(table: Table, names: Collection[str], row: int) -> tuple[str, ...]:
    return tuple(text_of(table[name][row]) if name in table.columns else "" for name in names)


def _rows(table: Table, numbers: Collection[str] | Mapping[str, Plan]) -> Iterator[tuple[str, int]]:
    """The rows of some application numbers."""
    for row, number in enumerate(table["application_no"].tolist()):
        if number in numbers:
            yield number, row

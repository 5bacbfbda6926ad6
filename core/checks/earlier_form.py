"""A corrected application beside its earlier form: what changed, and whether the old paper can bear the change.

A correction says what it corrects (更正项目) or keeps the number of the form it corrects. A form with a number of its
own that only names its predecessor has been filled in and signed anew, which is all that a change may need.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np

from core.checks.rule import Context, Hit
from core.records.application import Application, Coverage
from core.records.papers import Disclosure
from core.records.people import Beneficiary, Insured, Policyholder
from core.table import Table, Tables

REFILL_ITEMS = {
    "主险": r"(?:更换|变更)?主险(?:名称|险种)?(?:更换|变更)?",
    "投保人": r"(?:更换|变更)?投保人(?:更换|变更)?",
    "被保险人": r"(?:更换|变更)?被保(?:险)?人(?:更换|变更)?",
    "受益人": r"(?:更换|变更)?(?:身故)?受益人(?:更换|变更)?",
    "险种代码": r".*(?:险种|产品)代码.*",
    "因年龄或职业类别算错的保费": r".*(?:年龄|职业).*保费.*|.*保费.*(?:年龄|职业).*",
    "签名": r".*(?:签名|签字).*",
    "告知由是改为否": r".*告知.*是.*否.*",
    "职业由高风险改为低风险": r".*职业.*高.*低.*",
}
"""What needs a new form, as a 更正项目 may word it."""

SPECIAL_RATE = 7
"""Rank of the marks 0, 7, S and R: refused or rated apart, so above class 6."""


@dataclass
class Form:
    """What counts of one application when it is compared with another."""

    main: str = ""
    sums: dict[str, tuple[float, int]] = field(default_factory=dict)
    premium: float = 0.0
    people: dict[str, str] = field(default_factory=dict)
    rated_by: list[tuple[str, str]] = field(default_factory=list)
    classes: dict[str, int] = field(default_factory=dict)
    beneficiaries: set[tuple[str, str, str]] = field(default_factory=set)
    admitted: set[str] = field(default_factory=set)


def refill_reasons(context: Context) -> Iterator[tuple[int, list[str]]]:
    """Row of 投保单 and what of the correction needs a new form; corrections that need none are left out."""
    items = context.tables.of(Application)["corrected_items"]
    for row, before, after in _corrections(context):
        named = [item.strip() for item in re.split(r"[、，,；;\s]+", items[row])]
        by_words = [name for name, words in REFILL_ITEMS.items() if any(re.fullmatch(words, item) for item in named)]
        by_data = list(_changes(before, after)) if before else []
        if reasons := list(dict.fromkeys([*by_words, *by_data])):
            yield row, reasons


def sums_lowered(context: Context) -> Iterator[Hit]:
    """Coverages with a lower 保额 than on the earlier form, where the lowering is not signed."""
    coverages = context.tables.of(Coverage)
    signed = context.tables.of(Application)["reduction_signed"]
    for row, before, after in _corrections(context):
        for code, (amount, place) in after.sums.items():
            earlier = before.sums.get(code, (np.nan, 0))[0] if before else np.nan
            if amount < earlier and signed[row] != "是":
                yield Hit(
                    coverages,
                    "sum_assured",
                    np.array([place]),
                    details={"name": "保额", "expected": f"{earlier:,.2f}元"},
                )


def _corrections(context: Context) -> Iterator[tuple[int, Form | None, Form]]:
    """Every correction: its row, the earlier form where it is known, and the form now."""
    applications = context.tables.of(Application)
    numbers, corrects = applications["application_no"], applications["corrects"]
    same_paper = (corrects == numbers) | (applications["corrected_items"] != "")
    rows = np.flatnonzero(same_paper & (numbers != "")).tolist()
    if not rows:
        return
    now = _forms(context.tables, {numbers[row] for row in rows} | {corrects[row] for row in rows} - {""})
    held = _forms(context.in_force, {corrects[row] or numbers[row] for row in rows})
    for row in rows:
        earlier = corrects[row] or numbers[row]
        before = held.get(earlier) or (now.get(earlier) if earlier != numbers[row] else None)
        yield row, before, now[numbers[row]]


def _changes(before: Form, after: Form) -> Iterator[str]:
    if before.main != after.main:
        yield "主险"
    elif before.sums.keys() != after.sums.keys():
        yield "险种代码"
    for role, number in before.people.items():
        if number != after.people.get(role, number):
            yield role
    if before.beneficiaries != after.beneficiaries:
        yield "受益人"
    if before.rated_by != after.rated_by and before.premium != after.premium:
        yield "因年龄或职业类别算错的保费"
    if before.admitted - after.admitted:
        yield "告知由是改为否"
    if any(after.classes.get(role, rank) < rank for role, rank in before.classes.items()):
        yield "职业由高风险改为低风险"


def _forms(tables: Tables, numbers: set[str]) -> dict[str, Form]:
    """The forms of some application numbers, as far as the tables have them."""
    forms = {number: Form() for number, _ in _rows(tables.of(Application), numbers)}
    _add_people(forms, tables)
    _add_coverages(forms, tables.of(Coverage))
    beneficiaries = tables.of(Beneficiary)
    for number, row in _rows(beneficiaries, forms.keys()):
        who = tuple(beneficiaries[name][row] for name in ("benefit_kind", "name", "document_no"))
        forms[number].beneficiaries.add(who)
    disclosures = tables.of(Disclosure)
    questions = [column.name for column in Disclosure.columns() if column.kind.choices]
    for number, row in _rows(disclosures, forms.keys()):
        forms[number].admitted = {name for name in questions if disclosures[name][row] == "是"}
    return forms


def _add_people(forms: dict[str, Form], tables: Tables) -> None:
    for record in (Policyholder, Insured):
        people = tables.of(record)
        for number, row in _rows(people, forms.keys()):
            form = forms[number]
            occupation_class = people["occupation_class"][row]
            form.people[record.sheet] = people["document_no"][row]
            form.rated_by.append((str(people["birth_date"][row]), occupation_class))
            if occupation_class:
                form.classes[record.sheet] = int(occupation_class) if occupation_class in "123456" else SPECIAL_RATE


def _add_coverages(forms: dict[str, Form], coverages: Table) -> None:
    for number, row in _rows(coverages, forms.keys()):
        form, code = forms[number], coverages["product_code"][row]
        form.sums[code] = (float(coverages["sum_assured"][row]), row)
        form.premium += float(np.nan_to_num(coverages["premium"][row]))
        if coverages["main_or_rider"][row] == "主险":
            form.main = code


def _rows(table: Table, numbers: Collection[str]) -> Iterator[tuple[str, int]]:
    """The rows of some application numbers."""
    for row, number in enumerate(table["application_no"].tolist()):
        if number in numbers:
            yield number, row

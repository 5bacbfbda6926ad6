"""如实告知: the answers of an application against each other, the company's own records and earlier applications."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import aligned
from core.checks.beneficiary_groups import named, relation_words
from core.checks.earlier_records import adverse_records, earlier_rows
from core.checks.law_words import listed
from core.checks.ledger_rows import with_ledger
from core.checks.people import people_of
from core.checks.rule import Context, Hit
from core.records.papers import Disclosure
from core.records.people import Beneficiary, Insured, Policyholder
from core.table import Array, Mask, Table

HEALTH_ITEMS = (
    "drugs",
    "doctor_advice",
    "abnormal_checks",
    "disability",
    "infection",
    "illness_history",
    "family_history",
)
LASTING = ("disability", "infection", "illness_history", "family_history", "declined_before")
"""Items that were true once and stay true."""


def nothing_to_tell(context: Context) -> Iterator[Hit]:
    """Refused, postponed, loaded or claimed before, and yet every health item is 否."""
    table = context.tables.of(Disclosure)
    all_no = np.logical_and.reduce([table[name] == "否" for name in HEALTH_ITEMS])
    yield Hit(table, "declined_before", all_no & (table["declined_before"] == "是"), "declined_before")


def history_denied(context: Context) -> Iterator[Hit]:
    """The ledger holds a claim, a surrender or an adverse decision of this insured, and the question on it says 否."""
    table = context.tables.of(Disclosure)
    records = adverse_records(context)
    insured = aligned(context, Insured, "document_no", table)
    found = [
        "、".join(name for day, name in records.get(person, []) if np.isnat(day) or day <= applied)
        for person, applied in zip(insured, context.event_days(table), strict=True)
    ]
    denied = np.array([bool(names) for names in found], dtype=bool) & (table["declined_before"] == "否")
    details = {"other": [found[row] for row in np.flatnonzero(denied)]}
    yield Hit(table, "declined_before", denied, "claim", details={**details})


def once_affirmed(context: Context) -> Iterator[Hit]:
    """An earlier application of the same insured said 是 to a lasting item, this one says 否."""
    table, every = context.tables.of(Disclosure), with_ledger(context, Disclosure)
    people = with_ledger(context, Insured)
    earlier = earlier_rows(context, aligned(context, Insured, "document_no", table), table)
    numbers = people.look_up(earlier, "application_no")
    before = np.where(earlier >= 0, every.match("application_no", numbers), -1)
    for name in LASTING:
        changed = (every.look_up(before, name) == "是") & (table[name] == "否")
        details = {"name": table.record.column(name).heading, "other": [f"投保单{no}" for no in numbers[changed]]}
        yield Hit(table, name, changed, details={**details})


def heirs_denied(context: Context) -> Iterator[Hit]:
    """受益人为法定继承人以外 says 否 and a beneficiary is none of the statutory heirs."""
    people = context.tables.of(Beneficiary)
    relation = relation_words(people["relation"])
    heir = listed(context, "statutory_heirs", people, relation, Beneficiary, "relation")
    other = named(people) & ~heir & (relation != "") & (relation != "本人") & (relation != "法定")
    strangers = set(people["application_no"][other].tolist())
    table = context.tables.of(Disclosure)
    has_stranger = np.array([number in strangers for number in table["application_no"]], dtype=bool)
    heading = table.record.column("beneficiary_not_heir").heading
    denied = has_stranger & (table["beneficiary_not_heir"] == "否")
    yield Hit(table, "beneficiary_not_heir", denied, details={"name": heading, "other": "受益人"})


def build_differs(context: Context) -> Iterator[Hit]:
    """Height or weight of an adult against the policyholder's sheet (same person) and the last earlier application."""
    table, every = context.tables.of(Insured), with_ledger(context, Insured)
    adult = people_of(table).ages(context) >= context.limit("adult_age", table)
    earlier = earlier_rows(context, table["document_no"], table)
    same = (table["document_no"] != "") & (table["document_no"] == aligned(context, Policyholder, "document_no", table))
    numbers = [f"投保单{number}" for number in every.look_up(earlier, "application_no")]
    for name in ("height", "weight"):
        limit = context.limit(f"build_difference_{name}", table)
        of_payer = np.where(same, aligned(context, Policyholder, name, table), np.nan)
        yield _differs(table, name, adult & (np.abs(table[name] - of_payer) > limit), ["投保人栏"] * len(table))
        of_earlier = every.look_up(earlier, name)
        yield _differs(table, name, adult & (np.abs(table[name] - of_earlier) > limit), numbers)


def _differs(table: Table, name: str, rows: Mask, others: list[str]) -> Hit:
    chosen: Array = np.flatnonzero(rows)
    return Hit(table, name, chosen, "build", details={"other": [others[row] for row in chosen]})

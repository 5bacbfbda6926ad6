"""免体检限额: which examination the sum at risk of an insured asks for, by kind of risk and age."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.checks.coverages import coverages
from core.checks.paperwork import person_ages
from core.checks.rule import Context
from core.checks.sums_at_risk import exposure, insured_of, line_kinds
from core.records.people import Insured
from core.records.reference import MedicalLimit
from core.table import Array, Mask


@dataclass(frozen=True)
class Examination:
    """One kind of risk on the 险种 lines: where an examination is due, the sums, the line it starts at, the items."""

    lines: Mask
    sums: Array
    limits: Array
    items: Array


def examinations(context: Context) -> Iterator[Examination]:
    """Per kind of risk the first 险种 line of each application whose insured reaches a limit; the highest counts."""
    lines, limits = coverages(context), context.references.of(MedicalLimit)
    people, kinds = insured_of(context, lines), line_kinds(context)
    ages, totals = person_ages(context, Insured, lines), exposure(context)
    for kind in dict.fromkeys(limits["risk_kind"]):
        sums = totals.of(people, (kind,))
        reached = np.full(len(lines), -np.inf)
        items = np.full(len(lines), "", dtype=object)
        for row in np.flatnonzero(limits["risk_kind"] == kind):
            start = limits["sum_from"][row]
            inside = (ages >= limits["age_from"][row]) & (ages <= limits["age_to"][row]) & (sums >= start)
            better = inside & (kinds == kind) & (start > reached)
            reached[better] = start
            items[better] = limits["examinations"][row]
        yield Examination(first_of_application(lines["application_no"], ~np.isneginf(reached)), sums, reached, items)


def first_of_application(numbers: Array, chosen: Mask) -> Mask:
    """Of the chosen rows the first of each application."""
    seen: set[str] = set()
    result = np.zeros(len(numbers), dtype=bool)
    for row in np.flatnonzero(chosen):
        result[row] = numbers[row] not in seen
        seen.add(numbers[row])
    return result

"""Hits on the papers of an application, with words of their own for every application; ages and figures as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core.checks.applications import rows_of
from core.checks.people import people_of
from core.checks.rule import Context, Hit
from core.findings import Severity
from core.normalise.terms import WHOLE_LIFE
from core.records.people import Insured, Policyholder
from core.records.record import Record
from core.table import Array, Mask, Rows, Table


@dataclass(frozen=True)
class Written:
    """Numbers per row of a table, and how they are written: only those of failing rows ever become text."""

    numbers: Array
    write: Callable[[Array], list[str]]


Words = str | Array | Written
_NO_WORDS: Mapping[str, Words] = MappingProxyType({})


def at_paper(
    context: Context,
    record: type[Record],
    column: str,
    table: Table,
    failing: Mask,
    says: str = "default",
    words: Mapping[str, Words] = _NO_WORDS,
    severity: Severity | None = None,
) -> Iterator[Hit]:
    """Hits where rows of ``table`` are ``failing``: at the paper's cell, else at the application number in ``table``.

    ``words``: for each part of the message one text, or texts or written numbers per row of ``table``. Several rows of
    one application make one hit. Where the workbook has no such sheet at all, A101 says so and nothing more is said.
    """
    rows = rows_of(context, record, table)
    for place, name, target, chosen in (
        (rows, column, context.tables.of(record), failing & (rows >= 0)),
        (np.arange(len(table)), "application_no", table, failing & (rows < 0)),
    ):
        if chosen.any() and (target is not table or table.record is record or context.tables.has(record)):
            unique, first = np.unique(place[chosen], return_index=True)
            rows_said = np.flatnonzero(chosen)[first]
            details = {part: _said(text, rows_said) for part, text in words.items()}
            yield Hit(target, name, unique, says, severity, details)


def person_ages(context: Context, record: type[Insured] | type[Policyholder], table: Table) -> Array:
    """A party's age on the day of the application, on the rows of ``table``; NaN when unknown."""
    rows = rows_of(context, record, table)
    result = np.full(len(table), np.nan)
    result[rows >= 0] = people_of(context.tables.of(record)).ages(context)[rows[rows >= 0]]
    return result


def percents(rates: Array) -> list[str]:
    """Fractions as whole or broken percent: 20%, 12.5%."""
    return [f"{rate * 100:g}%" for rate in rates]


def plain(numbers: Array) -> list[str]:
    """Numbers without needless zeros: 75, 18.5; infinite years are 终身."""
    return [WHOLE_LIFE if np.isinf(number) else f"{number:g}" for number in numbers]


def _said(words: Words, rows: Rows) -> str | Sequence[str]:
    if isinstance(words, str):
        return words
    if isinstance(words, Written):
        return words.write(words.numbers[rows])
    return [str(text) for text in words[rows]]

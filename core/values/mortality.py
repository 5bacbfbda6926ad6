"""Mortality tables: set + Chinese table name + sex, never a bare CL number, which means another table in each set.

Rates are q(x): the probability, as a fraction, that a life aged x (周岁) dies within the year. Sources: ``data/*.csv``.
An age that a table does not hold is NaN and becomes a finding when it is asked for; nothing is extrapolated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from core.findings import Basis, Finding, Status
from core.values.data_files import read
from core.values.notes import note

FloatArray = npt.NDArray[np.float64]
SEXES = ("男", "女")
BARE_NUMBER = re.compile(r"CL\s*[1-6]")


@dataclass(frozen=True, slots=True, eq=False)
class MortalityTable:
    """One table for one sex. ``q``: float64 by age 0 … last age, read-only, NaN where not held.

    ``factor`` has already been applied to ``q``; it is kept for the stated basis.
    """

    set_name: str
    table: str
    sex: str
    q: FloatArray
    source: Basis
    factor: float = 1.0

    def __str__(self) -> str:
        """As shown in a calculation sheet: set, table, sex and factor."""
        return f"{self.set_name} {self.table} {self.sex} ×{self.factor:.4g}".strip()

    @property
    def last_age(self) -> int:
        """The last age of the table; cover for life runs to the year after it."""
        return len(self.q) - 1

    def rates(self, age: int, years: int) -> tuple[FloatArray | None, tuple[Finding, ...]]:
        """q(age) … q(age + years − 1), shape (years,); None and a finding naming the ages that are not held."""
        span = np.full(years, np.nan)
        held = self.q[max(age, 0) : max(age + years, 0)]
        span[max(-age, 0) : max(-age, 0) + len(held)] = held
        if not np.isnan(span).any():
            return span, ()
        return None, (note("mortality-gap", table=str(self), ages=_ranges(age + np.flatnonzero(np.isnan(span)))),)

    def scaled(self, factor: float) -> MortalityTable:
        """The table at ``factor`` × q, at most 1; a rate of 1 (the end of the table) stays 1."""
        q = np.where(self.q == 1.0, 1.0, np.minimum(self.q * factor, 1.0))
        return replace(self, q=_frozen(q), factor=self.factor * factor)


@cache
def mortality(set_name: str, table: str, sex: str) -> MortalityTable:
    """A held table, for example ``mortality("CL(2010-2013)", "非养老类业务二表", "男")``.

    Raises LookupError for names that are not held; text typed by a user goes through ``find_mortality``.
    """
    row = next((row for row in read("data", "sets.csv") if row["set"] == set_name), None)
    heading = f"{table} {sex}"
    if row is None or heading not in read("data", row["file"])[0]:
        raise LookupError(f"no mortality table {set_name} {heading}")
    q = np.full(int(row["last_age"]) + 1, np.nan)
    for line in read("data", row["file"]):
        if line[heading]:
            q[int(line["年龄"])] = float(line[heading])
    complete = not np.isnan(q).any()
    status = Status.OFFICIAL if complete else Status.SECONDARY
    return MortalityTable(set_name, table, sex, _frozen(q), Basis(row["title"], row["notice"], None, status))


def find_mortality(typed: str) -> tuple[MortalityTable | None, tuple[Finding, ...]]:
    """The table a user names as ``套别 表名 性别``; a bare number or an unknown name gives a finding instead."""
    text = re.sub(r"[–—－-]", "-", typed.replace("（", "(").replace("）", ")")).strip()
    parts = text.split()
    if len(parts) == 3 and not BARE_NUMBER.fullmatch(parts[1]):
        try:
            return mortality(parts[0], parts[1], parts[2]), ()
        except LookupError:
            return None, (note("mortality-unknown", value=typed, typed=typed),)
    number = BARE_NUMBER.search(text.upper())
    if number is None:
        return None, (note("mortality-unknown", value=typed, typed=typed),)
    return None, (note("mortality-bare-number", value=typed, typed=typed, meanings=_meanings(number.group())),)


def from_columns(
    name: str, sex: str, ages: Sequence[float], q: Sequence[float], source: Basis
) -> tuple[MortalityTable | None, tuple[Finding, ...]]:
    """Any other table (产品报备的发生率) from two columns of one length: ages, and yearly rates as fractions.

    Ages not given up to the highest one are gaps (NaN). Findings: an age that is no whole number, negative or twice
    there; a rate outside 0 … 1.
    """
    age_column, rate_column = np.asarray(ages, dtype=np.float64), np.asarray(q, dtype=np.float64)
    whole = bool(len(age_column)) and bool(np.all((age_column >= 0) & (age_column == np.floor(age_column))))
    if not whole or len(np.unique(age_column)) < len(age_column) or len(age_column) != len(rate_column):
        return None, (note("mortality-column", table=name, problem="的年龄列有误"),)
    wrong = ~((rate_column >= 0) & (rate_column <= 1)) & ~np.isnan(rate_column)
    if wrong.any():
        ages_wrong = _ranges(age_column[wrong].astype(np.int64))
        return None, (note("mortality-column", table=name, problem=f"{ages_wrong}岁的死亡率不在0与1之间"),)
    column = np.full(int(age_column.max()) + 1, np.nan)
    column[age_column.astype(np.int64)] = rate_column
    return MortalityTable("", name, sex, _frozen(column), source), ()


def held() -> tuple[tuple[str, str, str], ...]:
    """Every held table as (set, table, sex), in the order of the files."""
    sets = read("data", "sets.csv")
    names = ((row["set"], heading.split(" ")) for row in sets for heading in read("data", row["file"])[0])
    return tuple((set_name, parts[0], parts[1]) for set_name, parts in names if len(parts) == 2)


def _meanings(number: str) -> str:
    row = next(row for row in read("data", "numbers.csv") if row["number"] == number.replace(" ", ""))
    return "，".join(f"{set_name}中是{name}" for set_name, name in row.items() if set_name != "number" and name)


def _frozen(column: FloatArray) -> FloatArray:
    column.flags.writeable = False
    return column


def _ranges(ages: npt.NDArray[np.int64]) -> str:
    """Ages as text: 20-105 for a run, 3、7 for single ones."""
    runs = np.split(ages, np.flatnonzero(np.diff(ages) > 1) + 1)
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)

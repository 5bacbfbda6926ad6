"""保存期限: until when each policy's material must be kept, by which law, and what may be destroyed after. Nothing is.

The longest of the terms that apply counts: of those on the day on which the term began and of those on the 统计日,
because a law that lengthens a term is kept for what is still there. The last day is kept too; the day after is free.
An open complaint or claim on the policy holds everything (个人信息保护法第四十七条: not before the legal term ends).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from core.days.anniversary import anniversaries
from core.law.lookup import Law
from core.law.model import Parameter
from core.law.timeline import NotInForce
from core.measures.month_data import MonthData
from core.measures.policy_facts import ONE_YEAR
from core.records.claim import Claim
from core.records.decision import Decision
from core.records.policy import Policy
from core.records.service import Complaint
from core.table import Array, Mask

LONG_TERM = "retention_long_policy_years"


@dataclass(frozen=True)
class Kept:
    """One material of every policy (or application): ``until`` is the last day of its term, NaT while none runs.

    Arrays of shape (n,). ``held``: something open keeps it although the term is over.
    """

    name: str
    starts: str
    numbers: Array
    began: Array
    until: Array
    held: Mask
    parameters: tuple[Parameter, ...]

    def running(self, on: np.datetime64) -> Mask:
        """The term runs on the day."""
        return np.asarray(self.until >= on)

    def over(self, on: np.datetime64) -> Mask:
        """The term is over and nothing holds it: a person may decide to destroy it."""
        return np.asarray((self.until < on) & ~self.held)

    @property
    def not_begun(self) -> Mask:
        """The contract runs on; no term has begun."""
        return np.asarray(np.isnat(self.until))


def retention(data: MonthData, law: Law | None = None) -> list[Kept]:
    """Every material with its terms on the 统计日; ``law`` stands in for the facts' own in a what-if."""
    law = law or data.facts.law
    policies = _Policies(data, law)
    return [
        policies.kept(entry) if entry["of"] == "policies" else _applications(data, law, entry)
        for entry in _data()["materials"]
    ]


def worded(data: MonthData) -> list[Parameter]:
    """Terms that the law gives in words, or that start where the ledger sees no day."""
    found = []
    for key in _data()["worded"]:
        try:
            found.append(data.facts.law.value(key, data.as_of_day))
        except NotInForce:
            continue
    return found


class _Policies:
    """One entry per policy number, ended on the day on which its last line ended."""

    def __init__(self, data: MonthData, law: Law) -> None:
        self._data, self._law = data, law
        table = data.facts.table(Policy)
        self._rows = np.flatnonzero(data.facts.policies.counts_as_policy)
        self._numbers = table["policy_no"][self._rows]
        ended = data.facts.policies.stopped_by(data.as_of)[self._rows]
        self._ended = np.where(ended, table["status_on"][self._rows], np.datetime64("NaT", "D"))
        self._long = self._is_long(table)

    def kept(self, entry: Mapping[str, Any]) -> Kept:
        """The material of an entry."""
        table = self._data.facts.table(Policy)
        has = table[entry["only"]][self._rows] != "" if "only" in entry else np.ones(len(self._rows), dtype=bool)
        began, numbers = self._ended[has], self._numbers[has]
        short, long = (_until(self._law, entry[name], began, self._data.as_of) for name in ("short", "long"))
        until = np.where(self._long[has], long, short)
        if "dispute" in entry:
            until = np.fmax(until, _until(self._law, [entry["dispute"]], self._disputed(numbers), self._data.as_of))
            until = np.where(np.isnat(began), np.datetime64("NaT", "D"), until)
        parameters = _parameters(self._law, dict.fromkeys((*entry["short"], *entry["long"])), self._data)
        return Kept(entry["name"], entry["starts"], numbers, began, until, self._open(numbers), parameters)

    def _is_long(self, table: Any) -> Mask:
        """A policy term of more than the law's short one; unknown terms count as long."""
        years = self._data.limit(LONG_TERM)
        matures, effective = table["matures_on"][self._rows], table["effective_on"][self._rows]
        short = (table["policy_term"][self._rows] == ONE_YEAR) | (matures <= anniversaries(effective, years))
        return np.asarray(~short)

    def _disputed(self, numbers: Array) -> Array:
        """Per policy the day on which its last complaint was closed."""
        complaints = self._data.facts.table(Complaint)
        last: dict[str, np.datetime64] = {}
        for number, day in zip(complaints["policy_no"].tolist(), complaints["closed_on"], strict=True):
            if not np.isnat(day):
                last[number] = max(last.get(number, day), day)
        never = np.datetime64("NaT", "D")
        return np.array([last.get(number, never) for number in numbers.tolist()], dtype="datetime64[D]")

    def _open(self, numbers: Array) -> Mask:
        """Policies with an open complaint or claim on the 统计日."""
        as_of, facts = self._data.as_of, self._data.facts
        complaints, claims = facts.table(Complaint), facts.table(Claim)
        busy = set(complaints["policy_no"][~(complaints["closed_on"] <= as_of)].tolist())
        settled = (claims["paid_on"] <= as_of) | (claims["notified_on"] <= as_of)
        busy |= set(claims["policy_no"][~settled].tolist())
        return np.fromiter((number in busy for number in numbers.tolist()), bool, len(numbers))


def _applications(data: MonthData, law: Law, entry: Mapping[str, Any]) -> Kept:
    """Applications that came to no contract, from the day of the decision."""
    table = data.facts.table(Decision)
    failed = np.isin(table["conclusion"].astype(str), _data()["not_concluded"]) & (table["decided_on"] <= data.as_of)
    rows = np.flatnonzero(failed)
    began = table["decided_on"][rows]
    until = _until(law, entry["long"], began, data.as_of)
    parameters = _parameters(law, entry["long"], data)
    free = np.zeros(len(rows), dtype=bool)
    return Kept(entry["name"], entry["starts"], table["application_no"][rows], began, until, free, parameters)


def _until(law: Law, keys: Sequence[str], began: Array, as_of: np.datetime64) -> Array:
    """The last day of the longest term, NaT where none has begun."""
    now = np.full(len(began), as_of)
    years = [law.column(key, days) for key in keys for days in (began, now)]
    longest = np.fmax.reduce(years) if len(began) else np.zeros(0)
    return anniversaries(began, np.where(np.isnat(began), np.nan, longest))


def _parameters(law: Law, keys: Sequence[str] | Mapping[str, None], data: MonthData) -> tuple[Parameter, ...]:
    found = []
    for key in keys:
        if law.timeline(key).at(data.as_of_day) is not None:
            found.append(law.value(key, data.as_of_day))
    return tuple(found)


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    data: Mapping[str, Any] = yaml.safe_load((resources.files("core.office") / "retention.yaml").read_text("utf-8"))
    return data

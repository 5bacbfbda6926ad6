"""保单台账 with the columns that measures derive from it once."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from core.checks.terms import years_of
from core.days.age import ages
from core.days.anniversary import monthiversaries
from core.measures.past_states import LAPSED, STOPPED, PastStates
from core.table import Array, Mask, Table, blanks

COOLING_OFF = "犹豫期退保"
SURRENDERED = ("退保", "协议退保(约定解除)")
CALLED_BACK = ("成功-无问题", "成功-问题件", "电子回访完成")
GROUP, ONE_YEAR = "团险", "1年"
INSTALMENTS_A_YEAR = {"年交": 1.0, "半年交": 2.0, "季交": 4.0, "月交": 12.0}


class PolicyFacts:
    """One entry per policy line, shape (n,). Policies are counted by their number: one row each, the main line.

    ``events``: 保单事件, by which the state on an earlier day is told.
    """

    def __init__(self, table: Table, events: Table) -> None:
        self.table, self._events = table, events
        self._due: dict[int, Array] = {}

    def __getitem__(self, name: str) -> Array:
        return self.table[name]

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def counts_as_policy(self) -> Mask:
        """True in one row per policy number: its main line, else its first."""
        rider = (self.table["main_or_rider"] == "附加险").astype(np.int8)
        # Of equal numbers the last one stays in a dict: mains stand behind riders, and earlier ones behind later.
        order = np.argsort(rider, kind="stable")[::-1]
        chosen = dict(zip(self.table["policy_no"][order].tolist(), order.tolist(), strict=True))
        mask = np.zeros(len(self), dtype=bool)
        mask[list(chosen.values())] = True
        return mask

    @cached_property
    def single(self) -> Mask:
        """趸交."""
        return np.asarray(self.table["frequency"] == "趸交")

    @cached_property
    def stopped(self) -> Mask:
        """Terminated or lapsed as the ledger knows it now."""
        status = self.table["status"]
        return np.asarray((status == STOPPED[0]) | (status == STOPPED[1]))

    @cached_property
    def cooling_off(self) -> Mask:
        """Given back inside the 犹豫期."""
        return np.asarray(self.stopped & (self.table["termination_reason"] == COOLING_OFF))

    @cached_property
    def surrendered(self) -> Mask:
        """Surrendered after the 犹豫期."""
        reason = self.table["termination_reason"]
        return np.asarray(self.stopped & ((reason == SURRENDERED[0]) | (reason == SURRENDERED[1])))

    def stopped_by(self, day: Array | np.datetime64) -> Mask:
        """Stopped at the end of a day (one, or one per row). A stop without its day counts from the beginning.

        What events after the day have made of a line is not looked at: the first of them tells how it stood.
        """
        undated = np.isnat(self.table["status_on"])
        by_now = self.stopped & (undated | (self.table["status_on"] <= day))
        return np.asarray(by_now | self._past.found_stopped(day))

    def lapsed_on(self, day: np.datetime64) -> Array:
        """Since when each line was in 中止 at the end of a day, NaT where it was not.

        Also NaT where a later event found the line in 中止 and no event brought it there: its 状态日期 is gone.
        """
        status, since = self.table["status"], self.table["status_on"]
        still = (status == LAPSED) & (since <= day)
        then = self._past.found_lapsed(day) & ~still
        return np.where(still, since, np.where(then, self._past.lapsed_on(day), np.datetime64("NaT", "D")))

    @cached_property
    def _past(self) -> PastStates:
        return PastStates(self._events, self.by_line, len(self))

    def in_force(self, day: Array | np.datetime64) -> Mask:
        """Issued and not stopped at the end of a day."""
        return np.asarray((self.table["issued_on"] <= day) & ~self.stopped_by(day))

    def cooled_off_by(self, day: np.datetime64) -> Mask:
        """Given back inside the 犹豫期 on or before a day."""
        return self.cooling_off & self.stopped_by(day)

    @cached_property
    def issued_month(self) -> Array:
        """承保月."""
        return self.table["issued_on"].astype("datetime64[M]")

    @cached_property
    def premium_years(self) -> Array:
        """交费期 in years; 0 for 趸交, NaN where unknown."""
        start = self.table["applied_on"]
        day = np.where(np.isnat(start), self.table["effective_on"], start)
        return years_of(self.table["premium_term"], ages(self.table["insured_birth_date"], day))

    @cached_property
    def instalments_a_year(self) -> Array:
        """1, 2, 4 or 12; 0 for 趸交 and where unknown."""
        frequency = self.table["frequency"]
        return np.select([frequency == name for name in INSTALMENTS_A_YEAR], list(INSTALMENTS_A_YEAR.values()), 0.0)

    def due_after(self, months: int) -> Array:
        """The 对应日 ``months`` months after the effective day."""
        if months not in self._due:
            self._due[months] = monthiversaries(self.table["effective_on"], months)
        return self._due[months]

    @cached_property
    def needs_call_back(self) -> Mask:
        """Individual policies of more than one year, one row per policy (clock CB-1)."""
        matures, effective = self.table["matures_on"], self.table["effective_on"]
        longer = np.isnat(matures) | np.isnat(effective) | (matures > self.due_after(12))
        longer &= self.table["policy_term"] != ONE_YEAR
        return np.asarray(longer & (self.table["channel"] != GROUP) & self.counts_as_policy)

    @cached_property
    def called_back(self) -> Mask:
        """Called back with success, whenever."""
        result = self.table["call_back_result"]
        succeeded = np.any([result == word for word in CALLED_BACK], axis=0)
        return np.asarray(succeeded & ~np.isnat(self.table["called_back_on"]))

    @cached_property
    def by_line(self) -> dict[tuple[str, str], int]:
        """The row of every (policy number, product code)."""
        keys = zip(self.table["policy_no"].tolist(), self.table["product_code"].tolist(), strict=True)
        return {key: row for row, key in enumerate(keys)}

    @cached_property
    def lines_of(self) -> dict[str, list[int]]:
        """The rows of every policy number."""
        rows: dict[str, list[int]] = {}
        for row, number in enumerate(self.table["policy_no"].tolist()):
            rows.setdefault(number, []).append(row)
        return rows

    @cached_property
    def by_number(self) -> dict[str, int]:
        """The row that counts for every policy number."""
        rows = np.flatnonzero(self.counts_as_policy)
        return dict(zip(self.table["policy_no"][rows].tolist(), rows.tolist(), strict=True))

    @cached_property
    def own_cause(self) -> Array:
        """退保原因 per policy line; a rider without one has that of its policy."""
        own, by_number = self.table["surrender_reason"], self.by_number
        mains = np.fromiter(map(by_number.__getitem__, self.table["policy_no"].tolist()), np.intp, len(self))
        return np.where(blanks(own), own[mains], own)

    @cached_property
    def by_application(self) -> dict[str, str]:
        """The policy number issued from every application number."""
        pairs = zip(self.table["application_no"].tolist(), self.table["policy_no"].tolist(), strict=True)
        return {application: number for application, number in pairs if application}

"""投诉: which limit each complaint has, how far it is, and whether it is late. 投诉办法 Art. 18 to 20, 43.

A decision is to be made and told within 15 natural days of receipt, 30 where the case is complex, 60 where it is
especially complex and the extension was approved and told before the 30 days were over. The day of receipt is not
counted, and a last day on a holiday gives way to the next working day (民法典 201, 203). What was received before
the 投诉办法 keeps the 10 working days of 4号令 Art. 29 (CP-3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np

from core.days.working_days import Calendar
from core.delivery.deadlines import Deadlines, deadlines
from core.law.lookup import Law
from core.records.service import Complaint
from core.table import Array, Mask, Table, Tables, blanks

SIMPLE, COMPLEX, EXTENDED, EARLIER = "CP-1.1", "CP-1.2", "CP-1.3", "CP-3"
ASK_REVIEW, REVIEW = "CP-2.1", "CP-2.2"
LIMITS = (SIMPLE, COMPLEX, EXTENDED)
_NEVER = np.datetime64("NaT", "D")


class Stage(StrEnum):
    """How far a complaint is."""

    WORKING = "处理中"
    DECIDED = "已决定未告知"
    REVIEW = "核查中"
    CLOSED = "已办结"


@dataclass(frozen=True)
class Complaints:
    """One entry per row of 投诉登记表 as of ``on``, shape (n,). Days after ``on`` are not known yet."""

    table: Table
    on: np.datetime64
    clocks: dict[str, Deadlines]
    major_people: float
    edges: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def known(self) -> Mask:
        """Received on or before the day."""
        return np.asarray(self.table["received_on"] <= self.on)

    def day(self, name: str) -> Array:
        """A column of days, NaT where it lies after ``on``."""
        return np.where(self.table[name] <= self.on, self.table[name], _NEVER)

    @cached_property
    def extended(self) -> Mask:
        """The extension counts: approved and told, both no later than the last of the 30 days."""
        both = np.maximum(self.day("extension_approved_on"), self.day("extension_told_on"))
        return np.asarray(both <= self.clocks[COMPLEX].due)

    @cached_property
    def code(self) -> Array:
        """The clock of each: CP-1.1, CP-1.2, CP-1.3 or, before the 投诉办法, CP-3."""
        approved = ~np.isnat(self.day("extension_approved_on"))
        by_order = ~np.isnat(self.clocks[EARLIER].due)
        conditions = [by_order, self.extended, (self.table["complex_case"] == "是") | approved]
        chosen: Array = np.select(conditions, [EARLIER, EXTENDED, COMPLEX], SIMPLE)
        return chosen

    @cached_property
    def due(self) -> Array:
        """The last day for decision and notice; the day itself is in time."""
        codes = (*LIMITS, EARLIER)
        due: Array = np.select([self.code == code for code in codes], [self.clocks[code].due for code in codes], _NEVER)
        return due

    def basis(self, row: int) -> str:
        """The articles behind one row's last day."""
        return self.clocks[str(self.code[row])].basis

    def stamp(self, row: int) -> str:
        """The reservation beside one row's last day, "" when there is none."""
        return self.clocks[str(self.code[row])].stamp(row)

    @cached_property
    def answered_on(self) -> Array:
        """When it was both decided and told (the later day), NaT before."""
        return np.maximum(self.day("decided_on"), self.day("told_on"))

    @cached_property
    def ended_on(self) -> Array:
        """When it was answered, else when it was closed otherwise (withdrawn), NaT while it is open."""
        return np.where(np.isnat(self.answered_on), self.day("closed_on"), self.answered_on)

    @cached_property
    def open(self) -> Mask:
        """Known and not ended."""
        return np.asarray(self.known & np.isnat(self.ended_on))

    @cached_property
    def late(self) -> Mask:
        """Ended after the last day, or still open when it is over."""
        return np.asarray(self.known & ((self.ended_on > self.due) | (self.open & (self.due < self.on))))

    @cached_property
    def overdue(self) -> Mask:
        """Late and still open."""
        return self.late & self.open

    @cached_property
    def days_open(self) -> Array:
        """Natural days from receipt to the end, or to ``on``; NaN for what is not known yet."""
        until = np.where(self.open, self.on, self.ended_on)
        return np.where(self.known, (until - self.table["received_on"]).astype(np.float64), np.nan)

    @cached_property
    def age(self) -> Array:
        """The ageing bucket of each open one: 0 up to the first edge (included), then 1, 2 …; -1 for the others."""
        bucket = np.searchsorted(np.array(self.edges, dtype=np.float64), self.days_open, side="left")
        return np.where(self.open, bucket, -1)

    @property
    def age_words(self) -> tuple[str, ...]:
        """The buckets in words."""
        starts = (0, *(edge + 1 for edge in self.edges))
        inner = zip(starts, self.edges, strict=False)
        return (*(f"{start}—{edge}天" for start, edge in inner), f"{self.edges[-1]}天以上")

    @cached_property
    def reviewing(self) -> Mask:
        """A review is asked for and not decided."""
        asked = ~np.isnat(self.day("review_asked_on"))
        return np.asarray(self.known & asked & np.isnat(self.day("review_decided_on")))

    @cached_property
    def review_late(self) -> Mask:
        """Review decided after its last day, or open when it is over."""
        due = self.clocks[REVIEW].due
        decided = self.day("review_decided_on")
        return np.asarray(self.known & ((decided > due) | (self.reviewing & (due < self.on))))

    @cached_property
    def stage(self) -> Array:
        """The :class:`Stage` of each."""
        decided = ~np.isnat(self.day("decided_on"))
        conditions = [self.reviewing, ~self.open, decided]
        names = [Stage.REVIEW.value, Stage.CLOSED.value, Stage.DECIDED.value]
        stages: Array = np.select(conditions, names, Stage.WORKING.value)
        return stages

    @cached_property
    def people(self) -> Array:
        """How many complain together; one where nothing is written."""
        return np.fmax(self.table["people"], 1.0)

    @cached_property
    def major(self) -> Mask:
        """Marked 重大, or by as many people as the law reports (CP-4.1)."""
        return np.asarray((self.table["major"] == "是") | (self.people >= self.major_people))

    @cached_property
    def proxy_without_authority(self) -> Mask:
        """Somebody complains for another and no authority is on file."""
        other = (self.table["by_other"] == "是") | ~blanks(self.table["agent_person"])
        return np.asarray(other & (self.table["authority"] != "是"))


def complaints(tables: Tables, law: Law, calendar: Calendar, on: np.datetime64) -> Complaints:
    """投诉登记表 as of ``on``, each with the limit of the law in force on the day of receipt."""
    table = tables.of(Complaint)
    starts = {
        **dict.fromkeys((*LIMITS, EARLIER), table["received_on"]),
        ASK_REVIEW: table["told_on"],
        REVIEW: table["review_asked_on"],
    }
    clocks = {code: deadlines(code, started, law, calendar, on) for code, started in starts.items()}
    today = on.astype(date)
    edges = tuple(int(law.clock(code, today).limit or 0) for code in LIMITS)
    return Complaints(table, on, clocks, float(law.clock("CP-4.1", today).limit or np.inf), edges)

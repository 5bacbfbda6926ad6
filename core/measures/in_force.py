"""The business in force on any day, and what moved it in a month, as the events tell.

Where a line has events after a day, the state before the first of them is where it stood on the day, and what they
changed is not in its 保额 or 累计保费 yet. A line without events stands where 保单台账 has it, stopped since its
状态日期.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measures.event_facts import EventFacts
from core.measures.line_rows import in_order
from core.measures.past_states import STOPPED
from core.measures.policy_facts import PolicyFacts
from core.money import to_fen
from core.table import Array, Mask

ENDED = "终止"
HUNDREDTHS = 100
Hundredths = NDArray[np.int64]
"""Whole fen, or hundredths of a policy."""


@dataclass(frozen=True)
class Movement:
    """Per policy line, in hundredths: before, what came and went, and after. ``altered``: more or less 保额."""

    opening: Hundredths
    issued: Hundredths
    reinstated: Hundredths
    altered: Hundredths
    ended: Hundredths
    lapsed: Hundredths
    closing: Hundredths

    @property
    def explained(self) -> Hundredths:
        """What should be in force at the end."""
        return self.opening + self.issued + self.reinstated + self.altered - self.ended - self.lapsed


class InForce:
    """What is in force, weighed. ``now``: per line its weight today; ``changes``: per event what it did to that."""

    def __init__(self, policies: PolicyFacts, events: EventFacts, now: Hundredths, changes: Hundredths) -> None:
        order = in_order(events.policy_row, events["effective_on"])
        self._policies, self._now = policies, now
        self._line, self._day, self._change = events.policy_row[order], events["effective_on"][order], changes[order]
        before, self._reached = (events[name][order].astype(str) for name in ("status_before", "status_after"))
        self._was_stopped, self._stops = np.isin(before, STOPPED), np.isin(self._reached, STOPPED)
        sums = np.cumsum(self._change)
        to_come = self._summed(np.ones(len(order), dtype=bool), self._change)
        first = np.searchsorted(self._line, self._line)
        done = sums - np.concatenate([[0], sums])[first]
        self._yuan: dict[np.datetime64, Array] = {}
        self._after = (now - to_come)[self._line] + done

    @classmethod
    def policies(cls, policies: PolicyFacts, events: EventFacts) -> InForce:
        """By number: each policy once."""
        return cls(policies, events, policies.counts_as_policy * HUNDREDTHS, np.zeros(len(events), np.int64))

    @classmethod
    def sums_assured(cls, policies: PolicyFacts, events: EventFacts) -> InForce:
        """By 保额, every line."""
        now, changes = policies["sum_assured"], events["sum_assured_change"]
        return cls(policies, events, to_fen(np.nan_to_num(now)), to_fen(np.nan_to_num(changes)))

    @classmethod
    def paid_premiums(cls, policies: PolicyFacts, events: EventFacts) -> InForce:
        """By 累计保费, every line."""
        now, changes = policies["paid_premium"], events["paid_premium_change"]
        return cls(policies, events, to_fen(np.nan_to_num(now)), to_fen(np.nan_to_num(changes)))

    def movement(self, first: np.datetime64, last: np.datetime64) -> Movement:
        """From the eve of ``first`` to the end of ``last``."""
        before, after = self.weight(first - 1), self.weight(last)
        issued_on = self._policies["issued_on"]
        inside = (self._day >= first) & (self._day <= last) & (issued_on <= last)[self._line]
        leaves, returns = inside & ~self._was_stopped & self._stops, inside & self._was_stopped & ~self._stops
        ends = self._reached == ENDED
        untold = self._stopped_untold(first, last, inside)
        ended = self._policies["status"] == ENDED
        return Movement(
            opening=before * self._policies.in_force(first - 1),
            issued=before * ((issued_on >= first) & (issued_on <= last)),
            reinstated=self._summed(returns, self._after - self._change),
            altered=self._summed(inside & ~(self._was_stopped & self._stops), self._change),
            ended=self._summed(leaves & ends, self._after) + after * (untold & ended),
            lapsed=self._summed(leaves & ~ends, self._after) + after * (untold & ~ended),
            closing=after * self._policies.in_force(last),
        )

    def weight(self, day: np.datetime64) -> Hundredths:
        """The lines' weights at the end of a day, in force or not."""
        return self._now - self._summed(self._day > day, self._change)

    def yuan(self, day: np.datetime64) -> Array:
        """:meth:`weight` of amounts in yuan, remembered: every scope of a report asks for the same days."""
        if day not in self._yuan:
            self._yuan[day] = self.weight(day) / HUNDREDTHS
        return self._yuan[day]

    def _stopped_untold(self, first: np.datetime64, last: np.datetime64, inside: Mask) -> Mask:
        """Lines that stopped in the month by their 状态日期 only: no event brought or found them there."""
        on = self._policies["status_on"]
        told = np.zeros(len(self._policies), dtype=bool)
        told[self._line[inside & self._stops]] = True
        return np.asarray(self._policies.stopped & (on >= first) & (on <= last) & ~told)

    def _summed(self, chosen: Mask, amounts: Array) -> Hundredths:
        sums = np.zeros(len(self._policies), dtype=np.int64)
        np.add.at(sums, self._line[chosen], amounts[chosen])
        return sums

"""Which legal clock runs on a claim, the day it counts from and the day it was kept.

保险法第二十三条至第二十五条, 4号令第二十三条至第二十六条; the numbers of days are in ``core/law``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.table import Array, Mask, Table

GRANTED = ("赔付", "部分", "协议")
REFUSED, WITHDRAWN = "拒赔", "撤案"
GROUP = "团险"


@dataclass(frozen=True)
class Duty:
    """One clock over all claims, shape (n,). ``started``: NaT where it does not apply; ``done``: NaT where open."""

    code: str
    started: Array
    done: Array

    def running(self, on: np.datetime64) -> Mask:
        """Begun and not kept by the end of ``on``."""
        return np.asarray((self.started <= on) & ~(self.done <= on))


def duties(claims: Table, channels: Array) -> tuple[Duty, ...]:
    """The clocks of all claims; ``channels``: the sales channel of each claim's policy.

    情形复杂 is a case under investigation. 4号令 and its 5 working days are not for group business (第三十二条): a
    group case has the 30 days of the law alone. A withdrawn case has no clock.
    """
    alive = claims["conclusion"] != WITHDRAWN
    complete, assessed = _where(alive, claims["documents_on"]), claims["assessed_on"]
    longer = (claims["investigated"] == "是") | (channels == GROUP)
    refused = claims["conclusion"] == REFUSED
    return (
        Duty("CL-2.1", _where(~longer, complete), assessed),
        Duty("CL-2.2", _where(longer, complete), assessed),
        Duty("CL-3", _where(refused, assessed), claims["notified_on"]),
        Duty("CL-4", _where(granted(claims), agreed_on(claims)), claims["paid_on"]),
        Duty("CL-5", complete, first_of(assessed, claims["advanced_on"])),
    )


def granted(claims: Table) -> Mask:
    """Paid in full, in part or by agreement."""
    return np.asarray(np.any([claims["conclusion"] == word for word in GRANTED], axis=0))


def agreed_on(claims: Table) -> Array:
    """The day of the agreement; where there is none the notice, which the customer has not contested."""
    agreed: Array = np.where(np.isnat(claims["agreed_on"]), claims["notified_on"], claims["agreed_on"])
    return agreed


def first_of(one: Array, other: Array) -> Array:
    """The earlier of two days, whichever is known."""
    earlier: Array = np.fmin(one, other)
    return earlier


def _where(rows: Mask, days: Array) -> Array:
    chosen: Array = np.where(rows, days, np.datetime64("NaT", "D"))
    return chosen

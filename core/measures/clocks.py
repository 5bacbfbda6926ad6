"""时限: legal limits that run on the 统计日, and those already missed, told from what the ledger holds.

Each source names the rows whose duty is still open and the day the limit counts from; how it is counted (working or
natural days, rolled past holidays) is the law's. Where nothing records that the duty is done (NB-1, RN-3) a day that
has passed is no missed limit yet: it is listed to be looked up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.days.periods import due_dates
from core.days.working_columns import add_working_days_column
from core.days.working_days import NOT_ANNOUNCED
from core.findings import Status
from core.law.basis import weakest
from core.measures.clock_sources import SOURCES, Open
from core.measures.compliance import Compliance
from core.measures.definitions import setting
from core.measures.month_data import MonthData
from core.measures.service_clocks import complaints, problem_cases
from core.table import Array, Mask


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One limit of one case. ``days_left`` is negative once missed; ``stamp`` stands beside the due day."""

    code: str
    event: str
    key: str
    branch_code: str
    channel: str
    agent_no: str
    started_on: date
    due_on: date
    days_left: int
    basis: str
    status: Status
    stamp: str
    recorded: bool = True

    @property
    def missed(self) -> bool:
        """Surely late: the day has passed and the ledger would know if the duty were done."""
        return self.days_left < 0 and self.recorded

    @property
    def state(self) -> str:
        """已逾期, 今天到期 or how many natural days are left; a duty that nobody records is to be looked up."""
        if self.days_left < 0:
            return f"已逾期{-self.days_left}天" if self.recorded else f"到期日已过{-self.days_left}天，请核对是否已办"
        return "今天到期" if self.days_left == 0 else f"剩{self.days_left}天"


def running_clocks(data: MonthData, compliance: Compliance) -> list[RunningClock]:
    """Missed limits and those that end within the horizon, earliest due day first."""
    clocks: list[RunningClock] = []
    for source in (*SOURCES, complaints, problem_cases):
        for opened in source(data, compliance):
            clocks += _listed(data, opened)
    return sorted(clocks, key=lambda clock: (clock.due_on, clock.code, clock.key))


def _listed(data: MonthData, opened: Open) -> list[RunningClock]:
    due, stamped = _due(data, opened)
    left = (due - data.as_of).astype(np.float64)
    shown = (left <= setting("clock_horizon_days")) & (left >= -opened.longest_overdue)
    clock = data.facts.law.clock(opened.code, data.as_of_day)
    basis = "；".join(str(each) for each in clock.basis)
    status = weakest(each.status for each in clock.basis)
    owners = {
        name: data.facts.owner(opened.record, name)[opened.rows] for name in ("branch_code", "channel", "agent_no")
    }
    keys = data.facts.table(opened.record)[opened.key][opened.rows]
    started_on, due_on = opened.started.tolist(), due.tolist()
    return [
        RunningClock(
            code=opened.code,
            event=clock.event,
            key=str(keys[index]),
            branch_code=str(owners["branch_code"][index]),
            channel=str(owners["channel"][index]),
            agent_no=str(owners["agent_no"][index]),
            started_on=started_on[index],
            due_on=due_on[index],
            days_left=int(left[index]),
            basis=basis,
            status=status,
            stamp=NOT_ANNOUNCED if stamped[index] else "",
            recorded=opened.recorded,
        )
        for index in np.flatnonzero(shown)
    ]


def _due(data: MonthData, opened: Open) -> tuple[Array, Mask]:
    """The last day of each case, and whether it touched a day that is not announced yet."""
    if opened.due is not None:
        return opened.due, np.zeros(len(opened.rows), dtype=bool)
    limits = data.facts.law.column(opened.code, opened.started)
    if data.facts.law.clock(opened.code, data.as_of_day).counting == "working_days":
        return add_working_days_column(opened.started, limits, data.facts.calendar)
    due = np.full(len(limits), np.datetime64("NaT", "D"))
    stamped = np.zeros(len(limits), dtype=bool)
    for days in np.unique(limits[np.isfinite(limits)]):
        chosen = limits == days
        due[chosen], stamped[chosen] = due_dates(opened.started[chosen], int(days), data.facts.calendar)
    return due, stamped

"""业务员: the people behind the channels: what they sold, how long it stayed, what was given back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.measures.cells import Cell, Held, by_cell
from core.measures.month_data import MonthData
from core.measures.registry import measures
from core.measures.surrender_causes import surrendered
from core.records.policy import Policy
from core.records.service import Complaint

YEAR = 12
STAYS = "13个月继续率(滚动)"


@dataclass(frozen=True, slots=True)
class AgentMonth:
    """One salesperson. ``cohort``: policies that the 13-month persistency of the last twelve cohorts rests on."""

    number: str
    channel: str
    branch: str
    premium: float
    year_premium: float
    year_policies: int
    month_13: float
    cohort: int
    surrendered: int
    complaints: int


def busiest_agents(data: MonthData, most: int) -> tuple[list[AgentMonth], int]:
    """The salespeople with most 新单保费 in twelve months, and how many sold anything at all in them."""
    facts, names = data.facts, ["agent_no"]
    new, pieces = measures()["新单保费"], measures()["新单件数"]
    sold = by_cell(facts, (new(data.earlier(back)).numerator for back in range(YEAR)), names)
    count = by_cell(facts, (pieces(data.earlier(back)).numerator for back in range(YEAR)), names)
    now = by_cell(facts, [new(data).numerator], names)
    stay = measures()[STAYS](data)
    kept = by_cell(facts, [stay.numerator], names)
    cohort = by_cell(facts, [stay.denominator] if stay.denominator else [], names)
    left, complained = _surrendered(data), _complaints(data)
    ordered = sorted((agent for agent in sold if agent[0]), key=lambda agent: (-sold[agent].amount, agent))
    first = data.facts.table(Policy).first_by("agent_no")
    listed = [
        AgentMonth(
            number=agent[0],
            channel=str(data.facts.table(Policy)["channel"][first[agent[0]]]),
            branch=str(data.facts.table(Policy)["branch_code"][first[agent[0]]]),
            premium=now[agent].amount if agent in now else 0.0,
            year_premium=sold[agent].amount,
            year_policies=count[agent].rows if agent in count else 0,
            month_13=_share(kept, cohort, agent) if stay.mature else float("nan"),
            cohort=cohort[agent].rows if agent in cohort else 0,
            surrendered=left.get(agent[0], 0),
            complaints=complained.get(agent[0], 0),
        )
        for agent in ordered[:most]
    ]
    return listed, len(ordered)


def _share(kept: dict[Cell, Held], cohort: dict[Cell, Held], agent: Cell) -> float:
    if agent not in cohort or not cohort[agent].amount:
        return float("nan")
    return float(kept[agent].amount / cohort[agent].amount) if agent in kept else 0.0


def _surrendered(data: MonthData) -> dict[str, int]:
    found = surrendered(data)
    first = (data.month - (YEAR - 1)).astype("datetime64[D]")
    rows = found.row[found.counts & (found.on >= first)]
    return _counted(data.facts.table(Policy)["agent_no"][rows].tolist())


def _complaints(data: MonthData) -> dict[str, int]:
    table = data.facts.table(Complaint)
    first = (data.month - (YEAR - 1)).astype("datetime64[D]")
    rows = np.flatnonzero((table["received_on"] >= first) & (table["received_on"] <= data.as_of))
    return _counted(table["agent_no"][rows].tolist())


def _counted(names: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return found

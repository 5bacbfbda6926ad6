"""Who sells what to whom and when: the same dice for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from core.demo.people import Household, household
from core.demo.staff import CHANNELS, Agent

FIRST_YEAR = 2023
SEASONS = (26, 8, 11, 8, 8, 11, 7, 8, 9, 7, 8, 12)
"""How much of a year's business each month writes: 开门红 in January, half-year and year ends after it."""
PEOPLE = 8
"""Serials that a household may use."""


@dataclass(frozen=True)
class Desk:
    """What everything is generated from: seed, sellers, and the first and last day of the month."""

    seed: int
    agents: tuple[Agent, ...]
    first: date
    last: date

    @property
    def policies_on(self) -> date:
        """The cut-off of 保单台账: the end of the month before."""
        return self.first - timedelta(days=1)

    def pick_agent(self, rng: Random) -> Agent:
        """Somebody who sells, by the size of the channels and by how busy the person is."""
        channel = rng.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        selling = [agent for agent in self.agents if agent.channel == channel]
        return rng.choices(selling, [agent.share for agent in selling])[0]

    def known_household(self, number: int) -> tuple[Random, Household, date, Agent]:
        """The household of a number, always the same: its dice, its people, its first purchase, its agent."""
        rng = Random(f"{self.seed} household {number}")
        day, agent = self._sale_day(rng), self.pick_agent(rng)
        return rng, household(rng, number * PEOPLE, day), day, agent

    def _sale_day(self, rng: Random) -> date:
        months = (self.first.year - FIRST_YEAR) * 12 + self.first.month - 1
        month = rng.choices(range(months), [SEASONS[month % 12] for month in range(months)])[0]
        return date(FIRST_YEAR + month // 12, month % 12 + 1, rng.randrange(1, 24))

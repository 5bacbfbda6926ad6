"""One sale: who buys what for whom, from whom, for how much. The same for policies in force and for applications."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from random import Random

from core.demo.people import Household, Person
from core.demo.pricing import Cell, premium_rate
from core.demo.products import Line, lines, on_sale, rider
from core.demo.staff import Agent

INSTALMENT = {"趸交": 1.0, "年交": 1.0, "半年交": 0.52, "季交": 0.265, "月交": 0.09}
"""What one instalment costs as a part of the yearly premium."""
MONTHS = {"趸交": 0, "年交": 12, "半年交": 6, "季交": 3, "月交": 1}
INCOME_SHARE = 0.14
"""Nobody here spends more of a year's income on a premium."""
INCOME_TIMES = 6
MINOR_SHAPES = ("increasing", "endowment", "illness", "short")


@dataclass(slots=True)
class Covered:
    """One product of a sale."""

    line: Line
    cell: Cell
    sum_assured: int
    premium: float
    """One instalment, yuan."""


@dataclass(slots=True)
class Sale:
    """Main product first, rider (if any) second."""

    home: Household
    policyholder: Person
    insured: Person
    covered: list[Covered]
    frequency: str
    agent: Agent
    applied_on: date

    @property
    def main(self) -> Covered:
        """The main product."""
        return self.covered[0]

    @property
    def premium(self) -> float:
        """One instalment of everything together, yuan."""
        return round(sum(item.premium for item in self.covered), 2)

    @property
    def yearly_premium(self) -> float:
        """What a year costs, yuan; the single premium for 趸交."""
        months = MONTHS[self.frequency]
        return round(self.premium * (12 // months if months else 1), 2)

    @property
    def own_life(self) -> bool:
        """Does the policyholder insure himself or herself?"""
        return self.policyholder is self.insured

    def relation_of_insured(self) -> str:
        """What the insured is to the policyholder."""
        if self.own_life:
            return "本人"
        if self.insured is self.home.spouse or self.insured is self.home.head:
            return "配偶"
        return "儿子" if self.insured.sex == "男" else "女儿"

    def relation_of_policyholder(self) -> str:
        """What the policyholder is to the insured."""
        if self.own_life or self.relation_of_insured() == "配偶":
            return self.relation_of_insured()
        return "父亲" if self.policyholder.sex == "男" else "母亲"


def sell(rng: Random, home: Household, agent: Agent, day: date, *, modest: bool = False) -> Sale | None:
    """A sale to a household; None where nothing on sale suits whoever was to be insured. ``modest``: small sums."""
    buyers = [person for person in (home.head, home.spouse) if person]
    policyholder = rng.choice(buyers)
    insured = rng.choice([policyholder, policyholder, *buyers, *home.children])
    years = insured.age(day)
    sold, weights = on_sale(agent.channel, day)
    open_to = [(line, weight) for line, weight in zip(sold, weights, strict=True) if _suits(line, years)]
    if not open_to:
        return None
    line = rng.choices([line for line, _ in open_to], [weight for _, weight in open_to])[0]
    terms = [pair for pair in line.terms if _in_time(pair, policyholder.age(day), years)]
    if not terms:
        return None
    premium_term, policy_term = rng.choice(terms)
    frequency = "趸交" if premium_term == "趸交" else rng.choices(("年交", "半年交", "季交", "月交"), (90, 3, 2, 5))[0]
    frequency = "年交" if line.short else frequency
    cell = Cell(lines().index(line), insured.sex, years, premium_term, policy_term)
    amount = rng.choice(_sums(line, years, modest))
    covered = [Covered(line, cell, amount, _instalment(cell, amount, frequency))]
    if line.shape in ("whole", "illness") and frequency == "年交" and years <= rider().ages[1] and rng.random() < 0.2:
        extra = Cell(lines().index(rider()), insured.sex, years, *rider().terms[0])
        amount = rng.choice(rider().sums)
        covered.append(Covered(rider(), extra, amount, _instalment(extra, amount, frequency)))
    sale = Sale(home, policyholder, insured, covered, frequency, agent, day)
    _afford(sale)
    return sale


def _suits(line: Line, years: int) -> bool:
    first, last = line.ages
    return first <= years <= last and (years >= 18 or line.shape in MINOR_SHAPES)


def _in_time(terms: tuple[str, str], buyer_age: int, insured_age: int) -> bool:
    """Premiums end before 70, and a whole life cover is paid up by then."""
    paying = 1 if terms[0] == "趸交" else int(terms[0].removesuffix("年"))
    return max(buyer_age, insured_age) + paying <= 70


def _sums(line: Line, years: int, modest: bool) -> list[int]:
    most = 100_000 if years < 18 else 500_000 if years <= 40 else 300_000 if years <= 50 else 200_000
    if modest:
        most = min(most, 150_000)
    return [amount for amount in line.sums if amount <= most] or [line.sums[0]]


def _instalment(cell: Cell, amount: int, frequency: str) -> float:
    return round(premium_rate(cell) * amount / 1000 * INSTALMENT[frequency] + 1e-9, 2)


def _afford(sale: Sale) -> None:
    """Raise incomes to what such a sale goes with."""
    buyer = sale.policyholder
    buyer.income = max(buyer.income, ceil(sale.yearly_premium / INCOME_SHARE / 10_000) * 10_000)
    if sale.insured.income:
        needed = ceil(sale.main.sum_assured / INCOME_TIMES / 10_000) * 10_000
        sale.insured.income = max(sale.insured.income, needed)
    sale.home.income = max(sale.home.income, sum(p.income for p in (sale.home.head, sale.home.spouse) if p))

"""A second, independent way to every value: plain sums in 40-digit Decimal, no arrays, no recursion over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext


@dataclass(frozen=True)
class PlainContract:
    """Everything in plain numbers; lists start with policy year 1. ``blend`` None = the minimum itself."""

    deaths: Sequence[float]
    death: Sequence[float]
    value_leg: Sequence[bool]
    survival: Sequence[float]
    expenses: Sequence[float]
    premium_term: int
    floor_rate: float
    pricing_rate: float
    k: float
    blend: int | None
    mid_year: bool
    incidence: Sequence[float] = ()
    illness: Sequence[float] = ()


def plain_values(contract: PlainContract, rounds: int = 80) -> tuple[list[float], list[float]]:
    """(statutory minimum, insurer's value) for the year ends 1 … T, yuan."""
    with localcontext() as context:
        context.prec = 40
        minimum, company = _Plain(contract).settle(rounds if any(contract.value_leg) else 1)
        return [float(value) for value in minimum], [float(value) for value in company]


def plain_premium_and_reserve(
    contract: PlainContract, rate: float, death: Sequence[float]
) -> tuple[float, list[float]]:
    """(GP', PVR at the year ends 1 … T − 1) for death benefits that are already known."""
    with localcontext() as context:
        context.prec = 40
        premium, reserve = _Plain(contract).reserve(Decimal(repr(rate)), [Decimal(repr(float(b))) for b in death])
        return float(premium), [float(value) for value in reserve]


class _Plain:
    def __init__(self, contract: PlainContract) -> None:
        self.given = contract
        self.years = len(contract.death)
        self.q = _exact(contract.deaths)
        self.i = _exact(contract.incidence) or [Decimal(0)] * self.years
        self.illness = _exact(contract.illness) or [Decimal(0)] * self.years
        self.s, self.e = _exact(contract.survival), _exact(contract.expenses)
        self.lives = [Decimal(1)]
        for q, i in zip(self.q, self.i, strict=True):
            self.lives.append(self.lives[-1] * (1 - q - i))

    def settle(self, rounds: int) -> tuple[list[Decimal], list[Decimal]]:
        given, flat = self.given, _exact(self.given.death)
        death, minimum, company = flat, [], []
        for _ in range(rounds):
            premium, floor = self.reserve(Decimal(repr(given.floor_rate)), death)
            _, pricing = self.reserve(Decimal(repr(given.pricing_rate)), death)
            minimum = [self.r(t) * max(floor[t - 1], Decimal(0)) for t in range(1, self.years)] + [Decimal(0)]
            better = [self.r(t) * max(pricing[t - 1], Decimal(0)) for t in range(1, self.years)] + [Decimal(0)]
            company = [(1 - self.w(t)) * minimum[t - 1] + self.w(t) * better[t - 1] for t in range(1, self.years + 1)]
            death = [
                max(flat[t - 1], self.value_at_death(t, company, premium)) if given.value_leg[t - 1] else flat[t - 1]
                for t in range(1, self.years + 1)
            ]
        return minimum, company

    def reserve(self, rate: Decimal, death: list[Decimal]) -> tuple[Decimal, list[Decimal]]:
        v = 1 / (1 + rate)
        half = v.sqrt() if self.given.mid_year else v
        cost = [
            self.lives[s - 1]
            * v ** (s - 1)
            * half
            * (self.q[s - 1] * death[s - 1] + self.i[s - 1] * self.illness[s - 1])
            + self.lives[s] * v**s * self.s[s - 1]
            for s in range(1, self.years + 1)
        ]
        income = [self.lives[s - 1] * v ** (s - 1) * (1 - self.e[s - 1]) for s in range(1, self.given.premium_term + 1)]
        premium = sum(cost) / sum(income)
        return premium, [
            (sum(cost[t:]) - premium * sum(income[t:])) / (self.lives[t] * v**t) for t in range(1, self.years)
        ]

    def r(self, t: int) -> Decimal:
        span, k = min(20, self.given.premium_term), Decimal(repr(self.given.k))
        return k + t * (1 - k) / span if t < span else Decimal(1)

    def w(self, t: int) -> Decimal:
        m = self.given.blend
        if m is None:
            return Decimal(0)
        return Decimal(1) if m == 1 else min(Decimal(1), Decimal(t - 1) / Decimal(m - 1))

    def value_at_death(self, t: int, company: list[Decimal], premium: Decimal) -> Decimal:
        at_end = company[t - 1] + self.s[t - 1]
        if not self.given.mid_year:
            return at_end
        net = premium * (1 - self.e[t - 1]) if t <= self.given.premium_term else Decimal(0)
        return ((company[t - 2] if t > 1 else Decimal(0)) + net + at_end) / 2


def _exact(numbers: Sequence[float]) -> list[Decimal]:
    return [Decimal(repr(float(number))) for number in numbers]

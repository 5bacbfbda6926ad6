"""What the training register says of a seller: one training needed, a group's coverage, sales without training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.products.trained import TRAINED


@dataclass(frozen=True, slots=True)
class Seller:
    """Somebody who sells on the 统计日."""

    number: str
    branch: str
    channel: str
    licensed_from: date | None


@dataclass(frozen=True, slots=True)
class Need:
    """One training that one seller must have. ``subject``: kind, product or rule; ``until``: last valid day.

    ``state``: 有效, 已过期 or 未培训. ``since``: from when it was needed or lacking, None where nothing tells.
    """

    seller: Seller
    kind: str
    subject: str
    state: str
    until: date | None = None
    since: date | None = None

    def ends_by(self, day: date) -> bool:
        """Valid now, and no longer after the day?"""
        return self.state == TRAINED and self.until is not None and self.until <= day


@dataclass(frozen=True, slots=True)
class UntrainedSale:
    """Policies of one product that one seller sold in the month without a valid training of it."""

    seller: str
    branch: str
    product: str
    state: str
    policies: int
    premium: float
    first: date


@dataclass(frozen=True, slots=True)
class Coverage:
    """Required and done trainings of a group; ``rate`` is NaN where none is required."""

    name: str
    sellers: int
    required: int
    done: int
    expired: int

    @property
    def rate(self) -> float:
        """Done over required."""
        return self.done / self.required if self.required else float("nan")

"""The products of the invented company: what the record Product says of them, and how the branch sells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from core.demo.files import read

Fields = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One product version. ``fields``: the row of the record Product; the rest is described in ``products.yaml``."""

    fields: Fields
    shape: str
    terms: tuple[tuple[str, str], ...]
    ages: tuple[int, int]
    sums: tuple[int, ...]
    weights: dict[str, int]
    loading: float
    rating: tuple[float, ...]

    @property
    def code(self) -> str:
        """险种代码."""
        return str(self.fields["product_code"])

    @property
    def version(self) -> str:
        """产品版本."""
        return str(self.fields["version"])

    @property
    def new_type(self) -> bool:
        """Is it one of the types whose returns are uncertain (分红, 万能)?"""
        return bool(self.fields["design"] != "普通型")

    @property
    def short(self) -> bool:
        """Does it cover one year only?"""
        return self.shape == "short"

    def sold_on(self, day: date) -> bool:
        """Was this version on sale that day?"""
        end = self.fields.get("sold_to")
        return bool(self.fields["sold_from"] <= day and (end is None or day <= end))


@cache
def lines() -> tuple[Line, ...]:
    """All product versions in the order of the file."""
    held = read("products.yaml")
    return tuple(_line(entry, held["defaults"]) for entry in held["products"])


@cache
def on_sale(channel: str, day: date) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """Main products that a channel sold on a day, with their weights in its mix."""
    sold = tuple(line for line in lines() if line.weights.get(channel) and line.sold_on(day))
    return sold, tuple(line.weights[channel] for line in sold)


def rider() -> Line:
    """The rider that goes with some main products."""
    return next(line for line in lines() if line.fields["main_or_rider"] == "附加险")


def _line(entry: Fields, defaults: Fields) -> Line:
    terms = tuple((str(premium), str(policy)) for premium, policy in entry["terms"])
    fields = {**defaults, **entry["product"]}
    fields["policy_terms"] = "、".join(dict.fromkeys(policy for _, policy in terms))
    fields["premium_terms"] = "、".join(dict.fromkeys(premium for premium, _ in terms))
    first, last = entry["ages"]
    rating = tuple(entry.get("rating", ()))
    return Line(
        fields,
        entry["shape"],
        terms,
        (first, last),
        tuple(entry["sums"]),
        entry["weights"],
        entry.get("loading", 0.0),
        rating,
    )

"""The wording of every measure: name, group, unit, formula, 口径, basis and how well it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from core.findings import Status

Unit = Literal["元", "件", "件/人", "件/亿元", "件/万张", "件/万人次", "件/千张", "点", "%", "天"]
Better = Literal["up", "down", "none"]
AddsUp = Literal["all", "scopes", "no"]

ADDITIVE = ("元", "件")
"""Units of plain totals, unless the entry says otherwise."""

_FILE = Path(__file__).with_name("definitions.yaml")


@dataclass(frozen=True, slots=True)
class Definition:
    """One measure in words. ``better``: which direction is good news. ``parameters``: keys of the law it reads.

    ``adds_up``: "all" over branches and over months; "scopes" over branches alone (what stands at a day); "no" a ratio.
    """

    name: str
    group: str
    unit: Unit
    formula: str
    definition: str
    basis: str
    status: Status
    better: Better = "none"
    parameters: tuple[str, ...] = ()
    adds_up: AddsUp = "no"

    @property
    def stamp(self) -> str:
        """待确认 where the definition is not confirmed, else how it is known."""
        return "待确认" if self.status is Status.UNCONFIRMED else self.status.zh


@cache
def _content() -> Mapping[str, Any]:
    from yaml import CSafeLoader, load

    content: Mapping[str, Any] = load(_FILE.read_text(encoding="utf-8"), Loader=CSafeLoader)
    return content


@cache
def definitions() -> Mapping[str, Definition]:
    """Every measure by name, in the order in which reports show them."""
    return {name: _definition(name, entry) for name, entry in _content()["measures"].items()}


@cache
def channel_definitions() -> Mapping[str, Definition]:
    """Measures that only make sense channel beside channel."""
    return {name: _definition(name, {"group": "渠道", **entry}) for name, entry in _content()["channels"].items()}


@dataclass(frozen=True, slots=True)
class NotComputed:
    """An indicator that a branch can't compute: why, and what comes nearest."""

    name: str
    why: str
    instead: str


def not_computed() -> tuple[NotComputed, ...]:
    """Indicators that reports name without a figure."""
    return tuple(
        NotComputed(name, entry["why"], entry["instead"]) for name, entry in _content()["not_computed"].items()
    )


def groups() -> tuple[str, ...]:
    """The headings under which measures stand, in order."""
    return tuple(_content()["groups"])


def setting(name: str) -> int:
    """A whole-number setting of the reports, such as ``cohort_lag_months``."""
    return int(_content()["settings"][name])


def proposed_measures() -> tuple[str, ...]:
    """The measures for which targets are tracked and proposed also where the company has set none."""
    return tuple(_content()["proposed"])


def tolerance() -> Decimal:
    """The difference in yuan up to which a balance counts as tied."""
    return Decimal(_content()["settings"]["tolerance_yuan"])


def _definition(name: str, entry: Mapping[str, Any]) -> Definition:
    return Definition(
        name=name,
        group=entry["group"],
        unit=entry["unit"],
        formula=entry["formula"],
        definition=entry["definition"],
        basis=entry["basis"],
        status=Status(entry["status"]),
        better=entry.get("better", "none"),
        parameters=tuple(entry.get("parameters", ())),
        adds_up=entry.get("adds_up", "all" if entry["unit"] in ADDITIVE else "no"),
    )

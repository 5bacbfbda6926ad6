"""短期出险, 等待期内就诊, 报案迟延: when the event, the first visit and the report lie against the cover."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.days.anniversary import anniversaries
from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.registry import Settings, flag
from core.flags.words import among, contains, words
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import Product
from core.table import Array, Mask

_COVER = {Claim: ("occurred_on",), Policy: ("effective_on",)}
_WAITING = {**_COVER, Product: ("waiting_days",)}


def _held(data: FlagData) -> Array:
    """Days from the start of cover to the event, per link (float64, NaN where one is not known)."""
    return _days(data.claims["occurred_on"][data.links.claim] - data.cover_starts)


def _days(spans: Array) -> Array:
    return np.where(np.isnat(spans), np.nan, spans.astype(np.int64))


def _waiting(data: FlagData) -> Array:
    return data.table(Product).look_up(data.product_rows[data.links.line], "waiting_days")


def _by_claim(data: FlagData, fires: Mask, held: Array, **more: Array) -> Iterator[Fired]:
    """One hint per claim, for the line whose cover began last, with the days it was held."""
    links = data.links.where(fires)
    best: dict[int, int] = {}
    for place, claim in enumerate(links.claim.tolist()):
        if claim not in best or held[fires][place] < held[fires][best[claim]]:
            best[claim] = place
    for claim, place in best.items():
        says = {name: f"{column[fires][place]:.0f}" for name, column in more.items()}
        rows = (At(data.claims, claim), At(data.policies, int(links.line[place])))
        yield Fired(rows, {"days": f"{held[fires][place]:.0f}", **says})


@flag("F01", "等待期后不久", needs=_WAITING, settings=("waiting_plus_days",))
def soon_after_waiting(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Illness up to 等待期 + the days after it, counted from 生效 or 复效."""
    held, waiting = _held(data), _waiting(data)
    soon = (held >= 0) & (waiting > 0) & (held <= waiting + settings["waiting_plus_days"])
    yield from _by_claim(data, soon & ~data.accidents[data.links.claim], held, waiting=waiting)


@flag("F01", "意外险生效不久", needs=_COVER, settings=("accident_days",))
def early_accident(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """An accident within the days after 生效 or 复效."""
    held = _held(data)
    soon = (held >= 0) & (held <= settings["accident_days"])
    yield from _by_claim(data, soon & data.accidents[data.links.claim], held)


@flag(
    "F01", "可抗辩期内",
    needs={**_COVER, Product: ("category",)}, settings=("contestable_years", "contestable_beside"),
    beside="contestable_beside",
)  # fmt: skip
def contestable(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Life and critical illness before the second anniversary of 生效 or 复效; so many honest claims have it that it is
    a factor beside other hints.
    """
    held, ends = _held(data), anniversaries(data.cover_starts, settings["contestable_years"])
    life = among(data.category[data.links.line], words()["contestable_categories"])
    before = (held >= 0) & (data.claims["occurred_on"][data.links.claim] < ends)
    yield from _by_claim(data, before & life, held)


@flag("F02", "期内就诊期后确诊", needs={**_WAITING, Claim: ("first_visit_on", "diagnosed_on")})
def visited_while_waiting(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """首诊日 on or before the last day of waiting, 确诊日 after it. The day of 生效 is the first day of waiting."""
    waiting, start = _waiting(data), data.cover_starts
    length = np.nan_to_num(waiting).astype(np.int64)
    last = start + (length - 1).astype("timedelta64[D]")
    visit, diagnosed = (data.claims[name][data.links.claim] for name in ("first_visit_on", "diagnosed_on"))
    inside = (length > 0) & (visit >= start) & (visit <= last) & (diagnosed > last)
    yield from _by_claim(data, inside, _days(visit - start), waiting=waiting)


@flag("F17", "报案迟延", needs={Claim: ("occurred_on", "reported_on")}, settings=("delay_days",))
def late_report(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """More than the days between the event and the report."""
    delay = _days(data.claims["reported_on"] - data.claims["occurred_on"])
    for row in np.flatnonzero(delay > settings["delay_days"]).tolist():
        yield Fired((At(data.claims, row),), {"days": f"{delay[row]:.0f}"})


@flag("F17", "夜间异地单人无目击", needs={Claim: ("circumstances",)})
def nobody_saw(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """An accident of one person at night, away from home, without a witness: all of it."""
    alone = data.accidents.copy()
    for circumstance in words()["circumstances"]:
        alone &= contains(data.claims["circumstances"], (circumstance,))
    yield from (Fired((At(data.claims, row),)) for row in np.flatnonzero(alone).tolist())

"""集中投保, 频繁出险, 金额贴线: how often the same insured buys and claims, and for how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from core.days.anniversary import monthiversaries
from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import crowds, days_before
from core.flags.registry import Settings, flag
from core.flags.words import contains, words
from core.money import reaches
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import Product
from core.table import Array, Mask

_CLAIMS = {Claim: ("occurred_on",), Policy: ("insured_document_no",)}


def months_back(day: Array, months: int) -> Array:
    """The first day of the ``months`` that end on ``day``: the day after the same day so many months before."""
    return days_before(monthiversaries(day, -months), -1)


def _often(data: FlagData, counted: Mask, months: int, least: int) -> Iterator[Fired]:
    """Per insured the counted claims, where so many fall into some months."""
    rows = np.flatnonzero(counted)
    day = data.claims["occurred_on"][rows]
    for found, most in crowds(data.insured[rows], day, months_back(day, months), least):
        yield Fired(tuple(At(data.claims, int(row)) for row in rows[found]), {"most": most})


@flag("F03", "多家公司", needs={Claim: ("other_insurers",)}, settings=("companies",))
def many_companies(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """This company and the others found by the inquiry together."""
    companies = data.claims["other_insurers"] + 1
    for row in np.flatnonzero(companies >= settings["companies"]).tolist():
        yield Fired((At(data.claims, row),), {"most": f"{companies[row]:.0f}"})


@flag("F03", "短期多件", needs=_CLAIMS | {Policy: ("applied_on",)}, settings=("policies", "window_days"))
def many_policies(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """An insured with a claim for whom so many policies were applied for within the window."""
    claimed = set(data.insured.tolist()) - {""}
    lines, person = data.first_lines, data.policies["insured_document_no"]
    lines = lines[np.fromiter(map(claimed.__contains__, person[lines].tolist()), bool, len(lines))]
    day, first = data.policies["applied_on"][lines], {}
    for row, name in reversed(list(enumerate(data.insured.tolist()))):
        first[name] = row
    begins = days_before(day, settings["window_days"])
    for found, most in crowds(person[lines], day, begins, settings["policies"]):
        claim = At(data.claims, first[person[lines[found[0]]]])
        yield Fired((claim, *(At(data.policies, int(row)) for row in lines[found])), {"most": most})


@flag("F05", "频繁意外", needs=_CLAIMS, settings=("claims", "window_months"))
def frequent_accidents(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """So many accident claims of one insured within the months."""
    yield from _often(data, data.accidents, settings["window_months"], settings["claims"])


@flag("F05", "连年出险", needs=_CLAIMS, settings=("yearly", "years"))
def accidents_every_year(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """So many accident claims in each of some calendar years in a row."""
    rows = np.flatnonzero(data.accidents & (data.insured != ""))
    years = data.claims["occurred_on"][rows].astype("datetime64[Y]").astype(int).tolist()
    people = data.insured[rows].tolist()
    busy = {key for key, count in Counter(zip(people, years, strict=True)).items() if count >= settings["yearly"]}
    for person in dict.fromkeys(people):
        run = [year for name, year in busy if name == person]
        if any(all(start + step in run for step in range(settings["years"])) for start in run):
            found = [row for row, name in zip(rows.tolist(), people, strict=True) if name == person]
            yield Fired(tuple(At(data.claims, row) for row in found), {"most": len(found)})


def _near(amount: Array, line: Array | float, settings: Settings) -> Mask:
    low, high = float(settings["band_low"]) * np.asarray(line), float(settings["band_high"]) * np.asarray(line)
    return np.asarray(reaches(amount, low) & reaches(high, amount))


_BAND = ("band_low", "band_high", "count", "window_months")


@flag("F09", "贴小额线", needs=_CLAIMS | {Claim: ("claimed",)}, settings=("small_claim", *_BAND))
def near_small_claim(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Claims just up to the amount of a quick settlement, several within the months."""
    near = _near(data.claims["claimed"], float(settings["small_claim"]), settings)
    yield from _often(data, near, settings["window_months"], settings["count"])


@flag("F09", "贴自动赔付线", needs=_CLAIMS | {Claim: ("claimed",)}, settings=("auto_pay", *_BAND))
def near_automatic_payment(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Claims just up to the amount that is paid automatically."""
    near = _near(data.claims["claimed"], float(settings["auto_pay"]), settings)
    yield from _often(data, near, settings["window_months"], settings["count"])


@flag("F09", "贴免赔线", needs=_CLAIMS | {Claim: ("claimed",), Product: ("deductible",)}, settings=_BAND)
def near_deductible(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Claims just up to the deductible of the product."""
    deductible = data.table(Product).look_up(data.product_rows[data.links.line], "deductible")
    near = (deductible > 0) & _near(data.claims["claimed"][data.links.claim], deductible, settings)
    counted = np.zeros(len(data.claims), dtype=bool)
    counted[data.links.claim[near]] = True
    medical = contains(data.claims["benefit"], words()["medical_benefits"])
    yield from _often(data, counted & medical, settings["window_months"], settings["count"])

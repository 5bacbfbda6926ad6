"""津贴与长住院, 高保额, 过度医疗: stays, sums and bills against the person's income and the same disease's mean."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import joined, shared_codes
from core.flags.registry import Settings, flag
from core.flags.words import among, contains, words
from core.money import reaches
from core.records.claim import Claim
from core.records.people import Insured
from core.records.policy import Policy
from core.records.product import Product
from core.table import Array, Table


def _stay(claims: Table) -> Array:
    """Days in hospital: as written, else from 入院 to 出院."""
    counted = (claims["discharged_on"] - claims["admitted_on"]).astype("timedelta64[D]")
    days = np.where(np.isnat(counted), np.nan, counted.astype(np.int64))
    written: Array = claims["hospital_days"]
    return np.where(np.isnan(written), days, written)


def _others_mean(group: Array, amount: Array) -> tuple[Array, Array]:
    """Per row: the mean of the other rows of its group (NaN without any), and how many rows the group has."""
    codes = shared_codes(group)[0]
    known = (codes >= 0) & ~np.isnan(amount)
    place = np.where(known, codes, 0)
    count = np.bincount(place, weights=known, minlength=1)[place]
    total = np.bincount(place, weights=np.where(known, amount, 0.0), minlength=1)[place]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (total - amount) / (count - 1)
    return np.where(known & (count > 1), mean, np.nan), count


@flag("F04", "津贴日额过高", needs={Claim: ("daily_allowance",)}, settings=("allowance_per_day",))
def high_allowance(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """The daily allowances of one insured's claims for one stay together; an unknown insured's claim by itself."""
    claims = data.claims
    entered = np.datetime_as_string(claims["admitted_on"]).astype(object)
    stay = joined(data.insured, entered)
    alone = (stay == "") | np.isnat(claims["admitted_on"])
    stay[alone] = claims["claim_no"][alone]
    codes = shared_codes(stay)[0]
    allowance = np.nan_to_num(claims["daily_allowance"])
    total = np.bincount(codes, weights=allowance, minlength=1)
    for code in np.flatnonzero(reaches(total, float(settings["allowance_per_day"]))).tolist():
        rows = np.flatnonzero((codes == code) & (allowance > 0)).tolist()
        yield Fired(tuple(At(claims, row) for row in rows), {"most": f"{total[code]:,.0f}"})


@flag("F04", "轻微伤长住院", needs={Claim: ("diagnosis",)}, settings=("minor_stay_days",))
def long_minor_stay(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A minor injury with more than the days in hospital."""
    stay = _stay(data.claims)
    minor = contains(data.claims["diagnosis"], words()["minor_injuries"])
    for row in np.flatnonzero(minor & (stay > settings["minor_stay_days"])).tolist():
        yield Fired((At(data.claims, row),), {"days": f"{stay[row]:.0f}"})


@flag("F04", "住院远超同病种", needs={Claim: ("diagnosis",)}, settings=("stay_multiple", "F14.min_n"))
def stay_above_mean(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A stay of more than the multiple of the other cases' mean; the sample is as large as F14 asks."""
    stay = _stay(data.claims)
    mean, count = _others_mean(data.claims["diagnosis"], stay)
    with np.errstate(invalid="ignore"):
        long = (count >= settings["min_n"]) & (stay > settings["stay_multiple"] * mean)
    for row in np.flatnonzero(long).tolist():
        says = {"days": f"{stay[row]:.0f}", "mean": f"{mean[row]:.1f}", "n": f"{count[row]:.0f}"}
        yield Fired((At(data.claims, row),), says)


@flag("F14", "费用远超同病种", needs={Claim: ("diagnosis", "claimed")}, settings=("multiple", "min_n"))
def bill_above_mean(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A medical bill of more than the multiple of the other cases' mean, the disease seen often enough."""
    medical = contains(data.claims["benefit"], words()["medical_benefits"])
    bill = np.where(medical, data.claims["claimed"], np.nan)
    mean, count = _others_mean(data.claims["diagnosis"], bill)
    with np.errstate(invalid="ignore"):
        high = (count >= settings["min_n"]) & (bill > settings["multiple"] * mean)
    for row in np.flatnonzero(high).tolist():
        says = {"bill": f"{bill[row]:,.2f}", "mean": f"{mean[row]:,.2f}", "n": f"{count[row]:.0f}"}
        yield Fired((At(data.claims, row),), says)


_INCOME = {
    Claim: (),
    Policy: ("insured_document_no", "sum_assured"),
    Product: ("category",),
    Insured: ("annual_income",),
}


@flag("F12", "高保额对收入", needs=_INCOME, settings=("ratio",))
def sum_above_income(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """All sums in force on the insured's life and health over the income told last; medical and accident left out."""
    policies, people = data.policies, data.table(Insured)
    person = shared_codes(policies["insured_document_no"], data.insured)
    counted = ~among(data.category, words()["not_in_sum"]) & (data.category != "") & (person[0] >= 0)
    counted &= policies["status"] != words()["terminated"]
    size = int(max((codes.max(initial=0) for codes in person), default=0)) + 1
    total = np.bincount(person[0][counted], weights=np.nan_to_num(policies["sum_assured"][counted]), minlength=size)
    income = np.full(size, np.nan)
    told = people.look_up(people.match("application_no", policies["application_no"].tolist()), "annual_income")
    known = np.flatnonzero(~np.isnan(told) & (person[0] >= 0))
    known = known[np.argsort(policies["applied_on"][known], kind="stable")]
    income[person[0][known]] = told[known]
    lines: dict[int, list[int]] = {}
    for row in np.flatnonzero(counted).tolist():
        lines.setdefault(int(person[0][row]), []).append(row)
    seen: set[int] = set()
    for row, code in enumerate(person[1].tolist()):
        if code >= 0 and code not in seen and income[code] > 0 and total[code] > settings["ratio"] * income[code]:
            seen.add(code)
            rows = (At(data.claims, row), *(At(policies, line) for line in lines[code]))
            yield Fired(rows, {"times": f"{total[code] / income[code]:.1f}"})

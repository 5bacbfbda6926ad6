"""聚集, 群体, 中介: many claims at one hospital, doctor, village, phone, account or through one person."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.unrelated import Holders, unrelated_holders
from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import crowds, days_before, grouped, joined, shared_codes
from core.flags.registry import Compute, Settings, flag
from core.records.claim import Claim
from core.records.policy import Policy

CROWDED = {
    "医院": ("hospital",), "医生": ("hospital", "doctor"), "村镇": ("village",), "报案电话": ("reporter_phone",),
    "收款账户": ("payee_account",),
}  # fmt: skip
"""What claims can have in common; a doctor counts within one hospital, because names repeat."""


def _crowd(columns: tuple[str, ...]) -> Compute:
    def compute(data: FlagData, settings: Settings) -> Iterator[Fired]:
        """So many claims with the same value reported within the window."""
        day = data.claims["reported_on"]
        begins = days_before(day, settings["window_days"])
        key = joined(*(data.claims[column] for column in columns))
        for rows, most in crowds(key, day, begins, settings["claims"]):
            yield Fired(tuple(At(data.claims, int(row)) for row in rows), {"most": most})

    return compute


for _name, _columns in CROWDED.items():
    flag("F06", _name, needs={Claim: _columns}, settings=("claims", "window_days"))(_crowd(_columns))


@flag("F07", "同日同院同病", needs={Claim: ("hospital", "diagnosis")}, settings=("people",))
def same_day_hospital_disease(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Several insured admitted (or first seen) on one day in one hospital with one disease."""
    claims = data.claims
    day = np.where(np.isnat(claims["admitted_on"]), claims["first_visit_on"], claims["admitted_on"])
    written = np.where(np.isnat(day), "", np.datetime_as_string(day)).astype(object)
    person = np.where(data.insured == "", claims["insured_name"], data.insured).astype(object)
    codes = shared_codes(joined(written, claims["hospital"], claims["diagnosis"]))[0]
    shared = np.flatnonzero((codes >= 0) & (np.bincount(codes + 1)[codes + 1] > 1)) if len(codes) else codes
    for _, rows in grouped(shared, codes[shared]):
        people = len({person[row] for row in rows} - {""})
        if people >= settings["people"]:
            yield Fired(tuple(At(claims, row) for row in rows), {"most": people})


@flag(
    "F16", "同一代办人",
    needs={Claim: ("agent_person",), Policy: ("insured_document_no",)}, settings=("claims",),
)  # fmt: skip
def same_go_between(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """One person or firm behind the claims of so many insured with neither surname nor address in common."""
    lines = np.full(len(data.claims), -1, dtype=np.intp)
    lines[data.all_links.claim[::-1]] = data.all_links.line[::-1]
    names, homes = (data.policies.look_up(lines, name) for name in ("insured_name", "insured_address"))
    held = Holders(data.claims["agent_person"], data.insured, names, homes)
    unrelated = unrelated_holders([held])[0]
    many = np.flatnonzero((held.held != "") & (unrelated >= settings["claims"]))
    for _, rows in grouped(many, shared_codes(held.held)[0][many]):
        yield Fired(tuple(At(data.claims, row) for row in rows), {"most": f"{unrelated[rows[0]]:.0f}"})

"""投诉与退保: one phone, address, go-between or account behind several complaints; a new phone, then a refund."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.unrelated import Holders, unrelated_holders
from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import crowds, days_before, grouped, pairs
from core.flags.registry import Compute, Settings, flag
from core.flags.words import among, contains, words
from core.records.policy import Policy
from core.records.service import Complaint
from core.records.servicing import ServicingRequest
from core.table import Array, Rows

SHARED = {"电话": "contact", "地址": "contact_address", "代办人": "agent_person", "来源IP": "came_from"}
_NEEDS = {Complaint: ("policy_no",), Policy: ("policyholder_document_no",)}


def _lines(data: FlagData) -> Rows:
    """The policy line of every complaint, -1 where it names none that is known."""
    return data.policies.match("policy_no", data.table(Complaint)["policy_no"].tolist())


def _shared(data: FlagData, held: Array, settings: Settings) -> Iterator[Fired]:
    """Per thing held: the complaints of so many unrelated policyholders within the window."""
    complaints, lines = data.table(Complaint), _lines(data)
    person, name, home = (
        data.policies.look_up(lines, f"policyholder_{field}") for field in ("document_no", "name", "address")
    )
    day = complaints["received_on"]
    begins = days_before(day, settings["window_days"])
    for rows, _ in crowds(held, day, begins, settings["policyholders"], person):
        most = 0.0
        for row in rows.tolist():
            window = rows[(day[rows] >= begins[row]) & (day[rows] <= day[row])]
            who = Holders(held[window], person[window], name[window], home[window])
            most = max(most, float(unrelated_holders([who])[0].max()))
        if most >= settings["policyholders"]:
            yield Fired(tuple(At(complaints, int(row)) for row in rows), {"most": f"{most:.0f}"})


def _by_column(column: str) -> Compute:
    def compute(data: FlagData, settings: Settings) -> Iterator[Fired]:
        """Complaints that have one column in common."""
        yield from _shared(data, data.table(Complaint)[column], settings)

    return compute


for _name, _column in SHARED.items():
    _needed = {**_NEEDS, Complaint: ("policy_no", _column)}
    flag("S01", _name, needs=_needed, settings=("policyholders", "window_days"))(_by_column(_column))


@flag(
    "S01", "收款账户",
    needs={**_NEEDS, ServicingRequest: ("payee_account",)}, settings=("policyholders", "window_days"),
)  # fmt: skip
def shared_account(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Complaints on policies whose refunds were asked to one account."""
    requests, numbers = data.table(ServicingRequest), data.table(Complaint)["policy_no"]
    refunds = requests.take(among(requests["item"], words()["refunds"]) & (requests["payee_account"] != ""))
    held = refunds.look_up(refunds.match("policy_no", numbers.tolist()), "payee_account")
    yield from _shared(data, held, settings)


@flag(
    "S03", "变更电话后投诉退保",
    needs={Complaint: ("policy_no",), ServicingRequest: ("item",)}, settings=("window_days",),
)  # fmt: skip
def phone_then_refund(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A changed phone, then a complaint, then the wish for all money back, all within the window."""
    complaints, numbers = data.table(Complaint), data.table(Complaint)["policy_no"]
    changed, left = data.changes(words()["phone_change"]), data.changes(words()["surrenders"])
    day = complaints["received_on"]
    first = days_before(day, settings["window_days"])
    complaint, change = pairs(numbers, first, day, changed.policy_no, changed.day)
    wants = contains(complaints["demand"], words()["full_refund"]) | contains(
        complaints["text"], words()["full_refund"]
    )
    until = days_before(changed.day[change], -settings["window_days"])
    asked, request = pairs(numbers[complaint], day[complaint], until, left.policy_no, left.day)
    refunds = dict(grouped(request, asked))
    told: dict[int, tuple[list[int], list[int]]] = {}
    for place, (row, cause) in enumerate(zip(complaint.tolist(), change.tolist(), strict=True)):
        if wants[row] or place in refunds:
            changes, requests = told.setdefault(row, ([], []))
            changes.append(cause)
            requests += refunds.get(place, [])
    for row, (changes, requests) in told.items():
        rows = (*(changed.at[one] for one in changes), *(left.at[one] for one in dict.fromkeys(requests)))
        days = int((day[row] - np.min(changed.day[changes])).astype(int))
        yield Fired((At(complaints, row), *rows), {"days": days})

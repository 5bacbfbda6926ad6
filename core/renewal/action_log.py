"""Named actions one by one: which, when, to which policy, how it was received, and when the premium came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.records.policy import PremiumReceipt
from core.records.renewal import RenewalContact
from core.renewal.due_list import RENEWAL
from core.table import Tables, scalar


@dataclass(frozen=True, slots=True)
class Action:
    """One contact of a named 活动. ``paid_on``: when the instalment it was about was received, None so far."""

    campaign: str
    policy_no: str
    done_on: date
    way: str
    result: str
    due_on: date | None
    paid_on: date | None


def actions(tables: Tables, since: np.datetime64, on: np.datetime64) -> list[Action]:
    """Every contact of a named 活动 whose instalment fell due from ``since`` on, by name, day and policy."""
    contacts, receipts = tables.of(RenewalContact), tables.of(PremiumReceipt)
    came = np.flatnonzero((receipts["business"] == RENEWAL) & (receipts["received_on"] <= on))
    keys = zip(receipts["policy_no"][came].tolist(), receipts["due_on"][came], strict=True)
    paid = dict(zip(keys, receipts["received_on"][came], strict=True))
    chosen = (contacts["campaign"] != "") & (contacts["done_on"] <= on) & ~(contacts["due_on"] < since)
    rows = np.flatnonzero(chosen).tolist()
    found = [
        Action(
            contacts["campaign"][row], contacts["policy_no"][row], scalar(contacts["done_on"][row]),
            contacts["way"][row], contacts["result"][row], scalar(contacts["due_on"][row]),
            scalar(paid.get((contacts["policy_no"][row], contacts["due_on"][row]), np.datetime64("NaT", "D"))),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.campaign, each.done_on, each.policy_no))

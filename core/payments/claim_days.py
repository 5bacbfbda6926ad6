"""支付日 of claims that 付款清单 paid: the register need not say it a second time, and no clock runs on after it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.payments.orders import State, rows_of, standing, state_of
from core.payments.payable import CLAIM, NUMBER_PREFIX
from core.records.claim import Claim
from core.records.payment import PaymentOrder
from core.table import Tables


def with_days_paid(tables: Tables) -> Tables:
    """The tables, a blank 支付日 of 理赔台账 taken from the order that paid the case; what came back paid nothing.

    What the register itself says stands.
    """
    orders = standing(rows_of(tables.of(PaymentOrder)))
    paid = {
        base: row["paid_on"] for base, row in orders.items() if row["source"] == CLAIM and state_of(row) is State.PAID
    }
    claims = tables.of(Claim)
    if not paid or not len(claims):
        return tables
    by_order = [paid.get(f"{NUMBER_PREFIX}{number}") for number in claims["claim_no"].tolist()]
    days = np.array([day or "NaT" for day in by_order], dtype="datetime64[D]")
    filled = np.where(np.isnat(claims["paid_on"]), days, claims["paid_on"])
    known = replace(claims, columns={**claims.columns, "paid_on": filled})
    return Tables([known, *(table for table in tables.values() if table.record is not Claim)])

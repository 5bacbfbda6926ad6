"""保单台账 as the registers of the service desk know it: signed for, 犹豫期, called back.

回执登记 and 回访登记 are kept day by day, 保单台账 is filled in later. Limits, indicators and the tab 送达回访 must
agree, so that all of them take the register's word first and that of 保单台账 where it is silent.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.products.policy_terms import PolicyTerms
from core.records.delivery import CallBack, DeliveryReceipt
from core.records.policy import Policy
from core.table import Array, Table, Tables, blanks


def with_registers(tables: Tables) -> Table:
    """保单台账 with receipt, end of the 犹豫期 and call-back, one entry per line of the same table."""
    policies = tables.of(Policy)
    changed: dict[str, Array] = {}
    if len(policies) and len(tables.of(DeliveryReceipt)):
        signed = _signed(tables.of(DeliveryReceipt), policies)
        changed["receipt_on"] = np.where(np.isnat(signed), policies["receipt_on"], signed)
        changed["cooling_off_ends_on"] = _cooling_off_ends(tables, policies, changed["receipt_on"])
    if len(policies) and len(tables.of(CallBack)):
        changed |= _called_back(tables.of(CallBack), policies)
    return replace(policies, columns={**policies.columns, **changed}) if changed else policies


def _signed(register: Table, policies: Table) -> Array:
    """The first signature of each line's policy, NaT where 回执登记 has none."""
    known = np.flatnonzero(~np.isnat(register["signed_on"]))
    latest_first = known[np.argsort(register["signed_on"][known], kind="stable")[::-1]]
    row = dict(zip(register["policy_no"][latest_first].tolist(), latest_first.tolist(), strict=True))
    numbers = policies["policy_no"].tolist()
    return register.look_up(
        np.fromiter((row.get(number, -1) for number in numbers), np.intp, len(numbers)), "signed_on"
    )


def _cooling_off_ends(tables: Tables, policies: Table, signed: Array) -> Array:
    """As 保单台账 says; where it says nothing, by the signature and the contract."""
    ends = policies["cooling_off_ends_on"].copy()
    rows = np.flatnonzero(np.isnat(ends) & ~np.isnat(signed))
    if len(rows):
        ends[rows] = PolicyTerms.of(tables, policies.take(rows)).cooling_off_ends(signed[rows])
    return ends


def _called_back(register: Table, policies: Table) -> dict[str, Array]:
    """Result and day by 回访登记, where it holds a result."""
    row = register.match("policy_no", policies["policy_no"].tolist())
    result = register.look_up(row, "result")
    silent = blanks(result)
    return {
        "call_back_result": np.where(silent, policies["call_back_result"], result),
        "called_back_on": np.where(silent, policies["called_back_on"], register.look_up(row, "succeeded_on")),
    }

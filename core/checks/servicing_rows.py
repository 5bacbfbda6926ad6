"""Servicing requests beside their policies: what the checks of 保全 look things up in."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.checks.rule import Context
from core.records.policy import Policy
from core.records.servicing import ServicingRequest
from core.servicing.items import Item, item_of
from core.table import Array, Mask, Rows, Table

POLICYHOLDER, INSURED = "投保人", "被保险人"


def requests(context: Context) -> Table:
    """The requests of this run."""
    return context.tables.of(ServicingRequest)


def policies(context: Context) -> Table:
    """保单台账: what the ledger holds, else what the books of this run say."""
    held = context.in_force.of(Policy)
    return held if len(held) else context.tables.of(Policy)


def policy_rows(context: Context, table: Table) -> Rows:
    """For every request the first line of its policy, -1 for an unknown policy. People are the same on every line."""
    return policies(context).match("policy_no", table["policy_no"])


def of_policy(context: Context, name: str, table: Table) -> Array:
    """A column of the policy on the rows of the requests; blank for an unknown policy."""
    return policies(context).look_up(policy_rows(context, table), name)


def where_item(table: Table, chosen: Callable[[Item], bool]) -> Mask:
    """The rows whose 保全项目 is one of those that ``chosen`` takes."""
    names = {name for name in set(table["item"].tolist()) - {""} if chosen(item_of(name))}
    return np.isin(table["item"].astype(str), sorted(names))


def named(table: Table, *names: str) -> Mask:
    """The rows of some items."""
    return np.isin(table["item"].astype(str), names)


def one_person(context: Context, table: Table) -> Mask:
    """Are policyholder and insured of the request's policy one person, by certificate number or by relation?"""
    holder, insured = (of_policy(context, f"{who}_document_no", table) for who in ("policyholder", "insured"))
    same = (holder != "") & (holder == insured)
    return np.asarray(same | (of_policy(context, "relation", table) == "本人"), dtype=bool)


def asked_by(table: Table, role: str) -> Mask:
    """Does ``role`` stand among those who asked (投保人和被保险人 is both)?"""
    return np.array([role in asking.split("和") for asking in table["applicant_role"].tolist()], dtype=bool)


def first_rows(table: Table, chosen: Mask) -> Mask:
    """Of the ``chosen`` rows the first of every request on a policy: what holds for the request is said once."""
    seen: set[tuple[str, str]] = set()
    result = np.zeros(len(table), dtype=bool)
    for row in np.flatnonzero(chosen).tolist():
        key = (table["request_no"][row], table["policy_no"][row])
        result[row] = key not in seen
        seen.add(key)
    return result

"""A6 受益人: shares, orders, who they are and who agreed to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.checks.applications import aligned, any_coverage, evidence, product_column
from core.checks.beneficiary_groups import DEATH, Groups, named, order_groups, orders, relation_words, unreadable_shares
from core.checks.coverages import coverages
from core.checks.law_words import listed
from core.checks.people import people_of
from core.checks.rule import Context, Hit, rule
from core.records.application import Application
from core.records.papers import DueDiligence, Signing
from core.records.people import Beneficiary, Insured, Policyholder
from core.table import Mask, Table

# Shares are exact fractions stored as float64; this is their noise, not a tolerance.
_NOISE = 1e-9


@rule("A601")
def shares_sum_to_one(context: Context) -> Iterator[Hit]:
    """保险法第四十条: the shares of one kind and order add up to 100 %; thirds may miss it by the tolerance."""
    table = context.tables.of(Beneficiary)
    shares, unreadable = table["share"], unreadable_shares(table)
    outside = (shares <= 0) | (shares > 1 + _NOISE)
    yield Hit(table, "share", unreadable, "unreadable")
    yield Hit(table, "share", outside, "out_of_range")
    groups = order_groups(table)
    given = ~np.isnan(shares)
    wrong = groups.any(outside | unreadable)
    some = groups.any(given & named(table))
    lacking = some & ~given & ~unreadable & named(table)
    yield Hit(table, "share", lacking, "partly_blank", details={"name": groups.names(lacking)})
    totals = groups.sum(np.nan_to_num(shares))
    off = np.abs(totals - 1) > context.limit("beneficiary_share_tolerance", table) + _NOISE
    bad = groups.first(some & off & ~wrong & ~groups.any(lacking))
    details: dict[str, str | Sequence[str]] = {
        "name": groups.names(bad),
        "other": [f"{total:.2%}" for total in totals[bad]],
    }
    yield Hit(table, "share", bad, details=details)


@rule("A602")
def blank_shares_are_equal(context: Context) -> Iterator[Hit]:
    """保险法第四十条第二款: no share written in an order means equal shares; said once per order."""
    table = context.tables.of(Beneficiary)
    groups = order_groups(table)
    written = ~np.isnan(table["share"]) | unreadable_shares(table)
    blank = groups.first(named(table) & ~groups.any(written))
    yield Hit(table, "share", blank, details={"name": groups.names(blank)})


@rule("A603")
def orders_run_from_one(context: Context) -> Iterator[Hit]:
    """保险法第四十条、司法解释三第十二条: orders are 1, 2, 3 … without a gap."""
    table = context.tables.of(Beneficiary)
    typed = np.array([table.as_typed("order", i) for i in range(len(table))], dtype=object)
    number = orders(table)
    with np.errstate(invalid="ignore"):
        whole = (number >= 1) & (number % 1 == 0)
    strange = ~whole | (np.isnan(table["order"]) & (typed != ""))
    yield Hit(table, "order", strange, "unreadable")
    kinds = Groups(table, [table["benefit_kind"]])
    missing = kinds.first_missing(np.where(strange, np.nan, number))
    beyond = kinds.first(~strange & (number > missing))
    yield Hit(table, "order", beyond, details={"expected": [f"{order:.0f}" for order in missing[beyond]]})


@rule("A604")
def heirs_by_law(context: Context) -> Iterator[Hit]:
    """司法解释三第九条第二款、保险法第四十二条: 法定 is allowed; naming somebody makes the payment easier."""
    table = context.tables.of(Beneficiary)
    by_law = ~named(table) & ((table["benefit_kind"] == "") | (table["benefit_kind"] == DEATH))
    yield Hit(table, "name", Groups(table).first(by_law))
    applications = context.tables.of(Application)
    death_cover = any_coverage(
        context, product_column(context, "death_benefit", coverages(context)) == "是", applications
    )
    listed_at_all = set(table["application_no"].tolist())
    none = np.array([number not in listed_at_all for number in applications["application_no"]], dtype=bool)
    yield Hit(applications, "application_no", death_cover & none)


@rule("A605")
def beneficiary_is_identified(context: Context) -> Iterator[Hit]:
    """反洗钱法第三十一条第二款: a named beneficiary other than the clients is identified and verified."""
    table = context.tables.of(Beneficiary)
    other = named(table) & ~_is_client(context, table)
    for name in ("document_type", "document_no", "relation"):
        heading = table.record.column(name).heading
        yield Hit(table, name, other & (table[name] == ""), details={"name": heading})
    yield Hit(table, "name", other & (table["name"] == ""), details={"name": "姓名"})
    of_client = aligned(context, DueDiligence, "identity_verified", table)
    verified = np.where(table["identity_verified"] == "", of_client, table["identity_verified"])
    yield Hit(table, "identity_verified", other & (table["document_no"] != "") & (verified != "是"), "unverified")


@rule("A606")
def beneficiary_is_close(context: Context) -> Iterator[Hit]:
    """道德风险惯例: a beneficiary who is not a 近亲属 of the insured goes to a person."""
    table = context.tables.of(Beneficiary)
    relation = relation_words(table["relation"])
    close = listed(context, "close_relatives", table, relation, Beneficiary, "relation")
    stranger = named(table) & ~close & (relation != "") & (relation != "本人") & (relation != "法定")
    yield Hit(table, "relation", stranger)


@rule("A607")
def insured_agrees(context: Context) -> Iterator[Hit]:
    """保险法第三十九条: a designation needs the insured's consent; a guardian designates for a minor."""
    table = context.tables.of(Insured)
    designated = set(context.tables.of(Beneficiary)["application_no"][named(context.tables.of(Beneficiary))].tolist())
    designates = np.array([number in designated for number in table["application_no"]], dtype=bool)
    minor = people_of(table).ages(context) < context.limit("adult_age", table)
    ward = minor | (table["capacity_limited"] == "是")
    own_policy = aligned(context, Policyholder, "relation", table) == "本人"
    consent = aligned(context, Signing, "beneficiary_consent", table) == "是"
    guardian = aligned(context, Signing, "guardian_signed", table) == "是"
    yield from evidence(context, Signing, "beneficiary_consent", table, designates & ~ward & ~own_policy & ~consent)
    yield from evidence(context, Signing, "guardian_signed", table, designates & ward & ~guardian, "guardian")


def _is_client(context: Context, table: Table) -> Mask:
    """Is the beneficiary the policyholder or the insured: same number, or 本人 without a number of its own?"""
    numbers = table["document_no"]
    same = np.zeros(len(table), dtype=bool)
    for person in (Policyholder, Insured):
        same |= (numbers != "") & (numbers == aligned(context, person, "document_no", table))
    return np.asarray(same | ((numbers == "") & (table["relation"] == "本人")), dtype=bool)

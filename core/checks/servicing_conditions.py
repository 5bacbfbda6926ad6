"""B208, B210, B211: a wrong age, a pledged death cover, what is settled before a policy is cut down or revived."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.rule import Context, Hit, rule
from core.checks.servicing_rows import (
    first_rows,
    named,
    of_policy,
    one_person,
    policies,
    policy_rows,
    requests,
)
from core.checks.words import money_words, whole_words
from core.days.age import ages
from core.days.anniversary import anniversaries
from core.money import exceeds
from core.normalise.parsed import Heading
from core.products.versions import product_rows
from core.records.policy import Policy
from core.records.product import Product
from core.table import Array, Mask, Table, blanks

LOAN, REINSTATEMENT = "保单贷款", "复效"
CUT_DOWN = ("减保", "减额交清")
BIRTH = Policy.column("insured_birth_date")


@rule("B208")
def misstated_age(context: Context) -> Iterator[Hit]:
    """《保险法》第三十二条: outside the limits rescission within its time; else the premium is put right."""
    table = requests(context)
    true_birth = _corrected_births(table)
    entry = of_policy(context, "applied_on", table)
    entry = np.where(np.isnat(entry), of_policy(context, "effective_on", table), entry)
    true_age, declared = ages(true_birth, entry), ages(of_policy(context, "insured_birth_date", table), entry)
    wrong = ~np.isnan(true_age) & (true_age != declared)
    lowest, highest = (_of_product(context, table, name) for name in ("age_from", "age_to"))
    outside = wrong & ((true_age < lowest) | (true_age > highest))
    late = outside & _too_late(context, table)
    bounds = [f"{low:.0f}至{high:.0f}" for low, high in zip(lowest, highest, strict=True)]
    limits = {"expected": whole_words(true_age[outside & ~late])}
    limits["limit"] = [bounds[row] for row in np.flatnonzero(outside & ~late)]
    yield Hit(table, "after", outside & ~late, "outside", details=dict(limits))
    years = context.limit("UW-1.2", table)
    words = {"limit": [f"{year:.0f}年" for year in years[late].tolist()]}
    yield Hit(table, "after", late, "too_late", details=dict(words))
    yield from _premium_put_right(context, table, wrong & ~outside)
    unpriced = wrong & ~outside & np.isnan(table["new_premium"])
    yield Hit(
        table,
        "after",
        unpriced,
        details={"expected": whole_words(true_age[unpriced]), "other": whole_words(declared[unpriced])},
    )


@rule("B210")
def pledged_death_cover(context: Context) -> Iterator[Hit]:
    """《保险法》第三十四条第二款: no pledge of a death cover without the insured's written consent."""
    table = requests(context)
    asked = first_rows(table, named(table, LOAN) & (table["insured_consent"] != "是"))
    pays = ~_only_products(context, table, "death_benefit", "否")
    bare = asked & pays & ~one_person(context, table)
    yield Hit(table, "insured_consent", bare, details={"name": table["item"][bare].tolist()})


@rule("B211")
def settled_before(context: Context) -> Iterator[Hit]:
    """One insurer's rule (待确认): debts cleared, the policy old enough, no debit running."""
    table = requests(context)
    asked = first_rows(table, named(table, *CUT_DOWN, REINSTATEMENT))
    debts = _debts(context, table)
    paid_now = np.where(named(table, REINSTATEMENT), np.nan_to_num(table["amount"]), 0.0)
    owing = asked & exceeds(debts, np.maximum(paid_now, 0.0))
    yield Hit(table, "item", owing, "debt", details={"expected": money_words(debts[owing])})
    effective, years = of_policy(context, "effective_on", table), context.limit("servicing_minimum_policy_years", table)
    early = asked & named(table, *CUT_DOWN) & (context.event_days(table) < anniversaries(effective, years))
    since = (context.event_days(table)[early] - effective[early]).astype(np.int64)
    run = [f"{days // 365.25:.0f}" for days in since.tolist()]
    yield Hit(table, "item", early, "too_early", details={"expected": run, "limit": whole_words(years[early])})
    yield Hit(table, "debit_running", asked & (table["debit_running"] == "是"), "debit_running")


def _corrected_births(table: Table) -> Array:
    """The birth date that a request puts right; NaT on every other row."""
    rows = np.isin(table["changed_field"].astype(str), (BIRTH.heading, *BIRTH.aliases))
    days = [
        BIRTH.kind.parse(after, Heading()).value if chosen and after else None
        for after, chosen in zip(table["after"].tolist(), rows.tolist(), strict=True)
    ]
    return np.array([day or "NaT" for day in days], dtype="datetime64[D]")


def _too_late(context: Context, table: Table) -> Mask:
    """Has the contract run the years after which it may not be rescinded any more (不可抗辩)?"""
    effective, years = of_policy(context, "effective_on", table), context.limit("UW-1.2", table)
    return np.asarray(context.event_days(table) > anniversaries(effective, years), dtype=bool)


def _premium_put_right(context: Context, table: Table, chosen: Mask) -> Iterator[Hit]:
    """(true − paid premium) × instalments paid, no interest."""
    old, paid = of_policy(context, "first_premium", table), of_policy(context, "paid_premium", table)
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = (table["new_premium"] - old) * np.rint(paid / old)
    for says, rows in (("short", chosen & (difference > 0)), ("over", chosen & (difference < 0))):
        yield Hit(table, "new_premium", rows, says, details={"expected": money_words(np.abs(difference[rows]))})


def _of_product(context: Context, table: Table, name: str) -> Array:
    """A column of the product of the policy's first line, by its version."""
    held, products = policies(context), context.references.of(Product)
    rows = product_rows(products, held["product_code"], context.event_days(held), held["product_version"])
    place = policy_rows(context, table)
    of_request = np.where(place >= 0, rows[np.maximum(place, 0)] if len(rows) else -1, -1).astype(np.intp)
    return products.look_up(of_request, name)


def _only_products(context: Context, table: Table, name: str, value: str) -> Mask:
    """Per request: do all lines of its policy say ``value``? An unknown product does not."""
    held, products = policies(context), context.references.of(Product)
    rows = product_rows(products, held["product_code"], context.event_days(held), held["product_version"])
    says = products.look_up(rows, name) == value
    otherwise = set(held["policy_no"][~says].tolist())
    known = set(held["policy_no"].tolist())
    return np.array([number in known and number not in otherwise for number in table["policy_no"].tolist()], dtype=bool)


def _debts(context: Context, table: Table) -> Array:
    """Loan and advanced premiums of all lines of each request's policy, yuan."""
    held = policies(context)
    owed: dict[str, float] = {}
    for name in ("loan", "advanced_premium"):
        for row in np.flatnonzero(~blanks(held[name])).tolist():
            owed[held["policy_no"][row]] = owed.get(held["policy_no"][row], 0.0) + float(held[name][row])
    return np.array([owed.get(number, 0.0) for number in table["policy_no"].tolist()])

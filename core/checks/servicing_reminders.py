"""B212, B214: what policies in force ask for by themselves: consent to renewal, and a new signature at eighteen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from core.checks.people import People
from core.checks.rule import Context, Hit, rule
from core.checks.words import day_words, whole_words
from core.days.age import ages
from core.days.anniversary import anniversaries
from core.products.versions import product_rows
from core.records.policy import Policy
from core.records.product import Product
from core.table import Array, Table

ENDED, RIDER = "终止", "附加险"


@rule("B212")
def renewal(context: Context) -> Iterator[Hit]:
    """《互联网保险业务监管办法》第二十一条: online no automatic renewal without consent; a rider's end is announced."""
    table = _today(context)
    renews = (table["auto_renewal"] == "是") & (table["status"] != ENDED)
    yield Hit(table, "renewal_consent", renews & (table["online"] == "是") & (table["renewal_consent"] != "是"))
    unguaranteed = (table["main_or_rider"] == RIDER) & (_guaranteed(context) == "否")
    yield Hit(table, "renewal_notice_on", renews & unguaranteed & np.isnat(table["renewal_notice_on"]), "notice")


@rule("B214")
def eighteen(context: Context) -> Iterator[Hit]:
    """Practice (待确认): insured as a minor, of age today, and not signed again since."""
    table = _today(context)
    births = People(table, Policy.parties[1]).births()
    limit = context.limit("adult_age", table)
    reached = anniversaries(births, limit)
    minor = (ages(births, table["effective_on"]) < limit) & (ages(births, context.on) >= limit)
    due = minor & (table["status"] != ENDED) & ~(table["adult_signed_on"] >= reached)
    words = {"expected": day_words(reached[due]), "limit": whole_words(limit[due])}
    yield Hit(table, "insured_name", due, details=dict(words))


def _today(context: Context) -> Table:
    """The policies of this run under today's law: they are reminded now, whenever they were applied for."""
    table = context.tables.of(Policy)
    days = np.full(len(table), np.datetime64(context.on), dtype="datetime64[D]")
    return replace(table, columns={**table.columns, Policy.event_date: days})


def _guaranteed(context: Context) -> Array:
    """保证续保 of every policy's product version, which is found by the day of its own application."""
    table, products = context.tables.of(Policy), context.references.of(Product)
    rows = product_rows(products, table["product_code"], context.event_days(table), table["product_version"])
    return products.look_up(rows, "guaranteed_renewal")

"""双录: which sales must be recorded, and what the recording must show. 保监发〔2017〕54号."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.checks.applications import aligned, any_coverage, product_column
from core.checks.coverages import NEW_TYPES, coverages, designs, policy_years
from core.checks.law_words import listed
from core.checks.paperwork import person_ages
from core.checks.rule import Context
from core.law.timeline import NotInForce
from core.products.product_kinds import HEALTH
from core.records.application import Application, Coverage
from core.records.people import Policyholder
from core.table import Array, Mask, Table

COMPANY_DOCUMENT = "统一社会信用代码"


@dataclass(frozen=True)
class Classes:
    """Per application the classes of article 5; they do not overlap. ``ages``: the policyholder's."""

    agency: Mask
    unit_linked: Mask
    senior: Mask
    ages: Array

    @property
    def any(self) -> Mask:
        """Must the sale be recorded at all?"""
        return self.agency | self.unit_linked | self.senior

    @property
    def fully_checked(self) -> Mask:
        """Classes whose recordings are all checked."""
        return self.unit_linked | self.senior


def classes(context: Context, table: Table) -> Classes:
    """54号第四至六条 on the rows of 投保单: natural persons; telephone, internet and group sales are outside."""
    channel = table["channel"]
    person = aligned(context, Policyholder, "document_type", table) != COMPANY_DOCUMENT
    elsewhere = listed(context, "double_recording_exempt_channels", table, channel, Application, "channel")
    covered = person & ~elsewhere & (table["online"] != "是")
    agency_channel = listed(context, "double_recording_agency_channels", table, channel, Application, "channel")
    ages = person_ages(context, Policyholder, table)
    long = runs_longer(context, "double_recording_policy_years", table)
    agency = covered & agency_channel & long
    lines = coverages(context)
    linked = listed(context, "double_recording_product_types", lines, designs(context), Coverage, "design")
    unit_linked = covered & ~agency_channel & any_coverage(context, linked, table)
    old = ages >= context.limit("double_recording_age", table)
    return Classes(agency, unit_linked, covered & ~agency_channel & long & old & ~unit_linked, ages)


def runs_longer(context: Context, key: str, table: Table) -> Mask:
    """Applications with a product whose term is above the limit ``key`` (years) or unknown, by row of ``table``."""
    limit = context.limit(key, coverages(context))
    return any_coverage(context, ~(policy_years(context) <= limit) & ~np.isnan(limit), table)


def points(context: Context, table: Table) -> Array:
    """54号第七条: what each recording must show, as one text per row of 投保单, by the kinds of its products."""
    lines = coverages(context)
    category = product_column(context, "category", lines)
    kinds = {
        "common": np.ones(len(table), dtype=bool),
        "new_type": any_coverage(context, np.isin(designs(context).astype(str), NEW_TYPES), table),
        "health": any_coverage(context, np.isin(category.astype(str), HEALTH), table),
        "death_cover": any_coverage(context, product_column(context, "death_benefit", lines) == "是", table),
    }
    texts = np.full(len(table), "", dtype=object)
    for day in np.unique(context.event_days(table)):
        try:
            lists = context.law.value("double_recording_points", day.astype(object)).value
        except NotInForce:
            continue
        for row in np.flatnonzero(context.event_days(table) == day):
            texts[row] = "；".join(point for kind, chosen in kinds.items() if chosen[row] for point in lists[kind])
    return texts

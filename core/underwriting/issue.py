"""出单: accepted applications become policies, one 保单台账 row per 险种, each application once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.checks import coverages as lines_of
from core.checks.applications import product_rows
from core.checks.rule import Context
from core.findings import Finding
from core.records.application import Application
from core.records.policy import Policy
from core.records.product import Product
from core.table import Array, Origin, Rows, Table, Tables, blank, empty_table
from core.underwriting.decision import UnderwritingDecision
from core.underwriting.issue_checks import extra_premiums, obstacles
from core.underwriting.issue_parties import party_columns
from core.underwriting.notes import findings_of
from core.underwriting.policy_dates import maturity_days, next_due_days
from core.underwriting.policy_number import Numbering

EFFECTIVE_AFTER = "policy_effective_days_after_issue"
FROM_APPLICATION = (
    "application_no", "branch_code", "branch_name", "channel", "intermediary", "agent_no", "agent_name", "frequency",
    "applied_on", "policy_form",
)  # fmt: skip
FROM_LINE = (
    "product_code", "product_name", "plan", "main_or_rider", "sum_assured", "units", "premium_term", "policy_term",
)  # fmt: skip


def issue(
    decisions: Sequence[UnderwritingDecision], tables: Tables, context: Context, numbering: Numbering
) -> tuple[Table, list[Finding]]:
    """New 保单台账 rows for every issuable decision on ``tables``, and what kept the others back (U11–U14).

    Issued on ``context.on``, effective so many days later at 零时 as the parameter says. Policy numbers follow
    the order of the decisions: same input and ledger, same numbers. Amounts in yuan.
    """
    findings = findings_of(context, obstacles(context, decisions))
    stopped = {finding.record_key for finding in findings}
    accepted = [one for one in decisions if one.issuable and one.application_no not in stopped]
    lines = lines_of.coverages(context)
    place = {one.application_no: number for number, one in enumerate(accepted)}
    order = np.array([place.get(number, -1) for number in lines["application_no"]], dtype=np.intp)
    rows = np.flatnonzero(order >= 0)
    rows = rows[np.argsort(order[rows], kind="stable")]
    if not len(rows):
        return empty_table(Policy), findings
    applications = tables.of(Application)
    of_line = applications.match("application_no", lines["application_no"][rows])
    numbers = _numbers(accepted, applications, context, numbering)
    columns: dict[str, Array] = {column.name: blank(column.kind.holds, len(rows)) for column in Policy.columns()}
    columns["policy_no"] = np.array([numbers[number] for number in lines["application_no"][rows]], dtype=object)
    columns |= _copied(applications, of_line, lines, rows)
    columns |= party_columns(context, lines["application_no"][rows])
    columns |= _decided(context, accepted, order[rows])
    columns |= _contract(context, rows, extra_premiums(context, accepted)[rows])
    origin = Origin("", Policy.sheet)
    return Table(
        Policy, columns, np.arange(1, len(rows) + 1, dtype=np.int32), np.zeros(len(rows), np.int32), (origin,)
    ), findings


def _numbers(
    accepted: Sequence[UnderwritingDecision], applications: Table, context: Context, numbering: Numbering
) -> dict[str, str]:
    """A policy number for each accepted application, in the order of the decisions."""
    row_of = applications.first_by("application_no")
    branches = applications["branch_code"]
    return {
        one.application_no: numbering.next(branches[row_of[one.application_no]], context.on.year) for one in accepted
    }


def _copied(applications: Table, of_line: Rows, lines: Table, rows: Rows) -> dict[str, Array]:
    """What the policy takes over from the application and its line as it stands."""
    columns = {name: applications.look_up(of_line, name) for name in FROM_APPLICATION}
    columns["service_agent"] = columns["agent_name"]
    return columns | {name: lines[name][rows] for name in FROM_LINE}


def _decided(context: Context, accepted: Sequence[UnderwritingDecision], order: Rows) -> dict[str, Array]:
    """When and how it was underwritten."""
    days = np.array([one.decided_on for one in accepted], dtype="datetime64[D]")
    return {
        "underwritten_on": days[order],
        "underwriting_type": np.array([one.type for one in accepted], dtype=object)[order],
        "conclusion": np.array([one.conclusion for one in accepted], dtype=object)[order],
        "issued_on": np.full(len(order), np.datetime64(context.on)),
    }


def _contract(context: Context, rows: Rows, extra: Array) -> dict[str, Array]:
    """Premiums, days and states of the new lines."""
    lines, products = lines_of.coverages(context), context.references.of(Product)
    product = product_rows(context, lines)[rows]
    applications = context.tables.of(Application)
    row_of = applications.match("application_no", lines["application_no"][rows])
    frequency = applications.look_up(row_of, "frequency")
    single = lines_of.single(context)[rows]
    payments = np.array([lines_of.PAYMENTS_A_YEAR.get(word, 1.0) for word in frequency])
    premium = lines["premium"][rows] + extra
    later = int(context.law.value(EFFECTIVE_AFTER, context.on).value)
    effective = np.full(len(rows), np.datetime64(context.on) + np.timedelta64(later, "D"))
    return {
        "product_version": products.look_up(product, "version"),
        "design": lines_of.designs(context)[rows],
        "first_premium": premium,
        "annual_premium": np.where(single, premium, premium * payments),
        "paid_premium": premium,
        "effective_on": effective,
        "next_due_on": next_due_days(effective, frequency, lines_of.premium_years(context)[rows], single),
        "matures_on": maturity_days(effective, lines_of.policy_years(context)[rows]),
        "status": np.full(len(rows), "待生效" if later > 0 else "有效", dtype=object),
        "status_on": np.full(len(rows), np.datetime64(context.on)),
        "premium_status": np.where(single, "趸交", "交费中").astype(object),
    }

"""Quality checks of 双录 on concluded cases, and how soon faults are fixed. 保监发〔2017〕54号第十条."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.paperwork import percents, plain
from core.checks.recording import classes
from core.checks.rule import Context, Hit
from core.days.working_columns import add_working_days_column, working_days_between_column
from core.records.application import Application
from core.records.papers import Signing
from core.records.policy import Policy
from core.table import Mask, Table

FIX = "DR-1.2"


def share_checked(context: Context) -> Iterator[Hit]:
    """Agency sales: the checked share of the recordings, said once, at the first recording not checked."""
    table = context.tables.of(Signing)
    due = _concluded(context, table) & _on_signings(context, table, classes(context, _applications(context)).agency)
    if not due.any():
        return
    unchecked = due & np.isnat(table["recording_checked_on"])
    share = 1 - unchecked.sum() / due.sum()
    limit = context.limit("double_recording_quality_share", table)
    first = np.flatnonzero(unchecked & (share < limit))[:1]
    details = {"rate": f"{share:.1%}", "limit": percents(limit[first])}
    yield Hit(table, "recording_checked_on", first, details={**details})


def full_checks(context: Context) -> Iterator[Hit]:
    """Unit-linked sales and older policyholders: every recording is checked."""
    table = context.tables.of(Signing)
    kinds = classes(context, _applications(context))
    due = _concluded(context, table) & _on_signings(context, table, kinds.fully_checked)
    unchecked = due & np.isnat(table["recording_checked_on"])
    yield Hit(table, "recording_checked_on", unchecked, "full", details={"other": str(int(unchecked.sum()))})


def late_fixes(context: Context) -> Iterator[Hit]:
    """A fault found is fixed within the working days of DR-1.2; an open one is measured at the day of the check."""
    table = context.tables.of(Signing)
    limit = context.law.column(FIX, context.event_days(table))
    checked, fixed = table["recording_checked_on"], table["recording_fixed_on"]
    last_day, _ = add_working_days_column(checked, limit, context.calendar)
    done = np.where(np.isnat(fixed), np.datetime64(context.on), fixed)
    late = (table["recording_problem"] == "是") & (done > last_day)
    days = working_days_between_column(checked, done, context.calendar)
    details = {"days": plain(days[late]), "limit": plain(limit[late])}
    yield Hit(table, "recording_fixed_on", late, "late", details={**details})


def _concluded(context: Context, table: Table) -> Mask:
    """Recorded sales of applications that have become a policy."""
    policies = [context.tables.of(Policy), context.in_force.of(Policy)]
    issued = {number for policy in policies for number in policy["application_no"].tolist()}
    concluded = np.array([number in issued for number in table["application_no"]], dtype=bool)
    return np.asarray(concluded & (table["recording_no"] != ""), dtype=bool)


def _on_signings(context: Context, table: Table, mask: Mask) -> Mask:
    rows = _applications(context).match("application_no", table["application_no"])
    result = np.zeros(len(table), dtype=bool)
    result[rows >= 0] = mask[rows[rows >= 0]]
    return result


def _applications(context: Context) -> Table:
    return context.tables.of(Application)

"""Claims beside their policies: what the checks of 理赔 look things up in."""

from __future__ import annotations

import numpy as np

from core.checks.rule import Context
from core.checks.servicing_rows import policies
from core.claims.duties import Duty, duties
from core.claims.lines import claim_lines, first_policy
from core.delivery.deadlines import deadlines
from core.records.claim import Claim
from core.records.product import Product
from core.table import Array, Mask, Rows, Table


def claims(context: Context) -> Table:
    """The cases of this run."""
    return context.tables.of(Claim)


def lines(context: Context) -> tuple[Rows, Table]:
    """Per case the row of its policy line, -1 where the policy is not known; and the table of policies."""
    held: Table = policies(context)
    return claim_lines(claims(context), held, context.references.of(Product)), held


def overdue(context: Context, code: str) -> tuple[Duty, Mask, Array]:
    """A clock of the cases: its duty, where it was kept too late, and its last days."""
    table = claims(context)
    channels = policies(context).look_up(_first_lines(context), "channel")
    duty = next(each for each in duties(table, channels) if each.code == code)
    limit = deadlines(code, duty.started, context.law, context.calendar, np.datetime64(context.on))
    return duty, np.asarray(duty.done > limit.due), limit.due


def _first_lines(context: Context) -> Rows:
    """Any line of the policy: the channel is the same on every line."""
    return policies(context).match("policy_no", map(first_policy, claims(context)["policy_no"].tolist()))

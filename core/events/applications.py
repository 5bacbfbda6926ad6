"""投保单 that a payment may name: what their first premium is, and the policy that each has become."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Applications:
    """First premiums by 投保单号 in yuan, and the policy that an application has become."""

    total: Mapping[str, Decimal] = field(default_factory=dict)
    policy_of: Mapping[str, str] = field(default_factory=dict)


def applications_of(ledger: sqlite3.Connection, numbers: Iterable[str]) -> Applications:
    """First premiums and policies of the applications among some document numbers."""
    query = (
        "SELECT v.application_no, v.premium_total FROM applications_current c JOIN applications_versions v"
        " ON v.ledger_version = c.version WHERE v.ledger_withdrawn = 0 AND c.key = ?"
    )
    held = [row for number in sorted(numbers) for row in ledger.execute(query, (number,))]
    total = {number: Decimal(int(premium or 0)) / 100 for number, premium in held}
    query = "SELECT application_no, MIN(policy_no) FROM policies WHERE application_no IS NOT NULL GROUP BY 1"
    issued = dict(ledger.execute(query)) if total else {}
    return Applications(total, {number: issued[number] for number in total if number in issued})

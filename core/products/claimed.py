"""Which policies have a claim: paid, or not decided yet. A 理赔台账 may name several policies in one cell."""

from __future__ import annotations

import re

from core.table import Table

PAID = ("赔付", "部分", "协议")
_SEPARATORS = re.compile(r"[、，,；;/\s]+")


def claimed_policies(claims: Table) -> dict[str, bool | None]:
    """True for a policy with a paid claim, None with one that is still open, False where all were refused."""
    found: dict[str, bool | None] = {}
    for numbers, conclusion in zip(claims["policy_no"].tolist(), claims["conclusion"].tolist(), strict=True):
        said = True if conclusion in PAID else None if not conclusion else False
        for number in filter(None, _SEPARATORS.split(numbers)):
            before = found.get(number, False)
            found[number] = True if True in (before, said) else None if None in (before, said) else False
    return found

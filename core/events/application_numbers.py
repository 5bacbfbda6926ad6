"""One policy comes from one application, and an application becomes one policy: first premiums go by that pair."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

from core.findings import Finding, Severity
from core.ledger.plan import Plan
from core.ledger.table_plan import TablePlan
from core.records.policy import Policy
from core.servicing.held import part_of

CODE, MAIN = "L08", "主险"
NAMED = 3
"""So many further policies of a form are named; the form of a group has thousands."""
Line = tuple[str, str, str]
"""保单号, 投保单号, 主附险."""


def check_application_numbers(connection: sqlite3.Connection, plan: Plan) -> None:
    """Findings on rows of 保单台账 by which a policy has two applications, or an application two policies.

    Two main covers of one policy are refused: one of the two is another contract. A rider that was applied for later
    may have a form of its own: a person looks at it, as where 主附险 is blank and at a second policy from one form.
    """
    part = part_of(plan, Policy)
    if part is None:
        return
    by_policy, by_application, rows = _not_one_to_one(connection, part)
    refused = set[int]()
    for row, (policy, form, kind) in sorted(rows.items()):
        others = sorted((other, of_kind) for other, of_kind in by_policy[policy] if other != form)
        further = _further(by_application[form], policy)
        forms = "、".join(dict.fromkeys(other for other, _ in others))
        if any(kind == of_kind == MAIN for _, of_kind in others):
            plan.findings.append(_note(part, row, Severity.REFUSED, f"保单{policy}另有投保单号{forms}，本行不入账"))
            refused.add(row)
        elif others:
            plan.findings.append(_note(part, row, Severity.REFERRED, f"保单{policy}的另一险种投保单号为{forms}"))
        elif further:
            plan.findings.append(_note(part, row, Severity.REFERRED, f"投保单{form}另有保单{further}"))
    part.refuse(refused)


def _not_one_to_one(
    connection: sqlite3.Connection, part: TablePlan
) -> tuple[dict[str, set[tuple[str, str]]], dict[str, list[str]], dict[int, Line]]:
    """By policy its applications with 主附险, by application its policies in order, and the rows of the sync that they
    stand in: only where there are several of them once the sync is written, which is seldom.
    """
    lines = _lines(part)
    every = [*lines.values(), *_held(connection, part, lines.values())]
    pairs = {(policy, form) for policy, form, _ in every}
    policies, forms = (_several(map(itemgetter(place), pairs)) for place in (0, 1))
    by_policy: dict[str, set[tuple[str, str]]] = {}
    by_application: dict[str, set[str]] = {}
    for policy, form, kind in (line for line in every if line[0] in policies or line[1] in forms):
        by_policy.setdefault(policy, set()).add((form, kind))
        by_application.setdefault(form, set()).add(policy)
    rows = {row: line for row, line in lines.items() if line[0] in policies or line[1] in forms}
    return by_policy, {form: sorted(found) for form, found in by_application.items()}, rows


def _several(numbers: Iterable[str]) -> set[str]:
    return {number for number, times in Counter(numbers).items() if times > 1}


def _lines(part: TablePlan) -> dict[int, Line]:
    """The new and changed rows with a 投保单号."""
    numbers, forms, kinds = (part.stored[name] for name in ("policy_no", "application_no", "main_or_rider"))
    rows = (*part.inserted, *part.changed)
    return {row: (numbers[row], forms[row], kinds[row] or "") for row in rows if forms[row]}


def _further(policies: Sequence[str], own: str) -> str:
    """The first policies beside ``own``, and how many there are where not all are named."""
    count = len(policies) - 1
    named = islice((policy for policy in policies if policy != own), NAMED)
    return "、".join(named) + (f"等 {count} 张" if count > NAMED else "")


def _held(connection: sqlite3.Connection, part: TablePlan, lines: Collection[Line]) -> Iterator[Line]:
    """Lines of the ledger with a number that is concerned, which the sync leaves as they are."""
    query = (
        "SELECT c.key, v.policy_no, v.application_no, COALESCE(v.main_or_rider, '') FROM policies_current c"
        " JOIN policies_versions v ON v.ledger_version = c.version"
        " WHERE v.ledger_withdrawn = 0 AND v.application_no IS NOT NULL AND (v.policy_no IN"
        " (SELECT value FROM json_each(?)) OR v.application_no IN (SELECT value FROM json_each(?)))"
    )
    if not lines or connection.execute("SELECT 1 FROM policies_current LIMIT 1").fetchone() is None:
        return
    changing = {part.keys[row] for row in (*part.inserted, *part.changed)}
    numbers = [json.dumps(sorted({line[place] for line in lines})) for place in (0, 1)]
    for key, policy, form, kind in connection.execute(query, numbers):
        if key not in changing:
            yield policy, form, kind


def _note(part: TablePlan, row: int, severity: Severity, what: str) -> Finding:
    table = part.table
    return Finding(
        CODE, severity, table.where("application_no", row), table.as_typed("application_no", row), f"{what}。",
        "核对投保单号和保单号；确为后加附加险或一单多保的，留存依据。", record_key=str(part.stored["policy_no"][row]),
    )  # fmt: skip

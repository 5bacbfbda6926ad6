"""A sheet of 保单台账 that changes whom the office may pay: no request and no second account stands behind it."""

from __future__ import annotations

from core.findings import Finding, Severity
from core.ledger.plan import Plan
from core.records.policy import Policy
from core.servicing.carry_out import PAYEES
from core.servicing.held import part_of

CODE = "L09"


def note_payee_changes(plan: Plan) -> None:
    """One finding on the rows by which what the ledger knew of a payee or an account becomes something else.

    The rows are written: the ledger follows the company's own system. Whoever signs off a payment must know of them.
    """
    part = part_of(plan, Policy)
    if part is None:
        return
    places = {column.name: at for at, column in enumerate(Policy.columns()) if column.name in PAYEES}
    found = {
        row: names
        for row in part.changed
        if (
            names := [name for name, at in places.items() if part.before[row][at] not in (None, part.stored[name][row])]
        )
    }
    if not found:
        return
    first = min(found)
    headings = "、".join(Policy.column(name).heading for name in places if any(name in each for each in found.values()))
    policies = list(dict.fromkeys(str(part.stored["policy_no"][row]) for row in sorted(found)))
    more = f"等 {len(policies)} 张保单" if len(policies) > 1 else ""
    plan.findings.append(
        Finding(
            CODE, Severity.REFERRED, part.table.where("policy_no", first), policies[0],
            f"保单{policies[0]}{more}的{headings}由保单台账直接改动，没有保全申请和复核。",
            "核对核心系统的保全记录；付款复核前先核实收款人和账户。", record_key=policies[0],
        )
    )  # fmt: skip

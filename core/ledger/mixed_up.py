"""Rows whose key does not tell them apart: two months' premiums without 期次 and 流水号 are not one and the same."""

from __future__ import annotations

from core.findings import Finding, Severity
from core.ledger.table_plan import TablePlan

CODE = "L05"


def stop_mixed_up(plan: TablePlan, findings: list[Finding]) -> None:
    """Refuse changes that would put one row over another: all of ``weak_key`` blank, and ``told_apart_by`` differs."""
    record, stored = plan.record, plan.stored
    if not record.told_apart_by:
        return
    place = [column.name for column in record.columns()].index(record.told_apart_by)
    kept = []
    for row in plan.changed:
        held, new = plan.before[row][place], stored[record.told_apart_by][row]
        nameless = all(stored[name][row] is None for name in record.weak_key)
        if nameless and held is not None and new is not None and held != new:
            plan.refused.append(row)
            findings.append(_mixed_up(plan, row, str(held)))
        else:
            kept.append(row)
    plan.changed = kept


def _mixed_up(plan: TablePlan, row: int, held: str) -> Finding:
    table, record = plan.table, plan.record
    names = "和".join(record.column(name).heading for name in record.weak_key)
    heading = record.column(record.told_apart_by).heading
    return Finding(
        CODE, Severity.REFUSED, table.where(record.told_apart_by, row), table.as_typed(record.told_apart_by, row),
        f"没有{names}，与台账里{heading}{held}的一行分不清，本行不入账。", f"请补填{names}中的一项后重新同步。",
    )  # fmt: skip

"""Rows of a sync by what becomes of them, sheet by sheet, and the words that a clerk reads."""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False  # the ribbon draws its tab from these words, and loads no ledger for it
if TYPE_CHECKING:
    from core.ledger.plan import Plan


def row_counts(plan: Plan) -> dict[str, dict[str, int]]:
    """Rows by outcome for every sheet, those of the batches with the others.

    ``repeated``: those of ``same`` that only say once more what an earlier row of the very sheet says.
    """
    counts: dict[str, dict[str, int]] = {}
    for table in plan.every_table():
        part = {"inserted": len(table.inserted), "changed": len(table.changed), "same": table.same,
                "refused": len(table.refused), "repeated": table.repeated}  # fmt: skip
        earlier = counts.setdefault(table.record.sheet, dict.fromkeys(part, 0))
        counts[table.record.sheet] = {name: earlier[name] + number for name, number in part.items()}
    return counts


def nothing_new(part: Mapping[str, int]) -> bool:
    """All rows of a sheet are in the ledger as they stand."""
    return not (part["inserted"] or part["changed"] or part["refused"])


def kept_words(part: Mapping[str, int]) -> str:
    """What is not new of a sheet. The ledger holds a row of 相同 already; a repeated one is counted once, as new."""
    repeated = f"　本表内重复 {part['repeated']} 行" if part["repeated"] else ""
    return f"变更 {part['changed']}　相同 {part['same'] - part['repeated']}　拒收 {part['refused']}{repeated}"

"""What a sync would do, before it does it: rows to insert, to change (before and after), that stay, or are refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import compress, count
from operator import ne

import numpy as np

from core.bulk import no_collection
from core.findings import Finding
from core.ledger.mixed_up import stop_mixed_up
from core.ledger.plan_findings import contradiction, emptied, nameless, older, replaced
from core.ledger.rows import row_hashes, row_keys, stored_rows
from core.ledger.settled import leave_settled
from core.ledger.table_plan import TablePlan, days_of_current, hashes_of_current, keep_missing_columns
from core.table import Mask, Table, Tables


@dataclass(frozen=True)
class Batch:
    """Rows of several records that change together, and are taken back together; ``why`` is kept with each change."""

    tables: list[TablePlan]
    why: str


@dataclass
class Plan:
    """A whole sync. ``base_change`` is the ledger's last change when the plan was made; a later one makes it stale.

    ``batches`` are written after ``tables``, in their order. ``says``: what a person reads before confirming, in
    Chinese, personal data masked.
    """

    tables: list[TablePlan]
    findings: list[Finding]
    base_change: int
    batches: list[Batch] = field(default_factory=list)
    says: list[str] = field(default_factory=list)

    def every_table(self) -> list[TablePlan]:
        """The tables alone, then those of the batches."""
        return [*self.tables, *(table for batch in self.batches for table in batch.tables)]

    def counts(self) -> dict[str, int]:
        """Rows by outcome over all tables: inserted, changed, same, refused."""
        tables = self.every_table()
        return {
            "inserted": sum(len(table.inserted) for table in tables),
            "changed": sum(len(table.changed) for table in tables),
            "same": sum(table.same for table in tables),
            "refused": sum(len(table.refused) for table in tables),
        }


@no_collection()
def make_plan(
    connection: sqlite3.Connection, tables: Tables, refused: Mapping[str, Mask], on: date, older_allowed: bool = False
) -> Plan:
    """Compare tables with the ledger. ``refused``: per table name, rows that a check has refused.

    A row is refused as well when a needed part of its key is blank (L01), when it would empty a required cell (L02),
    when its workbook's 数据截止日 is older than what the ledger already knows (dirty case 32),
    or when two rows of one key contradict each other (case 21).
    """
    base = int(connection.execute("SELECT COALESCE(MAX(id), 0) FROM changes").fetchone()[0])
    plan = Plan([], [], base)
    for table in tables.values():
        if len(table):
            part = _plan_table(connection, table, refused.get(table.record.table), on, older_allowed, plan.findings)
            plan.tables.append(part)
    return plan


def _plan_table(
    connection: sqlite3.Connection,
    table: Table,
    refused: Mask | None,
    on: date,
    older_allowed: bool,
    findings: list[Finding],
) -> TablePlan:
    stored = stored_rows(table)
    cutoffs = [(origin.cutoff or on).isoformat() for origin in table.origins]
    plan = TablePlan(
        table,
        stored,
        row_keys(table.record, stored),
        row_hashes(table.record, stored),
        [cutoffs[origin] for origin in table.origin.tolist()],
    )
    stopped = np.zeros(len(table), dtype=bool) if refused is None else refused.copy()
    _stop_nameless(plan, stopped, findings)
    repeated = _repeated(plan, stopped, findings)
    plan.refused = np.flatnonzero(stopped).tolist()
    current = hashes_of_current(connection, table.record, plan.keys)
    settled = repeated.union(plan.refused)
    differs = map(ne, map(current.get, plan.keys), plan.hashes)
    differing = [index for index in compress(count(), differs) if index not in settled]
    plan.same = len(table) - len(plan.refused) - len(differing)
    withdrawn = [index for index in differing if current.get(plan.keys[index]) == b""]
    left = leave_settled(connection, plan, withdrawn, findings) if withdrawn else set()
    differing = [index for index in differing if index not in left]
    as_of = days_of_current(connection, table.record, [key for i in differing if (key := plan.keys[i]) in current])
    for index in differing:
        known = as_of.get(plan.keys[index])
        if known is None:
            plan.inserted.append(index)
        elif known > plan.as_of[index] and not older_allowed:
            plan.refused.append(index)
            findings.append(older(table, index, plan.as_of[index], known))
        else:
            plan.changed.append(index)
    plan.refused.sort()
    keep_missing_columns(connection, plan)
    _stop_emptied(plan, findings)
    stop_mixed_up(plan, findings)
    return plan


def _stop_nameless(plan: TablePlan, stopped: Mask, findings: list[Finding]) -> None:
    """Stop rows that lack a needed part of their key: the next such row would be taken for the same one."""
    record = plan.record
    for name in record.key:
        if name != record.key[0] and not record.column(name).required:
            continue
        for index in (row for row, part in enumerate(plan.stored[name]) if part is None and not stopped[row]):
            stopped[index] = True
            findings.append(nameless(plan.table, name, index))


def _stop_emptied(plan: TablePlan, findings: list[Finding]) -> None:
    """Refuse changes that would empty a required cell which the ledger has filled."""
    needed = [(at, column.name) for at, column in enumerate(plan.record.columns()) if column.required]
    kept = []
    for index in plan.changed:
        held = plan.before[index]
        blank = [name for at, name in needed if held[at] is not None and plan.stored[name][index] is None]
        if blank:
            plan.refused.append(index)
            findings += [emptied(plan.table, name, index) for name in blank]
        else:
            kept.append(index)
    plan.changed = kept


def _repeated(plan: TablePlan, stopped: Mask, findings: list[Finding]) -> set[int]:
    """Rows that say the same as an earlier row, or that a book of a later 数据截止日 replaces.

    Rows of one key and one 数据截止日 that disagree are stopped, all of them.
    """
    first: dict[str, int] = {}
    repeated: set[int] = set()
    if len(set(plan.keys)) == len(plan.keys):
        return repeated
    for index, key in enumerate(plan.keys):
        if stopped[index]:
            continue
        earlier = first.setdefault(key, index)
        if earlier == index:
            continue
        if plan.as_of[earlier] != plan.as_of[index]:
            former, newer = sorted((earlier, index), key=plan.as_of.__getitem__)
            first[key] = newer
            repeated.add(former)
            findings.append(replaced(plan, former, newer))
        elif plan.hashes[earlier] == plan.hashes[index]:
            stopped[index] = stopped[earlier]
            repeated.add(index)
            plan.repeated += int(not stopped[index] and plan.table.origin[index] == plan.table.origin[earlier])
        else:
            stopped[earlier] = stopped[index] = True
            findings.append(contradiction(plan.table, index, earlier))
    return repeated

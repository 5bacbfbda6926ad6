"""history, undo, audit: the ledger's past, taking a change back, and whether the ledger is whole."""

from __future__ import annotations

import sqlite3
from datetime import date

from core.access.guard import refuse_undo
from core.days.moments import beijing
from core.ledger.audit import audit as audit_ledger
from core.ledger.current import change_known_on
from core.ledger.history import change_of
from core.ledger.history import history as steps_of
from core.ledger.undo import undo as take_back
from core.ledger.undo_last import standing_changes
from core.ledger.undo_last import undo_last as take_back_last
from core.payments.take_back import take_back_orders
from core.records.catalogue import by_table
from macros.outcome import REFUSED, Outcome
from macros.sync import shown

KINDS = {"sync": "同步", "issue": "出单", "run": "整链处理", "undo": "撤销", "batch": "批量"}


def history(ledger: sqlite3.Connection, policy_no: str, known_on: date | None) -> Outcome:
    """Every step in a policy's past: when, who, from which workbook and row, and the cells before and after."""
    until = change_known_on(ledger, known_on) if known_on else None
    steps = steps_of(ledger, policy_no, until)
    outcome = Outcome()
    if not steps:
        outcome.say(_nothing(ledger, policy_no, known_on))
    for step in steps:
        change = step.change
        source = f"{change.path}[{change.sheet}] 第 {step.sheet_row} 行" if change.path else change.why
        kind = KINDS.get(change.kind, change.kind)
        outcome.say(
            f"第 {change.id} 号变更　{beijing(change.known_at)}　{change.who}　{kind}　{step.record.sheet}　{source}"
        )
        cells = [
            {
                "column": c.heading,
                "before": shown(step.record, c.column, c.before),
                "after": shown(step.record, c.column, c.after),
            }
            for c in step.cells
        ]
        fresh = all(c.before is None for c in step.cells)
        outcome.say(
            *(f"    {cell['column']}：{'' if fresh else cell['before'] + ' → '}{cell['after']}" for cell in cells)
        )
        outcome.data.setdefault("steps", []).append(
            {"change": change.id, "known_at": change.known_at, "who": change.who, "kind": change.kind,
             "record": step.record.sheet, "effective_on": step.effective_on, "path": change.path, "sheet": change.sheet,
             "row": step.sheet_row, "cells": cells}
        )  # fmt: skip
    return outcome


def _nothing(ledger: sqlite3.Connection, number: str, known_on: date | None) -> str:
    """Why there is no past: not known on that day, an application's number, or nothing of that number at all."""
    if known_on and steps_of(ledger, number):
        return f"到 {known_on} 为止，台账里还没有保单 {number} 的记录；不写 --known-on 可看全部。"
    query = "SELECT DISTINCT policy_no FROM policies_versions WHERE application_no = ? AND policy_no IS NOT NULL"
    if policies := [policy for (policy,) in ledger.execute(query, (number,))]:
        return f"{number} 是投保单号，出的保单是 {'、'.join(policies)}，请用保单号查。"
    return f"台账里没有保单 {number} 的记录。"


def undo(ledger: sqlite3.Connection, change: int, why: str) -> Outcome:
    """Take a change back, and say how many rows returned to their earlier state. LedgerError for who-may-do-what."""
    refuse_undo(ledger, change)
    done = take_back(ledger, change, why, follow=take_back_orders)
    was = change_of(ledger, change)
    what = f"{KINDS.get(was.kind, was.kind)}的{by_table()[was.record].sheet}"
    outcome = Outcome(
        [f"已撤销第 {change} 号变更（{what}），{done.changed} 行恢复原状；本次撤销是第 {done.id} 号变更。"]
    )
    outcome.data = {"change": done.id, "undoes": change, "rows": done.changed}
    return outcome


def undo_last(ledger: sqlite3.Connection, count: int, why: str) -> Outcome:
    """Take the last changes back, newest first: all or none."""
    for change in standing_changes(ledger, count):
        refuse_undo(ledger, change)
    done = take_back_last(ledger, count, why, follow=take_back_orders)
    outcome = Outcome([f"已撤销最近 {count} 个变更，从最新的开始："])
    outcome.say(*(f"  第 {one} 号变更，{undone.changed} 行恢复原状（本次撤销 {undone.id} 号）" for one, undone in done))
    outcome.data = {"undone": [{"change": u.id, "undoes": one, "rows": u.changed} for one, u in done]}
    return outcome


def audit(ledger: sqlite3.Connection, head: str) -> Outcome:
    """Recompute both chains; a break is named with its change and makes the exit code 1."""
    result = audit_ledger(ledger, head)
    outcome = Outcome([f"核对 {result.changes} 个变更、{result.versions} 个版本。链头：{result.head or '（空台账）'}"])
    outcome.say(f"核对 {result.accesses} 条查阅记录。查阅链头：{result.access_head or '（没有查阅）'}")
    outcome.say(*(result.breaks or ("台账完整，没有发现改动或缺失。",)))
    outcome.data = {
        "changes": result.changes,
        "versions": result.versions,
        "head": result.head,
        "accesses": result.accesses,
        "access_head": result.access_head,
        "breaks": list(result.breaks),
    }
    outcome.at_least(REFUSED if result.breaks else 0)
    return outcome

"""权限复核: the workbook of accounts, rights and looks, for a supervisor or an auditor."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from core.access.asking import ask_right
from core.access.review import review as review_of
from core.reports.review_book import write_review
from macros.files import refuse_not_a_workbook
from macros.outcome import Outcome
from macros.words import VERBS


def review(ledger: sqlite3.Connection, on: date, why: str, target: Path) -> Outcome:
    """Write the workbook. NotAllowedError, logged, where the account may not review rights."""
    refuse_not_a_workbook(target)
    access = ask_right(ledger, "review", "review", [target], why)
    made = review_of(ledger, on)
    write_review(made, target, {english: chinese for chinese, english in VERBS.items()})
    outcome = Outcome(
        [f"权限复核：{target}（账号 {len(made.accounts)} 个，查阅记录 {len(made.looks)} 条）"], files=[target]
    )
    open_points = [line for line in made.accounts if line.remark and line.remark != "可改权限"]
    outcome.say(*(f"　{line.account}　{line.remark}" for line in open_points), f"　{access}")
    outcome.data = {
        "on": on.isoformat(), "accounts": len(made.accounts), "looks": len(made.looks), "access": access,
        "remarks": {line.account: line.remark for line in open_points},
    }  # fmt: skip
    return outcome

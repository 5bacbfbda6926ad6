"""法规变动: what one change of the law, or a proposed value, does to the ledger."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from core.office.law_change import law_change
from core.reports.law_change_book import value_words, write_law_change
from macros.outcome import Outcome, UsageError


def law(ledger: sqlite3.Connection, key: str, on: date, target: Path, proposed: str | None) -> Outcome:
    """Compare the ledger under both laws and write the workbook; a few lines say what changes."""
    if target.suffix.lower() != ".xlsx":
        raise UsageError(f"结果是工作簿，--out 请以 .xlsx 结尾，收到：{target}")
    try:
        change, findings = law_change(ledger, key, on, proposed)
    except KeyError as error:
        raise UsageError(f"没有名为“{key}”的参数，参数代码见 docs/law.md") from error
    except ValueError as error:
        raise UsageError(str(error)) from error
    refused = [one for one in findings if one.severity.value == "拒收"]
    if refused:
        raise UsageError("；".join(f"{one.message}，{one.fix}" for one in refused))
    outcome = Outcome([f"法规变动：{change.title}（{key}），{on:%Y-%m-%d}"])
    sides = (change.before, change.after)
    outcome.say(
        "  " + "　→　".join(value_words(row.value) if row else "没有规定" for row in sides) + f"（{change.unit}）"
    )
    outcome.say(
        *(f"  {area}：比较 {count} 件，变化 {len(change.of(area))} 件" for area, count in change.looked_at.items())
    )
    outcome.say(*(f"  不能比较 {fault}" for fault in change.faults), *(f"  {one.message}" for one in findings))
    outcome.files.append(write_law_change(change, target, "台账"))
    outcome.say(f"  {target}")
    outcome.data = {
        "key": key,
        "on": on.isoformat(),
        "looked_at": dict(change.looked_at),
        "effects": [[one.area, one.key, one.before, one.after, one.by] for one in change.effects],
    }
    return outcome

"""The end of a batch: 批量汇总 with a link to every result, the month report, and the words for a person."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from core.days.moments import today
from core.reports.batch_book import WORDS, BatchLine, write_batch
from macros.batch.files import whole_files
from macros.batch.folder import results_of
from macros.batch.state import BookState
from macros.outcome import Outcome
from macros.report import report

SUMMARY = "批量汇总.xlsx"
_COUNTS = ("inserted", "changed", "same", "refused")
_SHOWN_PROBLEMS = 20


def finish(ledger: sqlite3.Connection, states: Sequence[BookState], out: Path) -> Outcome:
    """Write the summary, and the latest business day's month report unless all stands as an earlier run left it."""
    on = max((date.fromisoformat(state.on) for state in states if state.on), default=None)
    month = f"月报_{on:%Y-%m}.xlsx" if on else ""
    stands = all(state.skipped for state in states) and (out / month).is_file()
    ordered = sorted(states, key=lambda state: state.name)
    outcome = Outcome()
    _say(outcome, ordered)
    outcome.at_least(max(state.exit_code for state in ordered))
    with whole_files(out, "汇总") as folder:
        write_batch([_line(state) for state in ordered], folder / SUMMARY, on or today())
        outcome.files.append(out / SUMMARY)
        outcome.say(f"汇总：{out / SUMMARY}")
        if on is not None and not stands:
            made = report(ledger, f"{on:%Y-%m}", folder / month, None)
            outcome.files.append(out / month)
            outcome.say(f"月报：{out / month}", *made.lines[1:])
    outcome.data["books"] = [asdict(state) for state in ordered]
    return outcome


def _say(outcome: Outcome, states: Sequence[BookState]) -> None:
    codes = Counter(state.exit_code for state in states)
    skipped = sum(state.skipped for state in states)
    outcome.say(
        f"批量：{len(states)} 个工作簿，{sum(state.rows for state in states)} 行；"
        f"本次处理 {len(states) - skipped} 个，以前已完成 {skipped} 个",
        "　".join(f"{word} {codes[code]} 个" for code, word in WORDS.items() if codes[code]),
    )
    problems = [state for state in states if state.problem]
    outcome.say(*(f"  {state.name}：{state.problem}" for state in problems[:_SHOWN_PROBLEMS]))
    if len(problems) > _SHOWN_PROBLEMS:
        outcome.say(f"  ……共 {len(problems)} 个，见汇总")


def _line(state: BookState) -> BatchLine:
    severities = (state.severities.get(word, 0) for word in ("拒收", "转核", "提示"))
    counts = (state.counts.get(name, 0) for name in _COUNTS)
    files = tuple((results_of(state.name) / file).as_posix() for file in state.files)
    note = state.problem or ("以前已完成" if state.skipped else "")
    return BatchLine(state.name, state.exit_code, (state.rows, *severities, *counts, state.issued), files, note)

"""A whole year played: every month end looked at and closed, the closed months issued again, the last days undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from core.ledger.changes import last_change
from core.ledger.schema import open_ledger
from core.reports.month_report import write_month_report
from tests.branch_year.calendar import Batch, batches
from tests.branch_year.month_end import (
    MonthEnd,
    bank_faults,
    broken,
    impossible,
    moved_overnight,
    other_figures,
    unlike_the_model,
    untied,
    without_basis,
)
from tests.branch_year.office import ASSURED, NUMBER, Office
from tests.branch_year.undoing import View, take_back, view

Say = Callable[[str], None]
_SAID = 10
"""So many sentences of each check are said at once; a long run need not end before one knows what is wrong."""


@dataclass(frozen=True)
class Size:
    """``lines`` of 保单台账 at the start; ``new_a_year``: applications per line; ``undone``: batches to take back."""

    lines: int
    months: int
    daily: bool
    new_a_year: float
    undone: int
    first: date = date(2026, 1, 1)
    seed: int = 5


@dataclass
class Played:
    """What the year gave: by check and month end the sentences that should not be there, and figures to count on."""

    office: Office
    faults: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    clocks: dict[str, int] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    closed_with: dict[str, Decimal] = field(default_factory=dict)
    before_last: list[tuple[int, View]] = field(default_factory=list)

    def note(self, check: str, month: str, found: list[str]) -> None:
        """Keep what a check found on a month end."""
        self.faults.setdefault(check, {})[month] = found


def play(folder: Path, size: Size, say: Say = lambda text: None) -> Played:
    """The whole year; ``say`` hears how it goes."""
    whole = list(batches(size.first, size.months, daily=size.daily))
    days = [day for batch in whole for day in batch.days]
    played = Played(Office.opened(folder, size.lines, size.first, days, size.new_a_year, size.seed))
    for place, batch in enumerate(whole):
        if place >= len(whole) - size.undone:
            ledger = played.office.ledger
            played.before_last.append((last_change(ledger), view(ledger)))
        outcome = played.office.play(batch)
        say(f"{batch.day} {outcome.data.get('counts')}")
        if batch.month_end:
            _look(played, batch)
            found = {name: found[f"{batch.day:%Y-%m}"] for name, found in played.faults.items()}
            say(f"{batch.day} { ({name: len(sentences) for name, sentences in found.items()}) }")
            for text in (f"{name}：{text}" for name, sentences in found.items() for text in sentences[:_SAID]):
                say(f"  {text}")
    return played


def _look(played: Played, batch: Batch) -> None:
    """Everything that must hold on a month end; then the month is closed."""
    office, month = played.office, f"{batch.day:%Y-%m}"
    ledger = office.ledger
    end = MonthEnd.of(ledger, batch.day)
    played.note("balances", month, list(untied(end.balances, office.planted(batch.day))))
    played.note("model", month, list(unlike_the_model(ledger, office.accounts)))
    played.note("figures", month, list(other_figures(end, office.figures(batch.day))))
    played.note("opening", month, list(moved_overnight(end, played.closed_with)))
    played.closed_with = {item: end.side(item) for item in (NUMBER, ASSURED)}
    played.note("states", month, list(impossible(ledger)))
    played.note("bank", month, list(bank_faults(end, office.bank.unbooked[month])))
    played.note("chain", month, broken(ledger))
    played.clocks[month], baseless = without_basis(ledger, end)
    played.note("basis", month, baseless)
    played.closed[month] = _issue(ledger, month, office.folder / f"月报_{month}.xlsx", close=True)


def issued_again(played: Played) -> dict[str, str]:
    """The hash of every closed month's report, written anew at the end of the year."""
    folder = played.office.folder
    return {
        month: _issue(played.office.ledger, month, folder / f"再出_{month}.xlsx", close=False)
        for month in played.closed
    }


def _issue(ledger: sqlite3.Connection, month: str, target: Path, *, close: bool) -> str:
    write_month_report(ledger, month, target, close=close)
    return sha256(target.read_bytes()).hexdigest()


def undone_views(played: Played, copy: Path) -> list[tuple[int, bool]]:
    """Take the last batches back one by one on a copy: per batch how many undos, and is the view the one before it?"""
    ledger = played.office.ledger
    with closing(sqlite3.connect(copy)) as target:
        ledger.backup(target)
    found = []
    with closing(open_ledger(copy)) as again:
        for change, before in reversed(played.before_last):
            found.append((take_back(again, change), view(again) == before))
    return found

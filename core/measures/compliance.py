"""合规: what the checks found, as the ledger's log of runs keeps it: by rule, severity, channel, branch and agent.

Only the latest run of each workbook counts: what was corrected since is no finding any more.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from core.findings import Severity
from core.measures.definitions import setting
from core.measures.month_data import MonthData

BOOK_SEPARATOR = "、"
_COLUMNS = (
    "run", "code", "severity", "record", "record_key", "branch_code", "channel", "agent_no", "path", "sheet", "cell",
    "column_name", "message", "event_day",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of the log, without personal data. ``day``: the record's business day, else the day of the run."""

    run: int
    code: str
    severity: Severity
    record: str
    record_key: str
    branch_code: str
    channel: str
    agent_no: str
    path: str
    sheet: str
    cell: str
    column_name: str
    message: str
    day: str
    first_seen: str
    """The business day of the first run that showed it; empty when this run is the first."""
    run_day: str = ""
    """The business day of the run that shows it now."""

    @property
    def number(self) -> str:
        """The application's or policy's own number: the first part of the record's key."""
        return self.record_key.split("/")[0]

    @property
    def month(self) -> str:
        """``YYYY-MM`` of its day."""
        return self.day[:7]


@dataclass(frozen=True)
class Compliance:
    """The findings that stand, of the report's month and of the months before it that count for repeats."""

    month: str
    standing: tuple[Found, ...]

    @property
    def of_month(self) -> list[Found]:
        """The findings whose business day lies in the month."""
        return [found for found in self.standing if found.month == self.month]

    def by_rule(self) -> list[tuple[str, Severity, list[Found]]]:
        """Rules of the month with their findings, gravest severity first, then most findings."""
        grouped: dict[tuple[str, Severity], list[Found]] = defaultdict(list)
        for found in self.of_month:
            grouped[found.code, found.severity].append(found)
        order = list(Severity)
        ranked = sorted(grouped.items(), key=lambda item: (order.index(item[0][1]), -len(item[1]), item[0][0]))
        return [(code, severity, rows) for (code, severity), rows in ranked]

    def counts(self, name: str) -> list[tuple[str, Counter[Severity]]]:
        """Findings of the month by ``channel``, ``branch_code`` or ``agent_no`` and severity, most first."""
        grouped: dict[str, Counter[Severity]] = defaultdict(Counter)
        for found in self.of_month:
            grouped[getattr(found, name)][found.severity] += 1
        return sorted(grouped.items(), key=lambda item: (-sum(item[1].values()), item[0]))

    def repeats(self) -> list[tuple[str, str, list[str], int]]:
        """The same rule broken by the same agent in several recent months: code, agent, months, findings."""
        seen: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for found in self.standing:
            if found.agent_no and found.severity is not Severity.NOTICE:
                seen[found.code, found.agent_no].append(found)
        repeated = []
        for (code, agent), rows in seen.items():
            months = sorted({found.month for found in rows})
            if len(months) > 1 and self.month in months:
                repeated.append((code, agent, months, len(rows)))
        return sorted(repeated, key=lambda row: (-len(row[2]), -row[3], row[0], row[1]))

    def uncorrected(self) -> list[Found]:
        """Findings of the month that an earlier run had shown already."""
        return [found for found in self.of_month if found.first_seen]


def load_compliance(connection: sqlite3.Connection, data: MonthData, last_run: int | None = None) -> Compliance:
    """The standing findings of the month and the months before it that count for repeats.

    ``last_run``: runs after it are not known yet. None: all runs.
    """
    latest, days = _latest_runs(connection, last_run)
    if not latest:
        return Compliance(data.text, ())
    since = str(data.month - (setting("repeat_months") - 1))
    marks = ", ".join("?" * len(set(latest.values())))
    query = f"SELECT {', '.join(_COLUMNS)} FROM findings WHERE run IN ({marks}) ORDER BY id"
    earlier = _first_seen(connection, days)
    standing = []
    for row in connection.execute(query, sorted(set(latest.values()))):
        fields = dict(zip(_COLUMNS, row, strict=True))
        if latest.get(fields["path"]) != fields["run"]:
            continue
        day = fields.pop("event_day") or days[fields["run"]]
        if since <= day[:7] <= data.text:
            fields["severity"] = Severity(fields["severity"])
            first = earlier.get((fields["code"], fields["record_key"], fields["column_name"]), "")
            standing.append(Found(**fields, day=day, first_seen=first, run_day=days[fields["run"]]))
    return Compliance(data.text, tuple(standing))


def _latest_runs(connection: sqlite3.Connection, last_run: int | None) -> tuple[dict[str, int], dict[int, str]]:
    """Per workbook name its latest run, and per run its business day."""
    query = "SELECT id, books, on_day FROM runs WHERE ? IS NULL OR id <= ? ORDER BY id"
    latest: dict[str, int] = {}
    days: dict[int, str] = {}
    for run, books, on_day in connection.execute(query, (last_run, last_run)):
        days[run] = on_day
        latest |= dict.fromkeys(books.split(BOOK_SEPARATOR), run)
    return latest, days


def _first_seen(connection: sqlite3.Connection, runs: Iterable[int]) -> dict[tuple[str, str, str], str]:
    """The business day of the first run that showed a finding, for findings shown by more than one run."""
    known = max(runs, default=0)
    query = (
        "SELECT f.code, f.record_key, f.column_name, MIN(r.on_day) FROM findings f JOIN runs r ON r.id = f.run"
        " WHERE f.run <= ? AND f.record_key <> '' GROUP BY 1, 2, 3 HAVING COUNT(DISTINCT f.run) > 1"
    )
    return {(code, key, column): day for code, key, column, day in connection.execute(query, (known,))}

"""One parameter through time: which row holds on which day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.findings import Basis, Status
from core.law.basis import cite_all, weakest
from core.law.loading import exact


class NotInForce(LookupError):  # noqa: N818 (read as a sentence: raise NotInForce)
    """No row covers the day. The message is Chinese and may be shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """A value with its first and last day (both included; None: open) and its sources."""

    value: Any
    start: date | None
    end: date | None
    basis: tuple[Basis, ...]
    status: Status
    note: str = ""

    def covers(self, on: date) -> bool:
        """Is the day inside the row's dates?"""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


def row(data: Mapping[str, Any]) -> Row:
    """One entry of ``values`` in a parameter file as a Row."""
    basis = cite_all(data.get("basis"))
    status = weakest(source.status for source in basis)
    return Row(exact(data["value"]), data.get("from"), data.get("to"), basis, status, data.get("note", ""))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days cut into stretches: ``rows[i]`` holds from ``starts[i]`` until the day before ``starts[i + 1]``."""

    starts: tuple[date, ...]
    rows: tuple[Row | None, ...]

    def at(self, on: date | None) -> Row | None:
        """The row in force on a day, None where there is none; without a day, the latest row."""
        if on is None:
            return next((row for row in reversed(self.rows) if row), None)
        return self.rows[self.place(on)]

    def place(self, on: date) -> int:
        """Which stretch a day lies in."""
        return bisect_right(self.starts, on) - 1


def timeline(rows: Iterable[Row]) -> Timeline:
    """Cut the days at every first and last day of the rows; where rows overlap, the one given later wins."""
    layers = tuple(rows)
    cuts = {date.min}
    for layer in layers:
        cuts.update({layer.start} if layer.start else ())
        cuts.update({layer.end + timedelta(days=1)} if layer.end and layer.end < date.max else ())
    starts = tuple(sorted(cuts))
    holders = tuple(next((layer for layer in reversed(layers) if layer.covers(start)), None) for start in starts)
    return Timeline(starts, holders)

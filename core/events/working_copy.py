"""The policy lines that one sync works on, and the terms that decide what a premium does to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from core.days.periods import GraceStart, grace_end
from core.events.office_event import OfficeEvent
from core.law.lookup import Law
from core.products.parameters_of import GRACE
from core.products.policy_terms import DEFAULT_GRACE, PolicyTerms
from core.receipts.instalments import premiums_end
from core.renewal.due_actions import SURVIVES
from core.servicing.figures import Figures
from core.servicing.lines import Line, as_table
from core.table import Tables, scalar


@dataclass(frozen=True)
class LineTerms:
    """``premiums_end_on``: nothing is due from it on, None unknown. ``grace_days`` None: the days of the law."""

    premiums_end_on: date | None
    grace_days: int | None
    grace_starts: GraceStart


@dataclass
class WorkingCopy:
    """``lines`` by 保单号 and ledger key, as the events planned so far leave them. ``number``: of the last event."""

    lines: dict[str, dict[str, Line]]
    terms: Mapping[str, LineTerms]
    law: Law
    on: date
    account: str
    number: int
    figures: Figures | None = None
    events: list[OfficeEvent] = field(default_factory=list)

    @classmethod
    def of(
        cls, lines: Mapping[str, Line], references: Tables, law: Law, on: date, account: str, number: int
    ) -> WorkingCopy:
        """The lines with the terms of their product versions."""
        by_policy: dict[str, dict[str, Line]] = {}
        for key, line in lines.items():
            by_policy.setdefault(line.text("policy_no"), {})[key] = line
        return cls(by_policy, _terms(lines, references), law, on, account, number)

    def of_policy(self, number: str) -> list[Line]:
        """The lines of a policy, in the order of their keys."""
        return [line for _, line in sorted(self.lines.get(number, {}).items())]

    def last_day_of_grace(self, line: Line, due: date) -> date:
        """The end of the 宽限期 of a premium: by the contract, else by law (RN-2.2).

        A rider is paid with its main cover and has the main cover's 宽限期.
        """
        terms = self.terms[self._main_of(line).key]
        days = terms.grace_days if terms.grace_days is not None else int(self.law.value("RN-2.2", due).value)
        return grace_end(due, days, terms.grace_starts)

    def _main_of(self, line: Line) -> Line:
        """The line itself, or for an 附加险 the 主险 of its policy where the ledger has one."""
        if line.text("main_or_rider") != "附加险":
            return line
        others = self.of_policy(line.text("policy_no"))
        return next((other for other in others if other.text("main_or_rider") == "主险"), line)

    def next_number(self) -> str:
        """The number of one more event."""
        self.number += 1
        return f"SJ{self.number:08d}"

    def take(self, events: Iterable[OfficeEvent]) -> list[OfficeEvent]:
        """Number the events and go on from where they leave their lines."""
        numbered = [replace(event, number=self.next_number()) for event in events]
        for event in numbered:
            self.lines[event.after.text("policy_no")][event.after.key] = event.after
        self.events += numbered
        return numbered

    def saved(self) -> tuple[dict[str, dict[str, Line]], int, int]:
        """The state to go back to when a payment turns out to be impossible half way."""
        return {number: dict(lines) for number, lines in self.lines.items()}, self.number, len(self.events)

    def restore(self, saved: tuple[dict[str, dict[str, Line]], int, int]) -> None:
        """Forget everything since :meth:`saved`."""
        self.lines, self.number = saved[0], saved[1]
        del self.events[saved[2] :]

    def changed_lines(self) -> dict[str, Line]:
        """All lines by ledger key, as they stand now."""
        return {key: line for of_policy in self.lines.values() for key, line in of_policy.items()}


def drawn_so_far(
    drawn: Mapping[str, list[tuple[date, str]]], events: Iterable[OfficeEvent]
) -> dict[str, list[tuple[date, str]]]:
    """Survival benefits paid by ledger key of the line: those that the ledger knows, and those of this sync."""
    found = {key: list(paid) for key, paid in drawn.items()}
    for event in events:
        if event.event == SURVIVES:
            found.setdefault(event.after.key, []).append((event.effective_on, event.number))
    return found


def _terms(lines: Mapping[str, Line], references: Tables) -> dict[str, LineTerms]:
    table = as_table(list(lines.values()))
    products = PolicyTerms.of(references, table)
    ends, days = premiums_end(table), products.days("grace_days")
    starts = products.products.look_up(products.product, "grace_starts")
    return {
        key: LineTerms(
            scalar(ends[row]), int(days[row]) if np.isfinite(days[row]) else None, GRACE.get(starts[row], DEFAULT_GRACE)
        )
        for row, key in enumerate(lines)
    }

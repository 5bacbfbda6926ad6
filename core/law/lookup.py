"""The look-up: ``Law.default().value(key, on)`` and its kin. Files are read when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from core.findings import Finding
from core.law.catalogue import catalogued
from core.law.loading import entry_of, homes, read
from core.law.model import Clock, Parameter, Rule
from core.law.timeline import NotInForce, Row, Timeline, row, timeline

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from core.law.columns import Days, Numbers


class Law:
    """Everything the law and the company fix in numbers, as of any day. Immutable; overrides make a new one."""

    def __init__(self, overrides: Mapping[str, tuple[Row, ...]] | None = None) -> None:
        self._overrides = dict(overrides or {})
        self._lines: dict[str, Timeline] = {}

    @staticmethod
    @cache
    def default() -> Law:
        """The shipped law without a company's own values."""
        return Law()

    def __contains__(self, key: object) -> bool:
        return key in homes("parameters")

    def __iter__(self) -> Iterator[str]:
        return iter(homes("parameters"))

    def __len__(self) -> int:
        return len(homes("parameters"))

    def keys(self) -> tuple[str, ...]:
        """Every parameter and clock key, file by file."""
        return tuple(homes("parameters"))

    def value(self, key: str, on: date | None) -> Parameter:
        """A parameter on a day; ``None``: the latest.

        Raises ``KeyError`` for an unknown key, ``NotInForce`` where no row covers the day.
        """
        entry = _entry(key)
        found = self.timeline(key).at(on)
        if found is None:
            raise NotInForce(f"{entry['title']}（{key}）在{on:%Y-%m-%d}没有生效的规定")
        unit = entry.get("unit", "")
        return Parameter(key, entry["title"], found.value, unit, found.basis, found.status, found.start, found.note)

    def clock(self, code: str, on: date | None = None) -> Clock:
        """A service limit, such as ``PS-1``, on a day. Raises as ``value`` does."""
        known = self.value(code, on)
        counting = _entry(code)["counting"]
        return Clock(code, known.title, known.value, known.unit, counting, known.basis, known.status, known.effective)

    def clocks(self, on: date | None = None) -> tuple[Clock, ...]:
        """Every service limit on a day, in the order of the data; those not yet in force are left out."""
        codes = read("parameters/clocks.yaml")
        return tuple(self.clock(code, on) for code in codes if self.timeline(code).at(on) is not None)

    def column(self, key: str, on: Days) -> Numbers:
        """A numeric parameter for each day of ``on`` (datetime64[D]), float64 of the same shape.

        NaN where not in force or not set; NaT takes the latest row. Raises ``TypeError`` for text and tables.
        """
        from core.law import columns

        return columns.column(self.timeline(key), on)

    def banded(self, key: str, on: Days, at: Numbers) -> Numbers:
        """A ``bands`` parameter for each day and number (age, term): the vector twin of ``Parameter.at``."""
        from core.law import columns

        return columns.banded(self.timeline(key), on, at)

    def rule(self, code: str) -> Rule:
        """One rule of the catalogue. Raises ``KeyError`` for an unknown code."""
        return catalogued(code)

    def rules(self, prefix: str = "") -> tuple[Rule, ...]:
        """Every rule of a letter (``A``) or a group (``A1``, which is not ``A10``), in catalogue order."""
        codes = [code for code in homes("rules") if prefix in ("", code[0], code[:-2])]
        return tuple(catalogued(code) for code in sorted(codes, key=lambda code: (code[0], int(code[1:]))))

    def in_force(self, rule: Rule | str, on: Days) -> NDArray[bool_]:
        """Is the rule in force on each day? Its first day counts, and so does NaT."""
        from core.law import columns

        dated = rule if isinstance(rule, Rule) else catalogued(rule)
        return columns.in_force(dated.effective_from, dated.effective_to, on)

    def with_overrides(self, rows: Iterable[Any]) -> tuple[Law, list[Finding]]:
        """This law with a company's own values, or with the values of a what-if, over it; and what is wrong with them.

        Each row, a mapping or an object, has key, value, effective_from, effective_to, source, confirmed_by and
        confirmed_on. A row with source, name and day is ``company``, any other stays ``unconfirmed``; a row that
        can't be used is left out.
        """
        from core.law.overrides import apply

        added, findings = apply(self.timeline, rows)
        merged = dict(self._overrides)
        for key, own in added.items():
            merged[key] = merged.get(key, ()) + own
        return Law(merged), findings

    def without_change(self, key: str, on: date) -> Law:
        """This law as if the row in force on a day had never come: the row before it holds on, until the next change.

        Raises ``KeyError`` for an unknown key, ``ValueError`` where the key has only ever had one row until the day.
        """
        line = self.timeline(key)
        place = line.place(on)
        if place == 0:
            raise ValueError(f"{key}在{on:%Y-%m-%d}以前没有变动")
        other = Law(self._overrides)
        rows = (*line.rows[:place], line.rows[place - 1], *line.rows[place + 1 :])
        other._lines[key] = Timeline(line.starts, rows)
        return other

    def timeline(self, key: str) -> Timeline:
        """All rows of a parameter, the company's over the law's. Raises ``KeyError`` for an unknown key."""
        if key not in self._lines:
            shipped = tuple(row(data) for data in _entry(key)["values"])
            self._lines[key] = timeline(shipped + self._overrides.get(key, ()))
        return self._lines[key]


def _entry(key: str) -> Mapping[str, Any]:
    return entry_of(homes("parameters")[key], key)

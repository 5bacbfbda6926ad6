"""The look itself: every flag over a ledger or over tables, as of a day."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.flags.flag_data import FlagData
from core.flags.hit import FlagHit, NotRun
from core.flags.loading import tables_of
from core.flags.registry import Part, least, look_for, parts
from core.law import Law
from core.table import Tables


def flags(
    source: sqlite3.Connection | Tables, on: date, law: Law, *, until_change: int | None = None
) -> tuple[list[FlagHit], list[NotRun]]:
    """Every hint by flag, part and subject, and every part that was not looked for with the reason.

    ``source``: a ledger (``until_change``: as it was known after that change) or tables that were read. Rows that
    became known after ``on`` do not count. Restricted: the caller must not show the result to sales or clients.
    """
    looked = look_over(FlagData(tables_of(source, until_change), law, on))
    return looked.hits, looked.not_run


@dataclass(frozen=True)
class Looked:
    """Hints, what was not looked for, and per part how many claims had that alone and are therefore not listed."""

    hits: list[FlagHit]
    not_run: list[NotRun]
    alone: Mapping[str, int]


def look_over(data: FlagData) -> Looked:
    """:func:`flags` over columns that are also used for something else."""
    found: list[tuple[Part, FlagHit]] = []
    not_run: list[NotRun] = []
    for part in parts():
        hits, lacking = look_for(part, data)
        found += [(part, hit) for hit in sorted(hits, key=lambda hit: (hit.subject.sheet, hit.subject.key))]
        not_run += [lacking] if lacking else []
    others = Counter(row for part, hit in found if not part.beside for row in set(hit.rows))
    listed = [others[hit.subject] >= least(part, data) for part, hit in found]
    alone = Counter(f"{part.code} {part.name}" for (part, _), shown in zip(found, listed, strict=True) if not shown)
    return Looked([hit for (_, hit), shown in zip(found, listed, strict=True) if shown], not_run, alone)

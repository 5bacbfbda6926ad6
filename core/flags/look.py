"""The look itself: every flag over a ledger or over tables, as of a day."""

from __future__ import annotations

import sqlite3
from datetime import date

from core.flags.flag_data import FlagData
from core.flags.hit import FlagHit, NotRun
from core.flags.loading import tables_of
from core.flags.registry import look_for, parts
from core.law import Law
from core.table import Tables


def flags(
    source: sqlite3.Connection | Tables, on: date, law: Law, *, until_change: int | None = None
) -> tuple[list[FlagHit], list[NotRun]]:
    """Every hint by flag, part and subject, and every part that was not looked for with the reason.

    ``source``: a ledger (``until_change``: as it was known after that change) or tables that were read. Rows that
    became known after ``on`` do not count. Restricted: the caller must not show the result to sales or clients.
    """
    return look_over(FlagData(tables_of(source, until_change), law, on))


def look_over(data: FlagData) -> tuple[list[FlagHit], list[NotRun]]:
    """:func:`flags` over columns that are also used for something else."""
    hits: list[FlagHit] = []
    not_run: list[NotRun] = []
    for part in parts():
        found, lacking = look_for(part, data)
        hits += sorted(found, key=lambda hit: (hit.subject.sheet, hit.subject.key))
        not_run += [lacking] if lacking else []
    return hits, not_run

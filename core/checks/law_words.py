"""Lists of words that the law or the company sets (channels, relations, product types), as of each row's own day."""

from __future__ import annotations

import numpy as np

from core.checks.rule import Context
from core.law.timeline import NotInForce
from core.normalise.parsed import Heading
from core.records.record import Record
from core.table import Array, Mask, Table


def listed(context: Context, key: str, table: Table, column: Array, record: type[Record], name: str) -> Mask:
    """Is each value of ``column`` among the words of the parameter on the row's day? False before it is in force.

    The law's words are read like a cell of ``record.name``, so 投连 and 投资连结型 are one.
    """
    parse = record.column(name).kind.parse
    days = context.event_days(table)
    result = np.zeros(len(table), dtype=bool)
    for day in np.unique(days):
        words = {str(parse(word, Heading()).value or word) for word in words_on(context, key, day)}
        rows = np.flatnonzero(days == day)
        result[rows] = [value in words for value in column[rows]]
    return result


def words_on(context: Context, key: str, day: np.datetime64) -> tuple[str, ...]:
    """The words of a list parameter on a day; none before it is in force."""
    try:
        return tuple(str(word) for word in context.law.value(key, day.astype(object)).value)
    except NotInForce:
        return ()

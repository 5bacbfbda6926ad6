"""客户意见: what customers wrote, sorted by key words, and the department each goes to.

The themes count key words, no more: who reads a number reads the opinions, too. Words and departments are data
(``opinions.yaml``), and no text leaves this module but the theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from core.records.delivery import CallBack
from core.records.service import Satisfaction
from core.service.satisfaction import Marks
from core.table import Table, Tables, scalar

_FILE = Path(__file__).with_name("opinions.yaml")
SURVEY, CALL = "满意度评价", "回访"


@cache
def words() -> Mapping[str, Any]:
    """Themes, and departments by theme and by kind of complaint."""
    from yaml import CSafeLoader, load

    content: Mapping[str, Any] = load(_FILE.read_text(encoding="utf-8"), Loader=CSafeLoader)
    return content


def themes_of(text: str) -> tuple[str, ...]:
    """Every theme of which a key word stands in the text, in the order of the list."""
    return tuple(theme for theme, keys in words()["themes"].items() if any(key in text for key in keys))


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion without its words. ``theme``: as the desk registered it, else the first that a key word shows.

    ``negative``: a score that dissatisfies, or a wish that is no praise. ``department``: where it was passed, else
    where its theme belongs, "" for what needs no answer.
    """

    source: str
    key: str
    on: date
    theme: str
    by_words: tuple[str, ...]
    negative: bool
    department: str
    step: str
    channel: str


def opinions(tables: Tables, marks: Marks, since: np.datetime64, on: np.datetime64) -> list[Opinion]:
    """Everything said in 满意度评价 and in call-backs from ``since`` to ``on``, both days included, by day."""
    surveys, calls = tables.of(Satisfaction), tables.of(CallBack)
    found = [_survey(surveys, row, marks) for row in _rows(surveys, "answered_on", marks, since, on)]
    found += [_call(calls, row, marks) for row in _rows(calls, "succeeded_on", marks, since, on)]
    return sorted(found, key=lambda each: (each.on, each.source, each.key))


def department_of(written: str, theme: str) -> str:
    """The department as written (``客服部`` is 客服), else by theme."""
    known = Satisfaction.column("passed_to").kind.choices
    plain = written.strip().removesuffix("部")
    if plain:
        return plain if plain in known else words()["other"]
    return str(words()["departments"].get(theme, words()["departments"][words()["other"]]))


def _rows(table: Table, day: str, marks: Marks, since: np.datetime64, on: np.datetime64) -> list[int]:
    """Rows that say something: a text, or a score that dissatisfies."""
    said = (table["opinion"] != "") | (table["score"] <= marks.dissatisfied_to)
    return list(np.flatnonzero(said & (table[day] >= since) & (table[day] <= on)).tolist())


def _survey(table: Table, row: int, marks: Marks) -> Opinion:
    parts = {name: table[name][row] for name in ("survey_no", "theme", "passed_to", "step", "channel")}
    return _opinion(SURVEY, table, row, "answered_on", marks, **parts)


def _call(table: Table, row: int, marks: Marks) -> Opinion:
    number = table["policy_no"][row]
    return _opinion(CALL, table, row, "succeeded_on", marks, number, theme="", passed_to="", step=CALL, channel="")


def _opinion(
    source: str, table: Table, row: int, day: str, marks: Marks, survey_no: str, theme: str, passed_to: str, step: str,
    channel: str,
) -> Opinion:  # fmt: skip
    text, praise = table["opinion"][row], words()["praise"]
    by_words = themes_of(text)
    complaint_like = [each for each in by_words if each != praise]
    named = theme or next(iter(complaint_like or by_words), words()["other"])
    low = bool(table["score"][row] <= marks.dissatisfied_to)
    negative = low or bool(text and named != praise)
    where = department_of(passed_to, named) if negative else ""
    return Opinion(source, survey_no, scalar(table[day][row]), named, by_words, negative, where, step, channel)

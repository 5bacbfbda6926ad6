"""G3 销售用语: words that promise returns, pass for a deposit, hide the loss on surrender, or keep from disclosing.

What the company wrote (answers, materials, notes of follow-up) is 转核; what a customer is quoted with is a hint. The
context of a find is shown with numbers and the row's own names hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.checks.law_words import words_on
from core.checks.rule import Context, Hit, rule
from core.privacy import masked
from core.records.delivery import CallBack
from core.records.needs import NeedsAnalysis
from core.records.record import Record
from core.records.renewal import RenewalContact
from core.records.service import Complaint, Inquiry
from core.records.training import SalesMaterial, Training
from core.table import Table

GROUPS = (
    "sales_phrases_return", "sales_phrases_deposit", "sales_phrases_surrender", "sales_phrases_disclosure",
    "sales_phrases_pressure", "sales_phrases_rebate", "sales_phrases_all_covered",
)  # fmt: skip
DENIALS = "sales_phrase_denials"
OURS: dict[type[Record], tuple[str, ...]] = {
    SalesMaterial: ("title", "text"), Training: ("course",), Inquiry: ("answer",), RenewalContact: ("note",),
    NeedsAnalysis: ("reason",),
}  # fmt: skip
THEIRS: dict[type[Record], tuple[str, ...]] = {
    CallBack: ("opinion", "problem_kind"), Inquiry: ("question",), Complaint: ("text",),
}  # fmt: skip
AROUND = 8
"""Characters shown on each side of a find."""
_DIGITS = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One find in a text: what is wrong with it, the words, and where they start."""

    title: str
    words: str
    start: int


@rule("G301")
def no_misleading_words(context: Context) -> Iterator[Hit]:
    """保险法第一百一十六条: sellers do not mislead, hide, or keep from disclosing; the lists are the company's."""
    for columns, says in ((OURS, "default"), (THEIRS, "customer")):
        for record, names in columns.items():
            table = context.tables.of(record)
            for name in names if len(table) else ():
                yield from _hits(context, table, name, says)


def find_phrases(text: str, lists: Sequence[tuple[str, Sequence[str]]], denials: Sequence[str]) -> list[Phrase]:
    """Every listed phrase of a text, the longest of overlapping ones; a denial right before a phrase lifts it."""
    found: list[Phrase] = []
    taken = np.zeros(len(text), dtype=bool)
    every = sorted(((words, title) for title, listed in lists for words in listed), key=lambda pair: -len(pair[0]))
    for words, title in every:
        for match in re.finditer(re.escape(words), text):
            span = slice(match.start(), match.end())
            if taken[span].any() or text[: match.start()].endswith(tuple(denials)):
                continue
            taken[span] = True
            found.append(Phrase(title, words, match.start()))
    return sorted(found, key=lambda phrase: phrase.start)


def shown_context(text: str, phrase: Phrase, names: Sequence[str]) -> str:
    """The words around a find, names and long numbers hidden before the text is cut."""
    before, after = text[: phrase.start], text[phrase.start + len(phrase.words) :]
    hidden = [_hide(part, names) for part in (before, after)]
    start = "…" if len(hidden[0]) > AROUND else ""
    end = "…" if len(hidden[1]) > AROUND else ""
    return f"{start}{hidden[0][-AROUND:]}{phrase.words}{hidden[1][:AROUND]}{end}"


def _hide(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, masked("name", name))
    return _DIGITS.sub(lambda match: "*" * len(match[0]), text)


def _hits(context: Context, table: Table, name: str, says: str) -> Iterator[Hit]:
    """One hit per find, so that a text with two wrong phrases gives two findings."""
    people = [column.name for column in table.record.columns() if column.kind.personal == "name"]
    days = context.event_days(table)
    lists = {day: _lists(context, day) for day in np.unique(days)}
    rows, details = list[int](), {"name": list[str](), "other": list[str](), "expected": list[str]()}
    for row, text in enumerate(table[name].tolist()):
        if not text:
            continue
        names = [str(table[column][row]) for column in people if table[column][row]]
        for phrase in find_phrases(text, *lists[days[row]]):
            rows.append(row)
            details["name"].append(phrase.title)
            details["other"].append(phrase.words)
            details["expected"].append(shown_context(text, phrase, names))
    yield Hit(table, name, np.array(rows, dtype=np.intp), says, details={**details})


def _lists(context: Context, day: np.datetime64) -> tuple[list[tuple[str, tuple[str, ...]]], tuple[str, ...]]:
    """The lists in force on a day with their titles, and the denials."""
    lists = [(context.law.value(key, None).title, words_on(context, key, day)) for key in GROUPS]
    return lists, words_on(context, DENIALS, day)

"""C102: missing papers are asked for once and in full."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.claim_rows import claims, lines
from core.checks.rule import Context, Hit, rule
from core.checks.words import day_words
from core.claims.documents import ClaimDocument, missing
from core.claims.papers import case_papers, listed
from core.table import Array, Mask, Table, blanks


@rule("C102")
def one_notice(context: Context) -> Iterator[Hit]:
    """保险法第二十二条: one notice, with everything in it; and papers called complete are there."""
    table = claims(context)
    again = ~np.isnat(table["second_supplement_on"]) & ~np.isnat(table["supplement_on"])
    yield Hit(table, "second_supplement_on", again, details={"other": day_words(table["supplement_on"][again])})
    where, held = lines(context)
    people = held.look_up(where, "beneficiaries")
    recorded, complete = ~blanks(table["documents_received"]), ~np.isnat(table["documents_on"])
    told = recorded & ~complete & ~blanks(table["supplement_listed"])
    yield _lacking(table, people, told, "supplement_listed", "unlisted")
    yield _lacking(table, people, recorded & complete, "documents_on", "declared")


def _lacking(table: Table, people: Array, rows: Mask, column: str, says: str) -> Hit:
    """The rows that lack papers; those that the notice lists are asked for."""
    found: dict[int, str] = {}
    for row in np.flatnonzero(rows).tolist():
        lacking: tuple[ClaimDocument, ...] = case_papers(table, row, people[row]).missing
        if says == "unlisted":
            lacking = missing(lacking, listed(table["supplement_listed"][row]))
        if lacking:
            found[row] = "、".join(paper.name for paper in lacking)
    chosen = np.fromiter(found, np.intp, len(found))
    return Hit(table, column, chosen, says, details={"name": [*found.values()]})

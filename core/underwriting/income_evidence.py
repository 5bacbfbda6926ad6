"""U10: documents by sum assured. From the company's sum on, life and accident cover needs evidence of income."""

from __future__ import annotations

from collections.abc import Iterator

from core.checks.applications import aligned
from core.checks.paperwork import Written, at_paper
from core.checks.rule import Context, Hit
from core.checks.sums_at_risk import exposure, insured_of
from core.checks.underwriting_limits import FACE_KINDS
from core.checks.words import money_words
from core.money import reaches
from core.records.papers import Finance
from core.records.people import Insured


def income_hits(context: Context) -> Iterator[tuple[str, Hit]]:
    """Applications whose insured reaches the sum (in force and pending included) and whose evidence is not on file."""
    table = context.tables.of(Insured)
    face = exposure(context).of(insured_of(context, table), FACE_KINDS)
    limit = context.limit("income_evidence_sum_assured", table)
    missing = reaches(face, limit) & (aligned(context, Finance, "income_evidence", table) != "是")
    words = {"other": Written(face, money_words), "limit": Written(limit, money_words)}
    for hit in at_paper(context, Finance, "income_evidence", table, missing, words=words):
        yield "U10", hit

"""职业与投保行为: an occupation that differs from what was told; life cover given up once medical cover was there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import grouped, pairs
from core.flags.registry import Settings, flag
from core.flags.words import among, words
from core.normalise.cleaning import key_of
from core.records.application import Application, Coverage
from core.records.claim import Claim
from core.records.decision import Decision
from core.records.people import Insured
from core.records.policy import Policy
from core.records.product import Product
from core.table import Array


def _plain(column: Array) -> Array:
    return np.array([key_of(text) for text in column.tolist()], dtype=object)


@flag(
    "F15", "职业不一致",
    needs={Claim: ("occupation_found",), Policy: ("application_no",), Insured: ("occupation",)},
)  # fmt: skip
def another_occupation(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """The occupation in the medical record or of the employer is not the one told, and neither holds the other."""
    links, people = data.all_links, data.table(Insured)
    rows = people.match("application_no", data.policies["application_no"][links.line].tolist())
    told = _plain(people.look_up(rows, "occupation")).tolist()
    found = _plain(data.claims["occupation_found"])[links.claim].tolist()
    differs = [bool(a and b) and a not in b and b not in a for a, b in zip(told, found, strict=True)]
    fires = np.flatnonzero(differs)
    for claim, others in grouped(rows[fires], links.claim[fires]):
        yield Fired((At(data.claims, claim), *(At(people, row) for row in dict.fromkeys(others))))


def _medical(data: FlagData) -> Array:
    """Rows of the policies of medical insurance."""
    return np.flatnonzero(data.category == words()["medical_category"])


@flag("F15", "犹豫期退寿险留医疗险", needs={Policy: ("applied_on", "issued_on"), Product: ("category",)})
def life_given_up(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Life cover surrendered in 犹豫期 while medical cover of the same insured was issued since it was applied for."""
    policies, medical = data.policies, _medical(data)
    given_up = among(data.category, words()["life_categories"])
    given_up &= policies["termination_reason"] == words()["cooling_off"]
    person = policies["insured_document_no"]
    life, kept = pairs(
        person, policies["applied_on"], policies["status_on"], person[medical], policies["issued_on"][medical],
        able=given_up,
    )  # fmt: skip
    for row, others in grouped(medical[kept], life):
        yield Fired((At(policies, row), *(At(policies, other) for other in others)))


@flag(
    "F15", "撤回寿险留医疗险",
    needs={Decision: ("conclusion",), Coverage: (), Insured: (), Application: (), Policy: (), Product: ("category",)},
)  # fmt: skip
def life_withdrawn(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """An application for life cover withdrawn by the client after medical cover of the same insured was issued."""
    decisions, coverages, products = data.table(Decision), data.table(Coverage), data.table(Product)
    category = products.look_up(products.match("product_code", coverages["product_code"].tolist()), "category")
    life = set(coverages["application_no"][among(category, words()["life_categories"])].tolist())
    number = decisions["application_no"]
    people, applications = data.table(Insured), data.table(Application)
    person = people.look_up(people.match("application_no", number.tolist()), "document_no")
    applied = applications.look_up(applications.match("application_no", number.tolist()), "applied_on")
    medical = _medical(data)
    withdrawn, kept = pairs(
        person, applied, decisions["decided_on"],
        data.policies["insured_document_no"][medical], data.policies["issued_on"][medical],
        able=(decisions["conclusion"] == words()["withdrawn"]) & among(number, life),
    )  # fmt: skip
    for row, others in grouped(medical[kept], withdrawn):
        yield Fired((At(decisions, row), *(At(data.policies, other) for other in others)))

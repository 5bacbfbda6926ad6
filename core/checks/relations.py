"""与被保险人关系 held against births and sexes: parents and children, husband and wife, father and mother."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.beneficiary_groups import relation_words
from core.checks.people import People, people_of
from core.checks.rule import Context, Hit
from core.checks.words import whole_words
from core.days.age import ages
from core.records.people import Insured
from core.table import Array, Mask, blank

PARENT, CHILD, SPOUSE, SELF = "父母", "子女", "配偶", "本人"
SEX_OF = {"丈夫": "男", "父亲": "男", "儿子": "男", "妻子": "女", "母亲": "女", "女儿": "女"}


class Couple:
    """A person and the insured of the same application, in columns on the person's rows."""

    def __init__(self, context: Context, people: People) -> None:
        insured = people_of(context.tables.of(Insured))
        self.rows = insured.table.match("application_no", people.table["application_no"])
        self.people = people
        self.relation = relation_words(people.table["relation"])
        self.births = people.births(), self._of_insured(insured.births())
        self.sexes = people.sexes(), self._of_insured(insured.sexes())
        self.numbers = people["document_no"], self._of_insured(insured["document_no"])

    def _of_insured(self, column: Array) -> Array:
        result = blank("day" if column.dtype.kind == "M" else "text", len(self.rows))
        result[self.rows >= 0] = column[self.rows[self.rows >= 0]]
        return result

    def same_number(self) -> Mask:
        """Both have the same, known certificate number."""
        own, other = self.numbers
        return np.asarray((own != "") & (own == other), dtype=bool)


def relation_hits(context: Context, people: People) -> Iterator[Hit]:
    """Relations that births or sexes speak against."""
    couple = Couple(context, people)
    own, other = couple.numbers
    two_people = (own != "") & (other != "") & (own != other)
    yield Hit(people.table, "relation", (couple.relation == SELF) & two_people)
    strange = couple.same_number() & (couple.relation != SELF) & (couple.relation != "") & (couple.relation != "法定")
    yield Hit(people.table, "relation", strange, "same_person")
    yield from _wrong_sex(couple)
    yield from _too_close(context, couple)
    yield from _too_young(context, couple)


def _wrong_sex(couple: Couple) -> Iterator[Hit]:
    own, other = couple.sexes
    typed = couple.people.table["relation"]
    expected = np.array([SEX_OF.get(word, "") for word in typed.tolist()], dtype=object)
    wrong = (expected != "") & (own != "") & (own != expected)
    same_sex = (couple.relation == SPOUSE) & (own != "") & (own == other)
    rows = wrong | same_sex
    yield Hit(couple.people.table, "relation", rows, "sex", details={"other": list(own[rows])})


def _too_close(context: Context, couple: Couple) -> Iterator[Hit]:
    """Parent and child: the parent's completed years on the child's birthday."""
    own, other = couple.births
    parent = np.where(couple.relation == CHILD, other, own)
    child = np.where(couple.relation == CHILD, own, other)
    family = np.isin(couple.relation.astype(str), (PARENT, CHILD)) & ~np.isnat(parent) & ~np.isnat(child)
    gap = ages(parent, child)
    limit = context.limit("parent_child_age_gap", couple.people.table)
    close = family & (gap < limit)
    words = {"days": whole_words(gap[close]), "limit": whole_words(limit[close])}
    yield Hit(couple.people.table, "relation", close, "age_gap", details=dict(words))
    yield Hit(couple.people.table, "relation", family & np.isnan(gap), "parent_younger")


def _too_young(context: Context, couple: Couple) -> Iterator[Hit]:
    """Husband and wife: each of marriageable age on the day of the application; the first too young is named."""
    table = couple.people.table
    days = context.event_days(table)
    limits = {"男": context.limit("marriage_age_male", table), "女": context.limit("marriage_age_female", table)}
    found = np.zeros(len(table), dtype=bool)
    age_found, limit_found = blank("number", len(table)), blank("number", len(table))
    for births, sexes in zip(couple.births, couple.sexes, strict=True):
        age = ages(births, days)
        limit = np.where(sexes == "男", limits["男"], np.where(sexes == "女", limits["女"], np.nan))
        young = (couple.relation == SPOUSE) & (age < limit) & ~found
        age_found[young], limit_found[young] = age[young], limit[young]
        found |= young
    words = {"expected": whole_words(age_found[found]), "limit": whole_words(limit_found[found])}
    yield Hit(couple.people.table, "relation", found, "marriage_age", details=dict(words))

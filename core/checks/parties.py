"""A501–A507: may this person insure that one, did the insured agree, and who may benefit?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import aligned, any_coverage, evidence, insured_ages
from core.checks.beneficiary_groups import Groups, named, relation_words
from core.checks.law_words import listed
from core.checks.minors import death_lines, death_totals, declared
from core.checks.people import people_of
from core.checks.relations import PARENT, SELF, SPOUSE, Couple, relation_hits
from core.checks.rule import Context, Hit, rule
from core.checks.words import money_words, whole_words
from core.money import exceeds
from core.records.application import Coverage
from core.records.papers import Signing
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.product import Product
from core.table import Mask, Table

KIN = ("祖父母", "孙子女", "兄弟姐妹", "其他家庭成员")
EMPLOYER, ORGANISATION = "雇主", "统一社会信用代码"
FORMER_SPOUSE = "前配偶"


@rule("A501")
def insurable_interest(context: Context) -> Iterator[Hit]:
    """《保险法》第三十一条: close family passes, kin and employers prove it, and the insured's consent mends all."""
    table = context.tables.of(Policyholder)
    relation = relation_words(table["relation"])
    free = listed(context, "insurable_interest_relations", table, relation, Policyholder, "relation")
    agreed = aligned(context, Signing, "consent_document", table) == "是"
    proved = agreed | (aligned(context, Signing, "interest_evidence", table) == "是")
    kin, employer = np.isin(relation.astype(str), KIN), relation == EMPLOYER
    yield Hit(table, "relation", kin & ~proved, "support")
    yield Hit(table, "relation", employer & ~proved, "employment")
    yield Hit(table, "relation", (relation != "") & ~free & ~kin & ~employer & ~agreed)


@rule("A502")
def relation_fits_people(context: Context) -> Iterator[Hit]:
    """《民法典》第一千零四十七条 and logic: parents are older, spouses of age, 父亲 is 男, 本人 is one person."""
    for record in (Policyholder, Beneficiary):
        table = context.tables.of(record)
        if len(table):
            yield from relation_hits(context, people_of(table))


@rule("A503", needs=(Product,))
def insured_agrees_to_death_cover(context: Context) -> Iterator[Hit]:
    """《保险法》第三十四条、司法解释（三）第一条: the insured accepts the 保额; parents of a minor need not ask."""
    table = context.tables.of(Policyholder)
    age = insured_ages(context, table)
    minor = age < context.limit("adult_age", table)
    incapable = age < context.limit("no_capacity_age", table)  # A504
    asked = _death_cover(context, table) & ~_own_life(context, table)
    agreed = aligned(context, Signing, "insured_consent", table) == "是"
    yield from evidence(context, Signing, "insured_consent", table, asked & ~minor & ~agreed)
    by_parents = _by_parents(context, table) | (aligned(context, Signing, "parents_consent", table) == "是")
    without_parents = asked & minor & ~incapable & ~by_parents
    yield from evidence(context, Signing, "parents_consent", table, without_parents, "minor")


@rule("A504", needs=(Product,))
def no_death_cover_without_capacity(context: Context) -> Iterator[Hit]:
    """《保险法》第三十三条、司法解释（三）第六条、《民法典》第十九条至第二十一条: only parents, or they consent."""
    table = context.tables.of(Insured)
    age = people_of(table).ages(context)
    declared_incapable = table["capacity_limited"] == "是"
    minor = age < context.limit("adult_age", table)
    incapable = declared_incapable | (age < context.limit("no_capacity_age", table))
    insured_so = _death_cover(context, table) & incapable
    yield Hit(table, "capacity_limited", insured_so & ~minor)
    by_parents = _by_parents(context, table) | (aligned(context, Signing, "parents_consent", table) == "是")
    yield from evidence(context, Signing, "parents_consent", table, insured_so & minor & ~by_parents, "guardian")


@rule("A505", needs=(Product,))
def minor_death_cap(context: Context) -> Iterator[Hit]:
    """保监发〔2015〕90号、《保险法》第三十三条第二款: a minor's death cover over all insurers stays within the cap."""
    lines = context.tables.of(Coverage)
    age = insured_ages(context, lines)
    cap = context.law.banded("minor_death_cap", context.event_days(lines), age)
    chosen = death_lines(context) & ~np.isnan(cap)
    if not chosen.any():
        return
    first = Groups(lines).first(chosen)
    total = death_totals(context, lines, chosen)
    over = first & exceeds(total, cap)
    words = {"other": whole_words(age[over]), "expected": money_words(total[over]), "limit": money_words(cap[over])}
    yield Hit(lines, "sum_assured", over, details=dict(words))
    yield Hit(lines, "sum_assured", first & np.isnan(declared(context, lines)), "undeclared")


@rule("A506")
def employer_names_family(context: Context) -> Iterator[Hit]:
    """《保险法》第三十九条第二款: with an employer as 投保人 the beneficiary is the insured or a 近亲属."""
    table = context.tables.of(Beneficiary)
    by_employer = aligned(context, Policyholder, "relation", table) == EMPLOYER
    by_employer |= aligned(context, Policyholder, "document_type", table) == ORGANISATION
    relation = relation_words(table["relation"])
    close = listed(context, "close_relatives", table, relation, Beneficiary, "relation") | (relation == SELF)
    asked = by_employer & named(table)
    yield Hit(table, "relation", asked & (relation == ""), "blank")
    yield Hit(table, "relation", asked & (relation != "") & (relation != "法定") & ~close)


@rule("A507")
def former_spouse_named(context: Context) -> Iterator[Hit]:
    """司法解释（三）第九条第二款第三项: a spouse named by name and relation no longer counts after the divorce."""
    table = context.tables.of(Beneficiary)
    divorced = aligned(context, Insured, "marriage", table) == "离异"
    relation = relation_words(table["relation"])
    yield Hit(table, "relation", divorced & named(table) & ((relation == SPOUSE) | (relation == FORMER_SPOUSE)))


def _death_cover(context: Context, table: Table) -> Mask:
    return any_coverage(context, death_lines(context), table)


def _own_life(context: Context, table: Table) -> Mask:
    """Policyholder and insured are one person: the same number, or 本人 without two different numbers."""
    couple = Couple(context, people_of(table))
    own, other = couple.numbers
    unknown = (own == "") | (other == "")
    return np.asarray(couple.same_number() | ((couple.relation == SELF) & unknown), dtype=bool)


def _by_parents(context: Context, table: Table) -> Mask:
    relation = relation_words(aligned(context, Policyholder, "relation", table))
    return np.asarray(relation == PARENT, dtype=bool)

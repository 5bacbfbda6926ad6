"""A8 销售过程证据: recordings, signatures, the papers handed over, and the product's own parameters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

import numpy as np

from core.checks.applications import aligned, any_coverage
from core.checks.coverages import NEW_TYPES, designs, single
from core.checks.paperwork import Written, at_paper, person_ages, plain
from core.checks.product_parameters import cooling_off_is_set, health_parameters
from core.checks.recording import classes, points, runs_longer
from core.checks.recording_quality import full_checks, late_fixes, share_checked
from core.checks.rule import Context, Hit, rule
from core.records.application import Application
from core.records.papers import Signing
from core.records.people import Insured, Policyholder
from core.table import Mask, Table


@rule("A801")
def sale_is_recorded(context: Context) -> Iterator[Hit]:
    """54号第四条至第六条: agency sales above a year, unit-linked, and older policyholders above a year are recorded."""
    table = context.tables.of(Application)
    kinds = classes(context, table)
    none = aligned(context, Signing, "recording_no", table) == ""
    limit = context.limit("double_recording_age", table)
    for says, chosen in (("agency", kinds.agency), ("unit_linked", kinds.unit_linked), ("senior", kinds.senior)):
        words = {"expected": Written(kinds.ages, plain), "limit": Written(limit, plain)}
        yield from at_paper(context, Signing, "recording_no", table, chosen & none, says, words)


@rule("A802")
def recording_shows_every_point(context: Context) -> Iterator[Hit]:
    """54号第七条: the recording shows every point that the product asks for."""
    table = context.tables.of(Application)
    recorded = aligned(context, Signing, "recording_no", table) != ""
    incomplete = aligned(context, Signing, "recording_points", table) != "是"
    failing = classes(context, table).any & recorded & incomplete
    yield from at_paper(context, Signing, "recording_points", table, failing, words={"name": points(context, table)})


@rule("A803")
def recordings_are_checked(context: Context) -> Iterator[Hit]:
    """54号第十条: a share of agency recordings is checked, all of the others, and faults are fixed."""
    yield from share_checked(context)
    yield from full_checks(context)
    yield from late_fixes(context)


@rule("A804")
def sentence_is_copied(context: Context) -> Iterator[Hit]:
    """54号第七条: for products without guaranteed benefits the customer copies the sentence; wording 待确认."""
    table = context.tables.of(Signing)
    due = any_coverage(context, np.isin(designs(context).astype(str), NEW_TYPES), table)
    yield Hit(table, "copied_sentence", due & (table["copied_sentence"] == ""), "blank")
    yield Hit(table, "copied_sentence", due & (table["copied_sentence"] != "") & ~_same_sentence(context, table))


@rule("A805")
def everybody_has_signed(context: Context) -> Iterator[Hit]:
    """销售办法第二十九条: policyholder, insured (or guardian, in the own name) and salesperson sign.

    An insured who is the policyholder need not sign twice; paying cures only the policyholder's missing signature.
    """
    table = context.tables.of(Application)
    same_person = aligned(context, Policyholder, "relation", table) == "本人"
    minor = person_ages(context, Insured, table) < context.limit("adult_age", table)
    ward = minor | (aligned(context, Insured, "capacity_limited", table) == "是")
    insured = aligned(context, Signing, "insured_signed", table)
    unsigned = (insured == "否") | ((insured == "") & ~same_person)
    for column, says, failing, name in (
        ("policyholder_signed", "default", aligned(context, Signing, "policyholder_signed", table) != "是", "投保人"),
        ("insured_signed", "default", ~ward & unsigned, "被保险人"),
        ("guardian_signed", "guardian", ward & (aligned(context, Signing, "guardian_signed", table) != "是"), "监护人"),
        ("agent_signed", "default", aligned(context, Signing, "agent_signed", table) != "是", "销售人员"),
    ):
        yield from at_paper(context, Signing, column, table, failing, says, {"name": name})
    by_agent = context.tables.of(Signing)
    column = "agent_confirmed_for_client"
    yield Hit(by_agent, column, by_agent[column] == "是", "by_salesperson")


@rule("A806")
def electronic_signature_is_reliable(context: Context) -> Iterator[Hit]:
    """电子签名法第十三条、第十四条: an electronic signature is a reliable one."""
    table = context.tables.of(Signing)
    yield Hit(table, "signing_form", table["signing_form"] == "其他电子签名")


@rule("A807")
def papers_are_handed_over(context: Context) -> Iterator[Hit]:
    """销售办法第二十五、二十六、二十九条, 披露办法第十二条: notice, brochure and exclusions are signed for."""
    table = context.tables.of(Application)
    always = np.ones(len(table), dtype=bool)
    for column, due in (
        ("notice_signed", always),
        ("manual_signed", runs_longer(context, "product_brochure_policy_years", table)),
        ("exclusions_signed", always),
    ):
        missing = due & (aligned(context, Signing, column, table) != "是")
        words = {"name": Signing.column(column).heading.removesuffix("签收")}
        yield from at_paper(context, Signing, column, table, missing, words=words)


@rule("A808")
def health_product_parameters_hold(context: Context) -> Iterator[Hit]:
    """健康险办法第二十七、十五、四十三条: waiting period, cooling-off and rider term of the health products sold."""
    yield from health_parameters(context)


@rule("A809")
def cooling_off_is_known(context: Context) -> Iterator[Hit]:
    """Parameter row: the 犹豫期 of other long products is read from the product; a missing one is shown as 待确认."""
    yield from cooling_off_is_set(context)


@rule("A810")
def older_bank_customers_see_a_person(context: Context) -> Iterator[Hit]:
    """银保通知2014 (待确认): older policyholders of the bank channel are not passed automatically."""
    table = context.tables.of(Application)
    bank = table["channel"] == "银保"
    ages = person_ages(context, Policyholder, table)
    limit = context.limit("bank_automatic_underwriting_age", table)
    lower = context.limit("bank_automatic_underwriting_age_regular_premium", table)
    regular = any_coverage(context, ~single(context), table)
    for says, failing, bound in (
        ("default", bank & (ages > limit), limit),
        ("regular_premium", bank & regular & (ages > lower) & ~(ages > limit), lower),
    ):
        details = {"expected": plain(ages[failing]), "limit": plain(bound[failing])}
        yield Hit(table, "channel", failing, says, details={**details})


def _same_sentence(context: Context, table: Table) -> Mask:
    """Does the copied sentence match the set one, punctuation and width aside, at least to the set share?"""
    days = context.event_days(table)
    verdicts = np.zeros(len(table), dtype=bool)
    for row in np.flatnonzero(table["copied_sentence"] != ""):
        day = days[row].astype(object)
        wanted = _letters(context.law.value("transcribed_sentence", day).value)
        copied = _letters(table["copied_sentence"][row])
        share = float(context.law.value("transcribed_sentence_match", day).value)
        verdicts[row] = copied == wanted or SequenceMatcher(None, copied, wanted).ratio() >= share
    return verdicts


def _letters(text: str) -> str:
    """The text after NFKC, without punctuation and blanks."""
    plain_text = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain_text if unicodedata.category(sign)[0] not in "PZCS")

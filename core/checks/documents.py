"""A206–A214, A217, A218: certificates beside the citizen number, how long they run, and who may use them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import aligned
from core.checks.document_numbers import starts_with
from core.checks.people import People, everyone
from core.checks.rule import Context, Hit, rule
from core.checks.validity import validity
from core.checks.words import day_words, whole_words
from core.days.age import ages
from core.days.anniversary import anniversaries
from core.identifiers import Invalid, by_document
from core.identifiers.columns import resident_check_digit_ok
from core.identifiers.passport import is_chinese
from core.identifiers.regions import RESIDENCE_PERMIT_AREAS
from core.normalise.days import LONG_TERM
from core.records.papers import DueDiligence
from core.table import Array, Mask, Rows

CHINA = ("中国", "中华人民共和国", "CHN", "CN", "CHINA")
ENDED = "终止"
_ONE_DAY = np.timedelta64(1, "D")


@rule("A206")
def certificate_valid(context: Context) -> Iterator[Hit]:
    """《反洗钱法》第二十八条、第二十九条、第三十四条第二款: valid on the 投保日, and starts before it ends."""
    for people in _with_validity(context):
        start, end, _ = validity(people["document_validity"])
        days = _business_days(context, people)
        expired = end < days
        yield people.hit("document_validity", expired, expected=day_words(days[expired]))
        yield people.hit("document_validity", start >= end, "order")


@rule("A207")
def validity_fits_age(context: Context) -> Iterator[Hit]:
    """《居民身份证法》第五条: the holder's age at the start gives 5, 10 or 20 years, or 长期; one day of grace."""
    for people in _with_validity(context):
        start, end, long_term = validity(people["document_validity"])
        stated = people.of_type("身份证") & ~np.isnat(start)
        if not stated.any():
            continue
        age = ages(people.births(), start)
        known = stated & ~np.isnan(age) & context.law.in_force("A207", start)
        years = context.law.banded("id_validity_years", start, age)
        for_life = np.isnan(years)
        fits = np.where(for_life, long_term, np.abs(end - anniversaries(start, years)) <= _ONE_DAY)
        wrong = known & ~fits
        words = [LONG_TERM if np.isnan(one) else f"{one:.0f}年" for one in years[wrong].tolist()]
        yield people.hit("document_validity", wrong, expected=words)


@rule("A208")
def certificate_running_out(context: Context) -> Iterator[Hit]:
    """《反洗钱法》第三十四条第二款: clients of policies in force whose certificate ends within N days, or has ended."""
    today = np.datetime64(context.on)
    notice = context.law.column("id_expiry_reminder_days", np.array([today]))[0]
    for people in _with_validity(context):
        if not people.table.record.in_force_data:
            continue
        people = people.as_of(today)
        end = validity(people["document_validity"]).end
        left = np.where(np.isnat(end), np.nan, (end - today).astype(np.float64))
        live = people.table["status"] != ENDED
        soon = live & (left >= 0) & (left <= notice)
        yield people.hit("document_validity", soon, days=whole_words(left[soon]))
        yield people.hit("document_validity", live & (left < 0) & ~np.isnan(notice), "expired")


@rule("A209")
def hk_macau_pass(context: Context) -> Iterator[Hit]:
    """公安部 2010 numbering rule: H or M with 8 digits, or with 10 of which two count renewals."""
    for people in everyone(context.tables):
        yield people.hit("document_no", _faults(people, "港澳居民来往内地通行证")[0])


@rule("A210")
def taiwan_pass(context: Context) -> Iterator[Hit]:
    """Practice: 8 digits on the card, 10 on the old booklet with or without a bracket behind."""
    for people in everyone(context.tables):
        yield people.hit("document_no", _faults(people, "台湾居民来往大陆通行证")[0])


@rule("A211")
def residence_permit(context: Context) -> Iterator[Hit]:
    """居住证 numbering rule: 810000, 820000 or 830000 in front, and only there; the rest is A201 to A203."""
    for people in everyone(context.tables):
        numbers = people["document_no"]
        permits = np.flatnonzero(people.of_type("港澳台居民居住证") & (numbers != ""))
        yield people.hit("document_no", permits[~starts_with(numbers[permits], *RESIDENCE_PERMIT_AREAS)])
        citizens = np.flatnonzero(people.of_type("身份证"))
        area = starts_with(numbers[citizens], *RESIDENCE_PERMIT_AREAS)
        yield people.hit("document_no", citizens[area], "typed_as_citizen")


@rule("A212")
def permanent_residence_card(context: Context) -> Iterator[Hit]:
    """2023 machine-reading rule: 9 in front and MOD 11-2 on the new card; 3 letters and 12 digits on the old one."""
    for people in everyone(context.tables):
        rows, reasons = _faults(people, "外国人永久居留身份证")
        yield people.hit("document_no", rows[reasons == "checksum"], "check_digit")
        yield people.hit("document_no", rows[reasons != "checksum"])
        citizens = np.flatnonzero(people.of_type("身份证"))
        nines = citizens[starts_with(people["document_no"][citizens], "9")]
        new_cards = nines[resident_check_digit_ok(people["document_no"][nines])]
        yield people.hit("document_no", new_cards, "typed_as_citizen")


@rule("A213")
def passport(context: Context) -> Iterator[Hit]:
    """Practice, a hint only: the shape of the number; a Chinese adult is asked for the 身份证."""
    for people in everyone(context.tables):
        holders = people.of_type("护照") & (people["document_no"] != "")
        if not holders.any():
            continue
        chinese = holders & _of(CHINA, people["nationality"])
        odd = np.zeros(len(people), dtype=bool)
        odd[np.flatnonzero(chinese)] = [not is_chinese(number) for number in people["document_no"][chinese]]
        odd[_faults(people, "护照")[0]] = True
        yield people.hit("document_no", odd)
        adult = people.ages(context) >= context.limit("adult_age", people.table)
        yield people.hit("document_type", chinese & adult, "resident")


@rule("A214")
def papers_of_minors(context: Context) -> Iterator[Hit]:
    """Practice: 户口簿 and 出生证 serve minors only; a 户口簿 carries a valid citizen number."""
    for people in everyone(context.tables):
        holders = people.of_type("户口簿", "出生证")
        if not holders.any():
            continue
        adult = people.ages(context) >= context.limit("adult_age", people.table)
        yield people.hit("document_type", holders & adult, "adult")
        yield people.hit("document_no", _faults(people, "户口簿")[0])
        yield people.hit("document_no", _faults(people, "出生证")[0], "birth_certificate")


@rule("A217")
def foreign_nationality(context: Context) -> Iterator[Hit]:
    """CRS rules: not 中国 asks for the statement of tax residence and due diligence, and for 职业 and 住址."""
    for people in everyone(context.tables):
        if not people.records("nationality"):
            continue
        foreign = (people["nationality"] != "") & ~_of(CHINA, people["nationality"])
        evidence = [
            aligned(context, DueDiligence, name, people.table) == "是" for name in ("tax_statement", "completed")
        ]
        yield people.hit("nationality", foreign & ~np.logical_and.reduce(evidence))
        for name, heading in (("occupation", "职业"), ("address", "住址")):
            yield people.hit(name, foreign & (people[name] == ""), "fields", name=heading)


@rule("A218")
def credit_code(context: Context) -> Iterator[Hit]:
    """GB 32100: 18 signs without I O S V Z, the last one a check sign."""
    for people in everyone(context.tables):
        rows, reasons = _faults(people, "统一社会信用代码")
        yield people.hit("document_no", rows[reasons == "checksum"])
        yield people.hit("document_no", rows[reasons != "checksum"], "characters")


def _faults(people: People, document_type: str) -> tuple[Rows, Array]:
    """The rows whose certificate of this type has a number that can't be right, and each one's reason."""
    rows = np.flatnonzero(people.of_type(document_type) & (people["document_no"] != ""))
    verdicts = [_reason(document_type, number) for number in people["document_no"][rows].tolist()]
    reasons = np.array(verdicts, dtype=object)
    return rows[reasons != ""], reasons[reasons != ""]


def _reason(document_type: str, number: str) -> str:
    try:
        by_document(document_type).validate(number)
    except Invalid as fault:
        return fault.reason
    return ""


def _of(words: tuple[str, ...], column: Array) -> Mask:
    """Is each text one of the words, or 中国 with a region behind?"""
    distinct = {text: text.upper() in words or text.startswith(words[0]) for text in set(column.tolist())}
    return np.fromiter(map(distinct.__getitem__, column.tolist()), bool, len(column))


def _with_validity(context: Context) -> Iterator[People]:
    return (people for people in everyone(context.tables) if people.records("document_validity"))


def _business_days(context: Context, people: People) -> Array:
    """The day of the application; for a policy in force without one, none: its clients are reminded by A208."""
    table = people.table
    return table[table.record.event_date] if table.record.in_force_data else context.event_days(table)

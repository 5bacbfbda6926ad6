"""A201–A205, A215, A216: does the citizen number hold, and does it agree with what is written beside it?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.document_numbers import (
    LENGTH,
    OLD_LENGTH,
    all_digits,
    digits_lost,
    resident_shaped,
    starts_with,
    stored_as_number,
)
from core.checks.one_person import conflicts, name_birth_and_type, person_numbers, with_several
from core.checks.people import everyone, everyone_held
from core.checks.rule import Context, Hit, rule
from core.checks.words import whole_words
from core.days.age import ages
from core.identifiers.columns import resident_birth_dates, resident_check_digit_ok, resident_sexes
from core.identifiers.regions import PROVINCES, RESIDENCE_PERMIT_AREAS
from core.records.papers import Account

KNOWN_OPENINGS = (*PROVINCES, *RESIDENCE_PERMIT_AREAS, "9")
"""Present provinces, residence permits, and the 9 of a foreigner's card (A212)."""
_DIGITS = set("0123456789")


@rule("A201")
def check_digit_fits(context: Context) -> Iterator[Hit]:
    """GB 11643: 17 digits and a check character by MOD 11-2 (居民身份证, and 港澳台居民居住证 likewise)."""
    for people in everyone(context.tables):
        numbers = people["document_no"]
        failing = people.resident_numbers() & ~resident_check_digit_ok(numbers)
        suspects = np.flatnonzero(failing & ~digits_lost(people)) if failing.any() else np.flatnonzero(failing)
        kinds = np.array([_fault(number) for number in numbers[suspects].tolist()], dtype=object)
        for says in ("default", "characters"):
            yield people.hit("document_no", suspects[kinds == says], says)
        short = suspects[kinds == "length"]
        lengths = [str(len(number)) for number in numbers[short].tolist()]
        yield people.hit("document_no", short, "length", expected=str(LENGTH), other=lengths)


def _fault(number: str) -> str:
    """Why a number that fails the check fails it; an old 15-digit card is left to A204."""
    if len(number) == OLD_LENGTH and number.isdigit():
        return "old_card"
    if len(number) != LENGTH:
        return "length"
    return "default" if _DIGITS.issuperset(number[:-1]) and number[-1] in "0123456789X" else "characters"


@rule("A202")
def birth_date_in_number(context: Context) -> Iterator[Hit]:
    """GB 11643: characters 7–14 are a real day, not in the future, of a possible age, and the 出生日期."""
    for people in everyone(context.tables):
        numbers, days = people["document_no"], context.event_days(people.table)
        shaped = people.resident_numbers() & resident_shaped(numbers)
        inside = resident_birth_dates(numbers)
        yield people.hit("document_no", shaped & np.isnat(inside), "impossible")
        yield people.hit("document_no", shaped & (inside > days), "future")
        limit = context.limit("id_maximum_age", people.table)
        old = shaped & (ages(inside, days) > limit)
        yield people.hit("document_no", old, "too_old", limit=whole_words(limit[old]))
        written = people["birth_date"]
        differs = shaped & (inside != written) & ~np.isnat(inside) & ~np.isnat(written)
        if people.records("birth_date"):
            yield people.hit("birth_date", differs, "differs_from_cell")


@rule("A203")
def sex_in_number(context: Context) -> Iterator[Hit]:
    """GB 11643: an odd 17th digit is 男, an even one 女, as in the cell 性别."""
    for people in everyone(context.tables):
        if people.records("sex"):
            written, inside = people["sex"], resident_sexes(people["document_no"])
            differs = people.resident_numbers() & (written != "") & (inside != "") & (written != inside)
            yield people.hit("sex", differs, expected=list(inside[differs]))


@rule("A204")
def no_old_card(context: Context) -> Iterator[Hit]:
    """《居民身份证法》第二十三条: 15-digit cards ended on 2013-01-01; policies in force may still hold one."""
    for people in everyone(context.tables):
        rows = people.resident_numbers() & all_digits(people["document_no"], OLD_LENGTH)
        if people.table.record.in_force_data:
            yield people.as_of(np.datetime64(context.on)).hit("document_no", rows, "in_force")
        else:
            yield people.hit("document_no", rows)


@rule("A205")
def area_code_known(context: Context) -> Iterator[Hit]:
    """A hint only: the first two digits are a present province. Area codes of living holders vanish from the lists."""
    for people in everyone(context.tables):
        numbers = people["document_no"]
        suspects = np.flatnonzero(people.resident_numbers() & ~starts_with(numbers, *KNOWN_OPENINGS))
        strange = suspects[resident_check_digit_ok(numbers[suspects])]
        yield people.hit("document_no", strange, other=[number[:6] for number in numbers[strange].tolist()])


@rule("A215")
def one_person_one_number(context: Context) -> Iterator[Hit]:
    """保监发〔2013〕82号: one number has one name; one name and birth date has one number of a kind of document."""
    here = list(everyone(context.tables))
    held = list(everyone_held(context, here))
    by_number = [(people, person_numbers(people), people["name"]) for people in (*here, *held)]
    for place, rows, elsewhere in conflicts(by_number):
        if place < len(here):
            yield here[place].hit("document_no", rows, other=elsewhere)
    namesakes = with_several((names, numbers) for _, numbers, names in by_number)
    by_person = [(people, name_birth_and_type(people, namesakes), numbers) for people, numbers, _ in by_number]
    for place, rows, elsewhere in conflicts(by_person):
        if place < len(here):
            yield here[place].hit("document_no", rows, "two_numbers", other=elsewhere)


@rule("A216")
def no_digits_lost(context: Context) -> Iterator[Hit]:
    """Measured: a cell keeps 15 digits of a number and makes the rest 0; it is fetched again, never guessed."""
    for people in everyone(context.tables):
        yield people.hit("document_no", digits_lost(people), name="证件号码")
    accounts = context.tables.of(Account)
    yield Hit(accounts, "account_no", stored_as_number(accounts, "account_no"), details={"name": "账号"})

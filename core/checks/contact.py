"""A301–A305: can the customer be reached, and is it the customer who is reached?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from core.checks.document_numbers import all_digits
from core.checks.law_words import words_on
from core.checks.people import People, everyone, everyone_held
from core.checks.rule import Context, Hit, rule
from core.checks.staff import someone_else_of_staff
from core.checks.unrelated import holders, unrelated_holders
from core.checks.words import whole_words
from core.identifiers import address, email, landline
from core.identifiers.columns import mobile_ok
from core.identifiers.regions import MUNICIPALITIES, PROVINCES
from core.records.reference import Staff
from core.table import Array, Rows

POLICYHOLDER, BENEFICIARY = "投保人", "受益人"
POSTAL_DIGITS = 6

_HAN = "[\u4e00-\u9fff]"
_CITY = "|".join(MUNICIPALITIES)
_PROVINCE = "|".join(name for name in PROVINCES.values() if name not in MUNICIPALITIES)
_COMPLETE = re.compile(rf"(?:(?:{_CITY})|(?:{_PROVINCE}){_HAN}{{2,8}}市){_HAN}{{1,8}}[区县]")
"""An address that surely names all levels; greedy, so that what is left is never more than the detail."""


@rule("A301")
def mobile_number(context: Context) -> Iterator[Hit]:
    """Measured: 1, then 3–9, then nine digits, after +86 and blanks are gone. A beneficiary may give a 固定电话."""
    prefixes = set(words_on(context, "mobile_prefixes", np.datetime64(context.on)))  # the company's list, if any
    for people in everyone(context.tables):
        if people.records("phone"):
            phones = people["phone"]
            wrong = np.flatnonzero((phones != "") & ~mobile_ok(phones))
            fixed = [people.party.role == BENEFICIARY and landline.is_valid(phone) for phone in phones[wrong].tolist()]
            yield people.hit("phone", wrong[~np.array(fixed, dtype=bool)])
            strange = np.array([bool(prefixes) and phone[:3] not in prefixes for phone in phones.tolist()], dtype=bool)
            unknown = np.flatnonzero(strange & mobile_ok(phones))
            yield people.hit("phone", unknown, "prefix", expected=[phone[:3] for phone in phones[unknown].tolist()])


@rule("A302", needs=(Staff,))
def phone_not_of_staff(context: Context) -> Iterator[Hit]:
    """保监发〔2013〕82号: the 投保人's phone is not one of sales, office or branch, or 回访 misses the customer."""
    staff = context.references.of(Staff)
    for people in _policyholders(context):
        for name in ("phone", "landline"):
            if people.records(name):
                rows = staff.match("phone", people[name].tolist())
                others = someone_else_of_staff(context, people.table, people["name"], rows)
                yield people.hit(name, others, other="人员名册")


@rule("A303")
def phone_of_unrelated_people(context: Context) -> Iterator[Hit]:
    """Practice: one mobile on several 投保人 of different surname and address, the ledger's included."""
    here = list(_policyholders(context))
    held = [people for people in everyone_held(context, here) if people.party.role == POLICYHOLDER]
    counts = unrelated_holders([holders(people, people["phone"]) for people in (*here, *held)])
    for people, count in zip(here, counts, strict=False):
        limit = context.limit("mobile_shared_policyholders", people.table)
        many = count >= limit
        yield people.hit("phone", many, expected=whole_words(count[many]), limit=whole_words(limit[many]))


@rule("A304")
def address_complete(context: Context) -> Iterator[Hit]:
    """《人身保险业务基本服务规定》第九条第二款: 省, 市, 区县 and enough detail; a beneficiary may give a 单位."""
    for people in everyone(context.tables):
        if not people.records("address") or people.party.role == BENEFICIARY:
            continue
        shortest = context.limit("address_detail_characters", people.table)
        found: dict[str, list[tuple[int, str]]] = {"default": [], "too_short": [], "stop_word": []}
        for row in _suspect_addresses(context, people["address"], shortest).tolist():
            says, detail = _address_fault(context, people, row, float(shortest[row]))
            if says:
                found[says].append((row, detail))
        for says, faults in found.items():
            rows = np.array([row for row, _ in faults], dtype=np.intp)
            details = [detail for _, detail in faults]
            yield people.hit("address", rows, says, None, name=details, limit=details)


def _suspect_addresses(context: Context, addresses: Array, shortest: Array) -> Rows:
    """Rows whose address is not surely complete, or has a word in it that is no address."""
    texts = addresses.tolist()
    ends = {text: match.end() if (match := _COMPLETE.match(text)) else len(text) for text in set(texts)}
    detail = np.array([len(text) - ends[text] for text in texts], dtype=np.float64)
    line = context.law.timeline("address_stop_words")
    stop = re.compile("|".join(re.escape(word) for one in line.rows if one for word in one.value))
    stopped = np.array([match is not None for match in map(stop.search, texts)], dtype=bool)
    return np.flatnonzero((addresses != "") & (stopped | ~(detail >= shortest)))


def _address_fault(context: Context, people: People, row: int, shortest: float) -> tuple[str, str]:
    """Which text of the rule applies and its detail; two blanks for an address that is good after all."""
    text = address.compact(people["address"][row])
    parts = address.parse(text)
    words = words_on(context, "address_stop_words", context.event_days(people.table)[row])
    place = parts.detail if not parts.missing else text
    if any(place.startswith(word) for word in words):
        return "stop_word", ""
    if parts.missing:
        return "default", "、".join(parts.missing)
    return ("too_short", f"{shortest:.0f}") if len(parts.detail) < shortest else ("", "")


@rule("A305")
def postal_code_and_email(context: Context) -> Iterator[Hit]:
    """Format convention: 邮编 has 6 digits, its leading zero kept; an e-mail address has a name, @ and a domain."""
    for people in everyone(context.tables):
        if people.records("postal_code"):
            codes = people["postal_code"]
            yield people.hit("postal_code", (codes != "") & ~all_digits(codes, POSTAL_DIGITS))
        if people.records("email"):
            written = np.flatnonzero(people["email"] != "")
            wrong = [not email.is_valid(text) for text in people["email"][written].tolist()]
            yield people.hit("email", written[np.array(wrong, dtype=bool)], "email")


def _policyholders(context: Context) -> Iterator[People]:
    return (people for people in everyone(context.tables) if people.party.role == POLICYHOLDER)

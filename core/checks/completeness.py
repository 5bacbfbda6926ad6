"""A101–A113 (first part): is everything there, once, and nothing that may not be asked?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import numpy as np

from core.checks.applications import aligned
from core.checks.earlier_form import refill_reasons, sums_lowered
from core.checks.questions import has_catch_all, names_genetic_test
from core.checks.rule import Context, Hit, rule
from core.records.application import Application, Coverage
from core.records.catalogue import APPLICATION_RECORDS
from core.records.papers import Account, Disclosure, DueDiligence, Finance, Signing
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.policy import Policy
from core.records.record import Record
from core.table import Array, Mask, Table, blanks

PARTS = (Policyholder, Insured, Coverage, Disclosure, Finance, Account, DueDiligence, Signing)
"""What every application consists of, beside the 投保单 itself; 受益人 may be left to the law."""

OF_A_PERSON = ("sex", "birth_date", "occupation", "occupation_code", "annual_income")
OF_A_NAMED_BENEFICIARY = ("document_type", "document_no", "relation")
BY_LAW = ("", "法定", "法定继承人")


@rule("A101")
def core_fields_filled(context: Context) -> Iterator[Hit]:
    """《人身保险业务基本服务规定》第十条: all blank core fields of an application are told at once."""
    for record in (Application, Beneficiary, *PARTS):
        table = context.tables.of(record)
        gaps = {name: gap for name, gap in _gaps(table).items() if gap.any()}
        if not gaps:
            continue
        headings = [record.column(name).heading for name in gaps]
        matrix = np.column_stack(list(gaps.values()))
        for (name, gap), heading in zip(gaps.items(), headings, strict=True):
            rows = np.flatnonzero(gap)
            unread = np.array([bool(table.as_typed(name, row).strip()) for row in rows.tolist()])
            all_gaps = ["、".join(np.compress(matrix[row], headings)) for row in rows.tolist()]
            for says, chosen in (("default", ~unread), ("unreadable", unread)):
                others = [text for text, one in zip(all_gaps, chosen.tolist(), strict=True) if one]
                yield Hit(table, name, rows[chosen], says, details={"name": heading, "other": others})
    yield from _parts_missing(context)


def _gaps(table: Table) -> dict[str, Mask]:
    gaps = {column.name: blanks(table[column.name]) for column in table.record.columns() if column.required}
    if table.record is Application:
        del gaps["application_no"]  # A102
    if table.record is Policyholder:
        organisation = table["document_type"] == "统一社会信用代码"
        gaps |= {name: gaps[name] & ~organisation for name in OF_A_PERSON}
    if table.record is Beneficiary:
        named = ~np.isin(table["name"].astype(str), BY_LAW)
        gaps |= {name: blanks(table[name]) & named for name in OF_A_NAMED_BENEFICIARY}
    return gaps


def _parts_missing(context: Context) -> Iterator[Hit]:
    applications = context.tables.of(Application)
    numbers = applications["application_no"]
    absent = {part.sheet: context.tables.of(part).match("application_no", numbers) < 0 for part in PARTS}
    rows = np.flatnonzero(np.logical_or.reduce(list(absent.values())) & (numbers != ""))
    names = ["、".join(sheet for sheet, gone in absent.items() if gone[row]) for row in rows.tolist()]
    yield Hit(applications, "application_no", rows, "parts", details={"name": names})


@rule("A102")
def application_number_unique(context: Context) -> Iterator[Hit]:
    """中银保信保单登记字段 prtno: 投保单号 is there, unique, and not in use for another customer."""
    applications = context.tables.of(Application)
    numbers = applications["application_no"]
    yield Hit(applications, "application_no", numbers == "", "blank")
    yield from _repeated(applications)
    own = aligned(context, Policyholder, "document_no", applications)
    for held in (context.in_force, context.tables):
        policies = held.of(Policy)
        yield _taken(applications, own, policies, policies["policyholder_document_no"])
    earlier = context.in_force.of(Policyholder)
    yield _taken(applications, own, earlier, earlier["document_no"])
    if context.tables.has(Application):
        issued = [held.of(Policy)["application_no"].tolist() for held in (context.in_force, context.tables)]
        known = {*numbers.tolist(), *context.in_force.of(Application)["application_no"].tolist(), *chain(*issued), ""}
        for record in APPLICATION_RECORDS[1:]:
            table = context.tables.of(record)
            strays = np.array([number not in known for number in table["application_no"].tolist()], dtype=bool)
            yield Hit(table, "application_no", strays, "stray")


def _repeated(applications: Table) -> Iterator[Hit]:
    numbers = applications["application_no"]
    first = applications.match("application_no", numbers)
    again = np.flatnonzero((first >= 0) & (first != np.arange(len(applications))))
    places: dict[int, list[int]] = defaultdict(list)
    for row in again.tolist():
        places[int(first[row])].append(row)
    for one, others in places.items():
        rows = np.array([one, *others])
        elsewhere = [_address(applications, others[0]), *(_address(applications, one) for _ in others)]
        yield Hit(applications, "application_no", rows, details={"other": elsewhere})


def _address(table: Table, row: int) -> str:
    where = table.where("application_no", row)
    return f"{where.path}的{where.sheet}!{where.cell}"


def _taken(applications: Table, own: Array, held: Table, holders: Array) -> Hit:
    rows = held.match("application_no", applications["application_no"])
    holder = np.full(len(rows), "", dtype=object)
    holder[rows >= 0] = holders[rows[rows >= 0]]
    taken = (holder != "") & (own != "") & (holder != own)
    return Hit(applications, "application_no", taken, details={"other": f"另一客户的{held.record.sheet}"})


@rule("A106")
def set_complete(context: Context) -> Iterator[Hit]:
    """印刷投保书: of 共N单第n单 every n from 1 to N is there. A set: one policyholder, one day, one N."""
    applications = context.tables.of(Application)
    size, position = applications["set_size"], applications["set_position"]
    yield Hit(
        applications, "set_position", position > size, "order", details={"expected": _whole(size[position > size])}
    )
    holders = aligned(context, Policyholder, "document_no", applications)
    sets: dict[tuple[str, str, float], list[int]] = defaultdict(list)
    for row in np.flatnonzero(size > 1).tolist():
        sets[holders[row], str(applications["applied_on"][row]), float(size[row])].append(row)
    for (_, _, count), rows in sets.items():
        absent = sorted({*range(1, int(count) + 1)} - set(position[rows].tolist()))
        if absent:
            named = "、".join(f"{number:.0f}" for number in absent)
            yield Hit(
                applications, "set_position", np.array(rows[:1]), details={"expected": f"{count:.0f}", "name": named}
            )


def _whole(numbers: Array) -> list[str]:
    return [f"{number:.0f}" for number in numbers.tolist()]


@rule("A109")
def new_form_needed(context: Context) -> Iterator[Hit]:
    """投保单填写要求: what the old form can't bear, by its 更正项目 and by comparison with the earlier form."""
    applications = context.tables.of(Application)
    for row, reasons in refill_reasons(context):
        column = "corrected_items" if applications["corrected_items"][row] else "corrects"
        yield Hit(applications, column, np.array([row]), details={"name": "、".join(reasons)})


@rule("A110")
def lower_sum_signed(context: Context) -> Iterator[Hit]:
    """投保单填写要求: a lower 保额 or plan on the form carries the customer's signature; a higher one needs none."""
    yield from sums_lowered(context)


@rule("A111")
def no_catch_all_question(context: Context) -> Iterator[Hit]:
    """《保险销售行为管理办法》第二十七条、保险法司法解释（二）第六条: no bare 其他疾病 among the questions."""
    applications = context.tables.of(Application)
    texts = applications["questionnaire_items"]
    bare = np.zeros(len(applications), dtype=bool)
    for row in np.flatnonzero(texts != "").tolist():
        bare[row] = has_catch_all(texts[row])
    yield Hit(applications, "questionnaire_items", bare)


@rule("A113")
def no_genetic_tests(context: Context) -> Iterator[Hit]:
    """《健康保险管理办法》第三十八条: no sheet asks for genetic tests or holds one; family history may be asked."""
    for record in APPLICATION_RECORDS:
        table = context.tables.of(record)
        for name in _places_for_words(record):
            column = table[name]
            written = np.flatnonzero(column != "")
            found = [row for row in written.tolist() if name == "genetic_test" or names_genetic_test(column[row])]
            yield Hit(table, name, np.array(found, dtype=np.intp), details={"name": record.column(name).heading})
    applications = context.tables.of(Application)
    for index in range(len(applications.origins)):
        asked = np.flatnonzero((applications.origin == index) & applications.column_present("genetic_test"))
        yield Hit(applications, "genetic_test", asked[:1], "asked")


def _places_for_words(record: type[Record]) -> list[str]:
    """Columns where a person writes freely about health."""
    return [
        column.name
        for column in record.columns()
        if column.kind.personal == "health" or column.name in ("genetic_test", "questionnaire_items", "income_source")
    ]

"""The 投保单 workbooks of the month: one with ten sheets per week, and one branch's own wide list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from core.demo.applications import Form
from core.demo.dirt import soil
from core.demo.expected import Planted
from core.demo.sheets import Book, RecordSheet
from core.records.application import Application, Coverage
from core.records.kinds import TEXT
from core.records.papers import Account, Disclosure, DueDiligence, Finance, Signing
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.record import Column, Record

SHEETS = (
    Application, Policyholder, Insured, Beneficiary, Coverage, Disclosure, Finance, Account, DueDiligence, Signing,
)  # fmt: skip
LEFT_OUT = ("genetic_test",)
"""Not asked for by anyone, so no column of it."""
WIDE_SHEET = "投保清单"
DIRTY_ROWS = 0.06
WIDE_ORDER = (
    Application, Coverage, Policyholder, Insured, Account, Beneficiary, Finance, DueDiligence, Signing, Disclosure,
)  # fmt: skip
PREFIXES = {Policyholder: "投保人", Insured: "被保险人", Beneficiary: "受益人"}
SYNONYMS = {
    "application_no": "印刷号", "channel": "销售渠道", "agent_no": "业务员代码", "agent_name": "业务员",
    "applied_on": "投保日", "submitted_on": "进件日期", "frequency": "缴费频率", "premium_total": "保费合计",
    "product_name": "主险名称", "premium_term": "缴费期", "policy_term": "保障期间", "sum_assured": "保险金额",
    "document_no": "证件号", "phone": "手机号", "address": "通讯地址", "premium": "期交保费", "account_no": "银行卡号",
    "order": "顺序", "share": "份额",
}  # fmt: skip
REMARK = Column("remark", "备注(自用)", (), TEXT, False, "", "")


def write_book(path: Path, forms: Iterable[Form], title: str, cut_off: date, rng: Random) -> Iterator[Planted]:
    """One workbook with a sheet per record; yields what careless hands did to its cells."""
    with Book(path) as book:
        sheets = {
            record: book.add(record, f"{title} · {record.sheet}", cut_off, columns=_asked(record)) for record in SHEETS
        }
        for form in forms:
            for record, sheet in sheets.items():
                for row in form.rows[record]:
                    yield from _write(rng, path, sheet, row, form)


def write_wide(path: Path, forms: list[Form], title: str, cut_off: date, rng: Random) -> Iterator[Planted]:
    """One sheet for everything, columns in another order and under other names, with a 合计 row at the end."""
    columns = tuple(_wide_columns(forms))
    with Book(path) as book:
        sheet = book.add(Application, title, cut_off, name=WIDE_SHEET, columns=columns)
        total = 0.0
        for form in forms:
            row: dict[str, Any] = {REMARK.name: "柜面收件"}
            for record in WIDE_ORDER:
                row |= {_wide_name(record, name): value for name, value in form.row(record).items()}
            total += form.sale.premium
            yield from _write(rng, path, sheet, row, form)
        sheet.write_total("合计", {_wide_name(Application, "premium_total"): round(total, 2)})


def fits_wide(form: Form) -> bool:
    """One beneficiary and one product: the form fits on one line."""
    return len(form.rows[Beneficiary]) == 1 and len(form.rows[Coverage]) == 1


def _write(rng: Random, path: Path, sheet: RecordSheet, row: dict[str, Any], form: Form) -> Iterator[Planted]:
    spoilt = None
    if rng.random() < DIRTY_ROWS and not form.faults:
        keys = tuple(column.name for column in sheet.columns if column.name.endswith("application_no"))
        spoilt = soil(rng, sheet.columns, row, harmless_only=True, keep=keys)
    if spoilt is None:
        sheet.write(row)
        return
    code, name, typed, harmless = spoilt
    at = sheet.write(row, {name: typed})
    heading = next(column.heading for column in sheet.columns if column.name == name)
    yield Planted(code, path, sheet.name, at, heading, form.number, harmless)


def _asked(record: type[Record]) -> tuple[Column, ...]:
    return tuple(column for column in record.columns() if column.name not in LEFT_OUT)


def _wide_columns(forms: list[Form]) -> Iterator[Column]:
    """The columns that any of the forms fills; the number first, the clerk's own remark last."""
    yield _wide_column(Application, Application.column("application_no"))
    for record in WIDE_ORDER:
        filled = {name for form in forms for name, value in form.row(record).items() if value not in (None, "")}
        for column in record.columns():
            if column.name in filled and column.name not in ("application_no", "benefit_kind"):
                yield _wide_column(record, column)
    yield REMARK


def _wide_column(record: type[Record], column: Column) -> Column:
    synonym = SYNONYMS.get(column.name, "")
    heading = PREFIXES.get(record, "") + (synonym if synonym in column.aliases else column.heading)
    return replace(column, name=_wide_name(record, column.name), heading=heading)


def _wide_name(record: type[Record], name: str) -> str:
    return f"{record.table}.{name}"

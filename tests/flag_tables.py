"""A small office for red flags: policies, claims, requests and complaints of invented people, row by row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from core.flags.hit import FlagHit, NotRun
from core.flags.look import flags
from core.law import Law
from core.ledger.rows import loaded_column
from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Product
from core.records.record import Record
from core.records.service import Complaint
from core.records.servicing import ServicingRequest
from core.table import Origin, Table, Tables

ON = date(2026, 11, 30)
START = date(2025, 1, 10)
Row = dict[str, Any]


def table_of(record: type[Record], rows: list[Row]) -> Table:
    """A table of the rows given by field names."""
    made = [record.model()(**row) for row in rows]
    columns = {}
    for column in record.columns():
        values = [getattr(one, column.name) for one in made]
        if column.kind.holds == "day":
            values = [value.isoformat() if value else None for value in values]
        elif column.kind.holds == "amount":
            values = [None if value is None else int(value * 100) for value in values]
        columns[column.name] = loaded_column(values, column.kind.holds)
    count = len(rows)
    origin = Origin("测试.xlsx", record.sheet)
    return Table(record, columns, np.arange(2, count + 2, dtype=np.int32), np.zeros(count, np.int32), (origin,))


def policy(serial: int, **more: Any) -> Row:
    """A policy of person ``serial``: critical illness, in force since START."""
    return {
        "policy_no": f"P{serial}", "application_no": f"T{serial}", "branch_code": "860101", "channel": "个险",
        "agent_no": "A1", "policyholder_name": f"{SURNAMES[serial % len(SURNAMES)]}某{serial}",
        "policyholder_document_no": f"ID{serial}", "policyholder_address": f"某路{serial}号",
        "insured_name": f"{SURNAMES[serial % len(SURNAMES)]}某{serial}", "insured_document_no": f"ID{serial}",
        "insured_address": f"某路{serial}号", "product_code": "CI", "product_version": "1", "sum_assured": "100000",
        "frequency": "年交", "premium_term": "10年", "policy_term": "终身", "first_premium": "3000",
        "applied_on": START, "issued_on": START, "effective_on": START, "status": "有效",
    } | more  # fmt: skip


def claim(serial: int, days: int = 400, **more: Any) -> Row:
    """A claim of person ``serial`` on policy P-serial, ``days`` after START, reported the day after."""
    occurred = START + timedelta(days=days)
    return {
        "claim_no": f"L{serial}", "policy_no": f"P{serial}", "occurred_on": occurred,
        "reported_on": occurred + timedelta(days=1), "cause": "疾病", "benefit": "重大疾病",
    } | more  # fmt: skip


def complaint(serial: int, received: date, **more: Any) -> Row:
    """A complaint of person ``serial`` on policy P-serial."""
    return {
        "complaint_no": f"C{serial}", "source": "公司", "received_on": received, "complainant": f"某{serial}",
        "policy_no": f"P{serial}", "kind": "退保纠纷",
    } | more  # fmt: skip


def request(serial: int, item: str, received: date, **more: Any) -> Row:
    """A servicing request on policy P-serial."""
    return {
        "request_no": f"B{serial}-{item}-{received}", "received_on": received, "applicant_role": "投保人",
        "policy_no": f"P{serial}", "item": item,
    } | more  # fmt: skip


def receipt(serial: int, received: date, amount: object, **more: Any) -> Row:
    """A premium received for policy P-serial."""
    return {
        "policy_no": f"P{serial}", "business": "新单", "instalment": 1, "due": amount, "received_on": received,
        "received": amount,
    } | more  # fmt: skip


SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
PRODUCTS = [
    {"product_code": "CI", "version": "1", "product_name": "示例重疾", "category": "疾病保险", "waiting_days": 90},
    {"product_code": "ME", "version": "1", "product_name": "示例医疗", "category": "医疗保险", "deductible": "10000"},
    {"product_code": "AC", "version": "1", "product_name": "示例意外", "category": "意外伤害保险"},
    {"product_code": "WL", "version": "1", "product_name": "示例终身", "category": "终身寿险"},
]  # fmt: skip


def office(
    policies: list[Row] = (), claims: list[Row] = (), requests: list[Row] = (), complaints: list[Row] = (),
    receipts: list[Row] = (), more: dict[type[Record], list[Row]] | None = None,
) -> Tables:  # fmt: skip
    """The tables of the office; a list that is left out is a table that was not read."""
    products = [row | {"design": "普通型", "main_or_rider": "主险", "death_benefit": "否"} for row in PRODUCTS]
    given = {
        Product: products, Policy: policies, Claim: claims, ServicingRequest: requests, Complaint: complaints,
        PremiumReceipt: receipts, **(more or {}),
    }  # fmt: skip
    return Tables(table_of(record, list(rows)) for record, rows in given.items() if rows)


def company(**values: Any) -> Law:
    """The law with a company's own values over flags: ``F06={"claims": 3}`` keeps what it does not name."""
    shipped = Law.default()
    rows = [
        {
            "key": code, "value": dict(shipped.value(code, ON).value) | own, "effective_from": date(2020, 1, 1),
            "source": "公司规定", "confirmed_by": "赵六", "confirmed_on": date(2020, 1, 1),
        }
        for code, own in values.items()
    ]  # fmt: skip
    law, findings = shipped.with_overrides(rows)
    assert not findings
    return law


def look(tables: Tables, code: str, part: str = "", law: Law | None = None, on: date = ON) -> list[FlagHit]:
    """The hints of one flag, or of one part of it."""
    hits, _ = flags(tables, on, law or Law.default())
    return [hit for hit in hits if hit.code == code and part in ("", hit.part)]


def subjects(tables: Tables, code: str, part: str = "", law: Law | None = None, on: date = ON) -> list[str]:
    """The keys of what the hints of one flag are about."""
    return [hit.subject.key for hit in look(tables, code, part, law, on)]


def why_not(tables: Tables, code: str, part: str, law: Law | None = None) -> str:
    """Why a part was not looked for; "" where it was."""
    _, not_run = flags(tables, ON, law or Law.default())
    found: list[NotRun] = [one for one in not_run if (one.code, one.part) == (code, part)]
    return found[0].why if found else ""

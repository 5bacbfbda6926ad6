"""A random office for second-path tests: policies, receipts, claims and applications that hang together."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from core.days.anniversary import monthiversary
from core.ledger.rows import loaded_column
from core.ledger.schema import open_ledger
from core.records.application import Application
from core.records.claim import Claim
from core.records.decision import Decision, MedicalExam
from core.records.policy import Policy, PremiumReceipt
from core.records.record import Record
from core.records.reference import Staff
from core.table import Origin, Table
from tests.month_ledger import OCTOBER_END, add_tables
from tests.random_service import customer_service

Row = dict[str, Any]
Service = Callable[[Random, list[Row]], dict[type[Record], list[Row]]]
CHANNELS = ("个险", "银保", "经代", "团险")
PAYMENTS = {"趸交": 0, "年交": 1, "半年交": 2, "季交": 4, "月交": 12}


def random_office(
    folder: Path, policies: int = 400, seed: int = 7, claims: int | None = None, service: Service = customer_service
) -> sqlite3.Connection:
    """A ledger of three years up to the end of October 2026; the same seed, the same office.

    ``claims``: how many, by default half as many as policies; ``service``: rows of customer service for its policies.
    """
    rng = Random(seed)
    lines = [row for number in range(policies) for row in _policy(rng, number)]
    receipts = [row for line in lines for row in _receipts(rng, line)]
    applications = [_application(rng, line) for line in lines if line["main_or_rider"] == "主险"]
    applications += [_application(rng, None, f"T9{number:03d}") for number in range(policies // 10)]
    connection = open_ledger(folder / "台账.sqlite")
    sheets: dict[type[Record], list[Row]] = {
        Policy: lines,
        PremiumReceipt: receipts,
        Claim: [_claim(rng, number, rng.choice(lines)["policy_no"]) for number in range(claims or policies // 2)],
        Application: applications,
        Decision: [_decision(rng, each) for each in applications if rng.random() < 0.4],
        MedicalExam: [_exam(rng, each) for each in applications if rng.random() < 0.2],
        Staff: [_agent(rng, number) for number in range(12)],
        **service(Random(f"{seed} service"), lines),
    }
    add_tables(connection, [as_table(record, rows) for record, rows in sheets.items()])
    return connection


def as_table(record: type[Record], rows: list[Row], cutoff: date = OCTOBER_END) -> Table:
    """Rows of field names and plain values (amounts in whole fen) as a table."""
    columns = {}
    for column in record.columns():
        values = [row.get(column.name) for row in rows]
        if column.kind.holds == "day":
            values = [value.isoformat() if value else None for value in values]
        columns[column.name] = loaded_column(values, column.kind.holds)
    origin = Origin("随机.xlsx", record.sheet, "", cutoff, {column.name: "A" for column in record.columns()}, {})
    count = len(rows)
    return Table(record, columns, np.arange(2, count + 2, dtype=np.int32), np.zeros(count, np.int32), (origin,))


def _policy(rng: Random, number: int) -> Iterator[Row]:
    issued = OCTOBER_END - timedelta(days=rng.choice((rng.randrange(0, 70), rng.randrange(0, 900))))
    frequency = rng.choice(("趸交", "年交", "年交", "年交", "半年交", "季交", "月交"))
    receipt = issued + timedelta(days=rng.randrange(0, 25)) if rng.random() < 0.9 else None
    ends = receipt + timedelta(days=15) if receipt else None
    status, reason, status_on = _fate(rng, issued, ends)
    if issued.strftime("%Y-%m") == "2026-09" and ends and ends > OCTOBER_END:
        ends = OCTOBER_END
    channel = rng.choice(CHANNELS)
    row: Row = {
        "policy_no": f"P{number:05d}", "application_no": f"T{number:05d}", "branch_code": rng.choice(("8601", "8602")),
        "channel": channel, "agent_no": f"A{rng.randrange(12)}", "product_code": "WL", "main_or_rider": "主险",
        "design": rng.choice(("普通型", "普通型", "万能型")), "frequency": frequency,
        "premium_term": "趸交" if frequency == "趸交" else rng.choice(("3年", "5年", "10年", "20年")),
        "policy_term": rng.choice(("终身", "20年", "1年")), "sum_assured": rng.randrange(1, 50) * 1_000_000,
        "issued_on": issued, "effective_on": issued + timedelta(days=1), "receipt_on": receipt,
        "cooling_off_ends_on": ends, "called_back_on": receipt and receipt + timedelta(days=rng.randrange(0, 22)),
        "call_back_result": rng.choice(("成功-无问题", "成功-问题件", "未接通", "电子回访完成")) if receipt else None,
        "status": status, "status_on": status_on, "termination_reason": reason,
        "underwriting_type": rng.choice(("自动", "人工")), "conclusion": rng.choice(("标准体", "标准体", "除外")),
        "underwritten_on": issued, "insured_name": "甲", "policyholder_name": "=甲",
    }  # fmt: skip
    for rider in (False, True) if rng.random() < 0.25 else (False,):
        premium = rng.randrange(100, 900_000)
        line = row | {"first_premium": premium, "annual_premium": premium * max(PAYMENTS[frequency], 1)}
        line["paid_premium"] = premium * rng.randrange(1, 4)
        yield line | ({"product_code": "RD", "main_or_rider": "附加险"} if rider else {})


def _fate(rng: Random, issued: date, ends: date | None) -> tuple[str, str | None, date]:
    kind = rng.choice(("stays",) * 6 + ("cooling off", "surrender", "surrender", "lapse"))
    if kind == "cooling off" and ends:
        return "终止", "犹豫期退保", min(ends, OCTOBER_END)
    later = min(issued + timedelta(days=rng.randrange(30, 800)), OCTOBER_END)
    if kind == "surrender":
        return "终止", rng.choice(("退保", "协议退保(约定解除)", "身故终止")), later
    return ("中止(失效)", None, later) if kind == "lapse" else ("有效", None, issued)


def _receipts(rng: Random, line: Row) -> Iterator[Row]:
    row: Row = {name: line[name] for name in ("policy_no", "product_code")}
    premium, count = line["first_premium"], PAYMENTS[line["frequency"]]
    yield row | _money("新单", 1, line["effective_on"], premium, line["issued_on"], f"{line['policy_no']}-1")
    for instalment in range(2, 40) if count else ():
        due = monthiversary(line["effective_on"], (instalment - 1) * 12 // count)
        if due > OCTOBER_END:
            break
        received = due + timedelta(days=rng.randrange(0, 70)) if rng.random() < 0.85 else None
        if received and received > OCTOBER_END:
            received = None
        serial = f"{line['policy_no']}{line['product_code']}-{instalment}"
        yield row | _money("续期", instalment, due, premium, received, serial)
        if received and rng.random() < 0.03:
            yield row | _money("续期", instalment, due, -premium, received, f"{serial}-冲正")
    if line["termination_reason"] in ("退保", "协议退保(约定解除)"):
        yield row | _money("退费", None, line["status_on"], -premium, line["status_on"], f"{line['policy_no']}-R")


def _money(kind: str, instalment: int | None, due: date, fen: int, received: date | None, serial: str) -> Row:
    return {
        "business": kind, "instalment": instalment, "due_on": due, "due": fen, "received_on": received,
        "received": fen if received else None, "bank_serial": serial if received else None,
    }  # fmt: skip


def _claim(rng: Random, number: int, policy_no: str) -> Row:
    days = [OCTOBER_END - timedelta(days=rng.randrange(-5, 90))]
    for _ in range(5):
        days.append(days[-1] + timedelta(days=rng.choice((0, 0, 1, 3, 7))))
    names = ("occurred_on", "applied_on", "documents_on", "assessed_on", "notified_on", "paid_on")
    row: Row = dict(zip(names, days, strict=True))
    conclusion = rng.choice(("赔付", "部分", "协议", "拒赔", "撤案"))
    if conclusion in ("拒赔", "撤案"):
        row["paid_on"] = None
    for name in ("applied_on", "documents_on"):
        row[name] = row[name] if rng.random() < 0.9 or name == "applied_on" else None
    return row | {
        "claim_no": f"C{number:05d}", "policy_no": policy_no, "conclusion": conclusion, "reported_on": days[0],
        "benefit": rng.choice(("医疗", "意外医疗", "身故")), "claimed": rng.randrange(50_000, 600_000),
        "assessed": rng.randrange(10_000, 400_000), "investigated": rng.choice(("是", "否")),
    }  # fmt: skip


def _application(rng: Random, line: Row | None, number: str = "") -> Row:
    submitted = line["issued_on"] if line else OCTOBER_END - timedelta(days=rng.randrange(0, 60))
    submitted -= timedelta(days=rng.randrange(0, 9))
    return {
        "application_no": line["application_no"] if line else number, "branch_code": "8601",
        "channel": line["channel"] if line else rng.choice(CHANNELS), "submitted_on": submitted,
        "applied_on": submitted - timedelta(days=rng.randrange(0, 4)),
    }  # fmt: skip


def _decision(rng: Random, application: Row) -> Row:
    return {
        "application_no": application["application_no"], "underwriting_type": rng.choice(("自动", "人工")),
        "conclusion": rng.choice(("标准体", "除外", "拒保", "客户撤单")),
        "decided_on": application["submitted_on"] + timedelta(days=rng.randrange(8, 20)),
    }  # fmt: skip


def _exam(rng: Random, application: Row) -> Row:
    day = application["submitted_on"] + timedelta(days=rng.randrange(-2, 8))
    return {"application_no": application["application_no"], "examinations": "常规体检", "report_on": day}


def _agent(rng: Random, number: int) -> Row:
    left = date(2026, 10, rng.randrange(1, 31)) if rng.random() < 0.3 else None
    begun = date(2020, 1, 1) if rng.random() < 0.7 else date(2026, 10, 9)
    return {
        "staff_no": f"A{number}",
        "role": "销售人员",
        "branch_code": "8601",
        "licensed_from": begun,
        "left_on": left,
    }

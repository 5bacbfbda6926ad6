"""培训登记, 宣传材料 and 待办: what compliance, training and the other departments wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo.files import read
from core.demo.products import lines
from core.demo.sheets import Book
from core.demo.staff import COMPANY, Agent
from core.records.tasks import Task
from core.records.training import SalesMaterial, Training

Row = dict[str, Any]
YEARLY = (("合规", "禁止误导销售与如实告知"), ("反洗钱", "客户尽职调查与可疑交易"))
LATE, NEVER, UNTRAINED_PRODUCT = 0.06, 0.03, 0.04
"""Share of sellers whose yearly training has run out, who have none, and of products they were not trained in."""
RULE = "GZ-2026-03"


def write_office(folder: Path, seed: int, selling: tuple[Agent, ...], last: date) -> tuple[Path, Path]:
    """The workbooks 培训.xlsx and 待办.xlsx."""
    training, tasks = folder / "培训.xlsx", folder / "待办.xlsx"
    rng = Random(f"{seed} office")
    with Book(training) as book:
        register = book.add(Training, f"{COMPANY} 培训登记", last)
        for agent in selling:
            for row in _trainings(rng, agent, last):
                register.write(row)
        materials = book.add(SalesMaterial, f"{COMPANY} 宣传材料", last)
        for row in read("office.yaml")["materials"]:
            materials.write(row | {"used_from": last.replace(day=1)})
    with Book(tasks) as book:
        sheet = book.add(Task, f"{COMPANY} 待办", last)
        for row in read("office.yaml")["tasks"]:
            sheet.write(_task(row, last))
    return training, tasks


def internal_rules() -> Iterator[Row]:
    """公司制度: three invented rules, one of which every seller is trained in."""
    for row in read("office.yaml")["rules"]:
        yield row | {"effective_from": date(2026, 1, 1)}


def _trainings(rng: Random, agent: Agent, last: date) -> Iterator[Row]:
    for kind, course in (*YEARLY, ("内部规章", "整改管理办法宣导")):
        draw = rng.random()
        if draw < NEVER:
            continue
        back = rng.randrange(370, 420) if draw < NEVER + LATE else rng.randrange(20, 360)
        held = last - timedelta(days=back)
        row = {"kind": kind, "course": course, "expires_on": held + timedelta(days=364)}
        yield _row(rng, agent, held) | row | ({"rule_no": RULE} if kind == "内部规章" else {})
    for code, name in {line.code: line.fields["product_name"] for line in lines()}.items():
        if rng.random() >= UNTRAINED_PRODUCT:
            row = {"kind": "产品", "course": f"{name}产品培训", "product_code": code}
            yield _row(rng, agent, date(2023, 1, 3)) | row


def _row(rng: Random, agent: Agent, held: date) -> Row:
    return {
        "staff_no": agent.number, "name": agent.name, "trained_on": held, "hours": 2, "way": "面授",
        "score": rng.randrange(75, 100), "result": "合格", "signed_in": "是", "evidence": f"PX{held:%Y%m%d}",
    }  # fmt: skip


def _task(row: Row, last: date) -> Row:
    """Days of the file count back from the end of the month; a negative number lies after it."""
    days = {name: last - timedelta(days=row[name]) for name in ("raised_on", "due_on", "closed_on") if name in row}
    return row | days

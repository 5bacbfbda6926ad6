"""参考资料 and the other lists of the office: products with their values, clauses, roster, lists, limits, targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from core.demo.fault_cells import WATCHED, watched_number
from core.demo.files import read
from core.demo.office_desk import internal_rules
from core.demo.pricing import Cell, printed_tables
from core.demo.products import Line, lines
from core.demo.sheets import Book
from core.demo.staff import CHANNELS, COMPANY, Agent, staff_rows
from core.records.product import CashValue, Clause, Product
from core.records.record import Record
from core.records.reference import (
    CalendarDay,
    CardBin,
    CompanyParameter,
    InternalRule,
    MedicalLimit,
    Occupation,
    Staff,
    Target,
    WatchEntry,
)

Row = dict[str, Any]
CELLS_AT_ONCE = 400
LIMITS = {
    "寿险": ((0, 17, 600_000), (18, 40, 1_500_000), (41, 50, 900_000), (51, 60, 600_000), (61, 120, 300_000)),
    "重疾": ((0, 17, 500_000), (18, 40, 800_000), (41, 50, 500_000), (51, 120, 300_000)),
    "意外": ((0, 120, 3_000_000),),
    "医疗": ((0, 120, 4_000_000),),
}
TARGETS = {"新单保费": (850_000, 1_900_000), "首年期交保费": (260_000, 700_000), "续期保费": (560_000, 420_000)}
"""Of an ordinary month and of the campaign's, yuan for 2,000 policies."""
RATE_TARGETS = {"13个月继续率(滚动)": 0.9, "宽限期末续期率": 0.92, "回访成功率": 0.95, "满意度": 0.9}


def write_products(path: Path, cells: Iterable[Cell], cut_off: date) -> None:
    """产品 and 现金价值表: every product, and the printed table of every cell that somebody bought."""
    with Book(path) as book:
        products = book.add(Product, f"{COMPANY} 产品参数表", cut_off)
        for line in lines():
            products.write(line.fields)
        values = book.add(CashValue, "现金价值表（每1,000元基本保险金额，单位：元）", cut_off)
        for row in _cash_values(sorted(cells)):
            values.write(row)


def write_clauses(path: Path, cut_off: date) -> None:
    """条款: the clauses that apply to each product version."""
    with Book(path) as book:
        sheet = book.add(Clause, f"{COMPANY} 条款库", cut_off)
        for line in lines():
            for row in _clauses(line):
                sheet.write(row)


def write_targets(path: Path, selling: Iterable[Agent], cut_off: date, policies: int) -> None:
    """目标: every month of the year, by branch and channel where somebody sells, in the rhythm of the year.

    The month of the report is the autumn campaign.
    """
    year, posts = cut_off.year, Counter((agent.branch_code, agent.channel) for agent in selling)
    places = Counter(channel for _, channel in posts)
    with Book(path) as book:
        sheet = book.add(Target, f"{COMPANY} {year}年业务目标", cut_off)
        whole = sum(CHANNELS.values())
        for month in range(1, 13):
            for code, channel in sorted(posts):
                for measure, amounts in TARGETS.items():
                    amount = amounts[1] if month == cut_off.month else amounts[0] * (2.4 if month == 1 else 1.0)
                    goal = amount * policies / 2000 * CHANNELS[channel] / whole / places[channel]
                    row: Row = {"month": f"{year}-{month:02d}", "branch_code": code, "channel": channel}
                    row |= {"measure": measure, "target": max(1000, round(goal, -3)), "source": "年度计划"}
                    sheet.write(row)
            for measure, rate in RATE_TARGETS.items():
                sheet.write({"month": f"{year}-{month:02d}", "measure": measure, "target": rate, "source": "年度计划"})


def write_references(folder: Path, rng: Random, selling: tuple[Agent, ...], cut_off: date) -> tuple[Path, ...]:
    """The workbooks of 参考资料, one per list."""
    folder.mkdir(parents=True, exist_ok=True)
    content: tuple[tuple[type[Record], Iterable[Row]], ...] = (
        (Staff, staff_rows(rng, selling)),
        (WatchEntry, _watch_list()),
        (Occupation, _occupations()),
        (CardBin, ({"prefix": bin_, "bank": bank, "length": 19} for bank, bin_ in read("words.yaml")["banks"])),
        (MedicalLimit, _medical_limits()),
        (CalendarDay, _calendar()),
        (CompanyParameter, _parameters()),
        (InternalRule, internal_rules()),
    )
    return tuple(_write_list(folder, record, rows, cut_off) for record, rows in content)


def _write_list(folder: Path, record: type[Record], rows: Iterable[Row], cut_off: date) -> Path:
    path = folder / f"{record.sheet}.xlsx"
    with Book(path) as book:
        sheet = book.add(record, f"{COMPANY} {record.sheet}", cut_off)
        for row in rows:
            sheet.write(row)
    return path


def _cash_values(cells: list[Cell]) -> Iterator[Row]:
    for start in range(0, len(cells), CELLS_AT_ONCE):
        for cell, printed in printed_tables(cells[start : start + CELLS_AT_ONCE]).items():
            line = lines()[cell.line]
            shared = {
                "product_code": line.code, "version": line.version, "sex": cell.sex, "entry_age": cell.age,
                "premium_term": cell.premium_term, "policy_term": cell.policy_term,
            }  # fmt: skip
            columns = zip(printed.value.tolist(), printed.survival.tolist(), printed.paid_up.tolist(), strict=True)
            for year, (value, survival, paid_up) in enumerate(columns, start=1):
                row = shared | {"policy_year": year, "value": value}
                if survival:
                    row |= {"survival_benefit": survival, "value_with_benefit": round(value + survival, 2)}
                if paid_up == paid_up:  # not blank (NaN)
                    row["paid_up"] = paid_up
                yield row


def _clauses(line: Line) -> Iterator[Row]:
    fields = line.fields
    applies = {
        "all": True,
        "waiting": bool(fields["waiting_days"]),
        "death": fields["death_benefit"] == "是",
        "illness": line.shape == "illness",
        "indemnity": fields["indemnity"] == "是",
        "grace": not line.short,
        "table": bool(fields["table_unit_of"]),
    }
    for clause in read("clauses.yaml"):
        if applies[clause["for"]]:
            wording = clause["wording"].format(
                waiting=fields["waiting_days"], cooling=fields["cooling_off_days"], grace=fields["grace_days"]
            )
            row = {name: clause[name] for name in ("clause_no", "clause_kind", "subject")}
            yield row | {"product_code": line.code, "version": line.version, "wording": wording}


def _watch_list() -> Iterator[Row]:
    listed = {"list_name": "示例名单", "listed_on": date(2020, 1, 1)}
    yield listed | {"name": WATCHED, "document_no": watched_number(), "birth_date": date(1970, 1, 1)}


def _occupations() -> Iterator[Row]:
    words = read("words.yaml")
    usual = [entry[:3] for entry in words["occupations"]]
    for code, name, grade in [
        *usual,
        words["child_occupation"],
        words["retired_occupation"],
        *words["other_occupations"],
    ]:
        row = {"occupation_code": code, "occupation": name, "occupation_class": grade}
        yield row | {"no_fixed_income": "是" if name == "待业" else "否"}


def _medical_limits() -> Iterator[Row]:
    for kind, bands in LIMITS.items():
        for first, last, amount in bands:
            row = {"risk_kind": kind, "age_from": first, "age_to": last, "sum_from": amount}
            yield row | {"examinations": "普通体检、尿常规、血生化、心电图"}


def _calendar() -> Iterator[Row]:
    yield {"day": date(2026, 10, 10), "kind": "工作日", "note": "国庆节调休上班"}


def _parameters() -> Iterator[Row]:
    since = {"effective_from": date(2026, 1, 1), "confirmed_by": "主管示例", "confirmed_on": date(2025, 12, 20)}
    source = {"source": "示例公司核保手册"}
    for key, title, value in (
        ("parent_child_age_gap", "父母子女最小年龄差", "16"),
        ("accumulated_risk_sum_limit", "累计风险保额转核限额", "3000000"),
        ("no_income_material_premium", "无固定收入投保人须转核的年交保费", "10000"),
    ):
        yield {"key_name": key, "title": title, "value": value} | source | since

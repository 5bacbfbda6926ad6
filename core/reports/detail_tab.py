"""明细: the ledger rows behind every numerator, personal data masked; what is listed and the rest add up to it."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.measures.comparison import Compared
from core.measures.definitions import setting
from core.records.application import Application
from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt
from core.records.record import Record
from core.records.service import Complaint, Inquiry, Satisfaction
from core.records.servicing import ServicingRequest
from core.reports.page import INTERNAL, UNMASKED, Column, Page
from core.reports.report_data import ReportData
from core.table import Array, scalar

COLUMNS = (
    Column("指标"), Column("台账", align="center"), Column("编号"), Column("险种", align="center"),
    Column("机构", align="center"), Column("渠道", align="center"), Column("业务员", align="center"),
    Column("客户", align="center"), Column("计入值", "amount"), Column("日期", "day", "center"),
)  # fmt: skip
KEYS: dict[type[Record], tuple[str, str, str]] = {
    Policy: ("policy_no", "policyholder_name", "issued_on"),
    PremiumReceipt: ("policy_no", "", "received_on"),
    Claim: ("claim_no", "insured_name", "paid_on"),
    Application: ("application_no", "", "applied_on"),
    Complaint: ("complaint_no", "complainant", "received_on"),
    Inquiry: ("inquiry_no", "", "asked_on"),
    Satisfaction: ("survey_no", "", "answered_on"),
    ServicingRequest: ("request_no", "", "completed_on"),
}
"""Per record: the number shown, the person shown (masked), the day shown."""
SAME_ROWS = frozenset({"人均保费", "人均产能", "人均件数", "件均保费", "万张保单投诉量", "万人次投诉量"})
"""Measures whose numerators are those of 新单保费, 新单件数 and 亿元保费投诉量; their rows are listed there once."""


def write_detail(page: Page, report: ReportData) -> None:
    """One block of rows per measure; ``report.anchors`` remembers where each begins and ends."""
    most = setting("detail_rows")
    page.title(
        f"指标明细　{report.month_words}",
        f"{report.subtitle}　每个指标最多列 {most} 行，其余合计为一行；{UNMASKED if report.sight else '姓名已脱敏'}",
    )
    page.fix_widths((24, None, 24))
    heading = page.headings(COLUMNS)
    for name, compared in report.compared.items():
        if name not in SAME_ROWS and len(compared.now.numerator.rows) and compared.now.mature:
            _block(page, report, name, compared, most)
    page.sheet.autofilter(heading, 0, max(page.row - 1, heading), len(COLUMNS) - 1)
    page.sheet.freeze_panes(heading + 1, 0)
    mark = UNMASKED if report.sight else INTERNAL
    page.printed(report.footer, landscape=False, heading_row=heading, mark=mark)


def block(report: ReportData, name: str) -> tuple[int, int] | None:
    """First and last row (from 0) of a measure's rows."""
    place = report.anchors.get(f"明细行:{name}")
    return (int(place.split(",")[0]), int(place.split(",")[1])) if place else None


def _block(page: Page, report: ReportData, name: str, compared: Compared, most: int) -> None:
    part = compared.now.numerator
    order = np.lexsort((part.rows, -np.abs(part.counted)))
    listed, rest = order[:most], order[most:]
    columns = _columns(report, part.record, part.rows[listed])
    counted = np.round(part.counted[listed], 2).tolist()
    kind = "amount" if compared.measure.definition.unit == "元" or not _whole(part.counted) else "count"
    first = page.row
    for place, amount in enumerate(counted):
        number, product, branch, channel, agent, person, day = (column[place] for column in columns)
        row = page.row
        texts = (name, part.record.sheet, number, product, branch, channel, agent, person)
        for column, text in enumerate(texts):
            page.put(row, column, text, align=COLUMNS[column].align)
        page.put(row, 8, amount, kind=kind)
        page.put(row, 9, scalar(day), kind="day", align="center")
        page.row += 1
    remainder = float(np.rint(part.counted[rest] * 100).sum() / 100)
    if len(rest):
        _rest(page, name, part.record, remainder, len(rest), kind)
    report.listed[name] = round(sum(counted) + remainder, 2)
    _measure_widths(page, columns, counted)
    report.anchors[f"明细:{name}"] = f"A{first + 1}"
    report.anchors[f"明细行:{name}"] = f"{first},{page.row - 1}"


def _rest(page: Page, name: str, record: type[Record], amount: float, count: int, kind: str) -> None:
    for column, text in enumerate((name, record.sheet, f"其余 {count} 行合计", "", "", "", "", "")):
        page.put(page.row, column, text, "total")
    page.put(page.row, 8, amount, "total", kind)
    page.put(page.row, 9, None, "total")
    page.row += 1


def _columns(report: ReportData, record: type[Record], rows: Array) -> tuple[Any, ...]:
    """Number, product, branch, channel, agent, masked person and day of some rows of a record."""
    number, person, day = KEYS[record]
    table, facts = report.facts.table(record), report.facts
    blank = np.full(len(rows), "", dtype=object)
    owners = [facts.owner(record, name)[rows] for name in ("branch_code", "channel", "agent_no")]
    product = table["product_code"][rows] if record in (Policy, PremiumReceipt) else blank
    people = table[person][rows] if person else blank
    if record is PremiumReceipt:
        people = facts.table(Policy).look_up(facts.receipts.policy_row[rows], "policyholder_name")
    hidden = [report.sight.shown("name", name) for name in people.tolist()]
    return table[number][rows].tolist(), product.tolist(), *(o.tolist() for o in owners), hidden, table[day][rows]


def _whole(counted: Array) -> bool:
    return bool((counted == np.rint(counted)).all())


def _measure_widths(page: Page, columns: tuple[Any, ...], counted: list[float]) -> None:
    for place, column in zip(range(2, 8), columns, strict=False):
        page.widen(place, max((len(text) + sum(ord(sign) > 255 for sign in text) for text in column), default=0))
    page.widen(8, max(len(f"{amount:,.2f}") for amount in counted))
    page.widen(9, 10)

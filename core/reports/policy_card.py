"""保单一页: one policy in one look, for a question on the telephone: who, what, money, values, events, open dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from core.reports.book import new_book
from core.reports.charts import column_chart
from core.reports.one_page import COLUMNS, WIDTHS, pairs, spread
from core.reports.page import INTERNAL, LINE_HEIGHT, UNMASKED, Column, Page, lines_needed
from core.values.figure import Figure

COVERS = (
    Column("险种"), Column("主附险", align="center"), Column("保额（元）", "amount"),
    Column("每期保费（元）", "amount"), Column("交费期", align="center"), Column("保险期间", align="center"),
)  # fmt: skip
VALUES = (Column("保单年度末", "count"), Column("日期", "day", "center"), Column("年末现金价值（元）", "amount"))
DATES = (Column("日期", "day", "center"), Column("事项"), Column("依据", look="wrap"))
EVENTS = (Column("入账日", align="center"), Column("类别", align="center"), Column("内容", look="wrap"))


@dataclass(frozen=True)
class PolicyCard:
    """What the page shows. Personal data is masked already, unless ``masked`` says that a reader asked for it in full.

    Amounts in yuan; ``values``: year, day, contract value."""

    policy_no: str
    on: date
    facts: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str], ...]
    covers: tuple[tuple[object, ...], ...]
    surrender: tuple[tuple[str, Figure], ...]
    values: tuple[tuple[int, date, float], ...]
    dates: tuple[tuple[date, str, str], ...]
    events: tuple[tuple[str, str, str], ...]
    masked: bool = True


def write_policy_card(card: PolicyCard, target: Path) -> Path:
    """Write the page, A4 portrait. The same card gives the same bytes. LedgerError where the file can't be written."""
    with new_book(target, "保单一页", card.on) as (workbook, formats):
        page = Page(workbook, formats, "保单一页")
        page.fix_widths(WIDTHS)
        page.title(
            "保单一页",
            f"保单号 {card.policy_no}　截至 {card.on:%Y-%m-%d}　{'个人信息已脱敏' if card.masked else UNMASKED}",
        )
        pairs(page, "保单", card.facts)
        pairs(page, "当事人", card.parties)
        _table(page, "险种", COVERS, card.covers)
        _money(page, card.surrender)
        _values(page, workbook, card.values)
        spread(page, "日期与时限", DATES, card.dates, "没有未到的日期")
        spread(page, "经过", EVENTS, card.events, "台账没有变更记录")
        page.printed(f"截至 {card.on:%Y-%m-%d}", landscape=False, mark=INTERNAL if card.masked else UNMASKED)
    return target


def _table(page: Page, title: str, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    page.section(title, COLUMNS)
    page.table(columns, rows)
    page.row += 1


def _money(page: Page, figures: Sequence[tuple[str, Figure]]) -> None:
    """The surrender value of the day, each with its label; a figure that is refused says why instead."""
    page.section("今日退保金（以计算书为准）", COLUMNS)
    for product, figure in figures:
        page.put(page.row, 0, product, "strong")
        if figure.amount is None:
            why = "；".join(finding.message for finding in figure.findings) or "不给金额"
            page.across(page.row, 1, COLUMNS - 1, why, "wrap")
        else:
            page.put(page.row, 1, float(figure.amount), "strong", "amount")
            page.put(page.row, 2, figure.label_text, align="center")
            words = "；".join([*figure.stamps, *(finding.message for finding in figure.findings)])
            page.across(page.row, 3, COLUMNS - 1, words, "wrap")
            page.high(page.row, LINE_HEIGHT * lines_needed(words, sum(WIDTHS[3:]) - 4) + 3)
        page.row += 1
    page.row += 1


def _values(page: Page, workbook: Any, values: Sequence[tuple[int, date, float]]) -> None:
    page.section("以后各年末现金价值（合同所附价值表）", COLUMNS)
    first, last = page.table(VALUES, values, "没有价值表，或价值表没有以后年度")
    if values:
        chart = column_chart(workbook, "年末现金价值（元）", (page.name, first, last), {"年末现金价值": 2})
        page.chart(first - 1, 3, chart, 296, 20 * (len(values) + 1), x_offset=8)
    page.row += 1

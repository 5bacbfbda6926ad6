"""产品资料 as a workbook: one A4 page per product version, with a list of contents where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.products.product_sheet import TO_CONFIRM, ProductSheet
from core.products.value_excerpt import SEXES
from core.reports.book import new_book
from core.reports.one_page import COLUMNS, WIDTHS, pairs, spread
from core.reports.page import LINE_HEIGHT, Column, Link, Page, lines_needed
from core.reports.sheet_names import sheet_names
from core.values.figure import Label

TITLE, INDEX = "产品资料", "目录"
MARK = "内部查询，不作宣传材料，不作承诺；以合同条款为准"
NO_CLAUSES = f"条款库没有这一版本的条款：{TO_CONFIRM}"
CLAUSES = (Column("条款"), Column("类别", align="center"), Column("原文", look="wrap"))
RISK_COLUMNS = 3
"""Columns of the page that a risk's words take; its basis takes the rest."""


def write_products(sheets: Sequence[ProductSheet], target: Path, on: date) -> Path:
    """Write the pages; gives the path. The same sheets and day give the same bytes.

    LedgerError where the file can't be written.
    """
    with new_book(target, TITLE, on) as (workbook, formats):
        names = sheet_names((f"{sheet.code} 版本{sheet.version}" for sheet in sheets), [INDEX])
        if len(sheets) > 1:
            _index(Page(workbook, formats, INDEX), list(zip(names, sheets, strict=True)), on)
        for name, sheet in zip(names, sheets, strict=True):
            _page(Page(workbook, formats, name), sheet)
    return target


def _index(page: Page, sheets: Sequence[tuple[str, ProductSheet]], on: date) -> None:
    page.title(TITLE, f"截至 {on:%Y-%m-%d}　{len(sheets)} 个产品版本　{MARK}")
    columns = (
        Column("险种代码", look="lined link"), Column("版本", align="center"), Column("险种名称"), Column("类别"),
        Column("销售"), Column("待确认的栏", look="wrap"),
    )  # fmt: skip
    page.fix_widths((12, 8, 34, 28, 34, 30))
    rows = [
        [Link(name, "A1", sheet.code), sheet.version, sheet.name, sheet.kind, sheet.sale, "、".join(sheet.open_points)]
        for name, sheet in sheets
    ]
    page.table(columns, rows)
    page.printed(f"截至 {on:%Y-%m-%d}", landscape=True)


def _page(page: Page, sheet: ProductSheet) -> None:
    page.fix_widths(WIDTHS)
    page.title(sheet.name, f"{sheet.code}　版本 {sheet.version}　{sheet.kind}　{sheet.sale}　截至 {sheet.on:%Y-%m-%d}")
    pairs(page, "谁可以买", sheet.buyers, TO_CONFIRM)
    pairs(page, "期间", sheet.terms, TO_CONFIRM)
    for title, clauses in sheet.clauses:
        if clauses or title == sheet.clauses[0][0]:
            rows = [(f"{one.number} {one.subject}", one.kind, one.wording) for one in clauses]
            spread(page, title, CLAUSES, rows, NO_CLAUSES)
    pairs(page, "费用与利率", sheet.charges, TO_CONFIRM)
    _values(page, sheet)
    _risks(page, sheet)
    footer = f"{sheet.code} 版本 {sheet.version}　截至 {sheet.on:%Y-%m-%d}"
    page.printed(footer, landscape=False, title=f"{TITLE}　{sheet.name}", one_page=True, mark=MARK)


def _values(page: Page, sheet: ProductSheet) -> None:
    """The excerpt with its label and what it is per; without a table the reason."""
    page.section("年末现金价值（摘录）", COLUMNS)
    values = sheet.values
    if values is None:
        page.across(page.row, 0, COLUMNS - 1, sheet.no_values, "wrap")
        page.row += 2
        return
    unit = values.unit or f"价值表单位{TO_CONFIRM}"
    words = (
        f"标签：{Label.CONTRACT}。依据：合同所附现金价值表，{values.entry_age}周岁投保、{values.premium_term}交费、"
        f"保险期间{values.policy_term}；{unit}，单位元；不含当日应领生存金，只列部分年度。"
    )
    page.across(page.row, 0, COLUMNS - 1, words, "wrap")
    page.high(page.row, LINE_HEIGHT * lines_needed(words, sum(WIDTHS) - 4) + 3)
    page.row += 1
    headings = ["保单年度末", *(f"{sex}（元）" for sex in SEXES)]
    for place, heading in enumerate(headings):
        page.across(page.row, place * 2, place * 2 + 1, heading, "heading")
    page.row += 1
    for year, *printed in values.lines:
        page.across(page.row, 0, 1, f"第 {year} 年末")
        for place, value in enumerate(printed, 1):
            page.across(page.row, place * 2, place * 2 + 1, value, "cell", "amount")
        page.row += 1
    page.row += 1


def _risks(page: Page, sheet: ProductSheet) -> None:
    page.section("风险提示", COLUMNS)
    boxes = ((0, RISK_COLUMNS - 1), (RISK_COLUMNS, COLUMNS - 1))
    for (first, last), heading in zip(boxes, ("须向客户说明", "依据"), strict=True):
        page.across(page.row, first, last, heading, "heading")
    page.row += 1
    for text, basis in sheet.risks:
        for (first, last), words in zip(boxes, (text, str(basis)), strict=True):
            page.across(page.row, first, last, words, "wrap")
        lines = max(
            lines_needed(words, sum(WIDTHS[first : last + 1]) - 4)
            for (first, last), words in zip(boxes, (text, str(basis)), strict=True)
        )
        page.high(page.row, LINE_HEIGHT * lines + 3)
        page.row += 1

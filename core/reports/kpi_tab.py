"""KPI: every indicator with its parts, value, target, month before and year before; formulas are native."""

from __future__ import annotations

from math import isnan
from typing import Any

from core.measures.comparison import Compared
from core.measures.definitions import Definition, groups
from core.reports.page import LINE_HEIGHT, SMALL_LINE_HEIGHT, Column, Formula, Link, Page, lines_needed
from core.reports.report_data import ReportData
from core.reports.style import GREEN, OF_UNIT, RED

COLUMNS = (
    Column("指标", look="strong"), Column("单位", align="center"), Column("分子"), Column("分母"), Column("本月"),
    Column("目标"), Column("达成率"), Column("上月"), Column("环比"), Column("去年同月"), Column("同比"),
    Column("口径状态", align="center"),
)  # fmt: skip
WIDTHS = (23, 7, 18, 18, 18, 17, 10, 18, 10, 18, 10, 11)
NOTE_WIDTH = 175
"""Characters of 8 points that fit beside each other over the columns B to L."""


def write_kpi(page: Page, report: ReportData) -> None:
    """The tab's table; remembers the cell of every value in ``report.anchors`` under ``KPI:name``."""
    page.title(f"经营指标　{report.month_words}", report.subtitle)
    page.fix_widths(WIDTHS)
    heading = page.headings(COLUMNS)
    for group in groups():
        for column in range(len(COLUMNS)):
            page.put(page.row, column, group if column == 0 else None, "group")
        page.parting.keep(page.row, page.row + 2)
        page.row += 1
        for compared in report.compared.values():
            if compared.measure.definition.group == group:
                _measure(page, report, compared)
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(report.footer, landscape=True, heading_row=heading)


def _measure(page: Page, report: ReportData, compared: Compared) -> None:
    words, row = compared.measure.definition, page.row
    kind = OF_UNIT[words.unit]
    page.high(row, LINE_HEIGHT + 1)
    page.put(row, 0, words.name, "strong")
    page.put(row, 1, words.unit, align="center")
    _parts(page, row, compared)
    value = compared.now.value
    page.put(row, 4, _value_formula(row, compared), "strong", kind, "right")
    page.put(row, 5, compared.target if not isnan(compared.target) else None, kind=kind)
    page.put(row, 6, _achieved(row, compared), kind="rate", align="right")
    for column, earlier in ((7, compared.month_before), (9, compared.year_before)):
        page.put(row, column, earlier, kind=kind)
        page.put(row, column + 1, change(row, column, value, earlier, kind), kind=change_kind(kind), align="right")
        colour_change(page, row, column + 1, words)
    page.put(row, 11, words.stamp, "attention" if words.stamp == "待确认" else "cell", align="center")
    report.anchors[f"KPI:{words.name}"] = f"$E${row + 1}"
    _note(page, report, compared)


def _parts(page: Page, row: int, compared: Compared) -> None:
    """Numerator and denominator, each in its own unit; a plain total has no denominator."""
    page.put(row, 2, compared.now.numerator.total, kind=_part_kind(compared.now.numerator.total))
    below = compared.now.below
    page.put(row, 3, below, kind=_part_kind(below or 0.0))


def _part_kind(figure: float) -> str:
    return "count" if figure == int(figure) and abs(figure) < 1e6 else "amount"


def _value_formula(row: int, compared: Compared) -> Formula | float:
    """``=C5/D5`` with its cached value; an immature cohort is plainly —."""
    if not compared.now.mature:
        return float("nan")
    if compared.now.below is None:
        return Formula(f"=C{row + 1}", compared.now.value)
    scale = "" if compared.now.scale == 1 else f"*{compared.now.scale:.0f}"
    return Formula(f'=IF(D{row + 1}=0,"—",C{row + 1}/D{row + 1}{scale})', compared.now.value)


def _achieved(row: int, compared: Compared) -> Formula:
    """``=E5/F5``, — without a target or a value."""
    cells = f"E{row + 1},F{row + 1}"
    return Formula(f'=IF(COUNT({cells})<2,"—",IF(F{row + 1}=0,"—",E{row + 1}/F{row + 1}))', compared.achieved)


def change(row: int, column: int, value: float, earlier: float, kind: str) -> Formula:
    """Rates change by percentage points, everything else by its share of the earlier figure."""
    then = f"{'ABCDEFGHIJKL'[column]}{row + 1}"
    if kind == "rate":
        return Formula(f'=IF(COUNT(E{row + 1},{then})<2,"—",(E{row + 1}-{then})*100)', (value - earlier) * 100)
    cached = value / earlier - 1 if earlier else float("nan")
    return Formula(f'=IF(COUNT(E{row + 1},{then})<2,"—",IF({then}=0,"—",E{row + 1}/{then}-1))', cached)


def change_kind(kind: str) -> str:
    """The number format of a change."""
    return "points" if kind == "rate" else "change"


def colour_change(page: Page, row: int, column: int, words: Definition) -> None:
    """Good news green, bad news red; indicators without a direction stay plain."""
    if words.better == "none":
        return
    for criteria, good in ((">", words.better == "up"), ("<", words.better == "down")):
        form: Any = page.formats.change(GREEN if good else RED)
        cell = "ABCDEFGHIJKL"[column] + str(row + 1)
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}{criteria}0)", "format": form}
        page.sheet.conditional_format(row, column, row, column, rule)


def _note(page: Page, report: ReportData, compared: Compared) -> None:
    """Under the figures: a link to the rows, the formula, the 口径 and the cut-off."""
    words, row = compared.measure.definition, page.row + 1
    text = f"公式：{words.formula}。口径：{words.definition}"
    text += f"截止：{report.cutoff}" + (f"（{compared.now.note}）" if compared.now.note else "")
    page.parting.keep(page.row, row)
    page.high(row, SMALL_LINE_HEIGHT * lines_needed(text, NOTE_WIDTH) + 3)
    place = report.anchors.get(f"明细:{words.name}")
    page.put(row, 0, Link("明细", place, "查看明细") if place else None, "small link")
    page.across(row, 1, len(COLUMNS) - 1, text, "lined note")
    page.row += 2

"""年内取值 of 核对.xlsx: the contract value on any day of a policy year, one policy a row, with VLOOKUP alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from core.days.anniversary import anniversary, policy_year
from core.money import yuan
from core.values.contract import DayBasis, WithinYear
from core.values.line import DayCount, ProductLine, two_ends
from xlsx_templates import look
from xlsx_templates.check_sample import PREMIUM_TERM, SUM_ASSURED, UNIT, YEARLY_PREMIUM, Sample

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET = "年内取值"
OPTIONS, HEADING = 2, 8
START = HEADING + 1
ROWS = 30
POLICIES = (
    (date(2025, 3, 1), date(2025, 3, 1), 100_000), (date(2025, 3, 1), date(2025, 9, 17), 100_000),
    (date(2025, 3, 1), date(2026, 2, 28), 100_000), (date(2025, 3, 1), date(2026, 3, 1), 100_000),
    (date(2024, 2, 29), date(2025, 2, 27), 50_000), (date(2024, 2, 29), date(2025, 2, 28), 50_000),
    (date(2024, 2, 29), date(2028, 2, 28), 50_000), (date(2024, 2, 29), date(2028, 2, 29), 50_000),
    (date(2023, 8, 31), date(2024, 8, 30), 123_456), (date(2016, 1, 1), date(2026, 6, 30), 200_000),
    (date(2010, 11, 30), date(2026, 6, 30), 80_000), (date(2006, 7, 1), date(2026, 6, 30), 150_000),
)  # fmt: skip
"""Invented: 生效日, 计算日, 基本保额. Due days, leap days, 366-day years, years without premium, the last day."""
COLUMNS = (
    ("序号", 6, "0"), ("生效日", 12, "yyyy-mm-dd"), ("计算日", 12, "yyyy-mm-dd"), ("基本保额", 14, "#,##0.00"),
    ("保单年度", 9, "0"), ("上一对应日", 12, "yyyy-mm-dd"), ("D（天）", 8, "0"), ("d（天）", 8, "0"),
    ("年初端值", 12, "#,##0.00"), ("年末端值", 12, "#,##0.00"), ("每单位当日值", 15, "#,##0.000000"),
    ("合同现金价值（元）", 18, "#,##0.00"), ("结论", 16, "@"),
)  # fmt: skip
FORMULAS = {
    4: '=IF(COUNT(B{r},C{r})<2,"",IF(C{r}<B{r},"",'
    "YEAR(C{r})-YEAR(B{r})+IF(EDATE(B{r},12*(YEAR(C{r})-YEAR(B{r})))<=C{r},1,0)))",
    5: '=IF(E{r}="","",EDATE(B{r},12*(E{r}-1)))',
    6: '=IF(E{r}="","",IF(年内天数="实际天数",EDATE(B{r},12*E{r})-F{r},365))',
    7: '=IF(E{r}="","",MIN(C{r}-F{r}+IF(计入当日="是",1,0),G{r}))',
    8: '=IF(M{r}<>"合同","",IF(年内取值方式="首末值",VLOOKUP(E{r},价值表,3,FALSE),'
    "VLOOKUP(E{r}-1,价值表,2,FALSE)+IF(E{r}<=交费期,单位年交保费,0)))",
    9: '=IF(M{r}<>"合同","",VLOOKUP(E{r},价值表,2,FALSE)+VLOOKUP(E{r},价值表,4,FALSE))',
    10: '=IF(M{r}<>"合同","",(I{r}*(G{r}-H{r})+J{r}*H{r})/G{r})',
    11: '=IF(M{r}<>"合同","",ROUND(K{r}*D{r}/价值表单位,2))',
    12: '=IF(AND(B{r}="",C{r}="",D{r}=""),"",IF(结论<>"可以计算","见基础",'
    'IF(COUNT(B{r},C{r},D{r})<3,"没有填或不是数字",IF(D{r}<=0,"保额应大于0",IF(E{r}="","早于生效日",IF(E{r}>保险期间,"已过满期日","合同"))))))',
}


def draw_within_year(workbook: Workbook, sample: Sample) -> None:
    """The sheet: four options of the product, then thirty rows, twelve of them filled in."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "年内取值", workbook.add_format(look.title()))
    _draw_options(workbook, sheet)
    notes = (
        "当日值＝[年初端值×(D−d)＋年末端值×d]÷D，四舍五入到分。首末值：年初端值＝年初现金价值；两端值：年初端值＝上年末值＋当年保费。",
        "年末端值含当日应领生存金或满期金。只用于保费已按期交纳、无欠款的保单；取“对照”表的合同栏。",
    )
    for row, text in enumerate(notes, start=OPTIONS + 4):
        sheet.write_string(row, 0, text, workbook.add_format(look.cell("@")))
    formats = []
    for place, (heading, width, number_format) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(HEADING, place, heading, workbook.add_format(look.heading(required=place in (3, 11))))
        typed = {"bg_color": look.INPUT} if 1 <= place <= 3 else {}
        bold = {"bold": True} if place == 11 else {}
        indent = {"indent": 1} if place == 12 else {}
        body = look.cell(number_format, bottom=1, bottom_color=look.LINE, **typed, **bold, **indent)
        formats.append(workbook.add_format(body))
    for index in range(ROWS):
        _draw_row(sheet, formats, index, product_line(sample))
    sheet.freeze_panes(START, 1)
    look.page(sheet, f"核对 · {SHEET}", look.PAGE_WIDTH, heading_row=HEADING)


def product_line(sample: Sample, form: WithinYear = WithinYear.TWO_ENDS, days: DayCount | None = None) -> ProductLine:
    """The line that the sheet's formulas draw, as the portfolio engine knows it."""
    survival = [Decimal(repr(float(paid * UNIT / SUM_ASSURED))) for paid in sample.cover.survival]
    years, unit = len(sample.end), Decimal(int(UNIT))
    count = days or DayCount(DayBasis.FIXED_365)
    if form is WithinYear.TWO_ENDS:
        premium = [Decimal(YEARLY_PREMIUM) if year < PREMIUM_TERM else Decimal(0) for year in range(years)]
        return two_ends(sample.end, survival, premium, unit, count)
    end = tuple(value + paid for value, paid in zip(sample.end, survival, strict=True))
    return ProductLine(sample.start, end, unit, days=count)


def _draw_options(workbook: Workbook, sheet: Any) -> None:
    options: tuple[tuple[str, Any, list[str]], ...] = (
        ("年内取值方式", str(WithinYear.TWO_ENDS), [str(form) for form in WithinYear]),
        ("年内天数", str(DayBasis.FIXED_365), [str(basis) for basis in DayBasis]),
        ("计入当日", "否", ["是", "否"]),
        ("单位年交保费", float(YEARLY_PREMIUM), []),
    )
    entry = look.cell("General", bg_color=look.INPUT, border=1, border_color=look.LINE, align="center")
    for row, (name, value, choices) in enumerate(options, start=OPTIONS - 1):
        sheet.merge_range(row, 0, row, 1, name, workbook.add_format(look.cell("@", bold=True)))
        sheet.write(row, 2, value, workbook.add_format(entry))
        workbook.define_name(name, f"={SHEET}!$C${row + 1}")
        if choices:
            sheet.data_validation(row, 2, row, 2, {"validate": "list", "source": choices})
    text = "每一价值表单位；只用于两端值"
    sheet.write_string(OPTIONS + 2, 3, text, workbook.add_format(look.cell("@", font_color=look.MUTED)))


def _draw_row(sheet: Any, formats: list[Any], index: int, line: ProductLine) -> None:
    row = START + index
    sheet.write_number(row, 0, index + 1, formats[0])
    cached: dict[int, Any] = {}
    if index < len(POLICIES):
        effective, on, amount = POLICIES[index]
        sheet.write_datetime(row, 1, effective, formats[1])
        sheet.write_datetime(row, 2, on, formats[2])
        sheet.write_number(row, 3, amount, formats[3])
        cached = _cached(line, effective, on, amount)
    else:
        for column in (1, 2, 3):
            sheet.write_blank(row, column, None, formats[column])
    for column, formula in FORMULAS.items():
        sheet.write_formula(row, column, formula.format(r=row + 1), formats[column], cached.get(column, ""))


def _cached(line: ProductLine, effective: date, on: date, amount: int) -> dict[int, Any]:
    year = policy_year(effective, on)
    d, whole = line.days.ends(effective, on)
    serial = (anniversary(effective, year - 1) - date(1899, 12, 30)).days
    start, end, unit = float(line.start[year - 1]), float(line.end[year - 1]), line.at(effective, on)
    value = float(yuan(unit * amount / line.unit))
    return {4: year, 5: serial, 6: whole, 7: d, 8: start, 9: end, 10: float(unit), 11: value, 12: "合同"}

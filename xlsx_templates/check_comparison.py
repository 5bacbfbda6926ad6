"""对照 and 图 of 核对.xlsx: the contract's printed table, the formula and the legal minimum, each under its label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsx_templates import check_recursion as recursion
from xlsx_templates import look
from xlsx_templates.check_inputs import AGES
from xlsx_templates.check_sample import SUM_ASSURED, UNIT, Sample

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET, CHART = "对照", "图"
HEADING, START = 6, 8
LAST = START + AGES
COLUMNS = (
    ("保单年度末", "t", 11),
    ("合同", "年末值，不含生存金", 21),
    ("合同", "年初值，含净保费", 21),
    ("合同", "生存金", 15),
    ("公式", "年末值", 17),
    ("法定最低", "年末值", 17),
    ("合同−公式", "差", 13),
    ("合同÷法定最低", "−1", 14),
    ("结论", "", 30),
)
VERDICT = (
    '=IF(A{r}="","",IF(OR(A{r}=0,B{r}=""),IF(A{r}=0,"","缺合同价值"),IF(B{r}<F{r}-0.005,"低于法定最低，报精算",'
    'IF(ABS(G{r})<=0.005,"与公式值一致","不低于法定最低，与公式值不同"))))'
)


def draw_comparison(workbook: Workbook, sample: Sample) -> None:
    """The sheet: contract columns are typed (yellow), the rest follows from 计算, scaled to the unit; and a chart."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "合同、公式、法定最低对照", workbook.add_format(look.title()))
    plain = workbook.add_format(look.cell("@"))
    for row, text in enumerate(_NOTES, start=1):
        sheet.write_string(row, 0, text, plain)
    sheet.write_string(4, 0, "价值表单位：每", plain)
    entry = look.cell("#,##0", bg_color=look.INPUT, border=1, border_color=look.LINE)
    sheet.write_number(4, 1, UNIT, workbook.add_format(entry))
    sheet.write_string(4, 2, "元基本保额", plain)
    workbook.define_name("价值表单位", f"={SHEET}!$B$5")
    workbook.define_name("价值表", f"={SHEET}!$A${START + 1}:$D${LAST + 1}")
    for place, (heading, symbol, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        strong = workbook.add_format(look.heading(required=heading in ("合同", "公式", "法定最低")))
        sheet.write_string(HEADING, place, heading, strong)
        sheet.write_string(HEADING + 1, place, symbol, workbook.add_format(look.heading(required=False)))
    for year in range(AGES + 1):
        _draw_year(workbook, sheet, year, sample)
    warning = workbook.add_format({"bg_color": "#F8CBAD"})
    sheet.conditional_format(
        START, 8, LAST, 8, {"type": "text", "criteria": "begins with", "value": "低于", "format": warning}
    )
    used = {"type": "formula", "criteria": f'=$A{START + 1}<>""'}
    line = {"bottom": 1, "bottom_color": look.LINE}
    typed = workbook.add_format({"bg_color": look.INPUT, **line})
    sheet.conditional_format(START, 1, LAST, 2, used | {"format": typed})
    sheet.conditional_format(START, 0, LAST, len(COLUMNS) - 1, used | {"format": workbook.add_format(line)})
    sheet.freeze_panes(START, 1)
    look.page(sheet, f"核对 · {SHEET}", look.PAGE_WIDTH, heading_row=HEADING)
    sheet.repeat_rows(HEADING, HEADING + 1)
    sheet.print_area(0, 0, START + recursion.PRINTED_YEARS, len(COLUMNS) - 1)
    sheet.fit_to_pages(1, 1)


def draw_chart(workbook: Workbook) -> None:
    """The sheet 图: the three lines of the first twenty years on one page."""
    page = workbook.add_chartsheet(CHART)
    page.set_chart(_chart(workbook))
    page.set_paper(9)
    page.set_landscape()


_NOTES = (
    "合同：合同所附现金价值表的印刷值（此处为虚构示例），退保以它为准。公式：按“基础”所列数字推算，不作给付依据。",
    "法定最低：普通型人身保险精算规定第十条的下限，只用于检查，不是应付金额。",
    "三者不得混用、相加。容差为印刷单位的一半（0.005元）。",
)


def _draw_year(workbook: Workbook, sheet: Any, year: int, sample: Sample) -> None:
    row, source = START + year, recursion.START + year + 1
    money = workbook.add_format(look.cell("#,##0.00"))
    shown = 0 < year <= len(sample.end)
    cached = _cached(sample, year) if shown else {}
    scale = f"{recursion.SHEET}!{{}}{source}*价值表单位/基本保额"
    guard = f'=IF(OR($A{row + 1}="",$A{row + 1}=0),"",'
    year_format = workbook.add_format(look.cell("0", align="center"))
    sheet.write_formula(row, 0, f"={recursion.SHEET}!A{source}", year_format, year if year <= len(sample.end) else "")
    sheet.write(row, 1, float(sample.end[year - 1]) if shown else (0 if year == 0 else None), money)
    sheet.write(row, 2, float(sample.start[year - 1]) if shown else None, money)
    for column, formula in ((3, scale.format("G")), (4, scale.format("W")), (5, scale.format("P"))):
        sheet.write_formula(row, column, f"{guard}{formula})", money, cached.get(column, ""))
    missing = f'{guard}IF(B{row + 1}="","",'
    sheet.write_formula(row, 6, f"{missing}B{row + 1}-E{row + 1}))", money, cached.get(6, ""))
    share = workbook.add_format(look.cell("0.0%"))
    ratio = f'{missing}IF(F{row + 1}=0,"",B{row + 1}/F{row + 1}-1)))'
    sheet.write_formula(row, 7, ratio, share, cached.get(7, ""))
    text = workbook.add_format(look.cell("@", indent=1))
    sheet.write_formula(row, 8, VERDICT.format(r=row + 1), text, "与公式值一致" if shown else "")


def _cached(sample: Sample, year: int) -> dict[int, float | str]:
    scale = UNIT / SUM_ASSURED
    printed = float(sample.end[year - 1])
    survival, formula, minimum = (
        float(column[year - 1]) * scale
        for column in (sample.cover.survival, sample.values.formula, sample.values.minimum)
    )
    ratio: float | str = printed / minimum - 1 if minimum else ""
    return {3: survival, 4: formula, 5: minimum, 6: printed - formula, 7: ratio}


def _chart(workbook: Workbook) -> Any:
    chart = workbook.add_chart({"type": "line"})
    for column, colour in ((1, look.REQUIRED), (4, "#C55A11"), (5, "#7F7F7F")):
        chart.add_series(
            {
                "name": [SHEET, HEADING, column],
                "categories": [SHEET, START + 1, 0, START + 20, 0],
                "values": [SHEET, START + 1, column, START + 20, column],
                "line": {"color": colour, "width": 2, "dash_type": "dash" if column == 4 else "solid"},
            }
        )
    chart.set_title({"name": "每单位现金价值（前20年）", "name_font": {"size": 12, "name": look.FONT}})
    chart.set_x_axis({"name": "保单年度末", "num_font": {"name": look.FONT}})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E5E7EB"}}})
    chart.set_legend({"position": "bottom"})
    return chart

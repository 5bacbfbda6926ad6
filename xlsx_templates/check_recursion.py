"""计算 of 核对.xlsx: the recursion of the minimum and of the formula value, one column per symbol, one row per year.

The cached result of each formula is what core.values computes: a workbook that is opened without recalculation shows
Python's numbers, a recalculated one the spreadsheet's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from core.values.mortality import FloatArray
from xlsx_templates import look
from xlsx_templates.check_columns import COLUMNS, Column
from xlsx_templates.check_inputs import AGES, READY
from xlsx_templates.check_results import results
from xlsx_templates.check_sample import Sample

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET = "计算"
HEADING, START = 5, 7
"""Row indices of the headings and of year 0; years 1 … 106 follow."""
LAST = START + AGES
PRINTED_YEARS = 40
"""One page of years is printed; 说明 says how to print a longer term."""
RESULTS = "PW"
FORMULAS = (
    "A(t)＝其后各年给付现值之和；E(t)＝其后各年（1−费用率）保费现值之和；重算保费＝A(0)÷E(0)",
    "PVR(t)＝[A(t)−重算保费×E(t)]÷[l(t)×v^t]，期满为0；不含当年末生存给付",
    "r(t)＝k＋t×(1−k)÷min(上限, 交费期)，到该年数为1；法定最低 MCV(t)＝r(t)×max(PVR(t), 0)",
    "公式值 CV(t)＝(1−w)×MCV(t)＋w×r(t)×max(V(t), 0)；V按预定利率；w＝min(1, (t−1)÷(m−1))",
)


def draw_recursion(workbook: Workbook, sample: Sample) -> None:
    """The sheet 计算: the minimum on one page, the formula value on the next, as many years as the policy term."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_row(0, 32)
    # Column A is printed on both pages: a title that began there would be cut off on the second.
    sheet.write_string(0, 1, "现金价值递推", workbook.add_format(look.title()))
    for row, text in enumerate(FORMULAS, start=1):
        sheet.write_string(row, 1, text, workbook.add_format(look.cell("@")))
    values = results(sample)
    for place, column in enumerate(COLUMNS):
        _draw_column(workbook, sheet, place, column, values[column.letter])
    line = workbook.add_format({"bottom": 1, "bottom_color": look.LINE})
    used = {"type": "formula", "criteria": f'=$A{START + 1}<>""', "format": line}
    sheet.conditional_format(START, 0, LAST, len(COLUMNS) - 1, used)
    sheet.freeze_panes(START, 1)
    look.page(sheet, f"核对 · {SHEET}", look.PAGE_WIDTH, heading_row=HEADING)
    sheet.set_print_scale(60)
    sheet.set_v_pagebreaks([COLUMNS.index(next(column for column in COLUMNS if column.letter == "Q"))])
    sheet.repeat_rows(HEADING, HEADING + 1)
    sheet.repeat_columns(0)
    sheet.print_area(0, 0, START + PRINTED_YEARS, len(COLUMNS) - 1)


def _draw_column(workbook: Workbook, sheet: Any, place: int, column: Column, values: FloatArray) -> None:
    result = column.letter in RESULTS
    sheet.set_column(place, place, column.width)
    sheet.write_string(HEADING, place, column.heading, workbook.add_format(look.heading(required=result)))
    sheet.write_string(HEADING + 1, place, column.symbol, workbook.add_format(look.heading(required=False)))
    body = workbook.add_format(look.cell(column.number_format, bold=result, align="right"))
    for year in range(AGES + 1):
        formula = _formula(column, year)
        if formula:
            known = year < len(values) and not np.isnan(values[year])
            sheet.write_formula(START + year, place, formula, body, float(values[year]) if known else "")


def _formula(column: Column, year: int) -> str:
    row = START + 1 + year
    if column.letter == "A":
        inside = f'AND(结论="{READY}",ROW()-{START + 1}<=保险期间)' if year else f'结论="{READY}"'
        return f'=IF({inside},ROW()-{START + 1},"")'
    inner = column.formula if year else column.opening
    # One row more than the years: the sum of what is still to come from the last year on is that of an empty cell.
    return inner and f'=IF($A{row}="","",{inner.format(r=row, p=row - 1, n=row + 1, end=LAST + 2)})'

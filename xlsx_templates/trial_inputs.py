"""录入 and 价值表 of 测算.xlsx: the yellow cells, each with its name, its words and its help."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from xlsx_templates import look
from xlsx_templates.trial_fields import SECTIONS, SHOWN_ON, TABLE, TABLE_HEADINGS, Field
from xlsx_templates.trial_questions import AMOUNTS, MONEY, NONE, amount, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET, TABLE_SHEET = "录入", "价值表"
ON_ROW, HEADING = 2, 4
"""Row index of 计算日期; row index of the headings, where the range 合同 begins."""
TABLE_HEADING, TABLE_YEARS = 3, 106
"""Row index of the headings of the table; years to which it may run: a life insured at birth, to age 105."""
_LINE = {"bottom": 1, "bottom_color": look.LINE}


def draw_inputs(workbook: Workbook, cells: Mapping[str, Any], results: dict[str, str]) -> None:
    """录入: 计算日期, then every fact in one list; beside it the amounts. ``results``: title → its cell on 测算."""
    sheet = workbook.add_worksheet(SHEET)
    for place, width in enumerate((24, 18, 44, 3, 18, 17, 14)):
        sheet.set_column(place, place, width)
    sheet.set_default_row(18)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "测算：录入", workbook.add_format(look.title()))
    sheet.write_string(
        1, 0, "黄色格填写，其余自动计算。示例保单为虚构，请逐项改成要测算的保单。", workbook.add_format(look.cell("@"))
    )
    on = Field("计算日期", SHOWN_ON, "yyyy-mm-dd", "按哪一天计算：退保、贷款、减额交清、复效的申请日")
    _draw_field(workbook, sheet, ON_ROW, on)
    for place, heading in enumerate(("栏目", "值", "填写说明")):
        sheet.write_string(HEADING, place, heading, workbook.add_format(look.heading(required=True)))
    row = HEADING + 1
    for title, fields in SECTIONS:
        section = workbook.add_format(look.cell("@", bold=True, bg_color=look.OPTIONAL))
        for place, text in enumerate((title, None, None)):
            sheet.write(row, place, text, section)
        for place, field in enumerate(fields, start=1):
            _draw_field(workbook, sheet, row + place, field)
        row += 1 + len(fields)
    workbook.define_name("合同", f"={SHEET}!$A${HEADING + 1}:$B${row}")
    _draw_amounts(workbook, sheet, cells, results)
    sheet.freeze_panes(HEADING + 1, 0)
    look.page(sheet, f"测算 · {SHEET}", look.PAGE_WIDTH, heading_row=HEADING)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def draw_table(workbook: Workbook) -> None:
    """价值表: the printed table of this one policy, pasted below the headings."""
    sheet = workbook.add_worksheet(TABLE_SHEET)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "测算：现金价值表", workbook.add_format(look.title()))
    text = "从合同所附现金价值表粘贴本保单的一列（按性别、投保年龄、交费期、保险期间）；前两列必填，没有的列留空。"
    sheet.write_string(1, 0, text, workbook.add_format(look.cell("@")))
    sheet.set_row(TABLE_HEADING, 34)
    for place, heading in enumerate(TABLE_HEADINGS):
        sheet.set_column(place, place, 12 if place == 0 else 18)
        sheet.write_string(TABLE_HEADING, place, heading, workbook.add_format(look.heading(required=place < 2)))
    for row in range(TABLE_YEARS):
        for place in range(len(TABLE_HEADINGS)):
            entry = workbook.add_format(_entry("0" if place == 0 else "#,##0.00##"))
            value = TABLE[row][place] if row < len(TABLE) else None
            if value is None:
                sheet.write_blank(TABLE_HEADING + 1 + row, place, None, entry)
            else:
                sheet.write_number(TABLE_HEADING + 1 + row, place, value, entry)
    last = TABLE_HEADING + 1 + TABLE_YEARS
    workbook.define_name("价值表", f"={TABLE_SHEET}!$A${TABLE_HEADING + 1}:$F${last}")
    sheet.freeze_panes(TABLE_HEADING + 1, 1)
    look.page(sheet, f"测算 · {TABLE_SHEET}", look.PAGE_WIDTH, heading_row=TABLE_HEADING)
    sheet.set_portrait()


def _draw_field(workbook: Workbook, sheet: Worksheet, row: int, field: Field) -> None:
    sheet.write_string(row, 0, field.heading, workbook.add_format(look.cell("@", bold=not row > HEADING, **_LINE)))
    sheet.write_string(
        row, 2, field.help, workbook.add_format(look.cell("@", font_color=look.MUTED, indent=1, **_LINE))
    )
    workbook.define_name(field.name, f"={SHEET}!$B${row + 1}")
    if field.formula:
        follows = workbook.add_format(look.cell(field.number_format, align="right", **_LINE))
        sheet.write_formula(row, 1, field.formula, follows, field.value)
        return
    entry = workbook.add_format(_entry(field.number_format))
    if isinstance(field.value, date):
        sheet.write_datetime(row, 1, field.value, entry)
    else:
        sheet.write(row, 1, field.value, entry)
    sheet.data_validation(row, 1, row, 1, _validation(field))


def _validation(field: Field) -> dict[str, Any]:
    """A list where there are words; a warning may be overridden, since the formulas know synonyms too."""
    prompt = {
        "input_title": field.heading[:32],
        "input_message": field.help or "、".join(field.choices) or "没有可不填",
    }
    if field.choices:
        return {"validate": "list", "source": list(field.choices), "error_type": "warning", **prompt}
    if field.number_format.startswith("yyyy"):
        limits = {"criteria": "between", "minimum": date(1900, 1, 2), "maximum": date(2200, 12, 31)}
        return {"validate": "date", "error_type": "warning", **limits, **prompt}
    return {"validate": "any", **prompt}


def _draw_amounts(workbook: Workbook, sheet: Worksheet, cells: Mapping[str, Any], results: dict[str, str]) -> None:
    for place, heading in enumerate(("项目", "结果（元）", "标签"), start=4):
        sheet.write_string(HEADING, place, heading, workbook.add_format(look.heading(required=False)))
    name = workbook.add_format(look.cell("@", bold=True, **_LINE))
    money = workbook.add_format(look.cell(MONEY, align="right", **_LINE))
    text = workbook.add_format(look.cell("@", align="center", **_LINE))
    for row, asked in enumerate(AMOUNTS, start=HEADING + 1):
        cell = results[asked.title]
        sheet.write_string(row, 4, asked.title, name)
        sheet.write_formula(row, 5, f"={cell}", money, amount(asked, cells))
        sheet.write_formula(row, 6, f"={cell.replace('B', 'C')}", text, label(asked, cells))
    below = HEADING + 1 + len(AMOUNTS)
    muted = workbook.add_format(look.cell("@", font_color=look.MUTED))
    sheet.write_string(below, 4, f"“{NONE}”：不适用或资料不全，原因见“测算”的提示。", muted)
    sheet.write_string(below + 1, 4, "显示 #NAME?：函数未加载，见“说明”。", muted)


def _entry(number_format: str) -> dict[str, Any]:
    return look.cell(number_format, align="right", bg_color=look.INPUT, border=1, border_color=look.LINE)

"""说明: the first sheet of a template. What each column means, what may stand in it, an invented example."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from core.workbook.read import HOW_TO_FILL_IN
from xlsx_templates import look
from xlsx_templates.catalogue import asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook

    from core.records.record import Column
    from xlsx_templates.catalogue import Template

SHEET = "说明"
HEADINGS = (
    ("工作表", 12), ("列名", 22), ("必填", 6), ("内容", 12), ("填写说明", 28),
    ("可选值", 34), ("示例（虚构）", 24), ("也认作", 32),
)  # fmt: skip
LINE_HEIGHT = 17
NOTES = (
    f"{HOW_TO_FILL_IN}；可增删、调换列的次序，也可另加列，标题不变即可识别。",
    "证件号码、手机、账号、保单号已设为文本格式，请勿改为数字，否则末几位会丢失。",
    "一行一条记录，不要合并单元格；金额以元为单位。",
)


def draw_explanation(workbook: Workbook, template: Template) -> None:
    """Draw the sheet: title, purpose, the 数据截止日 cell, three rules, then one line per column of every sheet."""
    worksheet = workbook.add_worksheet(SHEET)
    plain = workbook.add_format(look.cell("@"))
    worksheet.set_row(0, 32)
    worksheet.write_string(0, 0, template.name, workbook.add_format(look.title()))
    worksheet.write_string(1, 0, template.purpose, plain)
    worksheet.write_string(2, 0, "数据截止日", workbook.add_format(look.cell("@", bold=True)))
    entry = workbook.add_format(
        look.cell("yyyy-mm-dd", bg_color=look.INPUT, border=1, border_color=look.LINE, align="left")
    )
    worksheet.write_blank(2, 1, None, entry)
    worksheet.write_string(
        2, 2, "请填写本工作簿数据截止到哪一天", workbook.add_format(look.cell("@", font_color=look.MUTED))
    )
    for row, text in enumerate(NOTES, start=3):
        worksheet.write_string(row, 0, text, plain)
    first = 3 + len(NOTES) + 1
    for position, (text, width) in enumerate(HEADINGS):
        worksheet.set_column(position, position, width)
        worksheet.write_string(first, position, text, workbook.add_format(look.heading(required=True)))
    _draw_lines(workbook, template, first + 1)
    worksheet.freeze_panes(first + 1, 2)
    look.page(worksheet, f"{template.name} · {SHEET}", look.PAGE_WIDTH, heading_row=first)


def draw_guide(
    workbook: Workbook, name: str, title: str, sheets: Sequence[tuple[str, str, str]], notes: Sequence[str]
) -> None:
    """说明 of a workbook of formulas: its sheets (name, nature, content) with links, and numbered notes."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, title, workbook.add_format(look.title()))
    wrapped = workbook.add_format(look.cell("@", text_wrap=True))
    for place, (heading, width) in enumerate((("工作表", 14), ("性质", 10), ("内容", 110))):
        sheet.set_column(place, place, width)
        sheet.write_string(2, place, heading, workbook.add_format(look.heading(required=True)))
    line = workbook.add_format(look.cell("@", text_wrap=True, bottom=1, bottom_color=look.LINE))
    for row, (target, kind, text) in enumerate(sheets, start=3):
        sheet.write_url(row, 0, f"internal:'{target}'!A1", line, target)
        sheet.write_string(row, 1, kind, line)
        sheet.write_string(row, 2, text, line)
    for row, text in enumerate(notes, start=4 + len(sheets)):
        sheet.merge_range(row, 0, row, 2, f"{row - 3 - len(sheets)}. {text}", wrapped)
        sheet.set_row(row, 20)
    look.page(sheet, f"{name} · {SHEET}", look.PAGE_WIDTH, heading_row=2)


def _draw_lines(workbook: Workbook, template: Template, row: int) -> None:
    worksheet = workbook.get_worksheet_by_name(SHEET)
    line = workbook.add_format(look.cell("@", text_wrap=True, bottom=1, bottom_color=look.LINE))
    example = workbook.add_format(
        look.cell("@", text_wrap=True, bottom=1, bottom_color=look.LINE, font_color=look.MUTED, italic=True)
    )
    for record in template.records:
        for column in asked(record):
            texts = _line(record.sheet, column)
            worksheet.set_row(row, LINE_HEIGHT * _lines_needed(texts))
            for position, text in enumerate(texts):
                worksheet.write_string(row, position, text, example if position == 6 else line)
            row += 1


def _line(sheet: str, column: Column) -> tuple[str, ...]:
    return (
        sheet,
        column.heading,
        "是" if column.required else "",
        column.kind.name,
        column.help,
        "、".join(column.kind.choices),
        column.example,
        "、".join(column.aliases),
    )


def _lines_needed(texts: tuple[str, ...]) -> int:
    """Lines of the fullest cell: a Chinese character takes the width of two Latin ones."""
    widths = (sum(1 if character.isascii() else 2 for character in text) for text in texts)
    return max(1, *(ceil(width / (room - 1)) for width, (_, room) in zip(widths, HEADINGS, strict=True)))

"""测算 and 步骤 of 测算.xlsx: every answer with its label, hints and basis, and the steps of the one that is chosen."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from udfs.cells import serial
from xlsx_templates import look
from xlsx_templates.trial_questions import AMOUNTS, FIRST_ROW, MOMENTS, MONEY, NONE, amount, answer, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET, STEPS = "测算", "步骤"
HEADING = FIRST_ROW - 2
COLUMNS = (("项目", 18), ("结果", 17), ("标签", 12), ("提示", 52), ("依据", 84))
STEP_COLUMNS = (("步骤", 24), ("数据", 46), ("算式", 32), ("结果", 20), ("依据", 46), ("说明", 22))
STEP_HEADING, STEP_ROWS = 3, 24
LINE_HEIGHT = 16
_LINE = {"bottom": 1, "bottom_color": look.LINE}


def result_cells() -> dict[str, str]:
    """Title of an amount → its cell on the sheet 测算."""
    first = FIRST_ROW + len(MOMENTS)
    return {asked.title: f"{SHEET}!$B${row}" for row, asked in enumerate(AMOUNTS, start=first)}


def steps_formulas() -> tuple[str, str]:
    """How many rows the steps of 查看 have, and the steps in an area of fixed size, blank below the last row.

    The count is a cell of its own: a lone row of headings would otherwise be repeated down the whole area.
    """
    titles = ",".join(f'"{asked.title}"' for asked in AMOUNTS)
    chosen = f"CHOOSE(MATCH(查看,{{{titles}}},0),{','.join(asked.asking('步骤') for asked in AMOUNTS)})"
    area = f"ROW($A${STEP_HEADING + 1}:$A${STEP_HEADING + STEP_ROWS})"
    return f"=ROWS({chosen})", f'=IF({area}-{STEP_HEADING}<=步骤行数,{chosen},"")'


def draw_answers(workbook: Workbook, cells: Mapping[str, Any]) -> None:
    """The sheet 测算: days first, then amounts, one line each."""
    sheet = workbook.add_worksheet(SHEET)
    _draw_head(
        workbook,
        sheet,
        "测算：结果",
        "标签：合同＝按合同价值表或条款；公式、估算＝不能直接作给付依据。依据所列为计算日期适用的规定。",
    )
    _draw_headings(workbook, sheet, HEADING, COLUMNS)
    row = HEADING + 1
    for moment in MOMENTS:
        value = answer(moment.formula, cells)
        basis = f"={moment.basis}" if moment.basis.startswith("NQ_") else moment.basis
        cited = answer(moment.basis, cells) if moment.basis.startswith("NQ_") else moment.basis
        hint = f"={moment.hint}" if moment.hint else ""
        lines = (f"={moment.formula}", "", hint, basis)
        _draw_line(workbook, sheet, row, moment.title, moment.number_format, lines, (value, "", moment.shown, cited))
        row += 1
    for asked in AMOUNTS:
        number = asked.asking("金额")
        lines = (
            f'=IF(ISTEXT({number}),"{NONE}",{number})',
            f'=IF($B{row + 1}="{NONE}","",{asked.asking("标签")})',
            f"={asked.asking('提示')}",
            f"={asked.asking('依据')}",
        )
        shown = (
            amount(asked, cells),
            label(asked, cells),
            *(answer(asked.asking(of), cells) for of in ("提示", "依据")),
        )
        _draw_line(workbook, sheet, row, asked.title, MONEY, lines, shown)
        row += 1
    doubtful = workbook.add_format({"bg_color": "#FCE4D6", "bold": True})
    for word in ("公式", "估算", "待确认"):
        rule = {"type": "text", "criteria": "containing", "value": word, "format": doubtful}
        sheet.conditional_format(HEADING + 1, 2, row - 1, 2, rule)
    refused = {
        "type": "text",
        "criteria": "containing",
        "value": "拒收",
        "format": workbook.add_format({"font_color": "#C00000"}),
    }
    sheet.conditional_format(HEADING + 1, 3, row - 1, 3, refused)
    sheet.freeze_panes(HEADING + 1, 1)
    look.page(sheet, f"测算 · {SHEET}", look.PAGE_WIDTH, heading_row=HEADING)
    sheet.fit_to_pages(1, 1)


def draw_steps(workbook: Workbook, cells: Mapping[str, Any]) -> None:
    """The sheet 步骤: one array formula; which calculation it shows is chosen above it."""
    sheet = workbook.add_worksheet(STEPS)
    _draw_head(workbook, sheet, "测算：步骤", "")
    sheet.write_string(1, 0, "查看", workbook.add_format(look.cell("@", bold=True)))
    entry = look.cell("@", bg_color=look.INPUT, border=1, border_color=look.LINE)
    sheet.write_string(1, 1, AMOUNTS[0].title, workbook.add_format(entry))
    titles = [asked.title for asked in AMOUNTS]
    sheet.data_validation(1, 1, 1, 1, {"validate": "list", "source": titles, "input_message": "选择要看的计算"})
    workbook.define_name("查看", f"={STEPS}!$B$2")
    rows = answer(AMOUNTS[0].asking("步骤"), cells)
    count, area = steps_formulas()
    muted = look.cell("0", font_color=look.MUTED, align="left", indent=1)
    sheet.write_string(1, 2, "行数（1为没有步骤，见提示）", workbook.add_format(muted))
    sheet.write_formula(1, 3, count, workbook.add_format(muted), len(rows))
    workbook.define_name("步骤行数", f"={STEPS}!$D$2")
    first, last = STEP_HEADING, STEP_HEADING + STEP_ROWS - 1
    heading, body = (
        workbook.add_format(look.heading(required=True)),
        workbook.add_format(look.cell("@", text_wrap=True)),
    )
    sheet.write_array_formula(first, 0, last, len(STEP_COLUMNS) - 1, area, heading, rows[0][0])
    widths = [width for _, width in STEP_COLUMNS]
    for row in range(STEP_ROWS):
        texts = rows[row] if row < len(rows) else [""] * len(widths)
        sheet.set_row(first + row, max(2, _lines_needed(texts, widths)) * LINE_HEIGHT if row else 24)
        for place, text in enumerate(texts):
            if (row, place) != (0, 0):
                sheet.write_string(first + row, place, text, body if row else heading)
    used = {"type": "formula", "criteria": f'=$A{first + 2}<>""', "format": workbook.add_format(_LINE)}
    sheet.conditional_format(first + 1, 0, last, len(STEP_COLUMNS) - 1, used)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(first + 1, 1)
    look.page(sheet, f"测算 · {STEPS}", look.PAGE_WIDTH, heading_row=first)
    sheet.fit_to_pages(1, 0)


def _draw_head(workbook: Workbook, sheet: Worksheet, title: str, note: str) -> None:
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, title, workbook.add_format(look.title()))
    sheet.write_string(1, 0, note, workbook.add_format(look.cell("@")))


def _draw_headings(workbook: Workbook, sheet: Worksheet, row: int, columns: Sequence[tuple[str, int]]) -> None:
    sheet.set_row(row, 24)
    for place, (heading, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(row, place, heading, workbook.add_format(look.heading(required=True)))


def _draw_line(
    workbook: Workbook, sheet: Worksheet, row: int, title: str, number_format: str, lines: Sequence[str],
    shown: Sequence[Any],
) -> None:  # fmt: skip
    wrapped = look.cell("@", text_wrap=True, **_LINE)
    looks = (
        look.cell(number_format, align="right", bold=True, **_LINE),
        look.cell("@", align="center", **_LINE),
        wrapped,
        {**wrapped, "font_color": look.MUTED},
    )
    sheet.write_string(row, 0, title, workbook.add_format(look.cell("@", bold=True, **_LINE)))
    for place, (line, value, form) in enumerate(zip(lines, shown, looks, strict=True), start=1):
        if line.startswith("="):
            sheet.write_formula(row, place, line, workbook.add_format(form), serial(value))
        else:
            sheet.write_string(row, place, line, workbook.add_format(form))
    sheet.set_row(row, max(2, _lines_needed(shown[2:], [width for _, width in COLUMNS[3:]])) * LINE_HEIGHT)


def _lines_needed(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Lines of the fullest cell: a Chinese character takes the width of two Latin ones."""
    return max(
        sum(ceil(_width(part) / (room - 2)) or 1 for part in text.split("\n"))
        for text, room in zip(texts, widths, strict=True)
    )


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)

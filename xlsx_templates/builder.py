"""Empty workbooks drawn from the records alone: headings, dropdowns, input help, formats, page set-up and 说明.

A template is a new book that nobody has touched yet, so XlsxWriter writes it: one pass, and the same bytes every time.
The heading stands in row 1, so that a clerk can filter, paste and print without looking for it. Examples are on 说明
only: a sheet of records never holds a row that is not a record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.records.record import Column, Record
from core.reports.style import text_width
from xlsx_templates import look
from xlsx_templates.catalogue import TEMPLATES, Template, asked
from xlsx_templates.explanation import draw_explanation
from xlsx_templates.new_template import new_template

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


def build_template(name: str, out: Path) -> Path:
    """Write the empty workbook ``name`` into the folder ``out`` and return its path; KeyError for an unknown name."""
    template = TEMPLATES[name]
    if not template.records:
        return _build_calculation(name, out)
    return fill_template(name, out / template.file_name, {})


def fill_template(name: str, path: Path, rows: Mapping[type[Record], Sequence[Mapping[str, Any]]]) -> Path:
    """Write the workbook ``name`` to ``path`` with rows in it, field name to value, ready to be edited and synced."""
    template = TEMPLATES[name]
    with new_template(path, template.name) as workbook:
        draw_explanation(workbook, template)
        for record in template.records:
            _fill_sheet(workbook, _draw_sheet(workbook, record), asked(record), rows.get(record, ()))
        _open_at_first_record(workbook, template)
    return path


def _build_calculation(name: str, out: Path) -> Path:
    """The two books that hold formulas and no records; what they compute with is loaded for them alone."""
    if name == "核对":
        from xlsx_templates.check_workbook import build_check_workbook

        return build_check_workbook(out)
    from xlsx_templates.trial import build_trial

    return build_trial(out)


def _open_at_first_record(workbook: Workbook, template: Template) -> None:
    workbook.get_worksheet_by_name(template.records[0].sheet).activate()


def _fill_sheet(
    workbook: Workbook, worksheet: Worksheet, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Rows below the headings in the columns' own formats, ruled and wide enough; blank values leave the cell empty."""
    if rows:
        for place, column in enumerate(columns):
            needed = max(text_width(str(row.get(column.name) or "")) for row in rows) + 2
            worksheet.set_column(place, place, max(needed, column.kind.width), _body(workbook, column))
        ruled = workbook.add_format({"border": 1, "border_color": look.LINE})
        worksheet.conditional_format(1, 0, len(rows), len(columns) - 1, {"type": "no_errors", "format": ruled})
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            value = row.get(column.name)
            if isinstance(value, str) and value:
                worksheet.write_string(number, place, value)
            elif value is not None and value != "":
                worksheet.write(number, place, value)


def _draw_sheet(workbook: Workbook, record: type[Record]) -> Worksheet:
    worksheet = workbook.add_worksheet(record.sheet)
    draw_columns(workbook, worksheet, record, asked(record))
    return worksheet


def draw_columns(
    workbook: Workbook, worksheet: Worksheet, record: type[Record], columns: Sequence[Column], heading_row: int = 0
) -> None:
    """Headings in ``heading_row`` (from 0), dropdowns, input help, widths, filter and page set-up of some columns."""
    for position, column in enumerate(columns):
        _draw_column(workbook, worksheet, position, column, heading_row)
    worksheet.set_row(heading_row, 34)
    worksheet.freeze_panes(heading_row + 1, 1)
    worksheet.autofilter(heading_row, 0, heading_row, len(columns) - 1)
    look.page(worksheet, record.sheet, sum(column.kind.width for column in columns), heading_row=heading_row)


def _draw_column(workbook: Workbook, worksheet: Worksheet, position: int, column: Column, heading_row: int) -> None:
    worksheet.set_column(position, position, column.kind.width, _body(workbook, column))
    worksheet.write_string(heading_row, position, column.heading, workbook.add_format(look.heading(column.required)))
    worksheet.data_validation(heading_row + 1, position, look.LAST_ROW, position, _validation(column))


def _body(workbook: Workbook, column: Column) -> Any:
    centred = column.kind.holds == "day" or bool(column.kind.choices)
    return workbook.add_format(look.cell(column.kind.number_format, align="center" if centred else ""))


def _validation(column: Column) -> dict[str, Any]:
    """What Excel offers and warns about in a column. A warning can be overridden: the reader knows synonyms too."""
    return {
        "input_title": column.heading[:32],
        "input_message": _prompt(column),
        "error_type": "warning",
        "error_title": column.heading[:32],
        "error_message": f"{_prompt(column)}\n仍要保留此内容吗？"[:255],
        **_limits(column),
    }


def _limits(column: Column) -> dict[str, Any]:
    if column.kind.choices:
        return {"validate": "list", "source": list(column.kind.choices)}
    if column.kind.holds == "day":
        return {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 2), "maximum": date(2200, 12, 31)}
    if column.kind.holds in ("amount", "number", "fraction"):
        return {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12}
    return {"validate": "any"}


def _prompt(column: Column) -> str:
    parts = ["必填。" if column.required else "", column.help, f"例：{column.example}" if column.example else ""]
    return "\n".join(part for part in parts if part)[:255] or column.kind.name

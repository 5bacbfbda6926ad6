"""The workbook 待办 that goes to the departments: open matters filled in, to be answered and synced back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.measures.todo import CLOSED
from core.office.todo_list import TodoList, TodoRow
from core.records.record import Column
from core.records.tasks import Task
from core.reports.book import new_book
from core.reports.page import A4, lines_needed
from core.reports.style import FONT, Formats

HEADING_ROW = 3
LAST_ROW = 1_048_575
ANSWERED = ("to_department", "owner", "due_on", "status", "progress", "closed_on", "proof", "checked_by")
"""What the department fills in; the other columns say what it is about."""
PRINTED = (
    "task_no",
    "matter",
    "basis",
    "due_on",
    "status",
    "to_department",
    "owner",
    "progress",
    "closed_on",
    "proof",
    "checked_by",
)
"""What a person reads and fills in, on one sheet of A4; the columns that only lead back stand to the right of it."""
WIDTHS = {
    "matter": 40, "basis": 34, "progress": 24, "proof": 18, "task_no": 15, "policy_no": 20, "source_no": 27,
    "owner": 9, "checked_by": 9,
}  # fmt: skip
HOW = (
    "填法：黄色列由承办部门填写。办结须填办结日和办结证明，否则拒收；复核人不能是承办人。"
    "填好后把上面的数据截止日改为填报日，再同步。编号和右边不打印的来源、来源单号等列请勿改动。"
)


def write_todo_book(todos: TodoList, target: Path, office: str, department: str = "") -> int:
    """Write the open matters of a department (all without one), most urgent first; gives how many.

    LedgerError where the file can't be written. The same list gives the same bytes.
    """
    rows = [row for row in todos.open if department in ("", row.todo.to_department)]
    if not department:
        order = [name for name, _ in todos.by_department()]
        rows.sort(key=lambda row: order.index(row.todo.to_department))
    with new_book(target, f"{department or '各部门'}待办", todos.on) as (workbook, formats):
        sheet = workbook.add_worksheet(Task.sheet)
        further = [column for column in Task.columns() if column.name not in PRINTED]
        columns = [*(Task.column(name) for name in PRINTED), *further]
        _draw_top(workbook, sheet, columns, formats, f"{office} {department or '各部门'}待办", todos)
        for at, row in enumerate(rows, start=HEADING_ROW + 1):
            _draw_row(sheet, at, columns, row, todos, formats)
        _set_page(sheet, columns, len(rows))
    return len(rows)


def _draw_top(
    workbook: Any, sheet: Any, columns: Sequence[Column], formats: Formats, title: str, todos: TodoList
) -> None:
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, title, formats("title"))
    sheet.write_string(1, 0, f"数据截止日：{todos.on:%Y-%m-%d}", formats("subtitle"))
    how = workbook.add_format({"font_name": FONT, "font_size": 9, "font_color": "#6B7280", "text_wrap": True})
    sheet.merge_range(2, 0, 2, len(PRINTED) - 1, HOW, how)
    sheet.set_row(2, 15 * lines_needed(HOW, sum(WIDTHS.get(name, 10) for name in PRINTED)))
    sheet.set_row(HEADING_ROW, 32)
    answer = workbook.add_format({
        "font_name": FONT, "font_size": 10, "bold": True, "align": "center", "valign": "vcenter", "border": 1,
        "border_color": "#C5CEDA", "bg_color": "#FFE699", "text_wrap": True,
    })  # fmt: skip
    for place, column in enumerate(columns):
        asked = column.name in ANSWERED
        sheet.write_string(HEADING_ROW, place, column.heading, answer if asked else formats("heading"))
        sheet.set_column(place, place, WIDTHS.get(column.name, column.kind.width))
        if column.kind.choices:
            offered = {"validate": "list", "source": list(column.kind.choices), "error_type": "warning"}
            sheet.data_validation(HEADING_ROW + 1, place, LAST_ROW, place, offered)


def _draw_row(sheet: Any, at: int, columns: Sequence[Column], row: TodoRow, todos: TodoList, formats: Formats) -> None:
    values = _values(row)
    late = row.todo.overdue(todos.on)
    for place, column in enumerate(columns):
        value = values.get(column.name)
        long = column.kind.width >= 16 or column.name in WIDTHS
        look = "bad" if late and column.name == "due_on" else "wrap" if long else "cell"
        day = column.kind.holds == "day"
        form = formats(look, "day" if day else "text", "center" if day or column.kind.choices else "")
        if value is None or value == "":
            sheet.write_blank(at, place, None, form)
        elif day:
            sheet.write_datetime(at, place, value, form)
        else:
            sheet.write_string(at, place, str(value), form)
    lines = max(lines_needed(str(values.get(name) or ""), width - 2) for name, width in WIDTHS.items())
    sheet.set_row(at, 15 * lines + 3)


def _values(row: TodoRow) -> dict[str, Any]:
    """The row as the sheet 待办 keeps it; a closing that did not stand is to be done again."""
    todo = row.todo
    return {
        "task_no": row.number, "raised_on": todo.opened_on, "source": todo.origin, "source_no": todo.key,
        "from_department": todo.from_department, "to_department": todo.to_department, "owner": todo.owner,
        "matter": todo.subject, "basis": todo.basis, "due_on": todo.due_on, "status": todo.status,
        "progress": row.progress, "proof": "" if todo.status != CLOSED else todo.proof,
    }  # fmt: skip


def _set_page(sheet: Any, columns: Sequence[Column], count: int) -> None:
    last = HEADING_ROW + max(count, 1)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(HEADING_ROW + 1, 1)
    sheet.autofilter(HEADING_ROW, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, 0, last, len(PRINTED) - 1)
    sheet.set_header(f'&L&"{FONT}"&8 待办&R&"{FONT}"&8 内部资料 注意保管')
    sheet.set_footer(f'&C&"{FONT}"&8 第 &P 页 共 &N 页&R&"{FONT}"&8 保险内勤')

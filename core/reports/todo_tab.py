"""待办: what every department must do, most overdue first; what was closed with which proof."""

from __future__ import annotations

from collections.abc import Sequence

from core.findings import Status
from core.measures.todo import Todo
from core.office.tasks import NO_PROOF
from core.office.todo_list import TodoRow
from core.reports.page import Column, Page
from core.reports.report_data import ReportData

WIDTHS = (17, 12, 56, 11, 10, 10, 12, 12, 11, 52, 30)
WIDTH = len(WIDTHS)
MOST_OF_DEPARTMENT = 25
MOST_CLOSED = 25
GLANCE_NOTE = (
    "与合规页的差别：台账不登记是否已办的时限（合规页列为“请核对”），这里到期日一过就算逾期；"
    "投诉和回访问题件的时限按各自来源各列一件。"
)
"""Why 已逾期 here is more than on 合规."""
SOON_DAYS = 7

LIST = (
    Column("待办编号"), Column("来源", align="center"), Column("事项", look="wrap"), Column("提出部门", align="center"),
    Column("承办人", align="center"), Column("状态", align="center"), Column("提出日", "day", "center"),
    Column("到期日", "day", "center"), Column("期限", align="center"), Column("依据", look="wrap"),
    Column("提示", look="wrap"),
)  # fmt: skip
CLOSED = (
    Column("待办编号"), Column("来源", align="center"), Column("事项", look="wrap"), Column("承办部门", align="center"),
    Column("承办人", align="center"), Column("状态", align="center"), Column("提出日", "day", "center"),
    Column("到期日", "day", "center"), Column("办结日", "day", "center"), Column("办结证明", look="wrap"),
    Column("提示", look="wrap"),
)  # fmt: skip


def write_todos(page: Page, report: ReportData) -> None:
    """The whole tab: departments at a glance, then their lists, then what was closed in the month."""
    todos = report.todos
    page.title(
        f"待办　{report.month_words}",
        f"{report.subtitle}　一件事一行；回填“待办”工作簿并同步后在此更新；反洗钱保密事项不列",
    )
    page.fix_widths(WIDTHS)
    _glance(page, report)
    for department, rows in todos.by_department():
        late = sum(row.todo.overdue(todos.on) for row in rows)
        page.section(f"{department}：未办结 {len(rows)} 件，逾期 {late} 件", WIDTH)
        write_rows(page, report, rows, MOST_OF_DEPARTMENT)
    _closed(page, report)
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _glance(page: Page, report: ReportData) -> None:
    page.section("各部门概况", WIDTH)
    columns = (
        Column("承办部门", look="strong"), Column("未办结", "count"), Column("主要来源", look="wrap"),
        Column("已逾期", "count"), Column(f"{SOON_DAYS}天内到期", "count"), Column("没有承办人", "count"),
        Column("再次检出", "count"), Column("缺办结证明", "count"),
    )  # fmt: skip
    rows = []
    for department, listed in report.todos.by_department():
        todos = [row.todo for row in listed]
        rows.append([
            department, len(todos), _origins(todos), sum(todo.overdue(report.todos.on) for todo in todos),
            sum(0 <= days_left(todo, report) <= SOON_DAYS for todo in todos), sum(not todo.owner for todo in todos),
            sum(row.repeated for row in listed), sum(NO_PROOF in row.marks for row in listed),
        ])  # fmt: skip
    first, _ = page.table(columns, rows, "没有未办结的事项")
    for at, row in enumerate(rows, start=first):
        if row[3]:
            page.put(at, 3, row[3], "bad", "count")
    if rows:
        page.line(GLANCE_NOTE, WIDTH)
    page.row += 1


def _origins(todos: Sequence[Todo]) -> str:
    counts: dict[str, int] = {}
    for todo in todos:
        counts[todo.origin] = counts.get(todo.origin, 0) + 1
    return "、".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def write_rows(page: Page, report: ReportData, rows: Sequence[TodoRow], most: int) -> None:
    """Open matters, up to ``most``; how many more there are is said below."""
    page.headings(LIST)
    for row in rows[:most]:
        todo, at = row.todo, page.row
        left = days_left(todo, report)
        page.record(
            LIST,
            [row.number, todo.origin, todo.subject, todo.from_department, todo.owner or "待定", todo.status,
             todo.opened_on, todo.due_on, None, basis_words(todo), hint(row)],
        )  # fmt: skip
        page.put(
            at, 8, left_words(left), "bad" if left < 0 else "attention" if left <= SOON_DAYS else "cell", align="center"
        )
    if len(rows) > most:
        page.line(f"另有 {len(rows) - most} 条到期较晚的未列出，全部在“待办”工作簿（neiqin todo）。", WIDTH)
    page.row += 1


def _closed(page: Page, report: ReportData) -> None:
    """What was done in the month, with the proof that an auditor asks for."""
    first = report.data.first.astype(object)
    closed = [row for row in report.todos.closed if row.todo.closed_on is None or row.todo.closed_on >= first]
    page.section(f"本月办结和撤销 {len(closed)} 件", WIDTH)
    if not closed:
        page.nothing("本月没有登记办结的待办")
        return
    page.headings(CLOSED)
    for row in closed[:MOST_CLOSED]:
        todo = row.todo
        page.record(
            CLOSED,
            [row.number, todo.origin, todo.subject, todo.to_department, todo.owner, todo.status, todo.opened_on,
             todo.due_on, todo.closed_on, todo.proof, _closing_words(row)],
        )  # fmt: skip
    if len(closed) > MOST_CLOSED:
        page.line(f"另有 {len(closed) - MOST_CLOSED} 条未列出。", WIDTH)


def _closing_words(row: TodoRow) -> str:
    todo = row.todo
    late = todo.closed_on and todo.due_on and todo.closed_on > todo.due_on
    return "；".join(filter(None, ("超期办结" if late else "", row.progress)))


def days_left(todo: Todo, report: ReportData) -> float:
    """Days until the last day, negative after it, NaN without one."""
    return float((todo.due_on - report.todos.on).days) if todo.due_on else float("nan")


def left_words(days: float) -> str:
    """逾期3天, 今天 or 剩5天."""
    if days != days:
        return "没有期限"
    return f"逾期{-days:.0f}天" if days < 0 else "今天" if days == 0 else f"剩{days:.0f}天"


def basis_words(todo: Todo) -> str:
    """The basis, with 待确认 where the day rests on something that is not confirmed."""
    stamp = "【待确认】" if todo.basis_status is Status.UNCONFIRMED and "【待确认】" not in todo.basis else ""
    return f"{todo.basis}{stamp}"


def hint(row: TodoRow) -> str:
    """What a supervisor should see beside the row."""
    return "；".join(filter(None, (*row.marks, row.todo.note if NO_PROOF not in row.marks else "", row.progress)))

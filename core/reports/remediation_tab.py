"""整改: the month's inspections, how far each department has come, and the findings that are still open."""

from __future__ import annotations

from collections import Counter, defaultdict

from core.findings import Severity
from core.office.remediation import GRAVE, Progress, by_department, by_rule, progress
from core.office.todo_sources import FINDING
from core.reports.compliance_tab import known_rule
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.reports.todo_tab import MOST_OF_DEPARTMENT, WIDTHS, write_rows

WIDTH = len(WIDTHS)
LIST_NOTE = (
    "上面两表按检查结果的条数计；本清单按事项计：只缺投保文件的在待办页列为“资料补正”，反洗钱保密事项不列，"
    "待办登记中各部门自己提出的整改也在内。"
)
"""Why the list is not as long as the sums above it."""
MOST_RULES, MOST_RUNS, MOST_CODES = 30, 31, 5
PROGRESS = (
    Column("未整改", "count"), Column("已整改", "count"), Column("整改率", "rate"), Column("改后又现", "count"),
    Column("平均整改天数", "days"),
)  # fmt: skip
VERBS = {"check": "校验", "run": "整链", "sync": "同步", "issue": "出单", "batch": "批量", "underwrite": "核保"}


def write_remediation(page: Page, report: ReportData) -> None:
    """The whole tab."""
    page.title(
        f"定期检查与整改　{report.month_words}",
        f"{report.subtitle}　只计拒收和转核；同一工作簿再检不再出现的记为已整改，整改天数为自然日",
    )
    page.fix_widths(WIDTHS)
    _inspections(page, report)
    _by_department(page, report)
    _by_rule(page, report)
    rows = [row for row in report.todos.open if row.todo.origin == FINDING]
    late = sum(row.todo.overdue(report.todos.on) for row in rows)
    page.section(f"未整改的检查结果 {len(rows)} 件，逾期 {late} 件", WIDTH)
    page.line(LIST_NOTE, WIDTH)
    if rows:
        write_rows(page, report, rows, MOST_OF_DEPARTMENT)
    else:
        page.nothing("没有未整改的检查结果")
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _inspections(page: Page, report: ReportData) -> None:
    page.section("检查记录", WIDTH)
    columns = (
        Column("业务日", "day", "center"), Column("方式", align="center"), Column("工作簿", look="wrap"),
        *(Column(each.value, "count") for each in Severity), Column("执行账号", align="center"),
    )  # fmt: skip
    runs = report.remediation.inspections
    rows = [
        [
            one.day,
            VERBS.get(one.verb, one.verb),
            "、".join(one.books),
            *(one.counts[each] for each in Severity),
            one.who,
        ]
        for one in reversed(runs[-MOST_RUNS:])
    ]
    page.table(columns, rows, "本月还没有检查")
    if len(runs) > MOST_RUNS:
        page.line(f"另有 {len(runs) - MOST_RUNS} 次较早的检查未列出。", WIDTH)
    page.row += 1


def _by_department(page: Page, report: ReportData) -> None:
    page.section("各部门整改进度", WIDTH)
    columns = (
        Column("责任部门", look="strong"), Column("未整改", "count"), Column("未整改最多的规则", look="wrap"),
        *PROGRESS[1:],
    )  # fmt: skip
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    for found in report.compliance.standing:
        if found.severity in GRAVE:
            codes[by_department(found)][found.code] += 1
    rows = []
    for one in progress(report.compliance, report.remediation, by_department):
        standing, *figures = _figures(one)
        most = "、".join(f"{code} {count}" for code, count in codes[one.name].most_common(MOST_CODES))
        rows.append([one.name, standing, most, *figures])
    page.table(columns, rows, "没有要整改的检查结果")
    page.row += 1


def _by_rule(page: Page, report: ReportData) -> None:
    page.section("各规则整改进度", WIDTH)
    columns = (Column("规则", look="strong"), Column("未整改", "count"), Column("名称", look="wrap"), *PROGRESS[1:])
    listed = progress(report.compliance, report.remediation, by_rule)
    rows = []
    for one in listed[:MOST_RULES]:
        rule = known_rule(report, one.name)
        standing, *figures = _figures(one)
        rows.append([one.name, standing, rule.title if rule else "读表或入账时的检查", *figures])
    page.table(columns, rows, "没有要整改的检查结果")
    if len(listed) > MOST_RULES:
        page.line(f"另有 {len(listed) - MOST_RULES} 条规则未列出。", WIDTH)
    page.row += 1


def _figures(one: Progress) -> list[object]:
    return [one.standing, one.corrected, one.rate, one.back, one.days]

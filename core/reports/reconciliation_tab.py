"""勾稽: both sides of every balance, the difference as a native formula, and the rows behind it."""

from __future__ import annotations

from math import isnan

from core.measures.balance import BROKEN, LISTED, NOT_COMPARED, TIED, Balance
from core.measures.definitions import tolerance
from core.receipts.three_way import HANDLING, Kind
from core.reports.detail_tab import block
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData
from core.reports.style import OF_UNIT, shown

COLUMNS = (
    Column("项目", look="wrap"), Column("左边"), Column("左边金额", "amount"), Column("右边"),
    Column("右边金额", "amount"), Column("差异", "difference"), Column("结果", align="center"),
    Column("差异行", "count"), Column("说明", look="wrap"),
)  # fmt: skip
BEHIND = (
    Column("项目", look="wrap"), Column("编号"), Column("左边金额", "amount"), Column("原因", look="wrap"),
    Column("右边金额", "amount"), Column("差异", "difference"), Column("结果", align="center"),
    Column("类型", align="center"), Column("查明的原因与处理", look="wrap"),
)  # fmt: skip
BY_KIND = (Column("差异类型"), Column("涉及项目数", "count"), Column("左边金额", "amount"), Column("处理", look="wrap"),
           Column("右边金额", "amount"), Column("差异", "difference"), Column("差异行", "count"))  # fmt: skip
MOST_ROWS = 50
WITHIN = "容差内"
RESULT_LOOK = {TIED: "good", LISTED: "attention", BROKEN: "bad", NOT_COMPARED: "attention"}
NOTE = "差异已列明：差异由下列各行加总得出，每行都写明了原因或下一步；不平：有查不明的差异。"


def write_reconciliation(page: Page, report: ReportData) -> None:
    """Balances of the business, then the report's own sheets against each other, then the rows behind differences."""
    page.title(f"勾稽核对　{report.month_words}", f"{report.subtitle}　差异不超过 {tolerance()} 元算平，仍然列出")
    page.line(NOTE, len(COLUMNS))
    page.fix_widths((36, 28, None, 32, None, None, 11, 9, 48))
    heading = page.headings(COLUMNS)
    for balance in report.balances:
        _balance(page, balance)
    _sheets(page, report)
    page.row += 1
    _by_kind(page, report)
    page.row += 1
    _rows_behind(page, report)
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(report.footer, landscape=True, heading_row=heading)


def _balance(page: Page, balance: Balance) -> None:
    kind = OF_UNIT[balance.unit]
    addends = "".join(f"{figure:+f}" for _, figure in balance.left_parts) or "0"
    parts = "、".join(f"{name} {shown(float(figure), kind)}" for name, figure in balance.left_parts)
    left = Formula(f"={addends.removeprefix('+')}", float(balance.left))
    _line(
        page,
        [balance.item, balance.left_label, left, balance.right_label, float(balance.right), None, None,
         len(balance.rows),
         "；".join(filter(None, (balance.note, parts if len(balance.left_parts) > 1 else "")))],
        kind, float(balance.difference), balance.result,
    )  # fmt: skip


def _line(page: Page, values: list[object], kind: str, difference: float, result: str) -> None:
    row = page.row
    values[5] = Formula(f"=ROUND(C{row + 1}-E{row + 1},2)", difference)
    page.record(COLUMNS, values)
    for column in (2, 4):
        page.put(row, column, values[column], kind=kind, align="right")
    page.put(row, 6, result, RESULT_LOOK[result], align="center")


def _sheets(page: Page, report: ReportData) -> None:
    """KPI against the sum of its rows on 明细, for every total whose rows are listed there."""
    for name, compared in report.compared.items():
        anchor, found = report.anchors.get(f"KPI:{name}"), block(report, name)
        if anchor is None or found is None or compared.now.below is not None or isnan(compared.now.value):
            continue
        first, last = found
        listed = report.listed[name]
        difference = round(compared.now.value - listed, 2)
        _line(
            page,
            [f"{name}：指标页与明细页", "KPI 页", Formula(f"='KPI'!{anchor}", compared.now.value), "明细页合计",
             Formula(f"=SUM('明细'!$I${first + 1}:$I${last + 1})", listed), None, None, 0, ""],
            OF_UNIT[compared.measure.definition.unit], difference, BROKEN if difference else TIED,
        )  # fmt: skip


def _by_kind(page: Page, report: ReportData) -> None:
    """The rows behind all differences, by kind; one document may stand behind several balances."""
    page.section("差异分类", len(COLUMNS))
    rows: list[list[object]] = []
    for kind in Kind:
        found = [(balance.item, row) for balance in report.balances for row in balance.rows if row.kind is kind]
        if found:
            left, right = (float(sum(getattr(row, side) for _, row in found)) for side in ("left", "right"))
            items = len({item for item, _ in found})
            rows.append([kind.value, items, left, HANDLING[kind], right, round(left - right, 2), len(found)])
    page.table(BY_KIND, rows, "没有差异")


def _rows_behind(page: Page, report: ReportData) -> None:
    page.section("差异行", len(COLUMNS))
    page.headings(BEHIND)
    allowed = tolerance()
    none = True
    for balance in report.balances:
        limit = allowed if balance.unit == "元" else 0
        for found in balance.rows[:MOST_ROWS]:
            row, none = page.row, False
            difference = Formula(f"=ROUND(C{row + 1}-E{row + 1},2)", float(found.difference))
            page.record(
                BEHIND,
                [balance.item, found.key, float(found.left), found.why, float(found.right), difference, None,
                 found.kind.value, found.cause],
            )  # fmt: skip
            result = WITHIN if abs(found.difference) <= limit else LISTED if found.cause else BROKEN
            page.put(row, 6, result, {WITHIN: "good"}.get(result) or RESULT_LOOK[result], align="center")
        if len(balance.rows) > MOST_ROWS:
            page.line(f"{balance.item}：另有 {len(balance.rows) - MOST_ROWS} 行差异较小的未列出。", len(COLUMNS))
    if none:
        page.nothing("没有差异")

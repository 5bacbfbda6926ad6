"""The two tabs that a check adds to a copy: 校验结果 (what to look at) and 检查范围 (what was looked at)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from core.checks.engine import RuleRun
from core.findings import Basis, Finding, Severity, Status
from core.privacy import MASKED, Sight
from core.reports.check_lines import lines, said_once
from core.workbook.edit import Mark, Tab
from core.workbook.read import SheetSeen

RESULT_TAB, SCOPE_TAB = "校验结果", "检查范围"

_RESULT_HEADINGS = ("序号", "级别", "规则", "工作表", "单元格", "列名", "记录", "填写内容", "问题", "怎么改", "依据")
_RESULT_WIDTHS = (5, 7, 7, 11, 8, 14, 20, 20, 36, 34, 44)
_SCOPE_HEADINGS = ("规则", "名称", "级别", "结果", "命中", "依据", "生效日", "依据状态", "说明")
_SCOPE_WIDTHS = (8, 22, 10, 14, 7, 46, 12, 12, 52)


def shown_value(finding: Finding, sight: Sight = MASKED) -> str:
    """The offending value as everybody may see it, or in full where a reason was given and logged."""
    return sight.shown(finding.kind, finding.value)


def basis_text(basis: Sequence[Basis]) -> str:
    """All bases in one cell, one per line."""
    return "\n".join(str(one) for one in basis)


def result_tab(
    findings: Sequence[Finding], on: date, on_from: str, sight: Sight = MASKED, sheets: Sequence[str] = ()
) -> Tab:
    """校验结果: a line per thing to do with a link to its cell, gravest first, then in the order of ``sheets``."""
    counts = Counter(finding.severity for finding in findings)
    summary = "　".join(f"{severity} {counts[severity]} 条" for severity in Severity) if findings else "没有发现问题"
    listed = lines(findings, sheets)
    folded = f"；相同的问题合并，共 {len(listed)} 行" if len(listed) < len(findings) else ""
    rows: list[list[object]] = [
        [f"校验结果：{summary}{folded}"],
        [f"业务日：{on:%Y-%m-%d}（{on_from}）。点单元格地址可跳转。"],
        [*_RESULT_HEADINGS],
    ]
    links = {}
    for number, line in enumerate(listed, 1):
        finding, where = line.finding, line.finding.where
        if where.cell:
            links[(len(rows), 4)] = f"#'{where.sheet.replace(chr(39), chr(39) * 2)}'!{where.cell}"
        rows.append([
            number, finding.severity, finding.code, where.sheet, line.place, where.column,
            finding.record_key.strip("/"), shown_value(finding, sight), line.message, finding.fix,
            basis_text(finding.basis),
        ])  # fmt: skip
    return Tab(RESULT_TAB, rows, _RESULT_WIDTHS, header_row=2, links=links, kinds={0: "count"})


def scope_tab(runs: Sequence[RuleRun], sheets: Sequence[SheetSeen]) -> Tab:
    """检查范围: the rules that did not run, those that found something, the rest; then how every sheet was read."""
    unread = [seen.sheet for seen in sheets if not seen.records and not seen.explains]
    summary = f"检查范围：规则 {len(runs)} 条，已执行 {sum(run.ran for run in runs)} 条"
    summary += f"；没有读入的工作表：{'、'.join(unread)}（见表末）" if unread else f"；工作表 {len(sheets)} 张，见表末"
    rows: list[list[object]] = [[summary], [*_SCOPE_HEADINGS]]
    for run in sorted(runs, key=lambda run: (run.ran, not run.findings)):
        rule = run.rule
        result = "已执行" if run.ran else f"未执行：缺{'、'.join(run.missing)}"
        since = rule.effective_from.isoformat() if rule.effective_from else "—"
        words = rule.summary + (f"待确认：{'；'.join(rule.unconfirmed)}。" if rule.unconfirmed else "")
        rows.append([
            rule.code, rule.title, "／".join(rule.severities) or "—", result, run.findings, basis_text(rule.basis),
            since, stamp(rule.status, rule.unconfirmed), words,
        ])  # fmt: skip
    rows += [[], ["工作表", "识别为", "标题行", "数据行数", "", "没有认出的列", "", "", "说明"]]
    rows += [_sheet_row(seen) for seen in sheets]
    return Tab(SCOPE_TAB, rows, _SCOPE_WIDTHS, header_row=1, kinds={4: "count"})


def _sheet_row(seen: SheetSeen) -> list[object]:
    records, unknown = "、".join(seen.records) or "未识别", "、".join(seen.unknown_columns)
    return [seen.sheet, records, seen.header_row, seen.rows, "", unknown, "", "", seen.note]


def stamp(status: Status, unconfirmed: Sequence[str]) -> str:
    """How well a rule's basis is known; a part that is not confirmed shows."""
    return f"{status.zh}（部分待确认）" if unconfirmed and status is not Status.UNCONFIRMED else status.zh


def marks(findings: Sequence[Finding]) -> list[Mark]:
    """A colour and a note for every finding that has a cell."""
    return [
        Mark(f.where.sheet, f.where.cell, f.severity, f"{f.code} {f.message}\n改法：{f.fix}")
        for f in said_once(findings)
        if f.where.cell
    ]

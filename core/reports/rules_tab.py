"""规则: the underwriting rules at work: pass, referral and refusal by month, hits by rule, and the log of overrides."""

from __future__ import annotations

from core.office.rule_use import MONTHS, PASSED, REFERRED, SENT_BACK, RuleUsage
from core.reports.compliance_tab import known_rule, status_words
from core.reports.page import Column, Page
from core.reports.report_data import ReportData

WIDTHS = (19, 34, 12, 12, 12, 12, 12, 12, 12, 13, 13)
WIDTH = len(WIDTHS)
MOST_OVERRIDES = 60
MUCH_LIFTED, FEW = 0.5, 3
"""A rule that people lift this often, in at least so many decisions, should be looked at."""


def write_rules(page: Page, report: ReportData) -> None:
    """The whole tab."""
    usage = RuleUsage(report.data, report.compliance)
    page.title(
        f"核保规则执行　{report.month_words}",
        f"{report.subtitle}　投保单按投保日，人工结论按核保日；系统建议取每个工作簿最近一次检查",
    )
    page.fix_widths(WIDTHS)
    _months(page, usage)
    _matrix(page, usage)
    _rules(page, report, usage)
    _overrides(page, report, usage)
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _months(page: Page, usage: RuleUsage) -> None:
    page.section(f"近{MONTHS}个月概况", WIDTH)
    columns = (
        Column("月份", look="strong"), Column("系统建议"), Column("投保单", "count"), Column("建议通过率", "rate"),
        Column("转核率", "rate"), Column("退回率", "rate"), Column("人工核保", "count"),
        Column("非标准及拒保", "count"), Column("有豁免", "count"), Column("豁免无理由", "count"),
    )  # fmt: skip
    rows = []
    for one in usage.months:
        words = f"通过 {one.passed}　转核 {one.referred}　退回 {one.sent_back}" if one.applications else "没有投保单"
        rates = [_rate(part, one.applications) for part in (one.passed, one.referred, one.sent_back)]
        rows.append(
            [one.month, words, one.applications, *rates, one.by_person, one.adverse, one.overridden, one.silent]
        )
    first, _ = page.table(columns, rows)
    for at, one in enumerate(usage.months, start=first):
        if one.silent:
            page.put(at, 9, one.silent, "bad", "count")
    page.row += 1


def _matrix(page: Page, usage: RuleUsage) -> None:
    """What the system proposed against what was decided."""
    page.section("本月投保单：系统建议与核保结论", WIDTH)
    conclusions = sorted({word for counts in usage.matrix.values() for word in counts})[: WIDTH - 3]
    columns = (
        Column("系统建议", look="strong"), Column("说明"), Column("件数", "count"),
        *(Column(word, "count") for word in conclusions),
    )  # fmt: skip
    meaning = {
        PASSED: "没有拒收和转核",
        REFERRED: "须人工看（含名单相符、未重新签名）",
        SENT_BACK: "有客户可以补正的拒收",
    }
    rows = [
        [word, meaning[word], sum(counts.values()), *(counts[each] for each in conclusions)]
        for word, counts in usage.matrix.items()
    ]
    page.table(columns, rows)
    page.row += 1


def _rules(page: Page, report: ReportData, usage: RuleUsage) -> None:
    page.section("规则命中（新契约，按投保单件数）", WIDTH)
    columns = (
        Column("规则", look="strong"), Column("名称", look="wrap"), Column("级别", align="center"),
        Column("本月命中", "count"), Column("命中率", "rate"), Column("上月命中", "count"), Column("已下结论", "count"),
        Column("豁免", "count"), Column("豁免率", "rate"), Column("非标准及拒保", "count"),
        Column("依据状态", align="center"),
    )  # fmt: skip
    first = page.headings(columns) + 1
    for one in usage.rules:
        rule = known_rule(report, one.code)
        page.record(
            columns,
            [one.code, rule.title if rule else "", "、".join(rule.severities) if rule else "", one.hits, one.rate,
             one.before, one.decided, one.overridden, one.override_rate, one.adverse, status_words(rule)],
        )  # fmt: skip
    for at, one in enumerate(usage.rules, start=first):
        if one.decided >= FEW and one.override_rate >= MUCH_LIFTED:
            page.put(at, 8, one.override_rate, "attention", "rate")
    if not usage.rules:
        page.nothing("本月和上月没有命中")
    silent = usage.silent_rules()
    page.line(f"两个月都没有命中的规则 {len(silent)} 条；豁免率高的规则（标色）宜复核其界值或改为提示。", WIDTH)
    page.row += 1


def _overrides(page: Page, report: ReportData, usage: RuleUsage) -> None:
    log = usage.overrides
    page.section(f"豁免记录 {len(log)} 条（近{MONTHS}个月；理由含健康信息，内容见“核保结论”，限授权人员）", WIDTH)
    columns = (
        Column("投保单号", look="strong"), Column("豁免的规则"), Column("核保日", "day", "center"),
        Column("系统建议", align="center"), Column("核保结论", align="center"), Column("理由", align="center"),
    )  # fmt: skip
    page.headings(columns)
    for entry in log[:MOST_OVERRIDES]:
        rule, at = known_rule(report, entry.code), page.row
        words = "已写明" if entry.reasoned else "未写明"
        page.record(
            columns,
            [
                entry.application,
                f"{entry.code} {rule.title if rule else ''}",
                entry.on,
                entry.proposal,
                entry.conclusion,
                None,
            ],
        )
        page.put(at, 5, words, "cell" if entry.reasoned else "bad", align="center")
    if not log:
        page.nothing("没有豁免")
    if len(log) > MOST_OVERRIDES:
        page.line(f"另有 {len(log) - MOST_OVERRIDES} 条较早的未列出。", WIDTH)


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")

"""合规: legal limits running out, findings by rule, channel, branch and agent, and what keeps coming back."""

from __future__ import annotations

from collections import Counter, defaultdict

from core.findings import Severity, Status
from core.law.model import Rule
from core.measures.clocks import RunningClock
from core.reports.page import Column, Page
from core.reports.report_data import ReportData

WIDTH = 9
WIDTHS = (20, 44, 9, 11, 12, 11, 12, 13, 48)
MOST_AGENTS = 15
MOST_CLOCKS = 200
SOON_DAYS = 3
SEVERITY_LOOK = {Severity.REFUSED: "bad", Severity.REFERRED: "attention", Severity.NOTICE: "cell"}


def write_compliance(page: Page, report: ReportData) -> None:
    """The whole tab: limits first, because they are what cannot wait."""
    page.title(f"合规与时限　{report.month_words}", f"{report.subtitle}　检查结果取每个工作簿最近一次检查")
    page.fix_widths(WIDTHS)
    _clock_summary(page, report)
    _clock_list(page, report)
    _by_rule(page, report)
    _by_place(page, report)
    _repeats(page, report)
    page.printed(report.footer, landscape=True)


def _clock_summary(page: Page, report: ReportData) -> None:
    page.section("时限概况", WIDTH)
    grouped: dict[str, list[RunningClock]] = defaultdict(list)
    for clock in report.clocks:
        grouped[clock.code].append(clock)
    columns = (
        Column("时限", look="strong"),
        Column("事项", look="wrap"),
        Column("已逾期", "count"),
        Column("请核对", "count"),
        Column("将到期", "count"),
        Column("最早到期日", "day", "center"),
        Column("依据状态", align="center"),
    )
    rows = [
        [code, clocks[0].event, sum(clock.missed for clock in clocks),
         sum(clock.days_left < 0 and not clock.missed for clock in clocks),
         sum(clock.days_left >= 0 for clock in clocks), min(clock.due_on for clock in clocks), clocks[0].status.zh]
        for code, clocks in sorted(grouped.items())
    ]  # fmt: skip
    page.table(columns, rows, "没有已逾期或将到期的时限")
    for clocks in (grouped[code] for code in sorted(grouped)):
        page.line(f"{clocks[0].code} 依据：{clocks[0].basis}", WIDTH)
    page.row += 1


def _clock_list(page: Page, report: ReportData) -> None:
    page.section("时限明细（先到期的在前）", WIDTH)
    columns = (
        Column("编号"),
        Column("事项", look="wrap"),
        Column("机构", align="center"),
        Column("渠道", align="center"),
        Column("业务员", align="center"),
        Column("时限", align="center"),
        Column("起算日", "day", "center"),
        Column("到期日", "day", "center"),
        Column("状态", look="wrap"),
    )
    page.headings(columns)
    for clock in report.clocks[:MOST_CLOCKS]:
        state = "；".join(filter(None, (clock.state, clock.stamp)))
        row = page.row
        page.record(
            columns,
            [clock.key, clock.event, clock.branch_code, clock.channel, clock.agent_no, clock.code, clock.started_on,
             clock.due_on, state],
        )  # fmt: skip
        page.put(row, 8, state, "bad" if clock.missed else "attention" if clock.days_left <= SOON_DAYS else "cell")
    if len(report.clocks) > MOST_CLOCKS:
        page.line(f"另有 {len(report.clocks) - MOST_CLOCKS} 条到期较晚的未列出。", WIDTH)
    if not report.clocks:
        page.nothing("没有")
    page.row += 1


def _by_rule(page: Page, report: ReportData) -> None:
    page.section(f"检查结果：按规则（业务日期在{report.month_words}）", WIDTH)
    columns = (
        Column("规则", look="strong"),
        Column("名称", look="wrap"),
        Column("级别", align="center"),
        Column("条数", "count"),
        Column("涉及单据", "count"),
        Column("涉及渠道", "count"),
        Column("再次检出", "count"),
        Column("依据状态", align="center"),
        Column("依据", look="wrap"),
    )
    again = Counter(found.code for found in report.compliance.uncorrected())
    page.headings(columns)
    for code, severity, found in report.compliance.by_rule():
        rule = known_rule(report, code)
        row = page.row
        page.record(
            columns,
            [code, rule.title if rule else found[0].message, None, len(found), len({each.record_key for each in found}),
             len({each.channel for each in found if each.channel}), again[code], status_words(rule),
             "；".join(str(basis) for basis in rule.basis) if rule else "读表时的格式检查"],
        )  # fmt: skip
        page.put(row, 2, severity.value, SEVERITY_LOOK[severity], align="center")
    if not report.compliance.of_month:
        page.nothing("没有检查结果，或本月还没有检查")
    page.row += 1


def known_rule(report: ReportData, code: str) -> Rule | None:
    """The catalogue's rule; findings of the reading (D…) have none."""
    try:
        return report.facts.law.rule(code)
    except KeyError:
        return None


def status_words(rule: Rule | None) -> str:
    """待确认, 法规原文 …; a finding of the reading rests on no rule."""
    if rule is None:
        return "不适用"
    return "待确认" if rule.status is Status.UNCONFIRMED else rule.status.zh


def _by_place(page: Page, report: ReportData) -> None:
    """Channels, branches and agents one below the other, most findings first."""
    page.section("检查结果：按渠道、机构、业务员", WIDTH)
    columns = (
        Column("分类", look="strong"),
        Column("名称"),
        *(Column(each.value, "count") for each in Severity),
        Column("合计", "count"),
    )
    rows: list[list[object]] = []
    for words, name in (("渠道", "channel"), ("机构", "branch_code"), ("业务员", "agent_no")):
        counts = report.compliance.counts(name)[:MOST_AGENTS]
        rows += [
            [words, key or "（未登记）", *(each[severity] for severity in Severity), sum(each.values())]
            for key, each in counts
        ]
    page.table(columns, rows)
    page.row += 1


def _repeats(page: Page, report: ReportData) -> None:
    page.section("重复问题：同一业务员同一规则近几个月再次出现（拒收、转核）", WIDTH)
    columns = (
        Column("规则", look="strong"),
        Column("名称", look="wrap"),
        Column("业务员", align="center"),
        Column("条数", "count"),
        Column("月份数", "count"),
    )
    rows = []
    for code, agent, months, count in report.compliance.repeats():
        rule = known_rule(report, code)
        rows.append([code, rule.title if rule else "读表时的格式检查", agent, count, len(months)])
    page.table(columns, rows)

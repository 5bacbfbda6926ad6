"""培训: coverage by kind, branch, channel and seller, what runs out, sales without training, and misleading words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from core.findings import Status
from core.office.training import RULES, SELLER, TrainingMonth
from core.office.training_shapes import Coverage, Need
from core.reports.page import Column, Page
from core.reports.report_data import ReportData

WIDTHS = (18, 30, 13, 13, 13, 13, 13, 44)
WIDTH = len(WIDTHS)
MOST, MOST_SELLERS = 40, 20
PHRASES = "G301"
LOW_COVERAGE = 0.9


def write_training(page: Page, report: ReportData) -> None:
    """The whole tab."""
    month = TrainingMonth(report.data)
    page.title(
        f"培训与销售用语　{report.month_words}",
        f"{report.subtitle}　在册{SELLER} {len(month.sellers)} 人；应训科目按公司参数，产品培训按近十二个月所售产品",
    )
    page.fix_widths(WIDTHS)
    _coverage(page, report, month)
    _untrained(page, month)
    _gaps(page, report, month)
    _running_out(page, report, month)
    _rules(page, report, month)
    _phrases(page, report)
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _coverage(page: Page, report: ReportData, month: TrainingMonth) -> None:
    """Kinds, branches, channels and the sellers who lack most, in one table."""
    page.section("培训覆盖率", WIDTH)
    columns = (
        Column("分类", look="strong"), Column("名称"), Column("人数", "count"), Column("应训", "count"),
        Column("有效", "count"), Column("已过期", "count"), Column("覆盖率", "rate"),
    )  # fmt: skip
    groups: tuple[tuple[str, Callable[[Need], str], int], ...] = (
        ("科目", lambda need: f"{need.kind}培训", MOST),
        ("机构", lambda need: need.seller.branch, MOST),
        ("渠道", lambda need: need.seller.channel or "（未出单）", MOST),
        ("业务员（最低的）", lambda need: need.seller.number, MOST_SELLERS),
    )
    rows = [(words, one) for words, by, most in groups for one in _shown(month.coverage(by), words)[:most]]
    first, _ = page.table(
        columns,
        [[words, one.name, one.sellers, one.required, one.done, one.expired, one.rate] for words, one in rows],
        "没有培训登记，或人员名册里没有销售人员",
    )
    for at, (_, one) in enumerate(rows, start=first):
        if one.rate < LOW_COVERAGE:
            page.put(at, 6, one.rate, "attention", "rate")
    kinds = report.facts.law.value("training_required_kinds", report.data.as_of_day)
    stamp = "【待确认】" if kinds.status is Status.UNCONFIRMED else ""
    page.line(
        f"{kinds.title}：{'、'.join(map(str, kinds.value))}（{kinds.basis[0].title}{kinds.basis[0].article}）{stamp}",
        WIDTH,
    )
    page.row += 1


def _shown(rows: list[Coverage], words: str) -> list[Coverage]:
    """Of the sellers only those who lack something."""
    return [one for one in rows if one.done < one.required] if words.startswith("业务员") else rows


def _untrained(page: Page, month: TrainingMonth) -> None:
    sales = month.untrained_sales
    page.section(f"本月未经有效产品培训的销售 {sum(sale.policies for sale in sales)} 件（按投保日，G201）", WIDTH)
    columns = (
        Column("业务员", look="strong"), Column("产品"), Column("机构", align="center"), Column("情形", align="center"),
        Column("件数", "count"), Column("首期保费", "amount"), Column("最早投保日", "day", "center"),
    )  # fmt: skip
    rows = [
        [sale.seller, sale.product, sale.branch, sale.state, sale.policies, sale.premium, sale.first]
        for sale in sales[:MOST]
    ]
    page.table(columns, rows, "没有")
    _more(page, len(sales))


def _gaps(page: Page, report: ReportData, month: TrainingMonth) -> None:
    gaps = sorted(month.gaps, key=lambda need: (need.state, need.since or date.max, need.seller.number, need.subject))
    page.section(f"缺训和已过期 {len(gaps)} 项", WIDTH)
    _needs(page, gaps, "没有缺训")


def _running_out(page: Page, report: ReportData, month: TrainingMonth) -> None:
    days = int(report.facts.law.value("training_expiry_notice_days", report.data.as_of_day).value)
    until = report.data.as_of_day + timedelta(days=days)
    ending = sorted(
        (need for need in month.needs if need.ends_by(until)),
        key=lambda need: (need.until or date.max, need.seller.number, need.subject),
    )
    page.section(f"{days}天内到期 {len(ending)} 项", WIDTH)
    _needs(page, ending, "没有将到期的培训")


def _needs(page: Page, needs: list[Need], empty: str) -> None:
    columns = (
        Column("业务员", look="strong"), Column("科目"), Column("机构", align="center"), Column("渠道", align="center"),
        Column("状态", align="center"), Column("有效期至", "day", "center"),
    )  # fmt: skip
    rows = [
        [need.seller.number, need.kind + (f"　{need.subject}" if need.subject != need.kind else ""),
         need.seller.branch, need.seller.channel, need.state, need.until]
        for need in needs[:MOST]
    ]  # fmt: skip
    page.table(columns, rows, empty)
    _more(page, len(needs))


def _rules(page: Page, report: ReportData, month: TrainingMonth) -> None:
    """The company's rules in force: what can be cited, how many of the open tasks do, and who is trained in them."""
    page.section("公司内部规章（现行）", WIDTH)
    columns = (
        Column("制度编号", look="strong"), Column("制度名称"), Column("条款", align="center"),
        Column("归口部门", align="center"), Column("生效日", "day", "center"), Column("待办引用", "count"),
        Column("培训覆盖率", "rate"), Column("摘要", look="wrap"),
    )  # fmt: skip
    covered = {one.name: one.rate for one in month.coverage(lambda need: need.subject if need.kind == RULES else "")}
    cited = [row.todo.basis for row in report.todos.rows]
    rows = [
        [one.number, one.title, one.article, one.department, one.start,
         sum(f"（{one.number}）{one.article}" in basis for basis in cited), covered.get(one.number, float("nan")),
         one.summary]
        for one in month.rules.in_force(report.data.as_of_day)
    ]  # fmt: skip
    page.table(columns, rows, "没有登记公司制度（参考资料“公司制度”）")
    page.row += 1


def _phrases(page: Page, report: ReportData) -> None:
    found = [one for one in report.compliance.standing if one.code == PHRASES]
    page.section(f"误导用语 {len(found)} 处（答复、材料、培训和跟进记录为转核，客户转述为提示）", WIDTH)
    columns = (
        Column("单据", look="strong"), Column("位置"), Column("级别", align="center"), Column("业务日", align="center"),
    )  # fmt: skip
    page.headings(columns)
    page.across(page.row - 1, len(columns), WIDTH - 1, "发现", "heading")
    for one in found[:MOST]:
        at = page.row
        page.record(columns, [one.record_key, f"{one.sheet}!{one.cell}", one.severity.value, one.day])
        page.across(at, len(columns), WIDTH - 1, one.message, "wrap")
    if not found:
        page.nothing("没有")
    _more(page, len(found))


def _more(page: Page, count: int) -> None:
    if count > MOST:
        page.line(f"另有 {count - MOST} 条未列出。", WIDTH)
    page.row += 1

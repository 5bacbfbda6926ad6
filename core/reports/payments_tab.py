"""收付清单: everything the office pays, how far each payment is, what 保全 collected, and control totals that tie."""

from __future__ import annotations

from datetime import date

from core.payments.overview import OPEN, SOURCES, Listed, Overview, Stage
from core.payments.payable import CLAIM
from core.privacy import masked
from core.reports.page import Column, Page
from core.reports.report_data import ReportData

WIDTH = 12
WIDTHS = (12, 8, 22, 22, 16, 15, 10, 12, 10, 12, 12, 12)
MOST_ROWS = 300
NOTE = "付款清单由 pay 生成，制单、复核须为两个账号，付款凭银行流水登记；登记已付：来源登记了付款日，没有经过付款清单。"
SIGNED = (
    "复核指付款清单的复核：由复核人用自己的系统账号同步，系统核对账号。保全申请上的复核人是经办填写的姓名或账号，"
    "只说明业务经人复核，不能代替付款复核。最后付款日与“理赔”的付款期限相同。"
)
LOOK = {Stage.TO_PREPARE: "attention", Stage.PREPARED: "attention", Stage.SIGNED: "attention"}
ROWS = (
    Column("应付日", "day", "center"), Column("来源", align="center"), Column("付款号", look="wrap"),
    Column("保单号"), Column("付款项目", look="wrap"), Column("金额", "amount"), Column("收款人", align="center"),
    Column("收款账号", align="center"), Column("状态", align="center"), Column("制单", align="center"),
    Column("复核", align="center"), Column("最后付款日", "day", "center"),
)  # fmt: skip
PAID = (*ROWS[:8], Column("付款日", "day", "center"), Column("付款流水号", look="wrap"), Column("状态", align="center"))
COLLECTED = (
    Column("生效日", "day", "center"), Column("来源", align="center"), Column("受理号", look="wrap"), Column("保单号"),
    Column("保全项目", look="wrap"), Column("金额", "amount"),
)  # fmt: skip


def write_payments(page: Page, report: ReportData) -> None:
    """Control totals, sums by source and stage, what is open, what was paid in the month, what was collected."""
    page.title(f"收付清单　{report.month_words}", report.subtitle)
    page.fix_widths(WIDTHS)
    page.line(NOTE, WIDTH)
    page.line(SIGNED, WIDTH)
    page.row += 1
    found = report.owed
    _ties(page, found)
    _stages(page, found)
    _open(page, report, found)
    _paid(page, report, found)
    _collected(page, found)
    page.sheet.freeze_panes(2, 0)
    page.printed(report.footer, landscape=True)


def _ties(page: Page, found: Overview) -> None:
    page.section("控制总数（本月到期的付款）", WIDTH)
    page.headings([Column(name) for name in ("", "", "", "清单", "来源", "差异", "结果", *[""] * 5)])
    page.across(page.row - 1, 0, 2, "项目", "heading")
    page.across(page.row - 1, 7, WIDTH - 1, "组成", "heading")
    for tie in found.ties:
        parts = "；".join(f"{name} {amount:,.2f}" for name, amount in tie.parts if amount) or "没有"
        row = page.row
        page.across(row, 0, 2, f"{tie.item}（来源：{tie.right_label}）")
        for place, value in ((3, tie.left), (4, tie.right), (5, tie.left - tie.right)):
            page.put(row, place, float(value), kind="difference")
        page.put(row, 6, "平" if tie.ties else "不平", "good" if tie.ties else "bad", align="center")
        page.across(row, 7, WIDTH - 1, parts, "wrap")
        page.row += 1
    page.row += 1


def _stages(page: Page, found: Overview) -> None:
    page.section("来源与状态（应付日在统计日以前的全部付款）", WIDTH)
    sums_by_source = (Column(source, "amount") for source in SOURCES)
    columns = (Column("状态", align="center"), Column("笔数", "count"), *sums_by_source, Column("合计", "amount"))
    rows = []
    for stage in Stage:
        own = [one for one in found.due if one.stage is stage]
        sums = [float(sum(one.payable.amount for one in own if one.payable.source == source)) for source in SOURCES]
        rows.append([stage.value, len(own), *sums, sum(sums)])
    page.table(columns, rows)
    page.row += 1


def _open(page: Page, report: ReportData, found: Overview) -> None:
    last_days, on = _last_days(report), report.data.as_of_day
    page.section(f"待付（{len(found.open)} 笔）", WIDTH)
    page.headings(ROWS)
    for one in found.open[:MOST_ROWS]:
        order, last = one.order or {}, last_days.get(one.payable.source_no) if one.payable.source == CLAIM else None
        signed = [order.get("prepared_by", ""), order.get("signed_off_by", "")]
        page.record(ROWS, [*_facts(one), one.stage.value, *signed, last])
        page.put(page.row - 1, 8, one.stage.value, LOOK[one.stage], align="center")
        if last is not None and last < on:
            page.put(page.row - 1, WIDTH - 1, last, "bad", "day", "center")
    _end(page, len(found.open), "没有待付款项")


def _last_days(report: ReportData) -> dict[str, date | None]:
    """By 案件号 the last day to pay, the very day that the tab 理赔 counts to."""
    register = report.claims.register
    (clock,) = [each for each in register.clocks if each.duty.code == "CL-4"]
    return dict(zip(register.claims["claim_no"].tolist(), clock.limit.due.tolist(), strict=True))


def _paid(page: Page, report: ReportData, found: Overview) -> None:
    first, last = report.data.first.astype(object), report.data.as_of_day
    paid = [one for one in found.due if one.stage not in OPEN and one.paid_on and first <= one.paid_on <= last]
    page.section(f"本月已付（{len(paid)} 笔）", WIDTH)
    page.headings(PAID)
    for one in paid[:MOST_ROWS]:
        serial = one.order["paid_serial"] if one.order else ""
        page.record(PAID, [*_facts(one), one.paid_on, serial, one.stage.value])
    _end(page, len(paid), "本月没有付款")


def _collected(page: Page, found: Overview) -> None:
    page.section(f"本月保全收款（{len(found.collected)} 笔）", WIDTH)
    page.headings(COLLECTED)
    for one in found.collected[:MOST_ROWS]:
        number = one.request_no or one.event_no
        page.record(COLLECTED, [one.effective_on, "保全", number, one.policy_no, one.item, float(one.amount)])
    _end(page, len(found.collected), "本月没有保全收款")


def _facts(one: Listed) -> list[object]:
    payable, order = one.payable, one.order or {}
    payee, account = (order.get(name) or getattr(payable, name) for name in ("payee", "payee_account"))
    return [
        payable.due_on, payable.source, order.get("order_no", payable.number), payable.policy_no, payable.item,
        float(payable.amount), masked("name", payee), masked("account", account),
    ]  # fmt: skip


def _end(page: Page, count: int, empty: str) -> None:
    if not count:
        page.nothing(empty)
    elif count > MOST_ROWS:
        page.line(f"另有 {count - MOST_ROWS} 笔未列出。", WIDTH)
    page.row += 1

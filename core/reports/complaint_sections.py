"""Sections of the tab 投诉: extensions and who approved them, composition, repeated and group complaints, doubts."""

from __future__ import annotations

from collections import Counter

import numpy as np

from core.privacy import masked
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.table import scalar

WIDTH = 11
MOST_ROWS = 40
MOST_OF_KIND = 8
DIMENSIONS = {
    "类别": "kind", "原因": "cause", "险种": "line", "渠道": "channel", "机构": "branch_code", "业务员": "agent_no",
    "来源": "source",
}  # fmt: skip
COMPOSITION = (
    Column("项目", look="wrap"), Column("本月", "count"), Column("本月占比", "rate"), Column("上月", "count"),
    Column("增减", "count"), Column("本年累计", "count"), Column("未办结", "count"), Column("已逾期", "count"),
    Column("本年有责", "count"),
)  # fmt: skip
AT_FAULT = ("公司有责", "部分有责")


def extensions(page: Page, report: ReportData) -> None:
    """Every extension of a complaint that is open or ended in the month: who approved it, and whether it counts."""
    given = report.customers.complaints
    approved, told = given.day("extension_approved_on"), given.day("extension_told_on")
    current = given.open | report.data.in_month(given.ended_on)
    rows = np.flatnonzero(current & given.known & ~(np.isnat(approved) & np.isnat(told)))
    page.section(f"延期审批（{len(rows)} 件）", WIDTH)
    columns = (
        Column("投诉编号"), Column("收到日", "day", "center"), Column("类别", align="center"),
        Column("原期限最后一日", "day", "center"), Column("审批人", align="center"), Column("是否有效", align="center"),
        Column("审批日", "day", "center"), Column("告知日", "day", "center"), Column("现期限最后一日", "day", "center"),
        Column("时限", align="center"), Column("说明", look="wrap"),
    )  # fmt: skip
    lines = []
    for row in rows[:MOST_ROWS].tolist():
        told_words = "；".join(each for each in report.customers.doubts.get(row, ()) if "延期" in each)
        table = given.table
        lines.append([
            table["complaint_no"][row], scalar(table["received_on"][row]), table["kind"][row],
            scalar(given.clocks["CP-1.2"].due[row]), table["extension_approved_by"][row] or "未登记",
            "有效" if given.extended[row] else "无效", scalar(approved[row]), scalar(told[row]),
            scalar(given.due[row]), str(given.code[row]), told_words or given.basis(row),
        ])  # fmt: skip
    first, _ = page.table(columns, lines, "没有延期的")
    for at, line in enumerate(lines, start=first):
        page.put(at, 5, line[5], "good" if line[5] == "有效" else "bad", align="center")
    _rest(page, len(rows), MOST_ROWS)


def composition(page: Page, report: ReportData) -> None:
    """What the complaints of the month are about, by every angle, largest first."""
    given, data = report.customers.complaints, report.data
    received, before = given.table["received_on"], data.earlier(1)
    year = given.known & (received >= data.first.astype("datetime64[Y]"))
    masks = {
        "now": data.in_month(received), "then": (received >= before.first) & (received <= before.last), "year": year,
        "open": given.open, "late": given.overdue,
        "fault": year & np.isin(given.table["responsibility"].astype(str), AT_FAULT),
    }  # fmt: skip
    total = int(masks["now"].sum())
    page.section(f"构成（本月 {total} 件，本年累计 {int(year.sum())} 件）", WIDTH)
    page.headings(COMPOSITION)
    policies = report.facts.policies
    lines = [policies.by_number.get(number, -1) for number in given.table["policy_no"].tolist()]
    product = policies.table.look_up(np.array(lines, dtype=np.intp), "product_name")
    columns = {words: given.table[name] for words, name in DIMENSIONS.items()} | {"产品": product}
    for words, values in columns.items():
        _angle(page, words, {key: Counter(values[mask].tolist()) for key, mask in masks.items()}, total)


def _angle(page: Page, words: str, counted: dict[str, Counter[str]], total: int) -> None:
    keys = sorted(counted["year"] | counted["open"], key=lambda key: (-counted["now"][key], -counted["year"][key], key))
    for place in range(len(COMPOSITION)):
        page.put(page.row, place, f"按{words}" if place == 0 else None, "group")
    page.row += 1
    for key in keys[:MOST_OF_KIND]:
        now, then, late = (counted[name][key] for name in ("now", "then", "late"))
        at = page.row
        page.record(COMPOSITION, [
            key or "（未登记）", now, now / total if total else float("nan"), then, now - then, counted["year"][key],
            counted["open"][key], late, counted["fault"][key],
        ])  # fmt: skip
        if late:
            page.put(at, 7, late, "bad", "count")
    if len(keys) > MOST_OF_KIND:
        page.line(f"另有 {len(keys) - MOST_OF_KIND} 项未列出。", len(COMPOSITION))


def repeated(page: Page, report: ReportData) -> None:
    """Complaints of the month from somebody, or about a policy, that was here within the window."""
    given, earlier = report.customers.complaints, report.customers.earlier
    rows = np.flatnonzero(report.data.in_month(given.table["received_on"]) & (earlier > 0))
    page.section(f"重复投诉（本月 {len(rows)} 件）", WIDTH)
    columns = (
        Column("投诉编号"), Column("收到日", "day", "center"), Column("类别", align="center"),
        Column("原因", look="wrap"), Column("渠道", align="center"), Column("业务员", align="center"),
        Column("投诉人", align="center"), Column("状态", align="center", look="wrap"), Column("此前次数", "count"),
    )  # fmt: skip
    table = given.table
    page.table(columns, [
        [table["complaint_no"][row], scalar(table["received_on"][row]), table["kind"][row], table["cause"][row],
         table["channel"][row], table["agent_no"][row], masked("name", table["complainant"][row]), given.stage[row],
         int(earlier[row])]
        for row in rows[:MOST_ROWS].tolist()
    ])  # fmt: skip
    _rest(page, len(rows), MOST_ROWS)
    days = report.data.limit("complaint_repeat_days")
    page.line(
        f"同一投诉人（姓名和电话都相同）或同一保单在此前 {days:.0f} 天内投诉过。窗口为公司参数【待确认】。", WIDTH
    )


def crowds(page: Page, report: ReportData) -> None:
    """Matters that so many people complain about within the window, if the last of them came in the month."""
    given = report.customers.complaints
    received = given.table["received_on"]
    current = [crowd for crowd in report.customers.crowds if received[crowd.rows[-1]] >= report.data.first]
    page.section(f"群体投诉（{len(current)} 项）", WIDTH)
    columns = (
        Column("类别", align="center"), Column("人数", "count"), Column("原因", look="wrap"),
        Column("业务员或险种", look="wrap"), Column("件数", "count"), Column("未办结", "count"),
        Column("第一件", "day", "center"), Column("最近一件", "day", "center"),
    )  # fmt: skip
    lines = []
    for crowd in current:
        kind, cause, about = (*crowd.matter, "", "")[:3]
        still = int(given.open[list(crowd.rows)].sum())
        days = (scalar(received[crowd.rows[0]]), scalar(received[crowd.rows[-1]]))
        lines.append([kind, crowd.people, cause, about, len(crowd.rows), still, *days])
    first, _ = page.table(columns, lines)
    for at, crowd in enumerate(current, start=first):
        page.put(at, 1, crowd.people, "bad" if crowd.people >= given.major_people else "attention", "count")
    least, window = (report.data.limit(f"complaint_group_{name}") for name in ("people", "days"))
    page.line(
        f"同一类别、原因、业务员（没有业务员的按险种）在 {window:.0f} 天内达到 {least:.0f} 人；为公司参数【待确认】。"
        f"达到 {given.major_people:.0f} 人的另按重大投诉报告（CP-4.1）。", WIDTH,
    )  # fmt: skip


def doubts(page: Page, report: ReportData) -> None:
    """What a person should look at in the register: open ones, and those received or ended in the month."""
    given, data = report.customers.complaints, report.data
    current = given.open | data.in_month(given.table["received_on"]) | data.in_month(given.ended_on)
    rows = [row for row in report.customers.doubts if current[row]]
    page.section(f"需要核对（{len(rows)} 件）", WIDTH)
    columns = (Column("投诉编号"), Column("收到日", "day", "center"), Column("类别", align="center"))
    page.headings((*columns, Column("情况")))
    for row in rows[:MOST_ROWS]:
        at, table = page.row, given.table
        page.record(columns, [table["complaint_no"][row], scalar(table["received_on"][row]), table["kind"][row]])
        page.across(at, 3, WIDTH - 1, "；".join(report.customers.doubts[row]), "cell")
    if not rows:
        page.nothing("没有")
    _rest(page, len(rows), MOST_ROWS)


def _rest(page: Page, count: int, most: int) -> None:
    if count > most:
        page.line(f"另有 {count - most} 件未列出。", WIDTH)

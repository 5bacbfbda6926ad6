"""理赔: how many cases wait for whom, which legal last days come, what papers are missing, which letters must go out.

Names are masked; no diagnosis is read. What a refusal says stands only in the book of letters.
"""

from __future__ import annotations

import numpy as np

from core.claims.register import CLAIMS, WAITS_FOR, ClaimClock, Stage
from core.measures.claims_month import ClaimsMonth
from core.privacy import masked
from core.reports.claims_lists import MOST_ROWS, WIDTH, WIDTHS, write_letters, write_papers, write_payments, write_rest
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.table import Mask, scalar

SOON_DAYS = 3
PROMPT = "应及时办理（无法定天数）"
AGES = (5, 10, 30, 60)
"""Upper bounds of the ageing bands, natural days since the report."""


def write_claims(page: Page, report: ReportData) -> None:
    """What runs out first, then the lists behind it."""
    page.title(f"理赔进度　{report.month_words}", f"{report.subtitle}　姓名已脱敏，不列诊断")
    page.fix_widths(WIDTHS)
    for section in (_stages, _ages, _clocks, _cases, write_papers, write_letters, write_payments):
        section(page, report.claims)
        page.row += 1
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _stages(page: Page, claims: ClaimsMonth) -> None:
    register = claims.register
    page.section(f"未结案件（{int(register.open.sum())} 件）：在等谁", WIDTH)
    columns = (
        Column("下一步", look="strong"), Column("等待", align="center"), Column("件数", "count"),
        Column("申请金额", "amount"), Column("最长等待(天)", "count"), Column("时限已逾期", "count"),
    )  # fmt: skip
    page.headings(columns)
    for stage in (each for each in Stage if each is not Stage.CLOSED):
        here = register.open & (register.stage == stage.value)
        if here.any():
            waited = np.nan_to_num(register.days_waiting[here]).max()
            late = int((here & (register.due < register.on)).sum())
            values = [stage.value, WAITS_FOR[stage], int(here.sum()), _money(claims, here), waited, late]
            page.record(columns, values)
            page.put(page.row - 1, len(columns) - 1, late, "bad" if late else "cell", "count")
    if not register.open.any():
        page.nothing("没有未结案件")


def _ages(page: Page, claims: ClaimsMonth) -> None:
    register = claims.register
    page.section("未结案件：案龄（自报案日，自然日）", WIDTH)
    columns = (
        Column("案龄", look="strong"), Column("件数", "count"), Column("申请金额", "amount"),
        Column("其中等申请人", "count"),
    )  # fmt: skip
    place = np.searchsorted(AGES, np.nan_to_num(register.days_open), side="left")
    waits = np.isin(register.stage.astype(str), [stage.value for stage, who in WAITS_FOR.items() if who == "申请人"])
    names = [*(f"{low}至{high}天" for low, high in zip((0, *(age + 1 for age in AGES)), AGES, strict=False))]
    rows = []
    for band, name in enumerate([*names, f"{AGES[-1]}天以上"]):
        here = register.open & (place == band)
        rows.append([name, int(here.sum()), _money(claims, here), int((here & waits).sum())])
    page.table(columns, rows)


def _clocks(page: Page, claims: ClaimsMonth) -> None:
    page.section("法定时限（起算日不计，末日遇休假日顺延）", WIDTH)
    columns = (
        Column("时限", look="strong"), Column("事项", look="wrap"), Column("进行中", "count"),
        Column("已逾期", "count"), Column(f"{SOON_DAYS}天内到期", "count"), Column("本月办结", "count"),
        Column("其中按时", "count"), Column("按时率", "rate"), Column("依据状态", align="center"),
    )  # fmt: skip
    page.headings(columns)
    for clock in claims.register.clocks:
        row, values = page.row, _clock(clock, claims)
        page.record(columns, values)
        page.put(row, 3, values[3], "bad" if values[3] else "cell", "count")
        page.put(row, 4, values[4], "attention" if values[4] else "cell", "count")
    for clock in claims.register.clocks:
        page.line(f"{clock.limit.code} 依据：{clock.limit.basis}", WIDTH)


def _clock(clock: ClaimClock, claims: ClaimsMonth) -> list[object]:
    on = claims.register.on
    running, late = clock.duty.running(on), clock.late(on)
    soon = running & ~late & ((clock.limit.due - on).astype(np.float64) <= SOON_DAYS)
    done = clock.done_in(on.astype("datetime64[M]").astype("datetime64[D]"), on)
    kept = int((done & clock.kept).sum())
    count = int(done.sum())
    return [
        clock.limit.code, clock.limit.event, int(running.sum()), int(late.sum()), int(soon.sum()), count, kept,
        kept / count if count else float("nan"), clock.limit.status.zh,
    ]  # fmt: skip


def _cases(page: Page, claims: ClaimsMonth) -> None:
    register, rows = claims.register, claims.register.in_order()
    page.section(f"未结案件明细（{len(rows)} 件，先到期的在前）", WIDTH)
    columns = (
        Column("案件号"), Column("保单号"), Column("责任", align="center"), Column("被保险人", align="center"),
        Column("下一步", align="center"), Column("等待", align="center"), Column("自", "day", "center"),
        Column("已等(天)", "count"), Column("案龄(天)", "count"), Column("时限", align="center"),
        Column("最后一日", "day", "center"), Column("状态", look="wrap"),
    )  # fmt: skip
    page.headings(columns)
    table = register.claims
    for row in rows[:MOST_ROWS].tolist():
        place, line, waits = int(register.next_clock[row]), page.row, WAITS_FOR[Stage(register.stage[row])]
        limit = register.clocks[place].limit if place >= 0 else None
        state, look = _state(register.due[row], register.on, limit.stamp(row) if limit else "", waits)
        page.record(
            columns,
            [table["claim_no"][row], table["policy_no"][row], table["benefit"][row],
             masked("name", table["insured_name"][row]), register.stage[row], waits,
             scalar(register.since[row]), register.days_waiting[row], register.days_open[row],
             limit.code if limit else "", scalar(register.due[row]), state],
        )  # fmt: skip
        page.put(line, WIDTH - 1, state, look)
    write_rest(page, len(rows), "没有")


def _state(due: np.datetime64, on: np.datetime64, stamp: str, waits_for: str) -> tuple[str, str]:
    """Words and look of a last day."""
    if np.isnat(due):
        return PROMPT if waits_for == CLAIMS else "", "wrap"
    left = int((due - on).astype(int))
    words = f"已逾期{-left}天" if left < 0 else "今天到期" if left == 0 else f"剩{left}天"
    look = "bad" if left < 0 else "attention" if left <= SOON_DAYS else "wrap"
    return "；".join(filter(None, (words, stamp))), look


def _money(claims: ClaimsMonth, here: Mask) -> float:
    return float(np.nansum(claims.register.claims["claimed"][here]))

"""法规变动: one change of the law, what it does to the ledger's matters, and each of them before and after."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.findings import Status
from core.law.timeline import Row
from core.office.law_change import FIGURES, KEPT, LIMITS, RULES, Effect, LawChange
from core.reports.book import new_book
from core.reports.page import Column, Page

WIDTHS = (34, 50, 44, 44, 14)
WIDTH = len(WIDTHS)
MOST = 300
AREAS = (LIMITS, RULES, KEPT, FIGURES)


def write_law_change(change: LawChange, target: Path, office: str) -> Path:
    """Write the workbook; LedgerError where the file can't be written. The same ledger and change, the same bytes."""
    with new_book(target, f"法规变动 {change.title}", change.as_of) as (workbook, formats):
        page = Page(workbook, formats, "法规变动")
        words = "拟改" if change.proposed else "变动"
        days = f"统计日 {change.as_of}　{words}日 {change.on}"
        page.title(f"法规变动：{change.title}", f"{office}　{days}　参数代码 {change.key}")
        page.fix_widths(WIDTHS)
        _rows(page, change)
        _glance(page, change)
        for area in AREAS:
            _effects(page, change, area)
        page.sheet.freeze_panes(2, 0)
        page.printed(f"统计日 {change.as_of}", landscape=True, title=f"法规变动 {change.title}")
    return target


def _rows(page: Page, change: LawChange) -> None:
    page.section("规定", WIDTH)
    columns = (
        Column("", look="strong"), Column("取值", look="wrap"), Column("依据", look="wrap"),
        Column("说明", look="wrap"), Column("依据状态", align="center"),
    )  # fmt: skip
    rows = [_rule(words, row, change.unit) for words, row in (("变动前", change.before), ("变动后", change.after))]
    page.table(columns, rows)
    page.row += 1


def _rule(words: str, row: Row | None, unit: str) -> list[object]:
    if row is None:
        return [words, "没有规定", "", "", ""]
    status = "待确认" if row.status is Status.UNCONFIRMED else row.status.zh
    value = f"{value_words(row.value)}{unit if unit != '文字' else ''}"
    return [words, value, "；".join(map(str, row.basis)), row.note, status]


def value_words(value: object) -> str:
    """A value as a clerk reads it: lists with 、, tables entry by entry."""
    if isinstance(value, tuple):
        return "、".join(map(value_words, value))
    if hasattr(value, "items"):
        return "；".join(f"{key}：{value_words(item)}" for key, item in value.items())
    return "不设" if value is None else str(value)


def _glance(page: Page, change: LawChange) -> None:
    page.section("影响概况", WIDTH)
    columns = (
        Column("范围", look="strong"), Column("最多的差异", look="wrap"), Column("比较的件数", "count"),
        Column("受影响", "count"),
    )  # fmt: skip
    rows = []
    for area in AREAS:
        found = change.of(area)
        most = Counter(effect.by or "结果不同" for effect in found).most_common(3)
        words = "　".join(f"{by} {count} 件" for by, count in most) if found else "没有变化"
        looked_at = change.looked_at.get(area)
        rows.append([area, words if looked_at is not None else "不能比较", looked_at or 0, len(found)])
    page.table(columns, rows)
    for fault in change.faults:
        page.line(f"不能比较：{fault}", WIDTH)
    page.line("各件按其自身业务日适用的规定判断，变动以前的业务不变；现金价值按产品备案日的规定，不随之变动。", WIDTH)
    page.row += 1


def _number(effect: Effect) -> str:
    """The key without the kind of material, which stands in the next column."""
    return effect.key.removeprefix(effect.what).strip()


def _effects(page: Page, change: LawChange, area: str) -> None:
    found = change.of(area)
    if not found:
        return
    page.section(f"{area}：{len(found)} 件", WIDTH)
    columns = (
        Column("编号", look="strong"), Column("事项", look="wrap"), Column("变动前", look="wrap"),
        Column("变动后", look="wrap"), Column("差异", align="center"),
    )  # fmt: skip
    page.table(columns, [[_number(one), one.what, one.before, one.after, one.by] for one in found[:MOST]])
    if len(found) > MOST:
        page.line(f"另有 {len(found) - MOST} 件未列出。", WIDTH)
    page.row += 1

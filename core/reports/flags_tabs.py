"""The tabs of the restricted workbook: what was found, by which rows, what was not looked for, what people decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.flags.decisions import CLEARED, CONFIRMED, Decided, by_month, decided
from core.flags.hit import FlagHit, NotRun
from core.flags.registry import parts
from core.law import Law, NotInForce
from core.law.model import Parameter
from core.reports.page import Column, Page

RESTRICTED = "受限资料 可疑线索保密（反洗钱法第三十五条）"
CAUTION = (
    "线索只提示人去核实，不是结论：不得据此拒赔、拖延理赔时限或停付。不得提供给销售人员和客户。",
    "处理结果登记在《红旗处理》（确认或排除，写明理由）；各项参数可在《参数》中调整。",
)  # fmt: skip
SUMMARY = (
    Column("代码", align="center"), Column("线索", look="wrap"), Column("线索数", "count"), Column("待处理", "count"),
    Column("确认", "count"), Column("排除", "count"), Column("准确率", "rate"), Column("未执行项", "count"),
    Column("参数依据", look="wrap"), Column("依据状态", align="center"),
)  # fmt: skip
HITS = (
    Column("序号", "count"), Column("代码", align="center"), Column("类型", look="wrap"), Column("对象", look="wrap"),
    Column("发生日", "day", "center"), Column("线索内容", look="wrap"), Column("触发行数", "count"),
    Column("参数", look="wrap"), Column("处理结果", align="center"),
)  # fmt: skip
ROWS = (
    Column("线索序号", "count"), Column("代码", align="center"), Column("工作表"), Column("编号"),
)  # fmt: skip
NOT_RUN = (Column("代码", align="center"), Column("线索", look="wrap"), Column("类型"), Column("原因", look="wrap"))
LOG = (
    Column("代码", align="center"), Column("类型", look="wrap"), Column("对象编号"), Column("处理结果", align="center"),
    Column("理由", look="wrap"), Column("后续处理", look="wrap"), Column("处理人", align="center"),
    Column("处理日", "day", "center"),
)  # fmt: skip
RATES = (
    Column("代码", align="center"), Column("发生月份", align="center"), Column("线索数", "count"),
    Column("每千件理赔线索数", "days"), Column("确认", "count"), Column("排除", "count"), Column("已判断 n", "count"),
    Column("准确率", "rate"), Column("每千件理赔误报", "days"),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What one look found, and what had been decided by that day."""

    hits: tuple[FlagHit, ...]
    not_run: tuple[NotRun, ...]
    log: tuple[Decided, ...]
    on: date
    claims_by_month: Mapping[str, int]
    alone: Mapping[str, int] = field(default_factory=dict)
    """Per part the claims that had that alone, which are not listed."""
    access: str = ""
    """Who looked, by which line of the access list."""


def write_summary(page: Page, look: Look, law: Law) -> None:
    """One line per flag: hints, decisions, how often it was right, and how well its parameters are known."""
    page.title("可疑线索", f"截止 {look.on:%Y-%m-%d}　{RESTRICTED}")
    alone = (f"{part}：另有 {count} 件只有这一项，没有单列（参数见《参数》）。" for part, count in look.alone.items())
    for text in (*CAUTION, *alone, *((f"本次查阅：{look.access}",) if look.access else ())):
        page.line(text, len(SUMMARY), "plain")
    page.row += 1
    page.fix_widths((None, 26, None, None, None, None, None, None, 52, None))
    judged = Counter((hit.code, row.outcome if row else "") for hit, row in _judged(look))
    lacking = Counter(one.code for one in look.not_run)
    heading = page.headings(SUMMARY)
    for code in dict.fromkeys(part.code for part in parts()):
        known = _known(law, code, look.on)
        confirmed, cleared, waiting = (judged[code, word] for word in (CONFIRMED, CLEARED, ""))
        right = confirmed / (confirmed + cleared) if confirmed + cleared else float("nan")
        basis = "；".join(map(str, known.basis))
        found = confirmed + cleared + waiting
        counts = (found, waiting, confirmed, cleared, right, lacking[code])
        page.record(SUMMARY, [code, known.title, *counts, basis, known.status.zh])
    _finish(page, heading, look)


def write_hits(page: Page, look: Look) -> None:
    """Every hint with its sentence, parameters and decision."""
    page.title("线索", f"共 {len(look.hits)} 条；每条由人判断，序号对应“触发行”")
    page.fix_widths((None, None, 20, 26, None, 64, None, 30, None))
    heading = page.headings(HITS)
    for number, (hit, row) in enumerate(_judged(look), start=1):
        outcome = row.outcome if row else "待处理"
        values = (hit.subject.key, hit.day, hit.sentence, len(hit.rows), hit.parameters, outcome)
        page.record(HITS, [number, hit.code, hit.part, *values])
    _empty(page, look.hits, "没有线索")
    page.sheet.autofilter(heading, 0, max(page.row - 1, heading), len(HITS) - 1)
    _finish(page, heading, look)


def write_rows(page: Page, look: Look) -> None:
    """The rows that fired each hint."""
    page.title("触发行", "每条线索由哪些行触发；编号可在台账中查到原行")
    heading = page.headings(ROWS)
    for number, hit in enumerate(look.hits, start=1):
        for row in hit.rows:
            page.record(ROWS, [number, hit.code, row.sheet, row.key])
    _empty(page, look.hits, "没有线索")
    page.sheet.autofilter(heading, 0, max(page.row - 1, heading), len(ROWS) - 1)
    _finish(page, heading, look)


def write_not_run(page: Page, look: Look) -> None:
    """What was not looked for, and what is missing."""
    page.title("未执行", "缺少数据或参数、没有执行的线索；补齐后自动执行")
    page.fix_widths((None, 28, 26, 66))
    heading = page.headings(NOT_RUN)
    for one in look.not_run:
        page.record(NOT_RUN, [one.code, one.title, one.part, one.why])
    _empty(page, look.not_run, "全部执行")
    _finish(page, heading, look)


def write_log(page: Page, look: Look) -> None:
    """What people decided, and why."""
    page.title("处理记录", "由人判断的结果和理由")
    page.fix_widths((None, 20, 26, None, 50, 26, None, None))
    heading = page.headings(LOG)
    for row in look.log:
        page.record(LOG, [row.code, row.part, row.subject, row.outcome, row.why, row.follow_up, row.by, row.on])
    _empty(page, look.log, "还没有处理记录")
    _finish(page, heading, look)


def write_rates(page: Page, look: Look) -> None:
    """Hints and precision per flag and month of the event."""
    page.title("命中率", "按事件发生月份；准确率=确认÷已判断（确认+排除），尚未处理的不计；误报=排除；每千件只用于F类")
    heading = page.headings(RATES)
    for row in by_month(look.hits, look.log, look.claims_by_month):
        judged = (row.confirmed, row.cleared, row.judged, row.precision, row.false_alarms)
        page.record(RATES, [row.code, row.month, row.hits, row.per_thousand, *judged])
    _empty(page, look.hits, "没有线索")
    _finish(page, heading, look)


def _known(law: Law, code: str, on: date) -> Parameter:
    """The flag's parameters on the day; the latest where it was not in force yet."""
    try:
        return law.value(code, on)
    except NotInForce:
        return law.value(code, None)


def _judged(look: Look) -> list[tuple[FlagHit, Decided | None]]:
    return list(zip(look.hits, decided(look.hits, look.log), strict=True))


def _empty(page: Page, rows: tuple[object, ...], text: str) -> None:
    if not rows:
        page.nothing(text)


def _finish(page: Page, heading: int, look: Look) -> None:
    page.sheet.freeze_panes(heading + 1, 0)
    page.printed(f"截止 {look.on:%Y-%m-%d}", landscape=True, heading_row=heading, title=page.name, mark=RESTRICTED)

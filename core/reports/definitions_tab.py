"""口径: every indicator's formula, definition, basis and status, and the parameters in force on the 统计日."""

from __future__ import annotations

from core.findings import Status
from core.law.model import Parameter
from core.measures.definitions import Definition, channel_definitions, definitions, not_computed
from core.reports.page import Column, Page
from core.reports.report_data import ReportData

COLUMNS = (
    Column("指标", look="strong"), Column("类别", align="center"), Column("单位", align="center"),
    Column("公式", look="wrap"), Column("口径", look="wrap"), Column("来源", look="wrap"),
    Column("状态", align="center"),
)  # fmt: skip
PARAMETERS = (
    Column("参数", look="wrap"), Column("生效日", align="center"), Column("单位", align="center"),
    Column("取值", look="wrap"), Column("说明", look="wrap"),
    Column("依据", look="wrap"), Column("状态", align="center"),
)  # fmt: skip
WIDTHS = (26, 13, 8, 40, 58, 32, 11)


def write_definitions(page: Page, report: ReportData) -> None:
    """Definitions, then parameters."""
    page.title(
        "指标口径与参数", "状态为待确认的口径和参数须由公司确认；公司可在参数表中填入自己的取值、来源、确认人和日期"
    )
    page.fix_widths(WIDTHS)
    heading = page.headings(COLUMNS)
    for words in (*definitions().values(), *channel_definitions().values()):
        _definition(page, words)
    page.row += 1
    _not_computed(page)
    page.row += 1
    page.section("参数", len(COLUMNS))
    page.headings(PARAMETERS)
    for key in _parameters():
        _parameter(page, report.facts.law.value(key, report.data.as_of_day))
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(report.footer, landscape=True, heading_row=heading)


def _not_computed(page: Page) -> None:
    """Indicators without a figure, so that nobody looks for them in vain."""
    page.section("机构算不出的指标", len(COLUMNS))
    columns = (
        Column("指标", look="strong"),
        Column("类别"),
        Column("单位"),
        Column("可以看", look="wrap"),
        Column("为什么", look="wrap"),
    )
    page.headings(columns)
    for each in not_computed():
        page.record(columns, [each.name, None, None, each.instead, each.why])


def _parameters() -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for words in definitions().values() for key in words.parameters))


def _definition(page: Page, words: Definition) -> None:
    row = page.row
    page.record(COLUMNS, [words.name, words.group, words.unit, words.formula, words.definition, words.basis, None])
    page.put(row, 6, words.stamp, _look(words.status), align="center")


def _parameter(page: Page, known: Parameter) -> None:
    row = page.row
    since = f"{known.effective:%Y-%m-%d}" if known.effective else "未载明"
    basis = "；".join(str(each) for each in known.basis)
    page.record(PARAMETERS, [known.title, since, known.unit, _shown(known), known.note, basis, None])
    stamp = "待确认" if known.status is Status.UNCONFIRMED else known.status.zh
    page.put(row, 6, stamp, _look(known.status), align="center")


def _shown(known: Parameter) -> str:
    return f"{float(known.value):.2%}" if known.unit == "比例" else str(known.value)


def _look(status: Status) -> str:
    return "attention" if status is Status.UNCONFIRMED else "cell"

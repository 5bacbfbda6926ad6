"""渠道: what each channel and branch brings, costs and keeps, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from core.measures.facts import WHOLE, Scope
from core.measures.registry import measures
from core.records.policy import Policy
from core.reports.channel_people import agent_table, concentration_table, trend_table
from core.reports.channel_quality import quality_table
from core.reports.charts import Cells, column_chart, share_chart
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData
from core.reports.style import OF_UNIT

RATIOS = ("13个月继续率(滚动)", "犹豫期退保率", "渠道转化率", "回访成功率", "赔付率(简单)")
COLUMNS = (
    Column("渠道", look="strong"), Column("新单保费", "amount"), Column("新单贡献度", "rate"),
    Column("新单件数", "count"), Column("件均保费", "amount"), Column("续期保费", "amount"),
    Column("规模保费", "amount"), Column("规模贡献度", "rate"),
    *(Column(name, OF_UNIT[measures()[name].definition.unit]) for name in RATIOS),
)  # fmt: skip
AMOUNTS = {1: "新单保费", 3: "新单件数", 5: "续期保费", 6: "规模保费"}


def write_channels(page: Page, report: ReportData) -> None:
    """What channels and branches bring, what they cost and keep, concentration, trend and people, then charts."""
    page.title(f"渠道经营　{report.month_words}", report.subtitle)
    heading = page.row
    channels = [(name, Scope(channel=name)) for name in report.facts.names("channel")]
    names = dict(zip(report.facts.table(Policy)["branch_code"], report.facts.table(Policy)["branch_name"], strict=True))
    codes = report.facts.names("branch_code")
    branches = [(names.get(code) or code, Scope(branch=code)) for code in codes] if len(codes) > 1 else []
    cells = page.name, 0, 0
    for what, scopes in (("渠道", channels), ("机构", branches)):
        if scopes:
            page.section(f"按{what}：贡献与效率", len(COLUMNS))
            placed = (page.name, *_comparison(page, report, what, scopes))
            cells = placed if what == "渠道" else cells
            page.row += 1
            quality_table(page, report, what, scopes)
            page.row += 1
    page.parting.turn(page.row)
    tops = [page.row]
    concentration_table(page, report)
    page.row += 1
    tops.append(page.row)
    trend = trend_table(page, report)
    page.row += 1
    tops.append(page.row)
    agent_table(page, report)
    if channels:
        _charts(page, cells, trend, tops)
    page.sheet.freeze_panes(heading, 1)
    page.printed(report.footer, landscape=True)


def _charts(page: Page, cells: Cells, trend: tuple[Cells, list[str]], tops: Sequence[int]) -> None:
    """Beside the tables of the second page: premium by channel, by month, and the shares."""
    months, names = trend
    columns = column_chart(
        page.workbook, "各渠道首年与续期保费（元）", cells, {"新单保费": 1, "续期保费": 5}, stacked=True
    )
    charts = [(columns, 0, 8, 560)]
    # Without a premium received there is no channel to draw, and a chart without a series cannot be saved.
    if names:
        series = {name: place for place, name in enumerate(names, 1)}
        by_month = column_chart(page.workbook, "规模保费十三个月（元）", months, series, stacked=True)
        charts.append((by_month, 1, 8, 560))
    ring = share_chart(page.workbook, "规模保费渠道占比", cells, 6)
    for chart, top, column, width in (*charts, (ring, 2, 10, 370)):
        page.chart(tops[top], column, chart, width, 300, x_offset=14, y_offset=6)


def _comparison(page: Page, report: ReportData, what: str, scopes: Sequence[tuple[str, Scope]]) -> tuple[int, int]:
    """One row per scope and a total; shares and averages are native formulas. Gives the rows of the scopes."""
    columns = (Column(what, look="strong"), *COLUMNS[1:])
    page.headings(columns)
    first = page.row
    whole = _values(report, WHOLE)
    rows = [(name, _values(report, scope)) for name, scope in scopes]
    if without_owner := _without_owner(whole, [values for _, values in rows]):
        rows.append((f"（未归{what}）", without_owner))
    total_row = first + len(rows)
    for name, values in rows:
        page.record(columns, _row(name, values, whole, page.row, total_row))
    page.record(columns, _row("合计", whole, whole, page.row, total_row), "total")
    return first, first + len(scopes) - 1


def _without_owner(whole: dict[str, float], parts: Sequence[dict[str, float]]) -> dict[str, float]:
    """What belongs to no channel or branch because the ledger lacks its policy (勾稽 lists it); empty without any."""
    rest = {name: round(whole[name] - sum(values[name] for values in parts), 2) for name in AMOUNTS.values()}
    return {**dict.fromkeys(whole, float("nan")), **rest} if any(rest.values()) else {}


def _values(report: ReportData, scope: Scope) -> dict[str, float]:
    named = {name: measures()[name] for name in (*AMOUNTS.values(), "件均保费", *RATIOS)}
    return {name: measure(report.data, scope).value for name, measure in named.items()}


def _row(name: str, values: dict[str, float], whole: dict[str, float], row: int, total_row: int) -> list[object]:
    line = row + 1
    return [
        name, values["新单保费"], _share("B", line, total_row, values["新单保费"], whole["新单保费"]),
        values["新单件数"],
        Formula(f'=IF(D{line}=0,"—",B{line}/D{line})', values["件均保费"]), values["续期保费"], values["规模保费"],
        _share("G", line, total_row, values["规模保费"], whole["规模保费"]), *(values[name] for name in RATIOS),
    ]  # fmt: skip


def _share(letter: str, line: int, total_row: int, part: float, whole: float) -> Formula:
    bottom = f"{letter}${total_row + 1}"
    return Formula(f'=IF({bottom}=0,"—",{letter}{line}/{bottom})', part / whole if whole else float("nan"))

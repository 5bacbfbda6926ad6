"""精算数据: the workbook of an extract: what it holds, totals that tie, the dictionary, the premium check, the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np

from core.extract.premium_check import RateCell, Verdict
from core.extract.seriatim import SeriatimFile
from core.reports.book import new_book
from core.reports.page import Column, Page
from core.table import scalar

MOST_ROWS = 50_000
"""Rows of a file that the workbook repeats; the Parquet files always hold all of them."""
MOST_CELLS = 2_000
MARK = "内部资料 精算使用"
_TOTALS = (
    Column("文件", look="strong"), Column("项目"), Column("台账", "amount"), Column("文件读回", "amount"),
    Column("差额", "amount"), Column("结果", align="center"),
)  # fmt: skip
_FIELDS = (
    Column("文件", look="strong"),
    Column("字段"),
    Column("英文名"),
    Column("类型", align="center"),
    Column("单位", align="center"),
)
_UNITS = {"amount": "元", "day": "年-月-日", "number": "", "fraction": "", "text": ""}
_TYPES = {"amount": "DECIMAL(18,2)", "day": "DATE", "number": "DOUBLE", "fraction": "DOUBLE", "text": "VARCHAR"}
_RATES = (
    Column("险种代码", look="strong"), Column("版本", align="center"), Column("计划", align="center"),
    Column("性别", align="center"), Column("投保年龄", align="right"), Column("交费期", align="center"),
    Column("保险期间", align="center"), Column("频率", align="center"), Column("件数", "count"),
    Column("最低费率", "amount"), Column("最高费率", "amount"), Column("净保费（公式）", "amount"),
    Column("附加费用率", "rate"), Column("结果", align="center"), Column("基准", look="wrap"),
)  # fmt: skip
_LOOKS = {Verdict.TWO_RATES: "bad", Verdict.BELOW_NET: "attention", Verdict.NO_BASIS: "cell", Verdict.FINE: "good"}


@dataclass(frozen=True)
class Extract:
    """What an extract came to. ``read_back`` per file: rows and sums found in the Parquet files, empty without them.

    ``left_out``: policy lines that are in no rate cell.
    """

    files: Sequence[SeriatimFile]
    cells: Sequence[RateCell]
    on: date
    last_change: int
    read_back: Mapping[str, tuple[int, Mapping[str, Decimal]]] = field(default_factory=dict)
    left_out: int = 0

    def ties(self) -> bool:
        """Do all sums of the files equal the ledger's, to the fen? True as well where there are no files."""
        return all(self.read_back[file.name] == _held(file) for file in self.files if file.name in self.read_back)


def _held(file: SeriatimFile) -> tuple[int, dict[str, Decimal]]:
    return file.rows, {column.name: file.total(column.name) for column in file.amounts}


def write_extract(extract: Extract, target: Path) -> None:
    """Write the workbook. LedgerError where ``target`` is a user's file or can't be written."""
    with new_book(target, "精算数据", extract.on) as (workbook, formats):
        _totals(Page(workbook, formats, "控制合计"), extract)
        _rates(Page(workbook, formats, "费率检验"), extract)
        _dictionary(Page(workbook, formats, "字段说明"), extract)
        for file in extract.files:
            _rows(Page(workbook, formats, file.name), file, extract.on)


def _totals(page: Page, extract: Extract) -> None:
    page.title("控制合计", f"{_footer(extract)}　每个文件的行数和金额合计：台账与文件读回逐项相等才可使用")
    heading = page.headings(_TOTALS)
    for file in extract.files:
        rows, sums = _held(file)
        found = extract.read_back.get(file.name)
        _total(page, file.name, "行数", rows, found[0] if found else None, "count")
        for column in file.amounts:
            _total(
                page, file.name, f"{column.heading}（元）", sums[column.name], found[1][column.name] if found else None
            )
    if not extract.read_back:
        page.line(
            "没有写 Parquet 文件（本机未安装 extract 组件），只有本工作簿；合计取自台账。", len(_TOTALS), "attention"
        )
    page.sheet.freeze_panes(heading + 1, 0)
    page.printed(_footer(extract), landscape=False, heading_row=heading, mark=MARK)


def _total(
    page: Page, name: str, item: str, held: Decimal | int, found: Decimal | int | None, kind: str = "amount"
) -> None:
    row, gap = page.row, None if found is None else found - held
    page.record(_TOTALS, [name, item, None, None, None, None])
    for place, value in enumerate((held, found, gap), start=2):
        page.put(row, place, value, kind=kind)
        page.widen(place, 18)
    word = "未核对" if gap is None else "相等" if not gap else "不等"
    page.put(row, 5, word, {"相等": "good", "不等": "bad"}.get(word, "attention"), align="center")


def _rates(page: Page, extract: Extract) -> None:
    counts = {verdict: sum(cell.verdict is verdict for cell in extract.cells) for verdict in Verdict}
    told = "　".join(f"{verdict.value} {count}" for verdict, count in counts.items())
    told += f"　不在检验内 {extract.left_out} 行（没有保额或保费）" if extract.left_out else ""
    page.title(
        "费率检验", f"每千元保额每年（元），趸交为一次　净保费是按产品所列生命表和预定利率的公式估算，不含费用　{told}"
    )
    page.fix_widths((*[None] * 14, 46))
    heading = page.headings(_RATES)
    order = list(Verdict)
    cells = sorted(extract.cells, key=lambda cell: (order.index(cell.verdict), cell.key))
    for cell in cells[:MOST_CELLS]:
        row = page.row
        net, loading = cell.net, cell.loading
        page.record(
            _RATES,
            [*cell.key, cell.policies, cell.lowest, cell.highest, np.nan if net is None else net,
             np.nan if loading is None else loading, None, cell.basis],
        )  # fmt: skip
        page.put(row, 13, cell.verdict.value, _LOOKS[cell.verdict], align="center")
        page.widen(13, 12)
    if len(cells) > MOST_CELLS:
        page.line(f"另有 {len(cells) - MOST_CELLS} 个费率格没有列出，列出的是须先看的。", len(_RATES))
    if not cells:
        page.nothing("没有可检验的保单")
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(_footer(extract), landscape=True, heading_row=heading, mark=MARK)


def _dictionary(page: Page, extract: Extract) -> None:
    page.title(
        "字段说明", "不含姓名、证件号码、电话、地址、账号和健康信息；Parquet 文件的列名就是字段名，另有“机构”一列"
    )
    rows = [
        [file.name, column.heading, column.name, _TYPES[column.kind.holds], _UNITS[column.kind.holds]]
        for file in extract.files
        for column in file.columns
    ]
    first, _ = page.table(_FIELDS, rows)
    page.sheet.freeze_panes(first, 0)
    page.printed(_footer(extract), landscape=False, heading_row=first - 1, mark=MARK)


def _rows(page: Page, file: SeriatimFile, on: date) -> None:
    columns = [Column(column.heading, _KINDS.get(column.kind.holds, "text")) for column in file.columns]
    page.title(file.name, f"共 {file.rows} 行" + (f"，这里列出前 {MOST_ROWS} 行" if file.rows > MOST_ROWS else ""))
    heading = page.headings(columns)
    values = [[scalar(cell) for cell in file.table[column.name][:MOST_ROWS]] for column in file.columns]
    for row in zip(*values, strict=True):
        page.record(columns, row)
    page.sheet.freeze_panes(heading + 1, 1)
    page.sheet.autofilter(heading, 0, max(page.row - 1, heading), len(columns) - 1)
    page.printed(f"{on:%Y-%m-%d}", landscape=True, heading_row=heading, mark=MARK)


_KINDS = {"amount": "amount", "day": "day", "number": "per head", "fraction": "rate"}


def _footer(extract: Extract) -> str:
    return f"数据截至 {extract.on:%Y-%m-%d}　台账第 {extract.last_change} 号变更"

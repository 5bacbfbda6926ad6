"""批量汇总: one line per workbook of a batch, with links to its results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.reports.book import new_book
from core.reports.page import Column, Page

COLUMNS = (
    Column("工作簿", look="wrap"), Column("结果", align="center"), Column("行数", "count"), Column("拒收", "count"),
    Column("转核", "count"), Column("提示", "count"), Column("新增", "count"), Column("变更", "count"),
    Column("相同", "count"), Column("未入账", "count"), Column("出单", "count"), Column("结果文件"),
    Column("说明", look="wrap"),
)  # fmt: skip
_RESULT, _FILES = 1, 11
_LOOKS = {0: "good", 1: "attention", 3: "bad"}
WORDS = {0: "完成", 1: "有拒收", 3: "未处理"}
"""A workbook's outcome by its exit code."""


@dataclass(frozen=True)
class BatchLine:
    """One workbook. ``numbers``: 行数 to 出单, in the order of the columns; ``files``: relative to the summary."""

    name: str
    exit_code: int
    numbers: tuple[int, ...]
    files: tuple[str, ...]
    note: str


def write_batch(lines: Sequence[BatchLine], target: Path, on: date) -> Path:
    """Write the summary; a workbook with several results has a row for each further one. No personal data."""
    with new_book(target, "批量汇总", on) as (workbook, formats):
        page = Page(workbook, formats, "批量汇总")
        page.title("批量汇总", _said(lines))
        page.fix_widths((44, *[None] * (_FILES - 1), 40, 48))
        heading = page.headings(COLUMNS)
        for line in lines:
            _line(page, line)
        totals = [sum(column) for column in zip(*(line.numbers for line in lines), strict=True)]
        page.record(COLUMNS, ["合计", f"{len(lines)} 个", *totals, "", ""], "total")
        page.sheet.freeze_panes(heading + 1, 1)
        page.printed(f"{on:%Y-%m-%d}", landscape=True, heading_row=heading)
    return target


def _line(page: Page, line: BatchLine) -> None:
    page.record(COLUMNS, [line.name, WORDS[line.exit_code], *line.numbers, "", line.note])
    page.put(page.row - 1, _RESULT, WORDS[line.exit_code], _LOOKS[line.exit_code], align="center")
    for number, file in enumerate(line.files):
        if number:
            page.record(COLUMNS, [line.name, *[""] * (len(COLUMNS) - 1)])
        link = f"external:{file}".replace("#", "%23")
        page.sheet.write_url(page.row - 1, _FILES, link, page.formats("link"), string=Path(file).name)


def _said(lines: Sequence[BatchLine]) -> str:
    counts = {code: sum(line.exit_code == code for line in lines) for code in WORDS}
    return "　".join(f"{WORDS[code]} {count} 个" for code, count in counts.items() if count)

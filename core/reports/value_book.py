"""测算结果: surrender and maturity value of every policy line, labelled, with all steps and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.findings import Finding
from core.reports.book import new_book
from core.reports.page import Column, Page
from core.values.figure import Figure

VALUES = (
    Column("保单号"), Column("险种"), Column("项目", align="center"), Column("金额（元）", "amount"),
    Column("口径", align="center"), Column("计算日", "day", "center"), Column("法定最低（仅核对，元）", "amount"),
    Column("提示", look="wrap"), Column("说明", look="wrap"),
)  # fmt: skip
STEPS = (
    Column("保单号"), Column("项目", align="center"), Column("序号", "count"), Column("步骤"),
    Column("数据", look="wrap"), Column("算式", look="wrap"), Column("结果", align="right"),
    Column("依据", look="wrap"), Column("备注", look="wrap"),
)  # fmt: skip

LABELS = "口径：合同＝合同所附价值表；公式＝所列计算基础；法定最低只作下限核对，不是给付金额"


@dataclass(frozen=True)
class Valued:
    """One figure of one policy line, with its statutory floor where that is known."""

    policy_no: str
    product: str
    figure: Figure
    floor: Figure | None = None


def write_values(valued: Sequence[Valued], faults: Sequence[Finding], target: Path, on: date, on_from: str) -> Path:
    """Write the workbook: 测算结果, 计算步骤, and 未能计算 for what has no figure at all."""
    with new_book(target, "测算结果", on) as (workbook, formats):
        _values(Page(workbook, formats, "测算结果"), valued, on, on_from)
        _steps(Page(workbook, formats, "计算步骤"), valued, on)
        _faults(Page(workbook, formats, "未能计算"), faults, on)
    return target


def _values(page: Page, valued: Sequence[Valued], on: date, on_from: str) -> None:
    page.title("测算结果", f"计算日 {on:%Y-%m-%d}（{on_from}）　{LABELS}")
    page.fix_widths((None, None, None, None, None, None, None, 24, 60))
    rows = [
        [
            one.policy_no, one.product, one.figure.kind, amount_of(one.figure), one.figure.label_text, one.figure.on,
            amount_of(one.floor), "；".join(one.figure.stamps), "；".join(f.message for f in one.figure.findings),
        ]
        for one in valued
    ]  # fmt: skip
    _table(page, VALUES, rows, on)


def amount_of(figure: Figure | None) -> float | None:
    """A figure's amount in yuan, None where there is none."""
    return None if figure is None or figure.amount is None else float(figure.amount)


def _steps(page: Page, valued: Iterable[Valued], on: date) -> None:
    page.title("计算步骤", "每一步的数据、算式、结果和依据")
    page.fix_widths((None, None, None, None, 40, 40, None, 40, 24))
    rows = [
        [
            one.policy_no, one.figure.kind, number, step.name, "；".join(f"{k} {v}" for k, v in step.inputs.items()),
            step.formula, step.result_text, "；".join(str(basis) for basis in step.basis), step.note,
        ]
        for one in valued
        for number, step in enumerate(one.figure.steps, 1)
    ]  # fmt: skip
    _table(page, STEPS, rows, on)


def _faults(page: Page, faults: Iterable[Finding], on: date) -> None:
    page.title("未能计算", "缺什么、在哪里、怎么补")
    page.fix_widths((None, None, None, 60, 48))
    columns = (
        Column("规则"), Column("工作表"), Column("单元格"), Column("原因", look="wrap"), Column("怎么办", look="wrap"),
    )  # fmt: skip
    rows = [[f.code, f.where.sheet, f.where.cell, f.message, f.fix] for f in faults]
    _table(page, columns, rows, on)


def _table(page: Page, columns: Sequence[Column], rows: Sequence[Sequence[object]], on: date) -> None:
    heading = page.row
    page.table(columns, rows)
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(f"计算日 {on:%Y-%m-%d}", landscape=True, heading_row=heading)

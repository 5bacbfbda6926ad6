"""The rich sample with all spliced parts, as .xlsx or .xlsm, and the tabs and marks that the edit tests put into it."""

from __future__ import annotations

from pathlib import Path

from core.findings import Severity
from core.workbook.edit import Mark, Tab
from tests.workbooks.rich import build_rich
from tests.workbooks.spliced import add_calc_chain, add_custom_xml, add_pivot, to_macro_book

TABS = [
    Tab(
        "校验结果",
        [
            ["级别", "代码", "单元格", "原值", "说明"],
            [Severity.REFUSED, "A-01", "台账!C3", "=HYPERLINK(1)", "证件号码校验位不对"],
            [Severity.REFERRED, "A-02", "台账!D4", 100030.5, "保额超过权限"],
            [Severity.NOTICE, "A-03", "空表!B2", None, "缺手机号"],
        ],
        widths=[8, 10, 14, 18, 48],
        links={(1, 2): "#'台账'!C3", (2, 2): "#'台账'!D4", (3, 2): "#'空表'!B2"},
        kinds={3: "money"},
    ),
    Tab("检查范围", [["规则", "检查行数"], ["A-01", 1200]], widths=[12, 12], kinds={1: "count"}),
]
MARKS = [
    Mark("台账", "C3", Severity.REFUSED, "证件号码校验位不对。\n改法：核对证件原件后重填。"),
    Mark("台账", "E4", Severity.REFERRED, "保费与费率表不符。\n改法：请主管复核。"),
    Mark("台账", "D5", Severity.NOTICE, "单元格里已有主管的批注。"),
    Mark("台账", "C40", Severity.NOTICE, "空行。"),
    Mark("图表", "B4", Severity.NOTICE, "件数偏低。"),
    Mark("空表", "B2", Severity.NOTICE, "缺手机号。\n改法：补录。"),
    Mark("空表", "", Severity.NOTICE, "整张表的提示没有单元格。"),
]


def build_everything(folder: Path, suffix: str = ".xlsx", *, rows: int = 20, taken_tab: str = "") -> Path:
    """Writes 投保台账 with every kind of part and gives its path."""
    path = build_rich(folder / "投保台账.xlsx", rows=rows, taken_tab=taken_tab)
    add_custom_xml(add_calc_chain(add_pivot(path)))
    return to_macro_book(path, path.with_suffix(".xlsm")) if suffix == ".xlsm" else path

"""核保结果.xlsx: what a clerk reads as the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from core.findings import Severity
from core.reports.underwriting_book import write_underwriting
from core.underwriting.decision import Outcome, Reason, UnderwritingDecision
from core.underwriting.rules_applied import NOT_RUN

ON = date(2026, 10, 31)


def test_rules_without_their_lists_are_counted_beside_the_reasons_and_not_told_one_by_one(tmp_path: Path) -> None:
    reasons = (
        Reason("A406", "首期保费以现金交纳", Severity.REFERRED),
        Reason("A107", f"{NOT_RUN}产品", Severity.REFERRED),
        Reason("A302", f"{NOT_RUN}人员名册、产品", Severity.REFERRED),
    )
    decision = UnderwritingDecision("T1", Outcome.REFERRED, "人工", "", ON, reasons, rules_not_run=("A107", "A302"))
    sheet = load_workbook(write_underwriting([decision], [], tmp_path / "核保结果.xlsx", ON))["核保结果"]
    (row,) = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=5))
    assert row[5] == "A406 首期保费以现金交纳；另有 2 条规则未执行，缺参考资料：产品、人员名册"
    assert row[10] == "A107、A302"

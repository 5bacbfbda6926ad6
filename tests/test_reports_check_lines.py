"""校验结果 as a clerk reads it: one line per thing to do, gravest first, in the workbook's own order."""

from __future__ import annotations

from datetime import date

from core.findings import Finding, Severity, Where
from core.reports.check_lines import lines, said_once
from core.reports.check_tabs import marks, result_tab

SHEETS = ["投保单", "受益人", "账户"]


def finding(cell: str, message: str, severity: Severity = Severity.REFUSED, sheet: str = "投保单") -> Finding:
    return Finding("A702", severity, Where("投保.xlsx", sheet, cell, "投保单号"), "", message, "请补填")


def test_three_gaps_of_one_rule_in_one_cell_are_one_line() -> None:
    gaps = [finding("B5", f"缺少应了解的客户信息：{what}") for what in ("资产", "风险偏好", "资产")]
    assert [line.message for line in lines(gaps)] == ["缺少应了解的客户信息：资产、风险偏好"]
    assert [mark.note for mark in marks(gaps)] == ["A702 缺少应了解的客户信息：资产、风险偏好\n改法：请补填"]


def test_messages_without_a_common_head_are_put_one_after_the_other() -> None:
    assert (
        said_once([finding("B5", "缺投保人签名"), finding("B5", "缺销售人员签名")])[0].message
        == "缺投保人签名；缺销售人员签名"
    )


def test_notices_that_say_the_same_of_a_column_fold_from_three_on() -> None:
    two = [finding(f"C{row}", "按法定", Severity.NOTICE) for row in (4, 5)]
    assert [line.place for line in lines(two)] == ["C4", "C5"]
    ten = [finding(f"C{row}", "按法定", Severity.NOTICE) for row in range(4, 14)]
    (line,) = lines(ten)
    assert line.place == "C4等10处"
    assert line.message == "按法定（共10处：C4、C5、C6、C7、C8、C9、C10、C11……）"


def test_refusals_keep_a_line_each_up_to_nineteen_and_fold_from_twenty_on() -> None:
    assert len(lines(finding(f"C{row}", "空缺") for row in range(19))) == 19
    assert len(lines(finding(f"C{row}", "空缺") for row in range(20))) == 1


def test_findings_about_whole_books_never_fold_into_one() -> None:
    unread = [Finding("D23", Severity.NOTICE, Where(f"{n}.xlsx"), "", "打不开", "另存") for n in range(5)]
    assert len(lines(unread)) == 5


def test_gravest_first_then_the_order_of_sheets_rows_and_columns() -> None:
    mixed = [
        finding("A9", "甲", Severity.NOTICE), finding("AA4", "乙"), finding("B4", "丙"), finding("B10", "丁"),
        finding("C1", "戊", sheet="受益人"), finding("C1", "己", Severity.REFERRED),
    ]  # fmt: skip
    assert "".join(line.message for line in lines(mixed, SHEETS)) == "丙乙丁戊己甲"


def test_the_tab_counts_findings_and_says_that_lines_were_folded() -> None:
    same = [finding(f"C{row}", "按法定", Severity.NOTICE) for row in range(4, 9)]
    tab = result_tab([*same, finding("B2", "空缺")], date(2026, 10, 31), "由 --on 指定", sheets=SHEETS)
    assert tab.rows[0] == ["校验结果：拒收 1 条　转核 0 条　提示 5 条；相同的问题合并，共 2 行"]
    assert [row[4] for row in tab.rows[3:]] == ["B2", "C4等5处"]
    assert tab.links == {(3, 4): "#'投保单'!B2", (4, 4): "#'投保单'!C4"}

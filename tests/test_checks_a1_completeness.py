"""A101, A102, A106, A111, A113: everything there, once, and nothing that may not be asked."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import cells, check, citizen, columns


@pytest.mark.parametrize("code", ["A101", "A102", "A106", "A109", "A110", "A111", "A113"])
def test_the_valid_application_passes(code: str) -> None:
    assert check(code) == []


def test_A101_names_two_gaps_of_a_row_in_one_pass_and_in_both_messages() -> None:
    findings = check("A101", "| 投保人 | 职业 | 移动电话 |\n| | | |")
    assert columns(findings) == ["投保人.移动电话", "投保人.职业"]
    assert all("移动电话、职业" in finding.message for finding in findings)
    assert {finding.severity for finding in findings} == {Severity.REFUSED}


def test_A101_tells_an_unreadable_day_from_an_empty_cell() -> None:
    (finding,) = check("A101", "| 投保人 | 出生日期 |\n| | 三月五日 |")
    assert "无法识别" in finding.message


def test_A101_asks_an_organisation_for_no_sex_birth_or_occupation() -> None:
    blank = "| 投保人 | 证件类型 | 性别 | 出生日期 | 职业 | 职业代码 | 年收入 |\n| | {} | | | | | |"
    assert check("A101", blank.format("统一社会信用代码")) == []
    assert len(check("A101", blank.format("身份证"))) == 5


def test_A101_asks_for_the_papers_of_a_named_beneficiary_only() -> None:
    assert columns(check("A101", "| 受益人 | 姓名 | 证件号码 |\n| | 李四 | |")) == ["受益人.证件号码"]
    assert check("A101", "| 受益人 | 姓名 | 证件类型 | 证件号码 | 与被保险人关系 |\n| | 法定 | | | |") == []


def test_A101_names_the_sheets_where_an_application_has_no_row() -> None:
    (finding,) = check("A101", "| 投保单 | 投保单号 |\n| | TB202610000001 |", without=("告知", "财务"))
    assert cells([finding]) == ["投保单!A2"]
    assert "告知、财务" in finding.message


@pytest.mark.parametrize(("day", "found"), [("2010-04-30", 0), ("2010-05-01", 1)])
def test_A101_starts_on_2010_05_01(day: str, found: int) -> None:
    assert len(check("A101", f"| 投保单 | 投保日期 | 机构代码 |\n| | {day} | |")) == found


def test_A102_marks_both_rows_with_one_number_and_names_the_other() -> None:
    findings = check("A102", "| 投保单 | 投保单号 |\n| | TB1 |\n| | TB2 |\n| | TB1 |")
    assert cells(findings) == ["投保单!A2", "投保单!A4"]
    assert "投保单!A4" in findings[0].message
    assert "投保单!A2" in findings[1].message


def test_A102_refuses_a_blank_number() -> None:
    assert "为空" in check("A102", "| 投保单 | 投保单号 |\n| | |")[0].message


@pytest.mark.parametrize("sheet", ["投保人", "保单台账"])
def test_A102_a_number_in_the_ledger_is_taken_by_another_customer_but_not_by_the_same(sheet: str) -> None:
    heading = "投保人证件号码" if sheet == "保单台账" else "证件号码"
    other = f"| {sheet} | {heading} |\n| | {citizen('1990-01-01')} |"
    assert len(check("A102", in_force=other)) == 1
    assert check("A102", in_force=f"| {sheet} | {heading} |\n| | 110101198805060013 |") == []


def test_A102_finds_a_row_of_no_known_application() -> None:
    changes = "| 投保单 | 投保单号 |\n| | TB1 |\n| 险种 | 投保单号 |\n| | TB1 |\n| | TB9 |"
    assert "险种!A3" in cells(check("A102", changes))
    assert "险种!A3" not in cells(check("A102", changes, in_force="| 投保单 | 投保单号 |\n| | TB9 |"))


def _set(*positions: int, of: int) -> str:
    rows = "\n".join(f"| | TB{n} | {of} | {n} |" for n in positions)
    return f"| 投保单 | 投保单号 | 共几单 | 第几单 |\n{rows}"


def test_A106_a_set_of_3_is_whole_with_1_2_3_and_not_with_1_3() -> None:
    assert check("A106", _set(1, 2, 3, of=3)) == []
    (finding,) = check("A106", _set(1, 3, of=3))
    assert "缺第2单" in finding.message
    assert finding.severity is Severity.NOTICE


def test_A106_the_third_of_two_is_out_of_order() -> None:
    assert "第3单大于共2单" in check("A106", _set(1, 2, 3, of=2))[0].message


@pytest.mark.parametrize(
    "question", ["其他疾病", "您是否患有其他疾病？", "1.高血压；2.有无其他异常情况", "除此之外，是否有其它疾病或症状？"]
)
def test_A111_flags_a_bare_catch_all_question(question: str) -> None:
    assert columns(check("A111", f"| 投保单 | 询问表自定义问题 |\n| | {question} |")) == ["投保单.询问表自定义问题"]


@pytest.mark.parametrize(
    "question", ["是否患有糖尿病？", "您是否患有其他肝脏疾病，如肝硬化？", "是否在其他保险公司投保？"]
)
def test_A111_lets_a_question_with_content_pass(question: str) -> None:
    assert check("A111", f"| 投保单 | 询问表自定义问题 |\n| | {question} |") == []


@pytest.mark.parametrize(("day", "found"), [("2024-02-29", 0), ("2024-03-01", 1)])
def test_A111_starts_on_2024_03_01(day: str, found: int) -> None:
    assert len(check("A111", f"| 投保单 | 投保日期 | 询问表自定义问题 |\n| | {day} | 其他疾病 |")) == found


def test_A113_refuses_a_result_and_hints_at_the_question() -> None:
    findings = check("A113", "| 投保单 | 基因检测信息 |\n| | BRCA1阳性 |")
    assert [finding.severity for finding in findings] == [Severity.REFUSED, Severity.NOTICE]
    assert "删除" in findings[0].fix


def test_A113_finds_a_result_in_the_explanation_and_lets_family_history_pass() -> None:
    assert columns(check("A113", "| 告知 | 告知说明 |\n| | 曾做基因检测，结果正常 |")) == ["告知.告知说明"]
    assert check("A113", "| 告知 | 告知说明 |\n| | 父亲患遗传性高血压 |") == []


@pytest.mark.parametrize(("day", "found"), [("2019-11-30", 0), ("2019-12-01", 2)])
def test_A113_starts_on_2019_12_01(day: str, found: int) -> None:
    assert len(check("A113", f"| 投保单 | 投保日期 | 基因检测信息 |\n| | {day} | 阳性 |")) == found

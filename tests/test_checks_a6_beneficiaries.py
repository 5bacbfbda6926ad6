"""A6 受益人: shares to 100 %, orders without a gap, identity, consent."""

from __future__ import annotations

import pytest

from core.findings import Severity, Status
from core.records.people import Policyholder
from tests.checking import cells, check

SON = "110101201501010038"
CLIENT = str(Policyholder.column("document_no").example)


def shares(*rows: str) -> str:
    """受益人 rows of the default application: order and share of each."""
    named = [f"| | {place} | {row} | 1101011990010100{place}3 |" for place, row in enumerate(rows)]
    return "| 受益人 | 姓名 | 受益顺序 | 受益份额 | 证件号码 |\n" + "\n".join(named)


@pytest.mark.parametrize(
    "rows", [("1 | 100%",), ("1 | 50", "1 | 50"), ("1 | 0.5", "1 | 1/2"), ("1 | 60%", "1 | 40%", "2 | 1")]
)
def test_shares_of_one_order_that_make_100_percent_pass(rows: tuple[str, ...]) -> None:
    assert check("A601", shares(*rows)) == []


def test_three_times_33_33_percent_is_a_third_each() -> None:
    assert check("A601", shares("1 | 33.33%", "1 | 33.33%", "1 | 33.33%")) == []


@pytest.mark.parametrize(("share", "wrong"), [("49.9%", 0), ("49.89%", 1), ("50.1%", 0), ("50.11%", 1)])
def test_the_tolerance_is_a_tenth_of_a_percentage_point_and_included(share: str, wrong: int) -> None:
    assert len(check("A601", shares("1 | 50%", f"1 | {share}"))) == wrong


def test_a_wrong_sum_is_refused_once_at_the_first_share_of_the_order() -> None:
    (finding,) = check("A601", shares("1 | 60%", "1 | 30%", "2 | 100%"))
    assert finding.severity is Severity.REFUSED
    assert (finding.where.sheet, finding.where.row, finding.where.column) == ("受益人", 2, "受益份额")
    assert finding.message == "身故第1顺序受益份额合计为90.00%，应为100%"
    assert finding.basis[0].article == "第四十条" and finding.basis[0].status is Status.OFFICIAL


def test_a_share_below_zero_or_above_one_is_said_at_its_own_cell() -> None:
    findings = check("A601", shares("1 | 0%", "1 | 100%"))
    assert [finding.where.row for finding in findings] == [2]
    assert "不在0到100%之间" in findings[0].message


def test_one_blank_share_beside_a_written_one_is_a_gap() -> None:
    (finding,) = check("A601", shares("1 | 50%", "1 | "))
    assert finding.where.row == 3 and "没填" in finding.message


def test_a_share_that_cannot_be_read_is_not_taken_for_blank() -> None:
    assert [finding.where.row for finding in check("A601", shares("1 | 一半多", "1 | 一半少"))] == [2, 3]
    assert check("A602", shares("1 | 一半多", "1 | 一半少")) == []


def test_no_share_at_all_means_equal_shares_and_is_only_a_notice() -> None:
    assert check("A601", shares("1 | ", "1 | ")) == []
    (finding,) = check("A602", shares("1 | ", "1 | "))
    assert finding.severity is Severity.NOTICE and "身故第1顺序" in finding.message
    assert check("A602", shares("1 | 均等", "1 | 均等")) != []
    assert check("A602", shares("1 | 50%", "1 | ")) == []


@pytest.mark.parametrize("rows", [("1 | 1",), ("2 | 1", "1 | 1"), (" | 1",), ("1 | 1", "2 | 1", "3 | 1")])
def test_orders_from_one_without_a_gap_pass(rows: tuple[str, ...]) -> None:
    assert check("A603", shares(*rows)) == []


@pytest.mark.parametrize(("rows", "row"), [(("2 | 1",), 2), (("1 | 1", "3 | 1"), 3), (("1 | 1", "0 | 1"), 3)])
def test_a_gap_or_a_zero_in_the_orders_is_refused(rows: tuple[str, ...], row: int) -> None:
    (finding,) = check("A603", shares(*rows))
    assert finding.where.row == row and finding.severity is Severity.REFUSED


def test_the_missing_order_is_named() -> None:
    (finding,) = check("A603", shares("1 | 1", "2 | 1", "4 | 1"))
    assert "缺第3顺序" in finding.message


@pytest.mark.parametrize("name", ["法定", "法定继承人", ""])
def test_heirs_by_law_are_allowed_with_advice_to_name_somebody(name: str) -> None:
    (finding,) = check(
        "A604", f"| 受益人 | 姓名 | 证件号码 | 关系 |\n| | {name} | | |".replace("| 关系 ", "| 受益份额 ")
    )
    assert finding.severity is Severity.NOTICE


def test_an_application_without_any_beneficiary_is_advised_at_its_own_number() -> None:
    assert cells(check("A604", without=["受益人"])) == ["投保单!A2"]
    assert check("A604") == []


BENEFICIARY = "| 受益人 | 姓名 | 证件类型 | 证件号码 | 与被保险人关系 | 身份已核实 |"


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("| | 李四 | 身份证 | 110101199001010023 | 配偶 | 是 |", []),
        ("| | 李四 | 身份证 | | 配偶 | 是 |", ["证件号码"]),
        ("| | 李四 | | | | 是 |", ["证件类型", "证件号码", "与被保险人关系"]),
        ("| | 李四 | 身份证 | 110101199001010023 | 配偶 | 否 |", ["身份已核实"]),
        ("| | 法定 | | | | |", []),
        (f"| | 张三 | 身份证 | {CLIENT} | | |", []),
    ],
)
def test_a_named_beneficiary_other_than_the_clients_is_identified(row: str, columns: list[str]) -> None:
    assert [finding.where.column for finding in check("A605", f"{BENEFICIARY}\n{row}")] == columns


def test_beneficiaries_are_identified_from_2025_on() -> None:
    book = "| 投保单 | 投保日期 |\n| | {day} |\n" + BENEFICIARY + "\n| | 李四 | 身份证 | | 配偶 | 是 |"
    assert check("A605", book.format(day="2024-12-31")) == []
    assert len(check("A605", book.format(day="2025-01-01"))) == 1


@pytest.mark.parametrize(
    ("relation", "referred"), [("妻子", 0), ("孙子女", 0), ("兄弟姐妹", 0), ("前配偶", 1), ("雇主", 1), ("其他", 1)]
)
def test_a_beneficiary_who_is_no_close_relative_goes_to_a_person(relation: str, referred: int) -> None:
    findings = check("A606", f"| 受益人 | 与被保险人关系 |\n| | {relation} |")
    assert [finding.severity for finding in findings] == [Severity.REFERRED] * referred


SIGNED = "| 签名与双录 | 受益人指定经被保险人同意 | 监护人签名 |\n| | {consent} | {guardian} |\n"
FOR_CHILD = f"| 投保人 | 与被保险人关系 |\n| | 父亲 |\n| 被保险人 | 出生日期 | 证件号码 |\n| | {{born}} | {SON} |"


def test_a_policyholder_cannot_designate_without_the_insured() -> None:
    for_wife = "| 投保人 | 与被保险人关系 |\n| | 丈夫 |"
    assert check("A607", SIGNED.format(consent="是", guardian="") + for_wife) == []
    (finding,) = check("A607", SIGNED.format(consent="否", guardian="") + for_wife)
    assert finding.severity is Severity.REFUSED and finding.where.column == "受益人指定经被保险人同意"
    assert check("A607", SIGNED.format(consent="", guardian="")) == []


@pytest.mark.parametrize(
    ("born", "guardian", "wrong"), [("2008-10-09", "", 1), ("2008-10-09", "是", 0), ("2008-10-08", "", 0)]
)
def test_a_guardian_designates_until_the_eighteenth_birthday(born: str, guardian: str, wrong: int) -> None:
    findings = check("A607", SIGNED.format(consent="是", guardian=guardian) + FOR_CHILD.format(born=born))
    assert [finding.where.column for finding in findings] == ["监护人签名"] * wrong

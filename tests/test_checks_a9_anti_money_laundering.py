"""A9 承保反洗钱: identity, due diligence, lists, grades, large amounts, clients from before."""

from __future__ import annotations

import pytest

from core.findings import Severity, Status
from core.law.lookup import Law
from core.records.people import Policyholder
from tests.checking import cells, check, columns, run

CLIENT = str(Policyholder.column("document_no").example)
DILIGENCE = "| 尽职调查 | {} |\n| | {} |\n"
COMPANY = "| 投保人 | 证件类型 |\n| | 统一社会信用代码 |\n"


def diligence(**cells_: str) -> str:
    """The 尽职调查 row of the default application with some cells changed."""
    return DILIGENCE.format(" | ".join(cells_), " | ".join(cells_.values()))


def test_nobody_unknown_or_anonymous_is_served() -> None:
    assert check("A901") == []
    for verified in ("否", ""):
        (finding,) = check("A901", diligence(身份已识别并核实=verified))
        assert finding.severity is Severity.REFUSED and finding.where.column == "身份已识别并核实"
    assert columns(check("A901", "| 投保人 | 姓名 |\n| | 匿名 |")) == ["投保人.姓名"]


def test_an_application_without_a_due_diligence_row_is_shown_at_its_number() -> None:
    elsewhere = "| 投保单 | 投保单号 |\n| | TB202610000001 |\n| 尽职调查 | 投保单号 |\n| | TB202610000099 |"
    assert cells(check("A902", elsewhere)) == ["投保单!A2"]


def test_a_workbook_without_the_sheet_is_told_once_by_a101_and_not_by_every_rule() -> None:
    assert check("A902", without=["尽职调查"]) == []
    (finding,) = check("A101", without=["尽职调查"])
    assert (finding.where.cell, "尽职调查" in finding.message) == ("A2", True)


@pytest.mark.parametrize(
    ("completed", "suspicious", "word"),
    [("是", "否", ""), ("是", "是", ""), ("否", "否", "没有客户尽职调查记录"), ("", "是", "有可疑情形")],
)
def test_due_diligence_is_done_at_the_start_and_on_suspicion(completed: str, suspicious: str, word: str) -> None:
    messages = [f.message for f in check("A902", diligence(尽职调查=completed, 存在可疑情形=suspicious))]
    assert len(messages) == bool(word) and all(word in message for message in messages)


def test_due_diligence_is_asked_from_2025_on() -> None:
    for day, count in (("2024-12-31", 0), ("2025-01-01", 1)):
        book = f"| 投保单 | 投保日期 |\n| | {day} |\n" + diligence(尽职调查="否")
        assert len(check("A902", book)) == count


@pytest.mark.parametrize("gap", ["身份已识别并核实", "尽职调查已完成", "名单已筛查", "客户洗钱风险等级"])
def test_long_individual_business_gets_the_full_due_diligence_whatever_the_amount(gap: str) -> None:
    (finding,) = check("A903", diligence(**{gap: ""}))
    assert finding.severity is Severity.REFERRED and finding.basis[0].status is Status.UNCONFIRMED
    assert check("A903", diligence(**{gap: ""}) + "| 险种 | 保险期间 |\n| | 1年 |") == []
    assert check("A903", diligence(**{gap: ""}) + "| 投保单 | 渠道 |\n| | 团险 |") == []
    assert check("A903", diligence(**{gap: ""}) + "| 投保单 | 投保日期 |\n| | 2025-12-31 |") == []


@pytest.mark.parametrize(("cash", "fires"), [("19999.99", 0), ("20000", 1)])
def test_an_amount_that_the_company_sets_is_compared(cash: str, fires: int) -> None:
    amounts = {"cash_cny": "20000", "cash_usd": None, "transfer_cny": None, "transfer_usd": None}
    law, _ = Law.default().with_overrides(
        [{"key": "aml_inception_amounts", "value": amounts, "effective_from": "2026-01-01", "source": "公司反洗钱制度"}]
    )
    book = f"| 账户 | 现金金额 |\n| | {cash} |"
    assert len(check("A903", book, law=law)) == fires
    assert check("A903", book) == []


LISTED = "| 名单 | 姓名 | 证件号码 | 出生日期 | 列入日 | 移出日 |\n| | {} | {} | {} | {} | {} |"


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (("别名", CLIENT, "", "", ""), {"投保人", "被保险人"}),
        (("李四", "", "", "", ""), {"受益人"}),
        (("李四", "110101197001010012", "", "", ""), set()),
        (("张三", "", "1988-05-06", "", ""), {"投保人", "被保险人", "账户"}),
        (("张三", "", "1970-01-01", "", ""), {"账户"}),
        (("别名", CLIENT, "", "2026-10-21", ""), set()),
        (("别名", CLIENT, "", "", "2026-10-20"), set()),
        (("别名", CLIENT, "", "2026-10-20", "2026-10-21"), {"投保人", "被保险人"}),
    ],
)
def test_every_party_is_screened_by_number_or_by_name_that_cannot_be_told_apart(
    entry: tuple[str, ...], found: set[str]
) -> None:
    findings = check("A904", lists=LISTED.format(*entry))
    assert {finding.where.sheet for finding in findings} == found
    for finding in findings:
        assert finding.severity is Severity.REFUSED and finding.where.column in ("姓名", "户名")
        assert "张三" not in finding.message and "李四" not in finding.message


def test_the_representative_is_screened_too() -> None:
    findings = check("A904", diligence(代办人姓名="周八"), lists=LISTED.format("周八", "", "", "", ""))
    assert columns(findings) == ["尽职调查.代办人姓名"]


def test_screening_needs_its_list_and_leaves_a_record() -> None:
    assert run("A904", without=["名单"])[0].missing == ("名单",)
    assert columns(check("A904", diligence(名单筛查="否"))) == ["尽职调查.名单已筛查"]


def test_a_high_grade_needs_the_source_of_funds_and_approval() -> None:
    assert columns(check("A905", diligence(洗钱风险等级=""))) == ["尽职调查.客户洗钱风险等级"]
    high = {"洗钱风险等级": "高", "资金来源和用途": "", "高级管理层批准": ""}
    assert columns(check("A905", diligence(**high))) == ["尽职调查.资金来源和用途", "尽职调查.高级管理层批准"]
    high |= {"资金来源和用途": "工资", "高级管理层批准": "是"}
    assert check("A905", diligence(**high)) == []
    assert check("A905", diligence(洗钱风险等级="中", 资金来源和用途="")) == []


@pytest.mark.parametrize(("day", "count"), [("2026-01-19", 0), ("2026-01-20", 1)])
def test_behind_a_company_stands_a_beneficial_owner_from_20_january_2026(day: str, count: int) -> None:
    book = f"| 投保单 | 投保日期 |\n| | {day} |\n"
    assert len(check("A906", book + COMPANY)) == count
    assert check("A906", book) == []
    assert check("A906", book + COMPANY + diligence(受益所有人已识别="是")) == []


MONEY = "| 投保单 | 保费合计(小写) | 币种 |\n| | {} | {} |\n"
MONEY += "| 账户 | 首期交费方式 | 账户类型 | 跨境交费 |\n| | {} | {} | {} |"


@pytest.mark.parametrize(
    ("row", "limit"),
    [
        (("49999.99", "人民币", "现金", "银行卡", "否"), ""),
        (("50000", "人民币", "现金", "银行卡", "否"), "50,000.00"),
        (("9999.99", "美元", "现金", "银行卡", "否"), ""),
        (("10000", "美元", "现金", "银行卡", "否"), "10,000.00"),
        (("499999.99", "人民币", "银行转账", "银行卡", "否"), ""),
        (("500000", "人民币", "银行转账", "银行卡", "否"), "500,000.00"),
        (("100000", "美元", "银行转账", "银行卡", "否"), "100,000.00"),
        (("199999.99", "人民币", "银行转账", "银行卡", "是"), ""),
        (("200000", "人民币", "银行转账", "银行卡", "是"), "200,000.00"),
        (("10000", "美元", "银行转账", "银行卡", "是"), "10,000.00"),
        (("1999999.99", "人民币", "银行转账", "对公账户", "否"), ""),
        (("2000000", "人民币", "银行转账", "对公账户", "否"), "2,000,000.00"),
        (("200000", "美元", "银行转账", "对公账户", "否"), "200,000.00"),
    ],
)
def test_large_transactions_are_marked_at_the_amount(row: tuple[str, ...], limit: str) -> None:
    findings = check("A907", MONEY.format(*row))
    assert len(findings) == bool(limit)
    for finding in findings:
        assert finding.severity is Severity.REFERRED and finding.message.endswith(f"达到大额标准{limit}")


def test_one_clients_applications_of_one_day_are_added_up_with_the_ledgers() -> None:
    two = "| 投保单 | 投保单号 | 投保日期 | 保费合计(小写) |\n| | T1 | 2026-10-08 | 300000 |\n| | T2 | {} | 200000 |\n"
    assert len(check("A907", two.format("2026-10-08"))) == 2
    assert check("A907", two.format("2026-10-09")) == []
    ledger = "| 投保单 | 投保单号 | 投保日期 | 保费合计(小写) |\n| | {} | 2026-10-08 | 490000 |\n"
    ledger += "| 投保人 | 投保单号 |\n| | {} |\n"
    (finding,) = check("A907", in_force=ledger.format("T0", "T0"))
    assert "500,000.00" in finding.message
    same = "TB202610000001"
    assert check("A907", in_force=ledger.format(same, same)) == []


BEFORE = "| 保单台账 | 保单号 | 投保单号 | 生效日 |\n| | P1 | T0 | {} |"


@pytest.mark.parametrize(
    ("since", "day", "level", "word"),
    [
        ("2025-12-31", "2026-06-30", "高", "期限为2026-06-30"),
        ("2025-12-31", "2026-07-01", "高", "已过期限2026-06-30"),
        ("2025-12-31", "2026-07-01", "低", "期限为2027-12-31"),
        ("2025-12-31", "2028-01-01", "低", "已过期限2027-12-31"),
        ("2026-01-01", "2026-07-01", "高", ""),
        ("2025-12-31", "2025-12-31", "高", ""),
    ],
)
def test_clients_from_before_2026_catch_up_by_their_grades_day(since: str, day: str, level: str, word: str) -> None:
    book = f"| 投保单 | 投保日期 |\n| | {day} |\n" + diligence(洗钱风险等级=level, 尽职调查="")
    findings = check("A908", book, in_force=BEFORE.format(since))
    assert len(findings) == bool(word)
    for finding in findings:
        assert finding.severity is Severity.NOTICE and word in finding.message
    assert check("A908", f"| 投保单 | 投保日期 |\n| | {day} |", in_force=BEFORE.format(since)) == []

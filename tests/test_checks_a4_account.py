"""A401–A406: whose account pays, and was it agreed."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import check, citizen, columns, run


def account(**fields: str) -> str:
    return f"| 账户 | {' | '.join(fields)} |\n| | {' | '.join(fields.values())} |"


@pytest.mark.parametrize("number", range(401, 407))
def test_the_valid_application_passes(number: int) -> None:
    assert check(f"A{number}") == []


@pytest.mark.parametrize(
    ("kind", "number", "word"),
    [
        ("银行卡", "6222021234567890128", ""),
        ("银行卡", "6222021234567890129", "校验位"),
        ("", "6222021234567890129", "校验位"),
        ("存折", "6222021234567890129", ""),
        ("对公账户", "6222021234567890129", ""),
        ("银行卡", "6222021234566", ""),
        ("银行卡", "622202123456", "12位"),
        ("银行卡", "62220212345678901280", "20位"),
    ],
)
def test_A401_a_card_has_13_to_19_digits_and_passes_luhn(kind: str, number: str, word: str) -> None:
    findings = check("A401", account(账户类型=kind, 账号=number))
    assert [word in finding.message for finding in findings] == ([True] if word else [])
    assert all(finding.severity is Severity.NOTICE for finding in findings)


BINS = "| 卡BIN | 卡BIN | 银行名称 |\n| | 6222 | 甲银行 |\n| | 622202 | 示例银行 |"


@pytest.mark.parametrize(
    ("bank", "found"), [("示例银行", 0), ("示例银行某某支行", 0), ("示例银行股份有限公司", 0), ("甲银行", 1), ("", 0)]
)
def test_A402_the_longest_bin_names_the_bank(bank: str, found: int) -> None:
    findings = check("A402", account(开户行=bank), lists=BINS)
    assert columns(findings) == ["账户.开户行"] * found
    assert all("属于示例银行" in finding.message for finding in findings)


def test_A402_an_unknown_bin_says_nothing_and_no_list_means_not_run() -> None:
    assert check("A402", account(账号="9999021234567890128", 开户行="甲银行"), lists=BINS) == []
    assert run("A402", without=("卡BIN",))[0].missing == ("卡BIN",)


def test_A403_another_holder_is_refused_without_the_name_in_the_message() -> None:
    (finding,) = check("A403", account(户名="李四"))
    assert columns([finding]) == ["账户.户名"]
    assert finding.severity is Severity.REFUSED
    assert "李四" not in finding.message


def test_A403_blanks_in_the_name_do_not_matter() -> None:
    assert check("A403", account(户名="张　三")) == []


@pytest.mark.parametrize(
    ("reason", "relation", "funds", "severity"),
    [
        ("代缴", "配偶", "工资", "转核"),
        ("", "配偶", "工资", "拒收"),
        ("代缴", "", "工资", "拒收"),
        ("代缴", "配偶", "", "拒收"),
    ],
)
def test_A403_a_third_party_with_reason_relation_and_source_is_referred(
    reason: str, relation: str, funds: str, severity: str
) -> None:
    payer = account(户名="李四", 第三方交费="是", 第三方交费原因=reason, 交费人与投保人关系=relation)
    (finding,) = check("A403", f"{payer}\n| 尽职调查 | 资金来源和用途 |\n| | {funds} |")
    assert finding.severity is Severity(severity)


@pytest.mark.parametrize(("day", "found"), [("2021-01-31", 0), ("2021-02-01", 1)])
def test_A403_starts_on_2021_02_01(day: str, found: int) -> None:
    assert len(check("A403", f"| 投保单 | 投保日期 |\n| | {day} |\n{account(户名='李四')}")) == found


STAFF = "| 人员名册 | 姓名 | 人员类别 | 账号 |\n| | {} | {} | 6222021234567890128 |"


@pytest.mark.parametrize("role", ["销售人员", "内勤"])
def test_A404_the_account_of_staff_is_refused_unless_they_insure_themselves(role: str) -> None:
    (finding,) = check("A404", lists=STAFF.format("王五", role))
    assert finding.severity is Severity.REFUSED
    assert check("A404", lists=STAFF.format("张三", role)) == []


def _payers(second: str, address: str, number: str) -> str:
    return f"""
        | 投保人 | 投保单号 | 姓名 | 证件号码 | 住址 |
        |        | TB1 | 张三 | {citizen("1970-01-01")} | 甲路1号 |
        |        | TB2 | {second} | {number} | {address} |
    """


@pytest.mark.parametrize(
    ("second", "address", "number", "found"),
    [
        ("李四", "乙路2号", citizen("1980-01-01"), 2),
        ("张五", "乙路2号", citizen("1980-01-01"), 0),
        ("李四", "甲路1号", citizen("1980-01-01"), 0),
        ("张三", "乙路2号", citizen("1970-01-01"), 0),
    ],
)
def test_A404_one_account_for_two_unrelated_policyholders(second: str, address: str, number: str, found: int) -> None:
    findings = check("A404", _payers(second, address, number))
    assert columns(findings) == ["账户.账号"] * found
    assert all("2名" in finding.message for finding in findings)


def test_A404_the_ledger_counts_too() -> None:
    held = f"""
        | 投保人 | 投保单号 | 姓名 | 证件号码 | 住址 |
        |        | TB0 | 李四 | {citizen("1980-01-01")} | 乙路2号 |
        | 账户 | 投保单号 |
        |      | TB0 |
    """
    assert len(check("A404", in_force=held)) == 1


@pytest.mark.parametrize(("day", "found"), [("2024-02-29", 0), ("2024-03-01", 1)])
def test_A404_starts_on_2024_03_01(day: str, found: int) -> None:
    assert len(check("A404", f"| 投保单 | 投保日期 |\n| | {day} |", lists=STAFF.format("王五", "销售人员"))) == found


@pytest.mark.parametrize(
    ("terms", "signed", "at"),
    [
        ("是", "是", []),
        ("否", "是", ["账户金额时间已约定"]),
        ("是", "", ["转账授权签名"]),
        ("", "否", ["账户金额时间已约定", "转账授权签名"]),
    ],
)
def test_A405_the_debit_is_agreed_and_signed(terms: str, signed: str, at: list[str]) -> None:
    findings = check("A405", account(账户金额时间已约定=terms, 转账授权签名=signed))
    assert columns(findings) == [f"账户.{heading}" for heading in at]


def test_A405_asks_nothing_where_nothing_is_debited() -> None:
    changes = f"| 投保单 | 续期交费方式 |\n| | 支票 |\n{account(首期交费方式='支票', 转账授权签名='')}"
    assert check("A405", changes) == []


@pytest.mark.parametrize(("day", "found"), [("2010-04-30", 0), ("2010-05-01", 1)])
def test_A405_starts_on_2010_05_01(day: str, found: int) -> None:
    assert len(check("A405", f"| 投保单 | 投保日期 |\n| | {day} |\n{account(转账授权签名='')}")) == found


@pytest.mark.parametrize(
    ("cash", "first", "at"),
    [
        ("0", "银行转账", []),
        ("0.01", "银行转账", ["现金金额"]),
        ("5000", "现金", ["现金金额"]),
        ("", "现金", ["首期交费方式"]),
    ],
)
def test_A406_any_cash_is_referred_from_the_first_fen(cash: str, first: str, at: list[str]) -> None:
    findings = check("A406", account(现金金额=cash, 首期交费方式=first))
    assert columns(findings) == [f"账户.{heading}" for heading in at]
    assert all(finding.severity is Severity.REFERRED for finding in findings)


def test_A406_renewals_in_cash() -> None:
    assert columns(check("A406", "| 投保单 | 续期交费方式 |\n| | 现金 |")) == ["投保单.续期交费方式"]

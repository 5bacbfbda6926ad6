"""B203, B206, B207, B209: identity before money, the chain of changes, who is paid, and how much."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import columns
from tests.servicing_rules import check, policy, request


def refund(**cells: str) -> str:
    """A surrender of 9,999.99 yuan to the policyholder, nothing said about identity unless a test says it."""
    return request(
        **{"保全项目": "退保", "身份核实方式": "", "涉费金额(收+/付−)": "-9999.99", "收付账户户名": "张三", **cells}
    )


@pytest.mark.parametrize(
    ("item", "amount", "found"),
    [
        ("退保", "-9999.99", 0),
        ("退保", "-10000", 1),
        ("退保", "-10000.01", 1),
        ("犹豫期退保", "-10000", 1),
        ("协议退保", "-10000", 1),
        ("减保", "-10000", 1),
        ("保单贷款", "-10000", 1),
        ("满期给付", "-10000", 0),
        ("借款清偿", "10000", 0),
    ],
)
def test_B203_from_10_000_yuan_identity_is_verified(item: str, amount: str, found: int) -> None:
    asked = {"保全项目": item, "涉费金额(收+/付−)": amount}
    findings = check("B203", refund(**asked))
    assert [finding.severity for finding in findings] == [Severity.REFUSED] * found
    assert check("B203", refund(**asked, 身份核实方式="身份证原件及联网核查")) == []


@pytest.mark.parametrize(("value", "found"), [("9999.99", 0), ("10000", 1)])
def test_B203_without_an_amount_the_cash_value_decides(value: str, found: int) -> None:
    findings = check("B203", refund(**{"涉费金额(收+/付−)": ""}), policy=policy(现金价值=value))
    assert len(findings) == found


@pytest.mark.parametrize(("day", "found"), [("2025-12-31", 0), ("2026-01-01", 1)])
def test_B203_starts_on_2026_01_01(day: str, found: int) -> None:
    assert len(check("B203", refund(**{"涉费金额(收+/付−)": "-10000", "受理日时": day}))) == found


def chain(phone: str, account: str, money: str, *, last: str = "退保", field: str = "账号(脱敏)") -> str:
    """Phone, account and money as three rows of one sheet."""
    item = "交费方式及账号变更" if field != "领取账号" else "领取账户变更"
    return f"""
        | 保全受理登记表 | 受理号 | 受理日时 | 保全项目 | 变更内容 |
        |  | BQ1 | {phone} | 联系方式变更 | 投保人手机 |
        |  | BQ2 | {account} | {item} | {field} |
        |  | BQ3 | {money} | {last} | |
    """


@pytest.mark.parametrize(
    ("phone", "account", "money", "found"),
    [
        ("2026-09-01", "2026-10-01", "2026-10-31", 1),
        ("2026-08-31", "2026-10-01", "2026-10-31", 0),
        ("2026-09-01", "2026-10-01", "2026-11-01", 0),
        ("2026-10-20", "2026-10-20", "2026-10-20", 1),
        ("2026-10-02", "2026-10-01", "2026-10-20", 0),
        ("2026-09-01", "2026-10-21", "2026-10-20", 0),
    ],
)
def test_B206_phone_account_and_money_within_30_days_of_each_other(
    phone: str, account: str, money: str, found: int
) -> None:
    findings = check("B206", chain(phone, account, money))
    assert columns(findings) == ["保全受理登记表.保全项目"] * found
    assert all(finding.severity is Severity.REFERRED for finding in findings)


@pytest.mark.parametrize(
    ("last", "field", "found"),
    [
        ("保单贷款", "账号(脱敏)", 1),
        ("生存金领取", "领取账号", 1),
        ("减保", "开户行", 1),
        ("借款清偿", "账号(脱敏)", 0),
        ("复效", "账号(脱敏)", 0),
    ],
)
def test_B206_money_out_counts_and_money_in_does_not(last: str, field: str, found: int) -> None:
    assert len(check("B206", chain("2026-10-01", "2026-10-05", "2026-10-09", last=last, field=field))) == found


def test_B206_what_the_ledger_holds_counts_too_and_another_policy_does_not() -> None:
    held = "\n".join(chain("2026-10-01", "2026-10-05", "2026-10-09").strip().splitlines()[:3])
    asked = {"保全项目": "退保", "变更内容": "", "受理日时": "2026-10-20", "受理号": "BQ9"}
    (finding,) = check("B206", request(**asked), policy=held)
    assert "30天内先变更联系电话，再变更账户，接着申请退保" in finding.message
    assert check("B206", request(**asked, 保单号="860101202600000099"), policy=held) == []


@pytest.mark.parametrize(
    ("item", "payee", "account", "found"),
    [
        ("退保", "张三", "", 0),
        ("退保", "张　三", "", 0),
        ("退保", "李四", "", 1),
        ("退保", "李四", "6222021234560002", 0),
        ("退保", "李四", "6222021234560003", 1),
        ("退保", "李四", "0002", 1),
        ("退保", "王小", "", 1),
        ("保单贷款", "王小", "", 1),
        ("满期给付", "王小", "", 0),
        ("满期给付", "张三", "", 1),
        ("满期给付", "李四", "6222000000000000001", 0),
        ("生存金领取", "李四", "6222000000000000002", 1),
        ("借款清偿", "李四", "", 0),
    ],
)
def test_B207_who_may_be_paid(item: str, payee: str, account: str, found: int) -> None:
    held = policy(被保险人姓名="王小", **{"账号(脱敏)": "************0002", "领取账号": "6222000000000000001"})
    asked = request(保全项目=item, 收付账户户名=payee, 收付账号=account)
    findings = check("B207", asked, policy=held)
    assert columns(findings) == ["保全受理登记表.收付账户户名"] * found
    assert all(payee not in finding.message for finding in findings)


def test_B207_the_paying_account_of_the_application_is_known_in_full() -> None:
    held = policy(**{"投保单号(印刷号)": "TB1", "账号(脱敏)": ""}) + "\n| 账户 | 投保单号 |\n| | TB1 |"
    paid = request(保全项目="退保", 收付账户户名="李四", 收付账号="6222021234567890128")
    assert check("B207", paid, policy=held) == []


def test_B207_a_payment_to_nobody_is_refused() -> None:
    (finding,) = check("B207", request(保全项目="退保", 收付账户户名=""))
    assert finding.message == "退保没有登记收款户名"


@pytest.mark.parametrize(("day", "found"), [("2021-01-31", 0), ("2021-02-01", 1)])
def test_B207_starts_on_2021_02_01(day: str, found: int) -> None:
    assert len(check("B207", request(保全项目="退保", 收付账户户名="李四", 受理日时=day))) == found


# 500,000 of 每 1,000 元: 20 at the end of year 1 is 10,000 yuan, 40 at the end of year 2 is 20,000. With the premium of
# 10,000 paid at its start, year 2 begins at 10,000 + 10,000: 20,000 on every day of it.
OLD = {
    "生效日": "2025-01-11", "投保日": "2025-01-08", "交费对应日(下次应交日)": "2027-01-11", "累计保费": "20000",
    "回执日": "2025-01-15", "犹豫期截止": "2025-01-30", "状态日期": "2025-01-11",
}  # fmt: skip
TABLE = """
    | 现金价值表 | 投保年龄 | 保单年度 | 年末现金价值 |
    | | 36 | 1 | 20 |
    | | 36 | 2 | 40 |
"""


@pytest.mark.parametrize(
    ("amount", "loan", "message"),
    [
        ("-20000", "0", ""),
        ("-19999.99", "0", "退保金-19999.99元，复算为20,000.00元，相差0.01元"),
        ("-20000.01", "0", "退保金-20000.01元，复算为20,000.00元，相差0.01元"),
        ("-19500", "500", ""),
        ("-20000", "500", "退保金-20000元，复算为19,500.00元，相差500.00元"),
    ],
)
def test_B209_the_surrender_is_the_value_less_the_loan_to_the_fen(amount: str, loan: str, message: str) -> None:
    findings = check("B209", refund(**{"涉费金额(收+/付−)": amount}), policy=policy(**OLD, 借款=loan), lists=TABLE)
    assert [finding.message for finding in findings] == [f"申请表{message}"] * bool(message)


@pytest.mark.parametrize(
    ("item", "day", "amount", "says"),
    [
        ("犹豫期退保", "2026-10-30", "-10000", ""),
        ("犹豫期退保", "2026-10-31", "-10000", "缺少"),
        ("退保", "2026-10-30", "-10000", ""),
        ("退保", "2026-10-30", "-9000", "仍在犹豫期内，应退保费10,000.00元"),
    ],
)
def test_B209_inside_the_cooling_off_the_premium_is_returned(item: str, day: str, amount: str, says: str) -> None:
    asked = refund(**{"保全项目": item, "受理日时": day, "涉费金额(收+/付−)": amount})
    findings = check("B209", asked, policy=policy(回执日="2026-10-15"), lists="")
    assert [says in finding.message for finding in findings] == [True] * bool(says)


def test_B209_without_the_value_table_nothing_is_recomputed_and_the_reason_is_named() -> None:
    (finding,) = check(
        "B209", refund(**{"涉费金额(收+/付−)": "-20000"}), policy=policy(**OLD), lists="| 产品 | 险种代码 |\n| | XX |"
    )
    assert (finding.code, finding.severity) == ("B209", Severity.REFUSED)
    assert "无法复算退保金" in finding.message


def test_B209_a_blank_amount_is_left_to_the_plan() -> None:
    assert check("B209", refund(**{"涉费金额(收+/付−)": ""}), policy=policy(**OLD), lists=TABLE) == []

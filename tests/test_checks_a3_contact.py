"""A301–A305: phones, addresses, postal codes and e-mail."""

from __future__ import annotations

import pytest

from core.findings import Severity
from core.law.lookup import Law
from tests.checking import check, citizen, columns, run


@pytest.mark.parametrize("number", range(301, 306))
def test_the_valid_application_and_policy_pass(number: int) -> None:
    assert check(f"A{number}", "| 保单台账 | 保单号 |\n| | 860101202600000011 |") == []


@pytest.mark.parametrize(
    ("phone", "found"),
    [
        ("13800138000", 0),
        ("19200000000", 0),
        ("+86 138-0013-8000", 0),
        ("１３８００１３８０００", 0),
        ("12300000000", 1),
        ("10000000000", 1),
        ("1380013800", 1),
        ("138001380001", 1),
        ("0755-26001234", 1),
        ("", 0),
    ],
)
def test_A301_11_digits_opening_with_13_to_19(phone: str, found: int) -> None:
    findings = check("A301", f"| 投保人 | 移动电话 |\n| | {phone} |")
    assert columns(findings) == ["投保人.移动电话"] * found
    assert all(finding.severity is Severity.REFUSED for finding in findings)


@pytest.mark.parametrize(("phone", "found"), [("13800000000", 0), ("19500000000", 0), ("19400000000", 1)])
def test_A301_only_hints_at_a_prefix_that_the_company_does_not_list(phone: str, found: int) -> None:
    law, _ = Law.default().with_overrides(
        [{"key": "mobile_prefixes", "value": "138、195", "effective_from": "2020-01-01"}]
    )
    changes = f"| 投保人 | 移动电话 |\n| | {phone} |"
    assert check("A301", changes) == []
    findings = check("A301", changes, law=law)
    assert [finding.severity for finding in findings] == [Severity.NOTICE] * found
    assert all(phone[:3] in finding.message and phone not in finding.message for finding in findings)


def test_A301_a_beneficiary_may_give_a_fixed_line() -> None:
    beneficiary = "| 受益人 | 联系方式 |\n| | {} |"
    assert check("A301", beneficiary.format("0755-26001234")) == []
    assert len(check("A301", beneficiary.format("26001234"))) == 1


def test_A301_looks_at_both_people_of_a_policy() -> None:
    policy = "| 保单台账 | 投保人手机 | 被保险人手机 |\n| | 123 | 456 |"
    assert columns(check("A301", policy)) == ["保单台账.投保人手机", "保单台账.被保险人手机"]


STAFF = "| 人员名册 | 姓名 | 人员类别 | 手机 | 离职日 |\n| | {name} | {role} | {phone} | {left} |"


def _staff(name: str = "王五", role: str = "销售人员", phone: str = "13800138000", left: str = "") -> str:
    return STAFF.format(name=name, role=role, phone=phone, left=left)


@pytest.mark.parametrize("role", ["销售人员", "内勤"])
def test_A302_the_phone_of_sales_or_office_staff(role: str) -> None:
    (finding,) = check("A302", lists=_staff(role=role))
    assert columns([finding]) == ["投保人.移动电话"]
    assert "王五" not in finding.message


def test_A302_the_fixed_line_of_the_branch() -> None:
    assert columns(check("A302", lists=_staff(name="示例支公司", phone="010-88886666"))) == ["投保人.固定电话"]


def test_A302_the_insured_may_share_it_and_staff_insure_themselves() -> None:
    assert check("A302", "| 投保人 | 移动电话 |\n| | 13700137000 |", lists=_staff()) == []
    assert check("A302", lists=_staff(name="张三")) == []


@pytest.mark.parametrize(("left", "found"), [("2026-10-07", 0), ("2026-10-08", 1), ("", 1)])
def test_A302_who_left_before_2026_10_08_is_no_staff(left: str, found: int) -> None:
    assert len(check("A302", lists=_staff(left=left))) == found


def test_A302_does_not_run_without_the_staff_list() -> None:
    assert run("A302", without=("人员名册",))[0].missing == ("人员名册",)


def _holders(*people: tuple[str, str]) -> str:
    """Policyholders with one phone, by name and address, each with a number of their own."""
    numbers = [citizen("1970-01-01", serial=serial) for serial in range(len(people))]
    rows = [
        f"| | TB{place} | {name} | {numbers[place]} | 13600136000 | {at} |" for place, (name, at) in enumerate(people)
    ]
    return "\n".join(["| 投保人 | 投保单号 | 姓名 | 证件号码 | 移动电话 | 住址 |", *rows])


def test_A303_two_unrelated_policyholders_pass_three_are_referred() -> None:
    two = [("赵一", "甲路1号"), ("钱二", "乙路2号")]
    assert check("A303", _holders(*two)) == []
    findings = check("A303", _holders(*two, ("孙三", "丙路3号")))
    assert columns(findings) == ["投保人.移动电话"] * 3
    assert "3名" in findings[0].message
    assert findings[0].severity is Severity.REFERRED


@pytest.mark.parametrize("third", [("赵三", "丙路3号"), ("孙三", "甲路1号")])
def test_A303_the_same_surname_or_address_is_family(third: tuple[str, str]) -> None:
    assert check("A303", _holders(("赵一", "甲路1号"), ("钱二", "乙路2号"), third)) == []


def test_A303_one_person_with_three_applications_is_one() -> None:
    rows = "\n".join(f"| | TB{n} | 赵一 | {citizen('1970-01-01')} | 13600136000 |" for n in range(3))
    assert check("A303", f"| 投保人 | 投保单号 | 姓名 | 证件号码 | 移动电话 |\n{rows}") == []


def test_A303_the_ledger_counts_too() -> None:
    row = f"| | 孙三 | {citizen('1980-01-01')} | 13600136000 | 丙路3号 |"
    held = f"| 保单台账 | 投保人姓名 | 投保人证件号码 | 投保人手机 | 投保人地址 |\n{row}"
    findings = check("A303", _holders(("赵一", "甲路1号"), ("钱二", "乙路2号")), in_force=held)
    assert columns(findings) == ["投保人.移动电话"] * 2


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("广东省深圳市南山区某某路10号", ""),
        ("广东省深圳市南山区某某路1号", "不足6个字"),
        ("北京市东城区某某街道", "不足6个字"),
        ("北京市东城区某某街道1", "不足6个字"),
        ("北京市东城区某某街道1号", ""),
        ("深圳市南山区某某路100号", "缺少省"),
        ("广东省某某大道一百号大厦", "缺少市、区县"),
        ("内蒙古自治区呼和浩特市新城区某某路10号", ""),
        ("广东省东莞市某某镇某某路1号", ""),
        ("同上", "不是可送达"),
        ("不详", "不是可送达"),
        ("保险公司地址", "不是可送达"),
        ("广东省深圳市南山区不详待客户补充", "不是可送达"),
        ("山西省大同市平城区某某路1号院", ""),
    ],
)
def test_A304_province_city_district_and_6_characters(address: str, word: str) -> None:
    findings = check("A304", f"| 投保人 | 住址 |\n| | {address} |")
    assert [word in finding.message for finding in findings] == ([True] if word else [])


def test_A304_a_beneficiary_may_name_a_workplace() -> None:
    assert check("A304", "| 受益人 | 住址/单位 |\n| | 某某学校 |") == []


@pytest.mark.parametrize(("day", "found"), [("2010-04-30", 0), ("2010-05-01", 1)])
def test_A304_starts_on_2010_05_01(day: str, found: int) -> None:
    assert len(check("A304", f"| 投保单 | 投保日期 |\n| | {day} |\n| 投保人 | 住址 |\n| | 同上 |")) == found


@pytest.mark.parametrize(("code", "found"), [("010010", 0), ("10010", 0), ("1000100", 1), ("10001A", 1), ("", 0)])
def test_A305_a_postal_code_has_6_digits_and_the_reader_puts_a_lost_zero_back(code: str, found: int) -> None:
    findings = check("A305", f"| 投保人 | 邮编 |\n| | {code} |")
    assert [finding.severity for finding in findings] == [Severity.NOTICE] * found


@pytest.mark.parametrize(("text", "found"), [("a.b@example.com", 0), ("a@b", 1), ("example.com", 1), ("", 0)])
def test_A305_an_address_of_e_mail(text: str, found: int) -> None:
    assert columns(check("A305", f"| 投保人 | 邮箱 |\n| | {text} |")) == ["投保人.邮箱"] * found

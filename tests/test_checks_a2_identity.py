"""A201–A205, A215, A216: the citizen number itself, and what is written beside it."""

from __future__ import annotations

import pytest

from core.findings import Severity
from core.identifiers.resident_id import check_digit
from tests.checking import cells, check, citizen, columns

GOOD = "110101198805060013"


def number(text: str, sheet: str = "投保人", heading: str = "证件号码") -> str:
    return f"| {sheet} | {heading} |\n| | {text} |"


@pytest.mark.parametrize("code", ["A201", "A202", "A203", "A204", "A205", "A215", "A216"])
def test_the_valid_application_and_policy_pass(code: str) -> None:
    assert check(code, "| 保单台账 | 保单号 |\n| | 860101202600000011 |") == []


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (GOOD, ""),
        ("110101198805060014", "校验位"),
        ("11010119880506001X", "校验位"),
        ("11010119880506001", "现为17位"),
        ("1101011988050600133", "现为19位"),
        ("11010119880506A013", "以外的字符"),
    ],
)
def test_A201_18_characters_with_the_right_check_digit(typed: str, word: str) -> None:
    findings = check("A201", number(typed))
    assert [word in finding.message for finding in findings] == ([True] if word else [])
    assert cells(findings) == (["投保人!G2"] if word else [])


@pytest.mark.parametrize("typed", ["110101880506001", "110101198805060000", "#110101198805060000"])
def test_A201_leaves_old_cards_and_lost_digits_to_their_own_rules(typed: str) -> None:
    assert check("A201", number(typed)) == []


@pytest.mark.parametrize(
    ("sheet", "heading"), [("受益人", "证件号码"), ("保单台账", "投保人证件号码"), ("保单台账", "被保险人证件号码")]
)
def test_A201_looks_at_every_party_of_every_sheet(sheet: str, heading: str) -> None:
    assert columns(check("A201", number("110101199001010024", sheet, heading))) == [f"{sheet}.{heading}"]


def test_A201_residence_permits_have_the_same_check_digit_and_passports_none() -> None:
    permit = citizen("1988-05-06", area="810000")
    row = "| 投保人 | 证件类型 | 证件号码 |\n| | {} | {} |"
    assert check("A201", row.format("港澳台居民居住证", permit)) == []
    wrong = permit[:-1] + ("1" if permit[-1] != "1" else "2")
    assert len(check("A201", row.format("港澳台居民居住证", wrong))) == 1
    assert check("A201", row.format("护照", "E12345678")) == []


@pytest.mark.parametrize(
    ("born", "word"),
    [
        ("1988-02-29", ""),
        ("1989-02-29", "不是真实存在"),
        ("2026-10-08", ""),
        ("2026-10-09", "之后"),
        ("1905-10-09", ""),
        ("1905-10-08", "超过120岁"),
    ],
)
def test_A202_a_real_day_not_after_2026_10_08_and_at_most_120_years_before(born: str, word: str) -> None:
    typed = citizen(born)
    findings = check("A202", f"| 投保人 | 证件号码 | 出生日期 |\n| | {typed} | |")
    assert [word in finding.message for finding in findings] == ([True] if word else [])


@pytest.mark.parametrize(("cell", "found"), [("1988-05-06", 0), ("1988-05-07", 1), ("", 0)])
def test_A202_the_birth_date_cell_agrees_with_1988_05_06(cell: str, found: int) -> None:
    assert columns(check("A202", f"| 投保人 | 出生日期 |\n| | {cell} |")) == ["投保人.出生日期"] * found


@pytest.mark.parametrize(("sex", "found"), [("男", 0), ("女", 1), ("", 0)])
def test_A203_an_odd_17th_digit_is_a_man(sex: str, found: int) -> None:
    findings = check("A203", f"| 投保人 | 性别 |\n| | {sex} |")
    assert columns(findings) == ["投保人.性别"] * found
    assert all("身份证号码表示男" in finding.message for finding in findings)


def test_A203_an_even_17th_digit_is_a_woman() -> None:
    row = "| 被保险人 | 证件号码 | 性别 |\n| | {} | {} |"
    assert check("A203", row.format(citizen("1988-05-06", "女"), "女")) == []
    assert len(check("A203", row.format(citizen("1988-05-06", "女"), "男"))) == 1


def test_A204_15_digits_are_refused_on_new_business_and_noticed_on_a_policy() -> None:
    (new,) = check("A204", number("110101880506001"))
    (old,) = check("A204", number("110101880506001", "保单台账", "投保人证件号码"))
    assert (new.severity, old.severity) == (Severity.REFUSED, Severity.NOTICE)


@pytest.mark.parametrize("digits", ["11010188050600", "1101018805060013"])
def test_A204_14_or_16_digits_are_no_old_card(digits: str) -> None:
    assert check("A204", number(digits)) == []


@pytest.mark.parametrize(("day", "found"), [("2012-12-31", 0), ("2013-01-01", 1)])
def test_A204_starts_on_2013_01_01(day: str, found: int) -> None:
    assert len(check("A204", f"| 投保单 | 投保日期 |\n| | {day} |\n{number('110101880506001')}")) == found


def test_A204_speaks_of_a_policy_of_2005_by_the_law_of_today() -> None:
    old = "| 保单台账 | 投保日 | 投保人证件号码 |\n| | 2005-03-01 | 110101880506001 |"
    assert len(check("A204", old, on="2026-10-20")) == 1
    assert check("A204", old, on="2012-12-31") == []


@pytest.mark.parametrize(("area", "found"), [("110101", 0), ("829999", 0), ("190101", 1), ("830000", 0)])
def test_A205_hints_at_an_unknown_province_only(area: str, found: int) -> None:
    findings = check("A205", number(citizen("1988-05-06", area=area)))
    assert [finding.severity for finding in findings] == [Severity.NOTICE] * found


def test_A215_one_number_with_two_names_names_the_other_cell_and_no_name() -> None:
    findings = check("A215", f"| 受益人 | 姓名 | 证件号码 |\n| | 王五 | {GOOD} |")
    assert columns(findings) == ["投保人.证件号码", "被保险人.证件号码", "受益人.证件号码"]
    assert "受益人!F2" in findings[0].message
    assert all("王五" not in finding.message and "张三" not in finding.message for finding in findings)
    assert {finding.severity for finding in findings} == {Severity.REFERRED}


@pytest.mark.parametrize(
    ("name", "number_", "found"),
    [
        ("张三", GOOD, 0),
        ("张三丰", GOOD, 2),
        ("张三", citizen("1988-05-06", serial=2), 2),
        ("张三", citizen("1988-05-07"), 0),
    ],
)
def test_A215_compares_with_the_ledger(name: str, number_: str, found: int) -> None:
    held = f"| 投保人 | 姓名 | 证件号码 | 出生日期 |\n| | {name} | {number_} | |"
    findings = check("A215", in_force=held)
    assert len(findings) == found
    assert all("台账的投保人" in finding.message or "投保人!" in finding.message for finding in findings)


def test_A215_the_same_person_with_a_15_digit_card_or_a_passport_is_no_conflict() -> None:
    for kind, other in (("身份证", "110101880506001"), ("护照", "E12345678")):
        assert check("A215", in_force=f"| 投保人 | 证件类型 | 证件号码 |\n| | {kind} | {other} |") == []


def test_A215_a_renewed_hk_pass_is_the_same_person_and_another_number_is_not() -> None:
    row = "| 投保人 | 证件类型 | 证件号码 |\n| | 港澳居民来往内地通行证 | {} |"
    assert check("A215", row.format("H1234567801"), in_force=row.format("H1234567800")) == []
    assert len(check("A215", row.format("H1234567801"), in_force=row.format("H8765432100"))) == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (GOOD, 0),
        ("110101198805060000", 1),
        ("#110101198805060000", 1),
        ("1.1010119880506E+17", 1),
        ("#110101880506001", 0),
    ],
)
def test_A216_digits_lost_in_a_numeric_cell_or_as_three_zeros(typed: str, found: int) -> None:
    findings = check("A216", number(typed))
    assert columns(findings) == ["投保人.证件号码"] * found
    assert all("不得猜补" in finding.fix for finding in findings)


def test_A216_three_zeros_are_fine_when_the_check_digit_fits() -> None:
    first_17 = (f"110101198805{day:02d}{order}00" for day in range(1, 29) for order in range(10))
    ending = next(one + "0" for one in first_17 if check_digit(one) == "0")
    assert ending.endswith("000")
    assert check("A216", number(ending)) == []


def test_A216_a_bank_card_stored_as_a_number_has_lost_its_end() -> None:
    assert columns(check("A216", number("#6222021234567890128", "账户", "账号"))) == ["账户.账号"]
    assert check("A216", number("#622202123456789", "账户", "账号")) == []

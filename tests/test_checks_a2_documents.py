"""A209–A214, A217, A218: other certificates and who may use them."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import check, citizen, columns


def document(kind: str, number: str, sheet: str = "投保人", **more: str) -> str:
    cells = {"证件类型": kind, "证件号码": number, **more}
    return f"| {sheet} | {' | '.join(cells)} |\n| | {' | '.join(cells.values())} |"


@pytest.mark.parametrize("number", [*range(209, 215), 217, 218])
def test_the_valid_application_and_policy_pass(number: int) -> None:
    assert check(f"A{number}", "| 保单台账 | 保单号 |\n| | 860101202600000011 |") == []


@pytest.mark.parametrize(
    ("code", "kind", "good", "bad"),
    [
        (
            "A209",
            "港澳居民来往内地通行证",
            ["H12345678", "M1234567801"],
            ["A12345678", "H1234567", "H123456789", "H123456780123"],
        ),
        (
            "A210",
            "台湾居民来往大陆通行证",
            ["12345678", "1234567890", "1234567890(B)"],
            ["1234567", "123456789", "A1234567"],
        ),
    ],
)
def test_A209_A210_travel_permits(code: str, kind: str, good: list[str], bad: list[str]) -> None:
    assert [len(check(code, document(kind, number))) for number in good] == [0] * len(good)
    assert [len(check(code, document(kind, number))) for number in bad] == [1] * len(bad)
    assert check(code, document(kind, bad[0]))[0].severity is Severity.REFUSED


def test_A211_a_residence_permit_opens_with_810000_820000_or_830000() -> None:
    for area in ("810000", "820000", "830000"):
        assert check("A211", document("港澳台居民居住证", citizen("1988-05-06", area=area))) == []
    for area in ("710000", "840000", "810001"):
        assert len(check("A211", document("港澳台居民居住证", citizen("1988-05-06", area=area)))) == 1


def test_A211_such_a_number_is_no_citizen_card() -> None:
    assert "证件类型" in check("A211", document("身份证", citizen("1988-05-06", area="830000")))[0].message


NEW_CARD = citizen("1988-05-06", area="911156")


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("ABC123456789012", ""),
        (NEW_CARD, ""),
        (citizen("1988-05-06", area="811156"), "格式"),
        (NEW_CARD[:-1] + ("1" if NEW_CARD[-1] != "1" else "2"), "校验位"),
        ("AB1234567890123", "格式"),
        ("ABC12345678901", "格式"),
    ],
)
def test_A212_old_and_new_card_of_permanent_residence(number: str, word: str) -> None:
    findings = check("A212", document("外国人永久居留身份证", number))
    assert [word in finding.message for finding in findings] == ([True] if word else [])


@pytest.mark.parametrize(("day", "found"), [("2023-11-30", 0), ("2023-12-01", 1)])
def test_A212_starts_on_2023_12_01(day: str, found: int) -> None:
    changes = f"| 投保单 | 投保日期 |\n| | {day} |\n{document('外国人永久居留身份证', 'X1')}"
    assert len(check("A212", changes)) == found


def test_A212_a_number_opening_with_9_is_no_citizen_card() -> None:
    assert columns(check("A212", document("身份证", NEW_CARD))) == ["投保人.证件号码"]


@pytest.mark.parametrize(
    ("number", "nationality", "at"),
    [
        ("E12345678", "美国", []),
        ("EA1234567", "", []),
        ("AB12", "", ["证件号码"]),
        ("X1234567", "美国", []),
        ("X1234567", "中国", ["证件号码", "证件类型"]),
        ("E12345678", "中国", ["证件类型"]),
    ],
)
def test_A213_passports_are_hints(number: str, nationality: str, at: list[str]) -> None:
    findings = check("A213", document("护照", number, 国籍=nationality))
    assert columns(findings) == [f"投保人.{heading}" for heading in at]
    assert all(finding.severity is Severity.NOTICE for finding in findings)


@pytest.mark.parametrize(("born", "found"), [("2008-10-09", 0), ("2008-10-08", 1)])
def test_A213_asks_a_chinese_of_18_for_the_card(born: str, found: int) -> None:
    changes = document("护照", "E12345678", "被保险人", 国籍="中国", 出生日期=born)
    assert columns(check("A213", changes)) == ["被保险人.证件类型"] * found


@pytest.mark.parametrize(
    ("kind", "number", "born", "at", "severity"),
    [
        ("户口簿", citizen("2008-10-09"), "2008-10-09", [], None),
        ("户口簿", citizen("2008-10-08"), "2008-10-08", ["证件类型"], Severity.REFUSED),
        ("户口簿", "123456", "2020-01-01", ["证件号码"], Severity.REFUSED),
        ("出生证", "A123456789", "2026-01-01", [], None),
        ("出生证", "A12345678", "2026-01-01", ["证件号码"], Severity.NOTICE),
    ],
)
def test_A214_household_book_and_birth_certificate_are_for_minors(
    kind: str, number: str, born: str, at: list[str], severity: Severity | None
) -> None:
    findings = check("A214", document(kind, number, "被保险人", 出生日期=born))
    assert columns(findings) == [f"被保险人.{heading}" for heading in at]
    assert [finding.severity for finding in findings] == [severity] * len(at)


@pytest.mark.parametrize(("nationality", "found"), [("中国", 0), ("中国香港", 0), ("CHN", 0), ("", 0), ("美国", 1)])
def test_A217_a_foreigner_needs_the_statement_of_tax_residence(nationality: str, found: int) -> None:
    findings = check("A217", f"| 投保人 | 国籍 |\n| | {nationality} |")
    assert columns(findings) == ["投保人.国籍"] * found


def test_A217_with_the_statement_only_occupation_and_address_remain() -> None:
    stated = "| 尽职调查 | 税收居民声明在档 |\n| | 是 |"
    person = "| 投保人 | 国籍 | 职业 | 住址 |\n| | 美国 | {} | {} |"
    assert check("A217", f"{person.format('教师', '某地')}\n{stated}") == []
    assert columns(check("A217", f"{person.format('', '')}\n{stated}")) == ["投保人.职业", "投保人.住址"]


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("91350100M000100Y43", ""),
        ("91350100M000100Y44", "校验位"),
        ("91350100M000100Y4", "位数或字符"),
        ("91350100I000100Y43", "位数或字符"),
    ],
)
def test_A218_gb_32100(code: str, word: str) -> None:
    findings = check("A218", document("统一社会信用代码", code))
    assert [word in finding.message for finding in findings] == ([True] if word else [])

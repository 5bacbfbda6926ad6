"""A805–A810: signatures, papers, product parameters, older customers of the bank channel."""

from __future__ import annotations

import pytest

from core.findings import Severity, Status
from tests.checking import check

TERM = "| 险种 | 保险期间 |\n| | {term} |\n"
SIGNING = (
    "| 签名与双录 | 投保人签名 | 被保险人签名 | 监护人签名 | 业务员签名 | 代签名 |\n| | {} | {} | {} | {} | {} |\n"
)
CHILD = "| 投保人 | 与被保险人关系 |\n| | 父亲 |\n| 被保险人 | 出生日期 |\n| | {born} |\n"


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        (("是", "是", "", "是", "否"), []),
        (("是", "", "", "是", "否"), []),
        (("否", "是", "", "是", "否"), ["投保人签名"]),
        (("是", "否", "", "", "否"), ["被保险人签名", "销售人员签名"]),
        (("是", "是", "", "是", "是"), ["销售人员代客户签名或确认"]),
    ],
)
def test_everybody_signs_and_nobody_for_a_client(row: tuple[str, ...], missing: list[str]) -> None:
    assert [finding.where.column for finding in check("A805", SIGNING.format(*row))] == missing


@pytest.mark.parametrize(
    ("born", "guardian", "missing"),
    [("2008-10-09", "", ["监护人签名"]), ("2008-10-09", "是", []), ("2008-10-08", "是", ["被保险人签名"])],
)
def test_a_guardian_signs_for_an_insured_under_18(born: str, guardian: str, missing: list[str]) -> None:
    findings = check("A805", SIGNING.format("是", "", guardian, "是", "") + CHILD.format(born=born))
    assert [finding.where.column for finding in findings] == missing


def test_signatures_are_asked_from_1_march_2024() -> None:
    unsigned = SIGNING.format("否", "是", "", "是", "否")
    for day, count in (("2024-02-29", 0), ("2024-03-01", 1)):
        assert len(check("A805", unsigned + f"| 投保单 | 投保日期 |\n| | {day} |")) == count


@pytest.mark.parametrize(("form", "referred"), [("纸质", 0), ("可靠电子签名", 0), ("其他电子签名", 1)])
def test_an_electronic_signature_is_a_reliable_one(form: str, referred: int) -> None:
    assert len(check("A806", f"| 签名与双录 | 签名方式 |\n| | {form} |")) == referred


@pytest.mark.parametrize(("term", "missing"), [("1年", 2), ("2年", 3)])
def test_notice_and_exclusions_are_always_signed_for_and_the_brochure_above_a_year(term: str, missing: int) -> None:
    papers = "| 签名与双录 | 投保提示书签收 | 产品说明书签收 | 免责条款说明签收 |\n| | 否 | | 否 |\n"
    findings = check("A807", papers + TERM.format(term=term))
    assert len(findings) == missing and findings[0].message == "缺少客户签收的投保提示书"
    assert check("A807") == []


HEALTH = "| 产品 | 险种类别 | 等待期天数 | 犹豫期天数 | 保证续保 |\n| | {} | {} | {} | {} |"


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("疾病保险", 180, 15, "是"), ""),
        (("疾病保险", 181, 15, "是"), "等待期181天，超过180天"),
        (("疾病保险", 90, 14, "是"), "犹豫期14天，少于15天"),
        (("终身寿险", 181, 14, "是"), ""),
        (("失能收入损失保险", 181, 15, "是"), ""),
    ],
)
def test_waiting_at_most_180_days_and_cooling_off_at_least_15_for_long_health_products(
    row: tuple[object, ...], word: str
) -> None:
    findings = check("A808", lists=HEALTH.format(*row))
    assert [finding.message for finding in findings if word in finding.message] == [f.message for f in findings]
    assert len(findings) == bool(word)


@pytest.mark.parametrize(("rider", "renewable", "short"), [("9年", "否", 1), ("10年", "否", 0), ("9年", "是", 0)])
def test_a_health_rider_without_guaranteed_renewal_runs_as_long_as_its_main_product(
    rider: str, renewable: str, short: int
) -> None:
    lines = f"| 险种 | 险种代码 | 主附险 | 保险期间 |\n| | WL2601 | 主险 | 10年 |\n| | MR2601 | 附加险 | {rider} |"
    products = (
        "| 产品 | 险种代码 | 险种类别 | 保证续保 |\n| | WL2601 | 终身寿险 | 否 |\n"
        + f"| | MR2601 | 医疗保险 | {renewable} |"
    )
    findings = check("A808", lines, lists=products)
    assert [finding.message for finding in findings] == ["不保证续保的健康附加险期限9年，短于主险10年"] * short


def test_a_long_product_without_cooling_off_days_is_shown_as_to_be_confirmed() -> None:
    (finding,) = check("A809", lists="| 产品 | 犹豫期天数 |\n| | |")
    assert finding.severity is Severity.NOTICE and "待确认" in finding.message
    assert finding.basis[0].status is not Status.OFFICIAL
    assert check("A809") == []
    assert check("A809", TERM.format(term="1年"), lists="| 产品 | 犹豫期天数 |\n| | |") == []


@pytest.mark.parametrize(
    ("born", "term", "referred"),
    [
        ("1960-10-08", "趸交", 1),
        ("1961-10-08", "趸交", 0),
        ("1965-10-08", "10年", 1),
        ("1966-10-08", "10年", 0),
        ("1965-10-08", "趸交", 0),
    ],
)
def test_bank_customers_over_65_or_over_60_with_regular_premium_see_a_person(
    born: str, term: str, referred: int
) -> None:
    book = "| 投保单 | 渠道 |\n| | {} |\n" + f"| 投保人 | 出生日期 |\n| | {born} |\n| 险种 | 交费期 |\n| | {term} |"
    findings = check("A810", book.format("银保"))
    assert [finding.severity for finding in findings] == [Severity.REFERRED] * referred
    assert check("A810", book.format("个险")) == []

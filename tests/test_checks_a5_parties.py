"""A501, A503, A504, A506, A507: interest, consent, capacity, beneficiaries."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import check, citizen, columns, run

CHILD = "李小四"


def insured(born: str, relation: str, signing: str = "", **more: str) -> str:
    """An insured of their own with the policyholder 张三, who is their ``relation``."""
    fields = {"姓名": CHILD, "证件号码": citizen(born), "出生日期": born, "年龄": "", **more}
    return f"""
        | 投保人 | 与被保险人关系 |
        |        | {relation} |
        | 被保险人 | {" | ".join(fields)} |
        |          | {" | ".join(fields.values())} |
        {signing}
    """


def signed(**fields: str) -> str:
    return f"| 签名与双录 | {' | '.join(fields)} |\n| | {' | '.join(fields.values())} |"


@pytest.mark.parametrize("number", [501, 503, 504, 506, 507])
def test_the_valid_application_passes(number: int) -> None:
    assert check(f"A{number}") == []


@pytest.mark.parametrize(
    ("relation", "paper", "found"),
    [
        ("本人", "", 0),
        ("丈夫", "", 0),
        ("配偶", "", 0),
        ("母亲", "", 0),
        ("儿子", "", 0),
        ("兄弟姐妹", "", 1),
        ("兄弟姐妹", "保险利益证明在档", 0),
        ("祖父母", "被保险人同意投保书面文件", 0),
        ("雇主", "", 1),
        ("雇主", "保险利益证明在档", 0),
        ("前配偶", "保险利益证明在档", 1),
        ("前配偶", "被保险人同意投保书面文件", 0),
        ("其他", "", 1),
    ],
)
def test_A501_close_family_passes_others_prove_or_ask(relation: str, paper: str, found: int) -> None:
    changes = f"| 投保人 | 与被保险人关系 |\n| | {relation} |\n{signed(**{paper: '是'}) if paper else ''}"
    findings = check("A501", changes)
    assert columns(findings) == ["投保人.与被保险人关系"] * found
    assert all(finding.severity is Severity.REFUSED for finding in findings)


@pytest.mark.parametrize(("day", "found"), [("2015-04-23", 0), ("2015-04-24", 1)])
def test_A501_starts_on_2015_04_24(day: str, found: int) -> None:
    assert len(check("A501", f"| 投保单 | 投保日期 |\n| | {day} |\n| 投保人 | 与被保险人关系 |\n| | 其他 |")) == found


@pytest.mark.parametrize(("consent", "found"), [("是", 0), ("否", 1), ("", 1)])
def test_A503_another_adult_accepts_the_sum(consent: str, found: int) -> None:
    findings = check("A503", insured("1990-01-01", "配偶", signed(被保险人同意并认可保额=consent)))
    assert columns(findings) == ["签名与双录.被保险人同意并认可保额"] * found


def test_A503_asks_nothing_on_the_own_life_or_without_death_cover() -> None:
    unsigned = signed(被保险人同意并认可保额="否")
    assert check("A503", unsigned) == []
    other = insured("1990-01-01", "配偶", unsigned)
    assert check("A503", other, lists="| 产品 | 含身故责任 |\n| | 否 |") == []


def test_A503_本人_with_two_numbers_is_another_life() -> None:
    assert len(check("A503", insured("1990-01-01", "本人", signed(被保险人同意并认可保额="否")))) == 1


def test_A503_without_a_signing_row_the_application_itself_is_marked() -> None:
    elsewhere = "| 签名与双录 | 投保单号 |\n| | TB202610000099 |"
    assert columns(check("A503", insured("1990-01-01", "配偶") + "\n" + elsewhere)) == ["投保人.投保单号"]


@pytest.mark.parametrize(
    ("born", "relation", "parents", "found"),
    [
        ("2008-10-09", "父亲", "", 0),
        ("2008-10-08", "父亲", "", 1),
        ("2008-10-09", "祖父母", "", 1),
        ("2008-10-09", "祖父母", "是", 0),
        ("2018-10-08", "祖父母", "", 1),  # 8 that day
        ("2018-10-09", "祖父母", "", 0),  # 7 周岁: A504
    ],
)
def test_A503_parents_of_a_minor_need_not_ask_up_to_17(born: str, relation: str, parents: str, found: int) -> None:
    assert len(check("A503", insured(born, relation, signed(被保险人同意并认可保额="否", 父母同意=parents)))) == found


@pytest.mark.parametrize(("day", "found"), [("2015-04-23", 0), ("2015-04-24", 1)])
def test_A503_starts_on_2015_04_24(day: str, found: int) -> None:
    changes = insured("1990-01-01", "配偶", signed(被保险人同意并认可保额="否"))
    products = "| 产品 | 开售日 |\n| | 2010-01-01 |"
    assert len(check("A503", f"| 投保单 | 投保日期 |\n| | {day} |\n{changes}", lists=products)) == found


@pytest.mark.parametrize(
    ("born", "relation", "parents", "found"),
    [
        ("2018-10-08", "祖父母", "", 0),  # 8 周岁
        ("2018-10-09", "祖父母", "", 1),
        ("2018-10-09", "祖父母", "是", 0),
        ("2018-10-09", "母亲", "", 0),
    ],
)
def test_A504_under_8_only_parents_or_with_their_consent(born: str, relation: str, parents: str, found: int) -> None:
    findings = check("A504", insured(born, relation, signed(父母同意=parents)))
    assert columns(findings) == ["签名与双录.父母同意"] * found


@pytest.mark.parametrize(
    ("born", "relation"),
    [("1990-01-01", "父亲"), ("1990-01-01", "子女"), ("1990-01-01", "配偶"), ("2008-10-08", "父亲")],
)
def test_A504_an_adult_without_capacity_gets_no_death_cover_from_anybody(born: str, relation: str) -> None:
    findings = check("A504", insured(born, relation, 无民事行为能力="是"))
    assert columns(findings) == ["被保险人.无民事行为能力"]
    without_death = "| 产品 | 含身故责任 |\n| | 否 |"
    assert check("A504", insured("1990-01-01", relation, 无民事行为能力="是"), lists=without_death) == []


@pytest.mark.parametrize("code", ["A503", "A504", "A505"])
def test_A503_A504_A505_do_not_run_without_the_products(code: str) -> None:
    assert run(code, without=("产品",))[0].missing == ("产品",)


@pytest.mark.parametrize(
    ("relation", "found"),
    [
        ("本人", 0),
        ("配偶", 0),
        ("女儿", 0),
        ("兄弟姐妹", 0),
        ("祖父母", 0),
        ("其他家庭成员", 1),
        ("雇主", 1),
        ("其他", 1),
        ("", 1),
    ],
)
def test_A506_an_employer_names_the_insured_or_a_close_relative(relation: str, found: int) -> None:
    employer = "| 投保人 | 与被保险人关系 |\n| | 雇主 |"
    beneficiary = f"| 受益人 | 与被保险人关系 |\n| | {relation} |"
    assert columns(check("A506", f"{employer}\n{beneficiary}")) == ["受益人.与被保险人关系"] * found
    assert check("A506", beneficiary) == []


def test_A506_an_organisation_is_an_employer_and_法定_passes() -> None:
    employer = "| 投保人 | 证件类型 |\n| | 统一社会信用代码 |"
    assert len(check("A506", f"{employer}\n| 受益人 | 与被保险人关系 |\n| | 雇主 |")) == 1
    assert check("A506", f"{employer}\n| 受益人 | 姓名 | 与被保险人关系 |\n| | 法定 | 法定 |") == []


@pytest.mark.parametrize(
    ("marriage", "relation", "found"),
    [("离异", "配偶", 1), ("离异", "妻子", 1), ("离异", "前配偶", 1), ("离异", "子女", 0), ("已婚", "配偶", 0)],
)
def test_A507_divorced_and_the_spouse_still_named(marriage: str, relation: str, found: int) -> None:
    changes = f"| 被保险人 | 婚姻 |\n| | {marriage} |\n| 受益人 | 与被保险人关系 |\n| | {relation} |"
    assert [finding.severity for finding in check("A507", changes)] == [Severity.NOTICE] * found


@pytest.mark.parametrize(("day", "found"), [("2015-11-30", 0), ("2015-12-01", 1)])
def test_A507_starts_on_2015_12_01(day: str, found: int) -> None:
    changes = f"| 投保单 | 投保日期 |\n| | {day} |\n| 被保险人 | 婚姻 |\n| | 离异 |"
    assert len(check("A507", changes)) == found

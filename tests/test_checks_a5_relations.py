"""A502: relations held against births, sexes and numbers."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import check, citizen, columns


def pair(relation: str, own: tuple[str, str], other: tuple[str, str]) -> str:
    """A policyholder and an insured by birth date and sex; the policyholder is the insured's ``relation``."""
    heading = "| 姓名 | 证件号码 | 出生日期 | 性别 | 年龄 |"
    people = [
        f"甲 | {citizen(*own)} | {own[0]} | {own[1]} | |",
        f"乙 | {citizen(*other)} | {other[0]} | {other[1]} | |",
    ]
    return f"""
        | 投保人 | 与被保险人关系 {heading}
        |        | {relation} | {people[0]}
        | 被保险人 {heading}
        |          | {people[1]}
        | 受益人 | 姓名 | 证件号码 | 性别 | 与被保险人关系 |
        |        | 法定 | | | 法定 |
    """


def said(changes: str) -> list[str]:
    return [finding.message for finding in check("A502", changes)]


def test_the_valid_application_passes() -> None:
    assert check("A502") == []


@pytest.mark.parametrize(
    ("relation", "own", "other", "word"),
    [
        ("父亲", "1990-03-01", "2006-03-01", ""),
        ("父亲", "1990-03-02", "2006-03-01", "只差15岁"),
        ("父母", "2010-01-01", "1990-01-01", "比子女年轻"),
        ("儿子", "2006-03-01", "1990-03-01", ""),
        ("儿子", "2006-03-01", "1990-03-02", "只差15岁"),
        ("子女", "1990-01-01", "2010-01-01", "比子女年轻"),
    ],
)
def test_parent_and_child_are_16_years_apart(relation: str, own: str, other: str, word: str) -> None:
    messages = said(pair(relation, (own, "男"), (other, "女")))
    assert [word in message for message in messages] == ([True] if word else [])


@pytest.mark.parametrize(
    ("man", "woman", "word"),
    [
        ("2004-10-08", "2006-10-08", ""),
        ("2004-10-09", "2006-10-08", "一方21周岁，不满法定婚龄22"),
        ("2004-10-08", "2006-10-09", "一方19周岁，不满法定婚龄20"),
    ],
)
def test_on_2026_10_08_a_husband_is_22_and_a_wife_20(man: str, woman: str, word: str) -> None:
    for changes in (pair("丈夫", (man, "男"), (woman, "女")), pair("妻子", (woman, "女"), (man, "男"))):
        assert [word in message for message in said(changes)] == ([True] if word else [])


@pytest.mark.parametrize(
    ("relation", "sex", "found"),
    [
        ("父亲", "男", 0),
        ("父亲", "女", 1),
        ("母亲", "男", 1),
        ("儿子", "女", 1),
        ("女儿", "男", 1),
        ("兄弟姐妹", "女", 0),
    ],
)
def test_a_father_is_a_man_and_a_mother_a_woman(relation: str, sex: str, found: int) -> None:
    own, other = ("1960-01-01", "1990-01-01") if relation in ("父亲", "母亲") else ("2010-01-01", "1980-01-01")
    assert len(said(pair(relation, (own, sex), (other, "女")))) == found


@pytest.mark.parametrize(("relation", "sex", "found"), [("配偶", "女", 0), ("配偶", "男", 1), ("丈夫", "男", 1)])
def test_spouses_are_of_two_sexes(relation: str, sex: str, found: int) -> None:
    assert len(said(pair(relation, ("1980-01-01", "男"), ("1985-01-01", sex)))) == found


def test_本人_is_one_number_and_one_number_is_本人() -> None:
    assert "证件号码不同" in said(pair("本人", ("1980-01-01", "男"), ("1985-01-01", "男")))[0]
    (message,) = said("| 投保人 | 与被保险人关系 |\n| | 兄弟姐妹 |")
    assert "与被保险人相同" in message


def test_beneficiaries_are_looked_at_too() -> None:
    wife = f"| 受益人 | 证件号码 | 性别 | 与被保险人关系 |\n| | {citizen('2007-01-01', '女')} | 女 | 妻子 |"
    findings = check("A502", wife)
    assert columns(findings) == ["受益人.与被保险人关系"]
    assert findings[0].severity is Severity.REFERRED


def test_a_mother_who_is_the_beneficiary_is_16_years_older() -> None:
    mother = "| 受益人 | 证件号码 | 性别 | 与被保险人关系 |\n| | {} | 女 | 母亲 |"
    assert check("A502", mother.format(citizen("1972-05-06", "女"))) == []
    assert len(check("A502", mother.format(citizen("1972-05-07", "女")))) == 1

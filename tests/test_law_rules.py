"""What a rule says to a clerk, and the finding that it makes."""

from __future__ import annotations

import string

import pytest

from core.findings import Severity, Status, Where
from core.law import Law, Rule

LAW = Law.default()
OFFERED = {"value", "expected", "limit", "name", "other", "days", "rate"}


def words_of(rule: Rule) -> list[tuple[str, str]]:
    return [
        (f"{rule.code} {variant}", text)
        for variant, saying in rule.says.items()
        for text in (saying.message, saying.fix)
    ]


def is_chinese(text: str) -> bool:
    return sum("一" <= letter <= "鿿" for letter in text) >= 2


@pytest.mark.parametrize("rule", LAW.rules(), ids=lambda rule: rule.code)
def test_every_rule_speaks_chinese_and_asks_only_for_what_checks_can_fill(rule: Rule):
    assert "default" in rule.says
    assert is_chinese(rule.summary) and rule.title and rule.group
    for place, text in words_of(rule):
        assert is_chinese(text), place
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= OFFERED, place


@pytest.mark.parametrize("rule", LAW.rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_basis_and_an_unconfirmed_rule_says_what_is_open(rule: Rule):
    assert rule.basis
    assert rule.unconfirmed or rule.status is not Status.UNCONFIRMED
    partly = any(source.status is Status.UNCONFIRMED for source in rule.basis)
    assert rule.unconfirmed or not partly, "an unconfirmed source must be named in Chinese"


def test_words_about_id_numbers_phones_and_accounts_never_repeat_the_number_itself():
    documents = ["A201", "A202", "A204", "A209", "A210", "A211", "A212", "A213", "A215", "A216", "A605"]
    numbers = [*documents, "A301", "A302", "A303", "A401", "A403", "A404"]
    repeating = {
        place
        for code in numbers
        for place, text in words_of(LAW.rule(code))
        if "{value}" in text or "{expected}" in text
    }
    # a number of digits, a prefix and a head-count are no personal data
    assert repeating == {"A201 length", "A301 prefix", "A303 default", "A401 length", "A404 shared"}


def test_a_finding_carries_code_severity_words_and_article():
    where = Where("投保清单.xlsx", "投保单", "H12", "期交保费")
    finding = LAW.rule("A701").finding(
        where, "", "annual_premium", expected="60000", other="200000", rate="20%", record_key="T001"
    )
    assert (finding.code, finding.severity, finding.record_key) == ("A701", Severity.REFUSED, "T001")
    assert finding.message == "年期交保费60000元，超过家庭年收入200000元的20%，尚无投保声明"
    assert str(finding.basis[0]) == (
        "《金融机构产品适当性管理办法》（金融监管总局令2025年第7号）第三十九条、第四十六条（2026-02-01起）"
    )


def test_an_old_15_digit_card_is_refused_on_new_business_and_only_noticed_on_a_policy_in_force():
    rule = LAW.rule("A204")
    assert rule.finding(Where()).severity is Severity.REFUSED
    assert rule.finding(Where(), variant="in_force").severity is Severity.NOTICE
    assert rule.finding(Where(), variant="in_force", severity=Severity.REFERRED).severity is Severity.REFERRED


def test_a_scope_row_finds_nothing_and_a_missing_part_is_our_mistake():
    with pytest.raises(ValueError, match="A707"):
        LAW.rule("A707").finding(Where())
    with pytest.raises(KeyError):
        LAW.rule("A701").finding(Where(), "60000", "annual_premium")

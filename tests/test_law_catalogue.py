"""The catalogue of rules: which there are, how grave, since when, and how well each is known."""

from __future__ import annotations

from datetime import date

import numpy as np

from core.law import Law, Rule

LAW = Law.default()

# severities in order of default; – is a scope row, or always in force
EXPECTED = """
| A101 | 拒收 | 2010-05-01 | official |
| A102 | 拒收 | – | secondary |
| A103 | 拒收 | – | secondary |
| A104 | 转核 | – | secondary |
| A105 | 拒收 | 2015-04-24 | official |
| A106 | 提示 | – | secondary |
| A107 | 拒收 | 2015-04-24 | official |
| A108 | 拒收 | – | secondary |
| A109 | 拒收 | – | secondary |
| A110 | 转核 | – | secondary |
| A111 | 提示 | 2024-03-01 | official |
| A112 | 拒收 | 2021-01-01 | official |
| A113 | 拒收 | 2019-12-01 | official |
| A201 | 拒收 | – | secondary |
| A202 | 拒收 | – | secondary |
| A203 | 拒收 | – | secondary |
| A204 | 拒收/提示 | 2013-01-01 | official |
| A205 | 提示 | – | secondary |
| A206 | 拒收 | 2025-01-01 | official |
| A207 | 转核 | 2004-01-01 | official |
| A208 | 提示 | 2025-01-01 | official |
| A209 | 拒收 | – | secondary |
| A210 | 拒收 | – | unconfirmed |
| A211 | 拒收 | – | secondary |
| A212 | 拒收 | 2023-12-01 | secondary |
| A213 | 提示 | – | unconfirmed |
| A214 | 拒收/提示 | – | unconfirmed |
| A215 | 转核 | – | secondary |
| A216 | 拒收 | – | secondary |
| A217 | 转核 | – | unconfirmed |
| A218 | 拒收 | – | secondary |
| A301 | 拒收 | – | secondary |
| A302 | 拒收 | – | secondary |
| A303 | 转核 | – | unconfirmed |
| A304 | 拒收 | 2010-05-01 | official |
| A305 | 提示 | – | unconfirmed |
| A401 | 提示 | – | unconfirmed |
| A402 | 提示 | – | unconfirmed |
| A403 | 拒收/转核 | 2021-02-01 | official |
| A404 | 拒收 | 2024-03-01 | official |
| A405 | 拒收 | 2010-05-01 | official |
| A406 | 转核 | – | unconfirmed |
| A501 | 拒收 | 2015-04-24 | official |
| A502 | 转核 | – | unconfirmed |
| A503 | 拒收 | 2015-04-24 | official |
| A504 | 拒收 | 2015-04-24 | official |
| A505 | 拒收 | 2016-01-01 | secondary |
| A506 | 拒收 | 2015-04-24 | official |
| A507 | 提示 | 2015-12-01 | official |
| A601 | 拒收 | 2015-04-24 | official |
| A602 | 提示 | 2015-04-24 | official |
| A603 | 拒收 | 2015-04-24 | official |
| A604 | 提示 | 2015-12-01 | official |
| A605 | 拒收 | 2025-01-01 | official |
| A606 | 转核 | – | secondary |
| A607 | 拒收 | 2015-04-24 | official |
| A701 | 拒收 | 2026-02-01 | official |
| A702 | 拒收 | 2026-02-01 | official |
| A703 | 拒收 | 2026-02-01 | official |
| A704 | 转核 | 2026-02-01 | official |
| A705 | 拒收 | 2026-02-01 | official |
| A706 | 转核 | 2026-02-01 | official |
| A707 | – | 2026-02-01 | official |
| A708 | 拒收 | 2024-03-01 | official |
| A709 | 转核/拒收 | 2024-03-01 | official |
| A801 | 拒收 | 2017-11-01 | official |
| A802 | 转核 | 2017-11-01 | official |
| A803 | 提示 | 2017-11-01 | official |
| A804 | 转核 | – | unconfirmed |
| A805 | 拒收 | 2024-03-01 | official |
| A806 | 转核 | 2005-04-01 | official |
| A807 | 拒收 | 2024-03-01 | official |
| A808 | 转核 | 2019-12-01 | official |
| A809 | – | – | unconfirmed |
| A810 | 转核 | 2014-04-01 | unconfirmed |
| A901 | 拒收 | 2025-01-01 | official |
| A902 | 拒收 | 2025-01-01 | official |
| A903 | 转核 | 2026-01-01 | unconfirmed |
| A904 | 拒收 | 2025-01-01 | official |
| A905 | 转核 | 2025-01-01 | official |
| A906 | 转核 | 2026-01-20 | secondary |
| A907 | 转核 | 2017-07-01 | secondary |
| A908 | 提示 | 2026-01-01 | secondary |
| A1001 | 拒收 | – | secondary |
| A1002 | 转核 | – | secondary |
| A1003 | 拒收 | – | secondary |
| A1004 | 转核 | – | secondary |
| A1005 | 转核 | – | secondary |
| A1006 | 转核 | – | unconfirmed |
| A1007 | 转核 | – | secondary |
| A1008 | 转核 | – | unconfirmed |
| B201 | 拒收 | 2015-04-24 | official |
| B202 | 拒收 | 2021-02-01 | official |
| B203 | 拒收 | 2026-01-01 | secondary |
| B204 | 拒收 | 2021-01-01 | official |
| B205 | 转核 | – | unconfirmed |
| B206 | 转核 | – | unconfirmed |
| B207 | 拒收 | 2021-02-01 | official |
| B208 | 转核 | 2015-04-24 | official |
| B209 | 拒收 | 2015-04-24 | official |
| B210 | 拒收 | 2015-04-24 | official |
| B211 | 拒收 | – | secondary |
| B212 | 转核 | 2021-02-01 | official |
| B213 | 拒收 | 2015-04-24 | official |
| B214 | 提示 | – | unconfirmed |
"""


def rows_of(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip(" |").split("|")] for line in table.strip().splitlines()]


def shown(rule: Rule) -> list[str]:
    severities = "/".join(rule.severities) or "–"
    return [rule.code, severities, str(rule.effective_from or "–"), rule.status]


def test_all_91_application_rules_and_14_servicing_rules_are_there_with_severity_day_and_status():
    found = [shown(rule) for rule in LAW.rules("A") + LAW.rules("B")]
    assert found == rows_of(EXPECTED)
    assert (len(LAW.rules("A")), len(LAW.rules("B"))) == (91, 14)


def test_a_prefix_picks_its_group_and_a1_does_not_swallow_a10():
    assert [rule.code for rule in LAW.rules("A3")] == ["A301", "A302", "A303", "A304", "A305"]
    assert LAW.rules("A10")[0].title == "告知完整"
    assert [rule.code for rule in LAW.rules("A1")][-1] == "A113"
    assert LAW.rules()[-1].code == "U15"


def test_the_suitability_rule_starts_on_2026_02_01_and_not_the_day_before():
    days = np.array(["2026-01-31", "2026-02-01", "2030-01-01", "NaT"], dtype="datetime64[D]")
    assert LAW.in_force("A701", days).tolist() == [False, True, True, True]


def test_a_rule_without_a_first_day_has_always_been_in_force():
    days = np.array(["1899-12-30", "2026-02-01", "NaT"], dtype="datetime64[D]")
    assert LAW.in_force(LAW.rule("A201"), days).tolist() == [True, True, True]


def test_a_rule_that_begins_with_a_law_begins_no_earlier_than_that_law():
    early = [
        rule.code
        for rule in LAW.rules()
        if rule.effective_from and rule.basis[0].effective and rule.effective_from < rule.basis[0].effective
    ]
    assert early == []
    assert LAW.rule("A906").effective_from == date(2026, 1, 20)

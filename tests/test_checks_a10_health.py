"""A1001, A1002, A1008: answers complete, build, contradictions with what the company already knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checks.engine import run_checks
from core.findings import Severity, Status
from core.records.papers import Disclosure
from core.records.people import Policyholder
from core.table import Origin, Tables
from tests.checking import check, columns, context

CLIENT = str(Policyholder.column("document_no").example)
PERSON = "| 被保险人 | 性别 | 出生日期 |\n| | {sex} | {born} |\n"


def test_every_item_is_answered_and_every_gap_is_named() -> None:
    assert check("A1001") == []
    findings = check("A1001", "| 告知 | C3出国或危险运动 | C12疾病史 |\n| | | |")
    assert columns(findings) == ["告知.C3出国或危险运动", "告知.C12疾病史"]
    assert findings[0].severity is Severity.REFUSED and findings[0].message == "告知“C3出国或危险运动”没有回答"


def test_an_application_without_disclosure_is_said_once() -> None:
    elsewhere = "| 投保单 | 投保单号 |\n| | TB202610000001 |\n| 告知 | 投保单号 |\n| | TB202610000099 |"
    (finding,) = check("A1001", elsewhere)
    assert finding.where.sheet == "投保单" and "全部告知" in finding.message


def test_a_question_that_the_sheet_does_not_have_was_not_asked() -> None:
    surroundings = context("| 告知 | C4摩托驾照 |\n| | |")
    table = surroundings.tables.of(Disclosure)
    letters = {name: letter for name, letter in table.origins[0].letters.items() if name != "motorcycle"}
    narrow = replace(table, origins=(Origin("b.xlsx", "告知", letters=letters),))
    others = [other for name, other in surroundings.tables.items() if name != "disclosures"]
    asked = replace(surroundings, tables=Tables([*others, narrow]))
    assert len(run_checks(surroundings, frozenset({"A1001"}))[1]) == 1
    assert run_checks(asked, frozenset({"A1001"}))[1] == []


def test_a_yes_without_a_word_is_sent_back_and_says_which_items() -> None:
    (finding,) = check("A1001", "| 告知 | C6药物 | C12疾病史 | 告知说明 |\n| | 是 | 是 | |")
    assert finding.where.column == "告知说明" and "C6药物、C12疾病史" in finding.message
    assert check("A1001", "| 告知 | C6药物 | 告知说明 |\n| | 是 | 短期感冒药 |") == []
    assert check("A1001", "| 告知 | 社保或公费医疗 | 告知说明 |\n| | 是 | |") == []


def test_other_policies_come_with_their_death_cover() -> None:
    row = "| 告知 | C1其他公司保单 | C1其他公司死亡保额合计 |\n| | 是 | {} |"
    assert columns(check("A1001", row.format(""))) == ["告知.C1其他公司死亡保额合计"]
    assert check("A1001", row.format("100000")) == []


@pytest.mark.parametrize(
    ("sex", "born", "answer", "word"),
    [
        ("女", "2010-10-08", "", "没有回答"),
        ("女", "2010-10-08", "否", ""),
        ("女", "2010-10-09", "", ""),
        ("女", "2010-10-09", "否", "不适用"),
        ("男", "1988-05-06", "否", "不适用"),
    ],
)
def test_womens_items_are_for_women_from_16_on(sex: str, born: str, answer: str, word: str) -> None:
    findings = check("A1001", PERSON.format(sex=sex, born=born) + f"| 告知 | C11女性告知 |\n| | {answer} |")
    assert len(findings) == bool(word) and all(word in finding.message for finding in findings)


BABY = "| 告知 | C14婴儿告知 | 出生身长cm | 出生体重kg | 出生留院天数 |\n| | {} | {} | {} | {} |"


@pytest.mark.parametrize(
    ("born", "row", "missing"),
    [
        ("2024-10-09", ("否", 50, 3.3, 4), 0),
        ("2024-10-09", ("", "", 3.3, ""), 3),
        ("2024-10-08", ("", "", "", ""), 0),
        ("2024-10-08", ("否", "", "", ""), 1),
    ],
)
def test_birth_data_are_asked_before_the_second_birthday(born: str, row: tuple[object, ...], missing: int) -> None:
    assert len(check("A1001", PERSON.format(sex="男", born=born) + BABY.format(*row))) == missing


BUILD = "| 被保险人 | 身高cm | 体重kg | 出生日期 |\n| | {} | {} | {} |"


@pytest.mark.parametrize(
    ("height", "weight", "words"),
    [
        ("100", "18.5", []),
        ("100", "18.49", ["低于18.5"]),
        ("100", "27.99", []),
        ("100", "28", ["达到28"]),
        ("100", "34.99", ["达到28"]),
        ("100", "35", ["达到35"]),
        ("100", "37", ["像是单位写错", "达到35"]),
        ("100", "48", ["达到35"]),
        ("1.75", "70", ["像是单位写错"]),
        ("175", "140", ["像是单位写错", "达到35"]),
        ("175", "70", []),
    ],
)
def test_bmi_bands_and_units_of_adults(height: str, weight: str, words: list[str]) -> None:
    findings = check("A1002", BUILD.format(height, weight, "1988-05-06"))
    assert len(findings) == len(words)
    for finding, word in zip(findings, words, strict=True):
        assert finding.severity is Severity.REFERRED and word in finding.message


def test_childrens_build_is_not_measured_by_adult_bands() -> None:
    assert check("A1002", BUILD.format("120", "20", "2018-10-09")) == []
    assert len(check("A1002", BUILD.format("120", "20", "2008-10-08"))) == 1


ANSWERS = "| 告知 | C2曾拒保延期加费或理赔 | C12疾病史 | 告知说明 |\n| | {} | {} | |"


def test_refused_before_and_nothing_to_tell_goes_to_a_person() -> None:
    (finding,) = check("A1008", ANSWERS.format("是", "否"))
    assert finding.severity is Severity.REFERRED and finding.basis[0].status is not Status.OFFICIAL
    assert check("A1008", ANSWERS.format("是", "是")) == []


POLICY = "| 保单台账 | 保单号 | 投保单号 | 终止原因 | 状态日期 |\n| | P1 | T0 | {} | 2025-06-01 |\n"
CLAIM = "| 理赔台账 | 案件号 | 保单号 | 出险日 |\n| | LP1 | P1 | {} |"


@pytest.mark.parametrize(
    ("reason", "occurred", "said", "named"),
    [
        ("", "2026-10-08", "否", "赔案LP1"),
        ("", "2026-10-09", "否", ""),
        ("", "2026-10-08", "是", ""),
        ("退保", "2026-10-09", "否", "保单P1"),
        ("犹豫期退保", "2026-10-09", "否", ""),
        ("退保", "2025-01-01", "否", "赔案LP1、保单P1"),
    ],
)
def test_a_claim_or_surrender_in_the_ledger_contradicts_a_no(reason: str, occurred: str, said: str, named: str) -> None:
    findings = check("A1008", ANSWERS.format(said, "是"), in_force=POLICY.format(reason) + CLAIM.format(occurred))
    assert [finding.message for finding in findings] == [f"健康告知与{named}的理赔或退保记录不符"] * bool(named)


def test_another_persons_claim_says_nothing() -> None:
    other = POLICY.replace("终止原因", "被保险人证件号码").format("110101197001010012")
    assert check("A1008", in_force=other + CLAIM.format("2026-01-01")) == []


EARLIER = "| 投保单 | 投保单号 | 投保日期 |\n| | T0 | {day} |\n"
EARLIER += "| 被保险人 | 投保单号 | 身高cm | 体重kg |\n| | T0 | {height} | {weight} |\n"
EARLIER += "| 告知 | 投保单号 | C12疾病史 | C6药物 |\n| | T0 | {ill} | 是 |\n"


def earlier(day: str = "2025-01-01", height: int = 175, weight: int = 70, ill: str = "否") -> str:
    """An earlier application of the same insured in the ledger."""
    return EARLIER.format(day=day, height=height, weight=weight, ill=ill)


def test_an_illness_told_once_and_denied_now_goes_to_a_person() -> None:
    (finding,) = check("A1008", in_force=earlier(ill="是"))
    assert finding.where.column == "C12疾病史" and "投保单T0" in finding.message
    assert check("A1008", in_force=earlier(ill="否")) == []
    assert check("A1008", in_force=earlier(ill="是", day="2026-10-09")) == []


def test_an_earlier_refusal_of_the_company_contradicts_a_no() -> None:
    decision = "| 核保结论 | 投保单号 | 核保结论 | 核保日 |\n| | T0 | {} | 2025-01-05 |\n"
    assert len(check("A1008", in_force=earlier() + decision.format("拒保"))) == 1
    assert check("A1008", in_force=earlier() + decision.format("标准体")) == []


@pytest.mark.parametrize(
    ("height", "weight", "wrong"), [(178, 70, []), (179, 70, ["身高cm"]), (175, 80, []), (175, 59, ["体重kg"])]
)
def test_height_and_weight_agree_between_applications(height: int, weight: int, wrong: list[str]) -> None:
    assert [finding.where.column for finding in check("A1008", in_force=earlier(height=height, weight=weight))] == wrong


def test_height_and_weight_agree_between_the_sheets_of_one_person() -> None:
    (finding,) = check("A1008", "| 投保人 | 体重kg |\n| | 90 |")
    assert finding.where.sheet == "被保险人" and "投保人栏" in finding.message
    assert check("A1008", "| 投保人 | 体重kg | 证件号码 |\n| | 90 | 110101197001010012 |") == []


def test_no_stranger_told_and_a_stranger_named() -> None:
    (finding,) = check("A1008", "| 受益人 | 与被保险人关系 |\n| | 其他 |")
    assert finding.where.column == "C16受益人为法定继承人以外"

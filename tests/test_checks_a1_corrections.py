"""A109, A110: a corrected application beside its earlier form."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import cells, check, citizen, columns

EARLIER = """
    | 投保单 | 投保单号 |
    |        | TB202610000001 |
    | 投保人 | 证件号码 | 职业类别 |
    |        | 110101198805060013 | 1 |
    | 被保险人 | 证件号码 | 职业类别 |
    |          | 110101198805060013 | {occupation_class} |
    | 受益人 | 姓名 |
    |        | 李四 |
    | 险种 | 险种代码 | 主附险 | 基本保额 | 每期保费 |
    |      | {product} | 主险 | {sum_assured} | {premium} |
    | 告知 | C5吸烟或饮酒 |
    |      | {smoking} |
"""
AS_NOW = {"occupation_class": "1", "product": "WL2601", "sum_assured": "500000", "premium": "10000", "smoking": "否"}
CORRECTED = "| 投保单 | 更正前投保单号 |\n| | TB202610000001 |"


def earlier(**was: str) -> str:
    """The earlier form in the ledger: as the default application, but for what it was then."""
    return EARLIER.format(**{**AS_NOW, **was})


def test_A109_an_unchanged_resubmission_passes() -> None:
    assert check("A109", CORRECTED, in_force=earlier()) == []


@pytest.mark.parametrize(
    ("was", "reason"),
    [
        ({"product": "WL2501"}, "主险"),
        ({"smoking": "是"}, "告知由是改为否"),
        ({"occupation_class": "4"}, "职业由高风险改为低风险"),
        ({"occupation_class": "S"}, "职业由高风险改为低风险"),
    ],
)
def test_A109_a_new_form_for(was: dict[str, str], reason: str) -> None:
    (finding,) = check("A109", CORRECTED, in_force=earlier(**was))
    assert reason in finding.message
    assert columns([finding]) == ["投保单.更正前投保单号"]
    assert finding.severity is Severity.REFUSED


def test_A109_class_2_to_1_with_another_premium_is_a_premium_wrong_through_the_class() -> None:
    (finding,) = check("A109", CORRECTED, in_force=earlier(occupation_class="2", premium="12000"))
    assert "因年龄或职业类别算错的保费" in finding.message


@pytest.mark.parametrize("was", [{"occupation_class": ""}, {"smoking": ""}, {"premium": "12000"}, {"sum_assured": "1"}])
def test_A109_no_new_form_for(was: dict[str, str]) -> None:
    assert check("A109", CORRECTED, in_force=earlier(**was)) == []


@pytest.mark.parametrize(
    ("sheet", "heading", "now", "reason"),
    [
        ("投保人", "证件号码", citizen("1990-01-01"), "投保人"),
        ("被保险人", "证件号码", citizen("1990-01-01"), "被保险人"),
        ("受益人", "姓名", "王五", "受益人"),
    ],
)
def test_A109_another_person_needs_a_new_form(sheet: str, heading: str, now: str, reason: str) -> None:
    (finding,) = check("A109", f"{CORRECTED}\n| {sheet} | {heading} |\n| | {now} |", in_force=earlier())
    assert finding.message.startswith(reason)


@pytest.mark.parametrize("item", ["变更受益人", "投保人", "险种代码", "补签名", "告知事项由是改否", "职业类别影响保费"])
def test_A109_by_the_words_of_the_corrected_items_alone(item: str) -> None:
    assert columns(check("A109", f"| 投保单 | 更正项目 |\n| | 邮编、{item} |")) == ["投保单.更正项目"]


@pytest.mark.parametrize("item", ["邮编", "投保人邮编", "受益人电话", "住址"])
def test_A109_small_corrections_stay_on_the_old_form(item: str) -> None:
    assert check("A109", f"| 投保单 | 更正项目 |\n| | {item} |") == []


def test_A109_a_form_with_a_number_of_its_own_is_filled_in_anew() -> None:
    other = "| 投保单 | 投保单号 | 更正前投保单号 | 更正项目 |\n| | TB2 | TB202610000001 | {} |"
    was = earlier(product="WL2501")
    assert check("A109", other.format(""), in_force=was) == []
    assert len(check("A109", other.format("邮编"), in_force=was)) == 1


@pytest.mark.parametrize(
    ("was", "signed", "found"), [("500000", "", 0), ("500000.01", "", 1), ("500000.01", "是", 0), ("499999.99", "", 0)]
)
def test_A110_a_lower_sum_is_signed_a_higher_one_need_not(was: str, signed: str, found: int) -> None:
    changes = f"| 投保单 | 更正前投保单号 | 降低保额客户签字 |\n| | TB202610000001 | {signed} |"
    findings = check("A110", changes, in_force=earlier(sum_assured=was))
    assert cells(findings) == ["险种!I2"] * found


def test_A110_refers_and_says_from_what_to_what() -> None:
    (finding,) = check("A110", CORRECTED, in_force=earlier(sum_assured="600000"))
    assert finding.severity is Severity.REFERRED
    assert "600,000.00元降为500000" in finding.message

"""A708, A709: who may sell, and cover that is held already, plainly unaffordable or not what the customer needs."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import check, columns, run

FINANCE = "| 财务 | 家庭年收入 | 保费预算 |\n| | 300000 | 10000000 |\n"
LINE = "| 险种 | 交费期 | 每期保费 |\n| | 10年 | {premium} |\n"


STAFF = "| 人员名册 | 工号 | 执业登记起 | 执业登记止 | 销售资质等级 | 离职日 |\n| | {} | {} | {} | {} | {} |"


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("A10001", "2026-10-08", "2026-10-08", 2, ""), ""),
        (("A10001", "2026-10-09", "", 2, ""), "执业登记"),
        (("A10001", "2020-01-01", "2026-10-07", 2, ""), "执业登记"),
        (("A10001", "2020-01-01", "", 2, "2026-10-08"), "执业登记"),
        (("A10001", "2020-01-01", "", 2, "2026-10-09"), ""),
        (("A10002", "2020-01-01", "", 2, ""), "执业登记"),
        (("A10001", "2020-01-01", "", 1, ""), "等级1不能"),
        (("A10001", "2020-01-01", "", "", ""), "等级0不能"),
    ],
)
def test_the_salesperson_is_registered_that_day_and_has_the_grade(row: tuple[object, ...], word: str) -> None:
    findings = check("A708", lists=STAFF.format(*row) + "\n| 产品 | 销售资质等级要求 |\n| | 2 |")
    assert len(findings) == bool(word) and all(word in finding.message for finding in findings)
    assert columns(findings) == ["投保单.业务员工号"] * bool(word)


def test_without_the_roster_the_rule_is_reported_as_not_run() -> None:
    applied, findings = run("A708", without=["人员名册"])
    assert applied.missing == ("人员名册",) and findings == []


MEDICAL = "| 产品 | 险种类别 | 费用补偿型 |\n| | 医疗保险 | 是 |"


def test_the_question_on_other_compensation_is_answered_for_indemnity_medical_cover() -> None:
    silent = "| 告知 | 社保或公费医疗 |\n| | |"
    (finding,) = check("A709", silent, lists=MEDICAL)
    assert finding.severity is Severity.REFUSED and finding.where.column == "社保或公费医疗"
    assert check("A709", "| 告知 | 社保或公费医疗 |\n| | 否 |", lists=MEDICAL) == []
    assert check("A709", silent) == []


def test_double_indemnity_cover_goes_to_a_person_from_the_answer_or_from_the_ledger() -> None:
    (finding,) = check("A709", "| 财务 | 已购补偿型同类险种 |\n| | 是 |", lists=MEDICAL)
    assert finding.severity is Severity.REFERRED and finding.where.sheet == "险种"
    held = "| 保单台账 | 投保单号 | 保单状态 |\n| | TB202510000009 | {} |"
    assert len(check("A709", in_force=held.format("有效"), lists=MEDICAL)) == 1
    assert check("A709", in_force=held.format("终止"), lists=MEDICAL) == []
    assert check("A709", in_force=held.format("有效").replace("202510000009", "202610000001"), lists=MEDICAL) == []


@pytest.mark.parametrize(("premium", "fires"), [("300000", 0), ("300000.01", 1)])
def test_a_years_premium_above_the_households_income_is_plainly_unaffordable(premium: str, fires: int) -> None:
    assert len(check("A709", FINANCE + LINE.format(premium=premium))) == fires


def test_before_the_suitability_order_a_mismatch_already_goes_to_a_person() -> None:
    book = "| 投保单 | 投保日期 |\n| | {} |\n| 财务 | 匹配意见 |\n| | 不适当 |"
    assert len(check("A709", book.format("2026-01-31"))) == 1
    assert check("A709", book.format("2026-02-01")) == []
    assert check("A709", book.format("2024-02-29")) == []

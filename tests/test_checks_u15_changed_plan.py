"""U15: a plan changed after the signature is a new version and is signed again."""

from __future__ import annotations

from datetime import date

import pytest

from core.checks.changed_plan import Plan, differences, signed_anew
from core.checks.engine import run_checks
from core.checks.rule import Context
from core.days.working_days import Calendar
from core.findings import Finding
from core.law.lookup import Law
from core.records.application import Application, Coverage
from core.records.papers import Signing
from core.table import Tables
from tests.tables import table

ON = date(2026, 10, 31)


def form(
    number: str = "T1", sum_assured: str = "100000", signed: str = "2026-10-08", corrects: str = "", **more: str
) -> Tables:
    code, frequency = more.get("code", "WL"), more.get("frequency", "年交")
    return Tables([
        table(Application, f"| 投保单号 | 交费频率 | 更正前投保单号 |\n| {number} | {frequency} | {corrects} |"),
        table(Coverage, f"| 投保单号 | 险种代码 | 基本保额 | 交费期 |\n| {number} | {code} | {sum_assured} | 10年 |"),
        table(Signing, f"| 投保单号 | 签名日 |\n| {number} | {signed} |"),
    ])  # fmt: skip


def check(now: Tables, ledger: Tables) -> list[Finding]:
    context = Context(now, Tables(), ledger, Law.default(), Calendar({}), ON)
    return run_checks(context, frozenset({"U15"}))[1]


def test_the_same_number_with_another_sum_and_the_old_signature_is_refused_with_its_lines() -> None:
    signing, line = check(form(sum_assured="150000"), form())
    assert (signing.where.sheet, signing.where.column) == ("签名与双录", "签名日")
    assert signing.message == "方案已改（WL 基本保额 100000→150000），签名日2026-10-08不晚于原方案的签名日2026-10-08"
    assert (line.where.sheet, str(line.severity)) == ("险种", "拒收")


@pytest.mark.parametrize(("signed", "found"), [("2026-10-08", 2), ("2026-10-09", 0)])
def test_a_signature_must_be_later_than_the_one_under_the_earlier_plan(signed: str, found: int) -> None:
    assert len(check(form(sum_assured="150000", signed=signed), form())) == found


def test_the_same_plan_again_needs_no_new_signature_and_a_first_plan_has_nothing_before_it() -> None:
    assert check(form(), form()) == []
    assert check(form(), Tables()) == []


def test_a_new_form_is_compared_with_the_one_it_replaces_in_the_same_run() -> None:
    both = form("T2", "80000", corrects="T1").together(form("T1", "100000"))
    assert [finding.record_key for finding in check(both, Tables())] == ["T2", "T2/WL"]
    anew = form("T2", "80000", "2026-10-09", "T1").together(form("T1", "100000"))
    assert check(anew, Tables()) == []


def test_another_product_or_frequency_is_another_plan_too() -> None:
    assert "CI 新增；WL 取消" in check(form(code="CI"), form())[0].message
    assert "交费频率 年交→月交" in check(form(frequency="月交"), form())[0].message


def test_a_plan_without_a_signature_day_says_so() -> None:
    assert check(form(sum_assured="1", signed=""), form())[0].message.endswith("没有签名日")


def test_a_blank_cell_is_no_change_and_a_missing_plan_no_comparison() -> None:
    before, after = Plan(lines={"WL": ("", *"123456")}), Plan(lines={"WL": ("计划一", *"123456")})
    assert differences(before, after) == differences(Plan(), after) == []
    assert signed_anew(before, Plan(signed_on=ON))

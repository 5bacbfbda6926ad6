"""保单页: an index and one page per policy; masked unless it is the customer's own copy."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core.reports.schedule_sheet import write_schedules
from core.underwriting.schedule import BeneficiaryLine, CoverLine, PartyLine, PolicySchedule

OCTOBER = date(2026, 10, 31)
NOTHING = "本险种没有现金价值表，数值以合同所附为准"


def person(role: str, name: str) -> PartyLine:
    return PartyLine(role, name, "身份证", "110101198805060013", "13800138000", "北京市东城区某某街道1号院2号楼301室")


def cover(name: str, values: tuple[tuple[int, Decimal], ...]) -> CoverLine:
    label, note = ("合同", "") if values else ("", NOTHING)
    sums = (Decimal(500000), Decimal("10000.50"))
    return CoverLine("WL", name, "主险", *sums, "年交", "10年", "终身", None, values, label, note)


@pytest.fixture
def schedule() -> PolicySchedule:
    values = tuple((year, Decimal(year * 100)) for year in range(1, 8))
    return PolicySchedule(
        "860101202600000010", "TB202610000001", "示例支公司", "王五", OCTOBER, date(2026, 11, 1), date(2027, 11, 1),
        (person("投保人", "张测试"), person("被保险人", "李测试")),
        (BeneficiaryLine("身故", 1, "李测试", "配偶", Decimal("0.6")), BeneficiaryLine("身故", 1, "法定", "", None)),
        (cover("=示例终身寿险", values), cover("示例医疗", ())),
    )  # fmt: skip


def cells(path: Path, sheet: str) -> list[Any]:
    return [cell for row in load_workbook(path)[sheet].iter_rows(values_only=True) for cell in row if cell is not None]


def test_the_index_links_every_policy_and_its_page_exists(schedule: PolicySchedule, tmp_path: Path) -> None:
    path = write_schedules([schedule], tmp_path / "保单页.xlsx", on=OCTOBER)
    book = load_workbook(path)
    assert book.sheetnames == ["目录", schedule.policy_no]
    links = [cell.hyperlink.location for row in book["目录"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{schedule.policy_no}'!A1"]
    assert 20001 in cells(path, "目录"), "the premium of both covers"


def test_a_page_shows_days_premium_and_the_contracts_cash_values(schedule: PolicySchedule, tmp_path: Path) -> None:
    shown = cells(write_schedules([schedule], tmp_path / "保单页.xlsx", on=OCTOBER), schedule.policy_no)
    assert "现金价值表【合同】：=示例终身寿险" in shown
    assert [value for value in (100, 200, 300, 400, 500, 600, 700) if value not in shown] == []
    assert NOTHING in shown
    assert "同一顺序均等" in shown


def test_years_run_down_the_first_pair_of_columns_before_the_next(schedule: PolicySchedule, tmp_path: Path) -> None:
    sheet = load_workbook(write_schedules([schedule], tmp_path / "保单页.xlsx", on=OCTOBER))[schedule.policy_no]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "保单年度末") + 1
    years = [[sheet.cell(top + down, column).value for down in range(3)] for column in (1, 3, 5)]
    assert years == [[1, 2, 3], [4, 5, 6], [7, None, None]]


@pytest.mark.parametrize(
    ("unmask", "name", "number"), [(False, "张**", "110101********0013"), (True, "张测试", "110101198805060013")]
)
def test_people_are_masked_unless_it_is_the_customers_own_copy(
    schedule: PolicySchedule, tmp_path: Path, unmask: bool, name: str, number: str
) -> None:
    shown = cells(write_schedules([schedule], tmp_path / "保单页.xlsx", on=OCTOBER, unmask=unmask), schedule.policy_no)
    assert {name, number} <= set(shown)
    assert ("张测试" in shown) is unmask


def test_the_same_schedules_give_the_same_bytes(schedule: PolicySchedule, tmp_path: Path) -> None:
    first, second = (write_schedules([schedule], tmp_path / name, on=OCTOBER) for name in ("一.xlsx", "二.xlsx"))
    assert first.read_bytes() == second.read_bytes()

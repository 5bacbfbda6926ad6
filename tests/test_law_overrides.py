"""A company's own values: from when, on whose word, and what is said about rows that can't be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from core.findings import Finding, Status, Where
from core.law import Law

LAW = Law.default()


def own(key: str, value: Any, start: Any = None, end: Any = None, **changes: Any) -> dict[str, Any]:
    signed = {"source": "合规函〔2026〕3号", "confirmed_by": "合规甲", "confirmed_on": date(2026, 1, 5)}
    return {"key": key, "value": value, "effective_from": start, "effective_to": end, **signed, **changes}


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_confirmed_value_of_the_company_replaces_an_unconfirmed_one_and_is_the_companys():
    law, findings = LAW.with_overrides([own("id_expiry_reminder_days", 60)])
    known = law.value("id_expiry_reminder_days", date(2026, 2, 1))
    assert (known.value, known.status, findings) == (60, Status.COMPANY, [])
    assert str(known.basis[0]) == "合规函〔2026〕3号"
    assert known.note == "合规甲于2026-01-05确认"


def test_the_shipped_law_stays_as_it_was():
    LAW.with_overrides([own("id_expiry_reminder_days", 60)])
    assert LAW.value("id_expiry_reminder_days", date(2026, 2, 1)).value == 90


@pytest.mark.parametrize("missing", ["source", "confirmed_by", "confirmed_on"])
def test_without_source_name_or_day_a_value_counts_but_stays_unconfirmed(missing: str):
    law, findings = LAW.with_overrides([own("id_expiry_reminder_days", 60, **{missing: " "})])
    known = law.value("id_expiry_reminder_days", date(2026, 2, 1))
    assert (known.value, known.status, codes(findings)) == (60, Status.UNCONFIRMED, ["P104"])


def test_a_value_for_the_second_quarter_leaves_the_days_around_it_to_the_law():
    rows = [own("double_recording_age", 55, date(2026, 4, 1), date(2026, 6, 30))]
    law, _ = LAW.with_overrides(rows)
    days = np.array(["2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01", "NaT"], "datetime64[D]")
    assert law.column("double_recording_age", days).tolist() == [60, 55, 55, 60, 60]


def test_a_value_that_departs_from_official_text_is_noticed():
    _, findings = LAW.with_overrides([own("double_recording_age", 55)])
    assert codes(findings) == ["P106"]
    assert "54号" in findings[0].message
    assert LAW.with_overrides([own("double_recording_age", 60)])[1] == []


def test_what_if_the_income_share_fell_to_15_percent_from_2027():
    law, _ = LAW.with_overrides([own("suitability_annual_premium_share_of_income", "0.15", date(2027, 1, 1))])
    values = [law.value("suitability_annual_premium_share_of_income", date(year, 1, 1)).value for year in (2027, 2028)]
    assert values == [Decimal("0.15"), Decimal("0.15")]
    assert law.value("suitability_annual_premium_share_of_income", date(2026, 12, 31)).value == Decimal("0.20")


def test_later_overrides_stack_on_earlier_ones():
    first, _ = LAW.with_overrides([own("id_expiry_reminder_days", 60), own("parent_child_age_gap", 18)])
    second, _ = first.with_overrides([own("id_expiry_reminder_days", 30, date(2026, 7, 1))])
    assert [second.value("id_expiry_reminder_days", date(2026, month, 1)).value for month in (6, 7)] == [60, 30]
    assert second.value("parent_child_age_gap", date(2026, 6, 1)).value == 18


@pytest.mark.parametrize(
    ("row", "code", "message"),
    [
        (own("no_such_key", 1), "P101", "没有名为“no_such_key”的参数"),
        (own(None, 1), "P101", "没有名为“（空）”的参数"),
        (own("parent_child_age_gap", 18, "2026/2/30"), "P102", "“2026/2/30”"),
        (own("parent_child_age_gap", 18, "2026-02-30"), "P102", "“2026-02-30”"),
        (own("parent_child_age_gap", 18, "2026-06-30", "2026-01-01"), "P102", "“2026-06-30～2026-01-01”"),
        (own("parent_child_age_gap", "十八"), "P103", "“十八”"),
        (own("parent_child_age_gap", None), "P103", "“（空）”"),
        (own("parent_child_age_gap", True), "P103", "“True”"),
        (own("parent_child_age_gap", float("nan")), "P103", "“nan”"),
        (own("cooling_off_counted_from", 3), "P103", "“3”"),
        (own("minor_death_cap", "二十万"), "P103", "“二十万”"),
        (own("minor_death_cap", {"10": 5}), "P103", "参数minor_death_cap"),
    ],
)
def test_a_row_that_can_not_be_used_is_left_out_and_says_why(row: dict[str, Any], code: str, message: str):
    law, findings = LAW.with_overrides([row])
    assert codes(findings) == [code]
    assert message in findings[0].message
    assert law.value("parent_child_age_gap", date(2026, 3, 1)).value == 16


def test_two_rows_for_the_same_days_are_noticed_and_the_later_row_counts():
    rows = [own("parent_child_age_gap", 17, "2026-01-01"), own("parent_child_age_gap", 18, "2026-06-01")]
    law, findings = LAW.with_overrides(rows)
    assert codes(findings) == ["P105"]
    assert [law.value("parent_child_age_gap", date(2026, month, 1)).value for month in (5, 6)] == [17, 18]


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("id_expiry_reminder_days", 60.0, 60),
        ("id_expiry_reminder_days", " 60 ", 60),
        ("cash_premium_limit", 1000, Decimal(1000)),
        ("beneficiary_share_tolerance", 0.002, Decimal("0.002")),
        ("address_stop_words", "同上、不详、老地方", ("同上", "不详", "老地方")),
        ("sum_assured_times_income", "18=15；41=10；61=", {"bands": {18: 15, 41: 10, 61: None}}),
        ("F06", "claims=5；window_days=90", {"claims": 5, "window_days": 90}),
        ("F06", "claims=5", {"claims": 5, "window_days": None}),
        ("medical_exam_limits", {"bands": {0: "300000"}}, {"bands": {0: Decimal(300000)}}),
    ],
)
def test_a_value_typed_in_a_cell_becomes_the_kind_it_replaces(key: str, typed: Any, kept: Any):
    law, findings = LAW.with_overrides([own(key, typed)])
    value = law.value(key, date(2026, 2, 1)).value
    assert findings == []
    assert value == kept and type(value) in {type(kept), type(LAW.value(key, None).value)}


def test_a_name_that_the_table_does_not_have_is_refused():
    law, findings = LAW.with_overrides([own("F06", "cases=5")])
    assert [finding.code for finding in findings] == ["P103"]
    assert law.value("F06", None).value == LAW.value("F06", None).value


def test_a_typed_band_table_works_by_age_over_columns():
    law, _ = LAW.with_overrides([own("sum_assured_times_income", "18=15；41=10；61=")])
    days = np.full(4, np.datetime64("2026-02-01"))
    found = law.banded("sum_assured_times_income", days, np.array([17.0, 40.0, 41.0, 61.0]))
    np.testing.assert_array_equal(found, [np.nan, 15, 10, np.nan])


@dataclass
class Line:
    key: str
    value: str
    effective_from: datetime
    effective_to: None
    source: str
    confirmed_by: str
    confirmed_on: str
    where: Where


def test_a_row_may_be_an_object_and_the_finding_points_to_its_cell():
    where = Where("参数.xlsx", "公司参数", "B7", "参数值")
    line = Line("double_recording_age", "55", datetime(2026, 4, 1), None, "公司制度", "合规乙", "2026-03-01", where)
    law, findings = LAW.with_overrides([line])
    assert findings[0].where == where
    assert law.value("double_recording_age", date(2026, 4, 1)).effective == date(2026, 4, 1)

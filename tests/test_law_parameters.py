"""Parameters by day: the thresholds of the rules, what changed when, and how well each is known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.findings import Status
from core.law import Law, NotInForce
from core.law.basis import weakest

LAW = Law.default()
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        ("suitability_single_premium_times_income", 4, "official"),
        ("suitability_annual_premium_share_of_income", Decimal("0.20"), "official"),
        ("suitability_age_plus_premium_term", 75, "official"),
        ("suitability_premium_share_of_budget", Decimal("1.50"), "official"),
        ("risk_assessment_valid_months", 12, "official"),
        ("double_recording_age", 60, "official"),
        ("double_recording_quality_share", Decimal("0.30"), "official"),
        ("aml_identity_check_amount_cny", Decimal(10000), "secondary"),
        ("large_transaction_cash_cny", Decimal(50000), "secondary"),
        ("large_transaction_corporate_transfer_cny", Decimal(2000000), "secondary"),
        ("health_waiting_period_days_max", 180, "official"),
        ("health_cooling_off_days_min", 15, "official"),
        ("cooling_off_days_other", 15, "unconfirmed"),
        ("id_expiry_reminder_days", 90, "unconfirmed"),
        ("parent_child_age_gap", 16, "unconfirmed"),
        ("marriage_age_male", 22, "official"),
        ("policy_loan_ratio", Decimal("0.80"), "official"),
        ("rate_add_on_ordinary", Decimal("0.02"), "official"),
        ("minimum_value_k_ordinary_individual_endowment", Decimal("0.85"), "official"),
        ("minimum_value_k_ordinary_individual_annuity", Decimal("0.9"), "secondary"),
        ("minimum_value_k_ordinary_group_endowment", Decimal("0.9"), "unconfirmed"),
        ("small_claim_limit", Decimal(3000), "secondary"),
        ("retention_customer_identity_years", 10, "official"),
        ("bank_automatic_underwriting_age", 65, "unconfirmed"),
    ],
)
def test_the_value_of_today_and_how_well_it_is_known(key: str, value: object, status: str):
    known = LAW.value(key, TODAY)
    assert (known.value, known.status) == (value, status)
    assert type(known.value) is type(value)


@pytest.mark.parametrize(
    ("key", "last_day", "before", "after"),
    [
        ("retention_customer_identity_years", date(2024, 12, 31), 5, 10),
        ("pricing_rate_cap_ordinary", date(2024, 8, 31), Decimal("0.030"), Decimal("0.025")),
        ("pricing_rate_cap_ordinary", date(2025, 8, 31), Decimal("0.025"), Decimal("0.020")),
        ("pricing_rate_cap_participating", date(2024, 9, 30), Decimal("0.025"), Decimal("0.020")),
        ("pricing_rate_cap_universal", date(2015, 2, 15), Decimal("0.025"), Decimal("0.035")),
        ("reserve_mortality_set", date(2025, 12, 31), "CL(2010-2013)", "CL(2025)"),
    ],
)
def test_a_change_takes_hold_on_its_first_day_and_not_before(key: str, last_day: date, before: object, after: object):
    assert LAW.value(key, last_day).value == before
    assert LAW.value(key, last_day + timedelta(days=1)).value == after


def test_suitability_has_no_numbers_on_2026_01_31_and_says_so_in_chinese():
    assert LAW.value("suitability_single_premium_times_income", date(2026, 2, 1)).value == 4
    with pytest.raises(NotInForce, match=r"趸交保费.*在2026-01-31没有生效的规定"):
        LAW.value("suitability_single_premium_times_income", date(2026, 1, 31))
    with pytest.raises(KeyError):
        LAW.value("no_such_parameter", TODAY)


def test_without_a_day_the_latest_value_counts_also_where_the_last_row_has_ended():
    assert LAW.value("reserve_mortality_set", None).value == "CL(2025)"
    assert LAW.value("pricing_rate_cap_long_annuity", None).value == Decimal("0.035")


@pytest.mark.parametrize(
    ("key", "steps"),
    [
        ("minor_death_cap", {0: 200000, 9: 200000, 10: 500000, 17: 500000, 18: None}),
        ("id_validity_years", {0: 5, 15: 5, 16: 10, 25: 10, 26: 20, 45: 20, 46: None}),
        ("sum_assured_times_income", {17: None, 18: 20, 35: 20, 36: 15, 45: 15, 46: 10, 55: 10, 56: 8, 90: 8}),
        (
            "death_benefit_ratio",
            {17: None, 18: Decimal("1.6"), 40: Decimal("1.6"), 41: Decimal("1.4"), 61: Decimal("1.2")},
        ),
        ("rate_add_on_participating", {10: Decimal("0.010"), 11: Decimal("0.015")}),
    ],
)
def test_a_band_begins_at_its_own_age_or_term(key: str, steps: dict[int, object]):
    known = LAW.value(key, TODAY)
    assert {age: known.at(age) for age in steps} == steps


def test_the_expense_table_of_an_endowment_paid_over_3_years_is_35_20_20_10_percent():
    table = LAW.value("expense_ordinary_individual", TODAY).value
    assert table["under_10"]["endowment"] == tuple(map(Decimal, ("0.35", "0.20", "0.20", "0.10")))
    assert table["from_20"]["protection"] == tuple(map(Decimal, ("0.85", "0.80", "0.75", "0.10")))
    old = LAW.value("expense_ordinary_individual", date(2019, 12, 31)).value
    assert old["under_10"]["protection"] == tuple(map(Decimal, ("0.60", "0.35", "0.35", "0.25")))


def test_the_eighth_call_back_question_came_with_recording_in_2017():
    assert len(LAW.value("call_back_questions", date(2017, 10, 31)).value) == 7
    assert LAW.value("call_back_questions", date(2017, 11, 1)).value[8].startswith("接受录音录像")


def test_all_28_red_flags_are_there_with_the_status_of_their_weakest_source():
    flags = [key for key in LAW if key[0] in "FS" and key[1:].isdigit()]
    assert len(flags) == 28
    early = {"waiting_plus_days": 30, "accident_days": 30, "contestable_years": 2, "contestable_beside": 1}
    assert LAW.value("F01", TODAY).value == early
    assert LAW.value("S02", TODAY).value["similarity"] == Decimal("0.85")
    statuses = {key: LAW.value(key, TODAY).status for key in ("F01", "F02", "F10", "S01", "S04", "S09", "S11")}
    assert statuses == {
        "F01": "secondary",
        "F02": "unconfirmed",
        "F10": "unconfirmed",
        "S01": "unconfirmed",
        "S04": "unconfirmed",
        "S09": "secondary",
        "S11": "unconfirmed",
    }


def test_tables_can_not_be_changed_by_who_reads_them():
    with pytest.raises(TypeError):
        LAW.value("minor_death_cap", TODAY).value["bands"][0] = Decimal(1)


@pytest.mark.parametrize("key", LAW)
def test_every_parameter_is_titled_in_chinese_cited_and_known_only_as_well_as_its_weakest_source(key: str):
    for row in LAW.timeline(key).rows:
        if row is not None:
            assert row.basis, key
            assert row.status is weakest(source.status for source in row.basis)
            assert row.note or row.status is not Status.UNCONFIRMED or row.value == {}, "say what is open"
    assert any("一" <= letter <= "鿿" for letter in LAW.value(key, None).title)

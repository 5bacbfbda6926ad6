"""F01, F02, F10, F11, F17: the last day that raises a hint, and the first that does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.flags.flag_data import FlagData
from core.flags.look import look_over
from core.law import Law
from core.records.event import PolicyEvent
from tests.flag_tables import ON, START, claim, company, look, office, policy, request, subjects, why_not

ALONE = company(F01={"contestable_beside": 0})
"""The company wants the first two years listed also where nothing else is seen."""


@pytest.mark.parametrize(("days", "raised"), [(0, True), (119, True), (120, True), (121, False)])
def test_F01_illness_up_to_30_days_after_a_waiting_period_of_90_days(days: int, raised: bool) -> None:
    found = subjects(office([policy(1)], [claim(1, days)]), "F01", "等待期后不久")
    assert found == (["L1"] if raised else [])


def test_F01_counts_from_the_last_reinstatement_before_the_event() -> None:
    revived = START + timedelta(days=500)
    late = [claim(1, 620), claim(2, 621)]
    requests = [request(1, "复效", revived), request(2, "复效", revived)]
    assert subjects(office([policy(1), policy(2)], late, requests), "F01", "等待期后不久") == ["L1"]
    after = [request(1, "复效", START + timedelta(days=700))]
    assert subjects(office([policy(1)], [claim(1, 620)], after), "F01", "等待期后不久") == []


def test_F01_reads_a_reinstatement_that_only_the_event_list_knows() -> None:
    event = {
        "event_no": "S1", "policy_no": "P1", "product_code": "CI", "event": "复效", "item": "复效",
        "effective_on": START + timedelta(days=900),
    }  # fmt: skip
    tables = office([policy(1)], [claim(1, 950)], more={PolicyEvent: [event]}, requests=[])
    assert subjects(tables, "F01", "等待期后不久", on=date(2028, 1, 1)) == ["L1"]


@pytest.mark.parametrize(("days", "raised"), [(30, True), (31, False)])
def test_F01_an_accident_within_30_days(days: int, raised: bool) -> None:
    tables = office([policy(1, product_code="AC")], [claim(1, days, cause="意外", benefit="意外医疗")])
    assert subjects(tables, "F01", "意外险生效不久") == (["L1"] if raised else [])
    assert subjects(tables, "F01", "等待期后不久") == []


@pytest.mark.parametrize(("occurred", "raised"), [(date(2027, 1, 9), True), (date(2027, 1, 10), False)])
def test_F01_life_cover_before_the_second_anniversary(occurred: date, raised: bool) -> None:
    tables = office(
        [policy(1, product_code="WL")], [claim(1, occurred_on=occurred, reported_on=occurred, benefit="身故")]
    )
    assert subjects(tables, "F01", "可抗辩期内", ALONE, on=date(2027, 2, 1)) == (["L1"] if raised else [])


def test_F01_judges_the_line_of_the_policy_that_the_benefit_belongs_to() -> None:
    lines = [policy(1, product_code="WL"), policy(1, product_code="ME")]
    assert subjects(office(lines, [claim(1, 400, benefit="医疗")]), "F01", "可抗辩期内", ALONE) == []
    assert subjects(office(lines, [claim(1, 400, benefit="身故")]), "F01", "可抗辩期内", ALONE) == ["L1"]


def test_F01_the_first_two_years_alone_are_counted_and_listed_only_beside_another_hint() -> None:
    late = claim(2, 400, reported_on=START + timedelta(days=500))
    looked = look_over(FlagData(office([policy(1), policy(2)], [claim(1, 400), late]), Law.default(), ON))
    assert [(hit.code, hit.part, hit.subject.key) for hit in looked.hits] == [
        ("F01", "可抗辩期内", "L2"),
        ("F17", "报案迟延", "L2"),
    ]
    assert looked.alone == {"F01 可抗辩期内": 1}


@pytest.mark.parametrize(
    ("visit", "diagnosed", "raised"), [(89, 90, True), (90, 95, False), (89, 89, False), (-1, 100, False)]
)
def test_F02_first_visit_on_the_last_day_of_waiting_and_diagnosis_the_day_after(
    visit: int, diagnosed: int, raised: bool
) -> None:
    dates = {"first_visit_on": START + timedelta(days=visit), "diagnosed_on": START + timedelta(days=diagnosed)}
    assert subjects(office([policy(1)], [claim(1, 100, **dates)]), "F02") == (["L1"] if raised else [])


@pytest.mark.parametrize(("before", "raised"), [(0, True), (90, True), (91, False)])
def test_F10_a_beneficiary_changed_up_to_90_days_before_the_event(before: int, raised: bool) -> None:
    changed = request(1, "受益人变更", START + timedelta(days=400 - before))
    assert subjects(office([policy(1)], [claim(1, 400)], [changed]), "F10", "出险前变更") == (["L1"] if raised else [])


def test_F10_says_that_a_beneficiary_named_after_the_event_has_no_right_to_it() -> None:
    tables = office([policy(1)], [claim(1, 400)], [request(1, "受益人变更", START + timedelta(days=401))])
    (hit,) = look(tables, "F10")
    assert hit.part == "出险后变更"
    assert "出险后1日办理了受益人变更" in hit.sentence
    assert "没有请求权" in hit.sentence


@pytest.mark.parametrize(("before", "raised"), [(180, True), (181, False)])
@pytest.mark.parametrize("item", ["复效", "加保", "保单贷款"])
def test_F11_reinstatement_increase_or_loan_up_to_180_days_before(item: str, before: int, raised: bool) -> None:
    asked = request(1, item, START + timedelta(days=400 - before))
    assert subjects(office([policy(1)], [claim(1, 400)], [asked]), "F11") == (["L1"] if raised else [])


@pytest.mark.parametrize(("delay", "raised"), [(30, False), (31, True)])
def test_F17_a_report_more_than_30_days_late(delay: int, raised: bool) -> None:
    late = claim(1, 400, reported_on=START + timedelta(days=400 + delay))
    assert subjects(office([policy(1)], [late]), "F17", "报案迟延") == (["L1"] if raised else [])


def test_F17_a_night_accident_away_from_home_needs_all_four_circumstances() -> None:
    all_four = claim(1, cause="意外", circumstances="单人、夜间、异地、无目击人")
    three = claim(2, cause="意外", circumstances="单人、夜间、异地")
    illness = claim(3, circumstances="单人、夜间、异地、无目击人")
    tables = office([policy(n) for n in (1, 2, 3)], [all_four, three, illness])
    assert subjects(tables, "F17", "夜间异地单人无目击") == ["L1"]


def test_a_part_whose_column_is_empty_is_not_run_and_says_which_column() -> None:
    tables = office([policy(1)], [claim(1)])
    assert why_not(tables, "F02", "期内就诊期后确诊") == "未执行：缺《理赔台账》的“首诊日”、“确诊日”列。"
    assert why_not(tables, "F10", "出险前变更") == "未执行：缺《保全受理登记表》或《保单事件》的数据。"


def test_what_became_known_after_the_day_of_the_look_does_not_count() -> None:
    tables = office([policy(1)], [claim(1, 100)])
    reported = START + timedelta(days=101)
    assert subjects(tables, "F01", "等待期后不久", on=reported) == ["L1"]
    assert subjects(tables, "F01", "等待期后不久", on=reported - timedelta(days=1)) == []

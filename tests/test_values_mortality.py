"""Mortality tables go by set, Chinese name and sex; a date decides which set may be used."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from core.findings import Basis, Severity, Status
from core.values.mortality import find_mortality, from_columns, held, mortality
from core.values.mortality_sets import Use, may_use, set_for, table_for

OLD, NOW, NEW = "CL(2000-2003)", "CL(2010-2013)", "CL(2025)"


@pytest.mark.parametrize(
    ("set_name", "table", "male", "female"),
    [
        (NOW, "非养老类业务一表", 9.161, 4.414),
        (NOW, "非养老类业务二表", 6.258, 3.088),
        (NOW, "养老类业务表", 4.660, 2.315),
        (NEW, "养老类业务表", 4.194, 1.727),
        (NEW, "非养老类业务一表", 7.952, 3.317),
        (NEW, "非养老类业务二表", 5.276, 2.217),
        (NEW, "单一生命体表", 6.233, 2.592),
    ],
)
def test_deaths_per_thousand_at_60(set_name: str, table: str, male: float, female: float) -> None:
    found = [mortality(set_name, table, sex).q[60] * 1000 for sex in ("男", "女")]
    assert found == pytest.approx([male, female], abs=1e-9)


def test_eighteen_tables_are_held_and_the_complete_ones_end_with_certain_death_at_105() -> None:
    assert len(held()) == 18
    for name in held():
        table = mortality(*name)
        assert table.last_age == 105
        if name[0] != OLD:
            assert not np.isnan(table.q).any()
            assert table.q[105] == 1.0


def test_an_age_that_is_not_held_is_named_and_never_extrapolated() -> None:
    rates, findings = mortality(OLD, "非养老类业务表", "男").rates(50, 20)
    assert rates is None
    assert [finding.code for finding in findings] == ["mortality-gap"]
    assert "60-69岁" in findings[0].message
    assert mortality(OLD, "养老类业务表", "女").rates(20, 1)[0] is None


def test_rates_of_the_held_ages_are_given_by_policy_year() -> None:
    rates, findings = mortality(OLD, "非养老类业务表", "男").rates(58, 2)
    assert findings == ()
    assert rates is not None
    assert rates.tolist() == [0.007260, 0.008229]


def test_cover_beyond_the_last_age_is_a_gap() -> None:
    rates, findings = mortality(NOW, "养老类业务表", "女").rates(100, 8)
    assert rates is None
    assert "106-107岁" in findings[0].message


def test_the_partial_set_is_secondary_and_the_complete_ones_are_official() -> None:
    assert mortality(OLD, "非养老类业务表", "男").source.status is Status.SECONDARY
    assert mortality(NEW, "非养老类业务一表", "男").source.status is Status.OFFICIAL


def test_rates_cannot_be_changed_by_accident() -> None:
    with pytest.raises(ValueError, match="read-only"):
        mortality(NOW, "养老类业务表", "男").q[0] = 0.5


def test_a_factor_multiplies_every_rate_but_the_certain_death_at_the_end() -> None:
    table = mortality(NOW, "非养老类业务二表", "男").scaled(0.8)
    assert table.q[60] == pytest.approx(0.0050064)
    assert table.q[105] == 1.0
    assert str(table) == "CL(2010-2013) 非养老类业务二表 男 ×0.8"
    assert table.scaled(500.0).q.max() == 1.0


def test_a_bare_number_is_refused_with_its_three_meanings() -> None:
    for typed in ("CL3", "cl3", "CL(2010-2013) CL3 男"):
        table, findings = find_mortality(typed)
        assert table is None
        assert findings[0].code == "mortality-bare-number"
    assert "CL(2000-2003)中是养老类业务表 男" in findings[0].message
    assert "CL(2010-2013)中是非养老类业务二表 男" in findings[0].message
    assert "CL(2025)中是非养老类业务二表 男/女" in findings[0].message


def test_a_full_name_is_found_with_any_dash_and_bracket() -> None:
    table, findings = find_mortality("CL（2010–2013） 非养老类业务二表 女")
    assert findings == ()
    assert table is mortality(NOW, "非养老类业务二表", "女")


@pytest.mark.parametrize("typed", ["", "第五套", "CL(2025) 非养老类业务三表 男", "CL(2025) 养老类业务表 中"])
def test_an_unknown_name_is_a_finding(typed: str) -> None:
    assert find_mortality(typed)[1][0].code == "mortality-unknown"


def test_any_other_table_comes_from_two_columns_in_any_order() -> None:
    table, findings = from_columns("自有表", "女", [32, 30, 33], [0.2, 0.1, 1.0], Basis("产品报备材料"))
    assert findings == ()
    assert table is not None
    assert table.rates(32, 2)[0].tolist() == [0.2, 1.0]  # type: ignore[union-attr]
    assert "31岁" in table.rates(30, 3)[1][0].message


@pytest.mark.parametrize(
    ("ages", "rates", "said"),
    [
        ([30, 30], [0.1, 0.2], "年龄列"),
        ([30.5], [0.1], "年龄列"),
        ([-1], [0.1], "年龄列"),
        ([], [], "年龄列"),
        ([30, 31, 32], [0.1, 9.161, 0.2], "31岁的死亡率"),
        ([30], [-0.1], "30岁的死亡率"),
    ],
)
def test_columns_that_are_no_table_are_findings(ages: list[float], rates: list[float], said: str) -> None:
    table, findings = from_columns("自有表", "男", ages, rates, Basis("产品报备材料"))
    assert table is None
    assert said in findings[0].message


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2017, 1, 1), NOW), (date(2025, 12, 31), NOW), (date(2026, 1, 1), NEW), (date(2030, 6, 30), NEW)],
)
def test_the_reserve_set_follows_from_the_valuation_day(on: date, expected: str) -> None:
    assert set_for(Use.RESERVE, on) == (expected, ())


def test_before_2017_no_reserve_set_is_held() -> None:
    name, findings = set_for(Use.RESERVE, date(2016, 12, 31))
    assert name is None
    assert [finding.code for finding in findings] == ["mortality-set-none"]


def test_the_reserve_set_is_mandatory() -> None:
    old, new = (mortality(name, "非养老类业务一表", "男") for name in (NOW, NEW))
    assert may_use(new, Use.RESERVE, date(2026, 1, 1)) == ()
    assert may_use(old, Use.RESERVE, date(2026, 1, 1))[0].code == "mortality-set-wrong"
    assert may_use(new, Use.RESERVE, date(2025, 12, 31))[0].code == "mortality-set-wrong"


def test_a_table_printed_before_2026_is_never_recomputed_with_the_2025_set() -> None:
    new = mortality(NEW, "非养老类业务二表", "男")
    findings = may_use(new, Use.PRODUCT, date(2025, 12, 31))
    assert [finding.code for finding in findings] == ["mortality-set-too-new"]
    assert findings[0].severity is Severity.REFUSED
    assert "21号" in str(findings[0].basis[0])
    assert may_use(new, Use.PRODUCT, date(2026, 1, 1)) == ()


def test_a_product_may_be_priced_on_an_older_set_or_on_its_own_table() -> None:
    own, _ = from_columns("自有表", "男", [30], [0.1], Basis("产品报备材料"))
    assert own is not None
    assert may_use(mortality(OLD, "非养老类业务表", "男"), Use.PRODUCT, date(2016, 6, 1)) == ()
    assert may_use(own, Use.PRODUCT, date(2020, 1, 1)) == ()
    assert may_use(own, Use.RESERVE, date(2020, 1, 1))[0].code == "mortality-set-wrong"


def test_the_reserve_table_of_a_whole_life_product_changed_with_the_2025_set() -> None:
    old, new = date(2025, 12, 31), date(2026, 1, 1)
    assert table_for("终身寿险（其他）", old) == "非养老类业务一表"
    assert table_for("终身寿险（其他）", new) == "非养老类业务二表"
    assert table_for("终身寿险（身故保障为主）", new) == "非养老类业务一表"
    assert table_for("两全保险（生存给付为主）", new) == "养老类业务表"
    assert table_for("定期寿险", date(2016, 12, 31)) is None

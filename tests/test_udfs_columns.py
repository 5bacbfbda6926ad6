"""Whole columns: the same as cell by cell, blanks stay blank, a bad row speaks for itself, nothing ever raises."""

from __future__ import annotations

from datetime import date

import pytest

from udfs.registry import formulas

F = formulas()
DIRTY_DAYS = ["1988-05-06", "1988年5月6日", "19880506", 32269.0, date(1988, 5, 6), "1988/5/6 00:00", "１９８８－５－６"]
IDS = ["110101198805060013", "11010119880506001３", " 110101198805060021 ", "110101198805060014", "", "垃圾", None]
# name → the cells of one argument; the others are single cells.
COLUMNS = {
    "NQ_ID_CHECK": (IDS, ()),
    "NQ_ID_BIRTHDATE": (IDS, ()),
    "NQ_ID_SEX": (IDS, ()),
    "NQ_MASK": (["张小明", "", "13800138000"], ("姓名",)),
    "NQ_AGE": ([*DIRTY_DAYS, "", "05/03/2025", "2030-01-01", 5000.0], ("2026-11-01",)),
    "NQ_POLICY_YEAR": ([*DIRTY_DAYS, "2027-01-01"], ("2026-11-01",)),
    "NQ_ANNIVERSARY": ([*DIRTY_DAYS, None], (3,)),
    "NQ_GRACE_END": (["2026-10-11", "", "2015-01-01", "2026-02-30"], ()),
    "NQ_COOLING_OFF_END": (["2026-10-15", ""], (15, "签收次日")),
    "NQ_WORKDAYS": (["2026-09-28", "", "2026-10-01"], ("2026-10-08",)),
    "NQ_WORKDAY_AFTER": (["2026-09-29", ""], (3,)),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_the_same_as_cell_by_cell(name: str) -> None:
    cells, others = COLUMNS[name]
    one_by_one = [[F[name](cell, *others)] for cell in cells]
    assert F[name]([[cell] for cell in cells], *others) == one_by_one
    assert F[name](tuple((cell,) for cell in cells), *([[other]] for other in others)) == one_by_one


def test_days_in_any_dirty_form_give_the_same_age() -> None:
    assert F["NQ_AGE"]([[day] for day in DIRTY_DAYS], "2026-11-01") == [[38.0]] * len(DIRTY_DAYS)


def test_blank_stays_blank_and_a_bad_row_says_why() -> None:
    result = F["NQ_AGE"]([["1988-05-06"], [""], ["05/03/2025"], ["2030-01-01"]], "2026-11-01")
    assert result == [[38.0], [""], ["错误：出生日期日期有两种读法，不能推定"], ["错误：出生日期晚于计算日期"]]


def test_two_columns_go_row_by_row_and_a_row_stays_a_row() -> None:
    ages = F["NQ_AGE"]([["1988-05-06", "2000-01-01"]], [["2026-11-01", "2001-01-01"]])
    assert ages == [[38.0, 1.0]]


def test_ranges_of_different_shape_are_refused_in_words() -> None:
    assert F["NQ_AGE"]([["1988-05-06"]] * 2, [["2026-11-01"]] * 3) == "错误：各区域的行数、列数必须相同"


def test_a_reference_to_a_whole_sheet_column_ends_with_its_last_filled_row() -> None:
    column = [["1988-05-06"], [""], ["2000-01-01"], *[[""]] * 70_000]
    assert F["NQ_AGE"](column, "2026-11-01") == [[38.0], [""], [26.0]]


def test_an_optional_argument_may_be_a_column_with_blanks() -> None:
    ends = F["NQ_GRACE_END"]([["2026-10-11"]] * 3, [[""], ["90"], ["三十天左右"]])
    assert ends[:2] == [[date(2026, 12, 10)], [date(2027, 1, 9)]]
    assert ends[2] == ["错误：宽限期天数不能识别为数字"]
    sexes = F["NQ_ID_SEX"]([["110101198805060013"]] * 2, [[""], ["护照"]])
    assert sexes == [["男"], ["错误：护照的号码不含出生日期和性别"]]


def test_wrong_use_is_answered_in_the_cell() -> None:
    assert F["NQ_AGE"]("1988-05-06") == "错误：缺少参数“计算日期”"
    assert F["NQ_AGE"]("1988-05-06", "2026-11-01", 1) == "错误：参数太多，NQ_AGE最多2个"
    assert F["NQ_GRACE_END"]("2026-10-11", None, "明天") == "错误：起算只能填：应交次日、应交日"
    assert F["NQ_ID_CHECK"](1.1010519491231e17) == "错误：证件号码编号存成了数字，第15位以后精度丢失，不可恢复"
    assert F["NQ_ANNIVERSARY"]("2025-03-01", 1e9).startswith("错误：")


def test_no_cell_of_any_kind_makes_a_formula_raise() -> None:
    strange = [None, "", True, -1.0, 1e300, float("nan"), "＃", "=1", [], [[]], [["x", None], [1.0]], object()]
    for name, formula in F.items():
        for cell in strange:
            result = formula(*[cell] * len(formula.arguments))
            assert result is not None, (name, cell)

"""Amounts: half up, once, to the fen; and in Chinese capitals."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import capital, exceeds, from_capital, from_fen, reaches, round_column, round_half_up, to_fen, yuan


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("2.675", "2.68"),
        (2.675, "2.68"),
        ("0.125", "0.13"),
        ("-0.005", "-0.01"),
        ("1.2349999", "1.23"),
        (7, "7.00"),
        (Decimal("1E+3"), "1000.00"),
    ],
)
def test_half_a_fen_goes_up_and_away_from_zero(amount, rounded):
    assert str(yuan(amount)) == rounded


def test_a_tiny_debt_rounds_to_a_zero_without_sign():
    assert str(yuan("-0.001")) == "0.00"


def test_other_places():
    assert round_half_up("0.00425", 4) == Decimal("0.0043")
    assert round_half_up("12345", -2) == Decimal("12300")


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), Decimal("NaN"), "五万", ""])
def test_what_is_no_amount_is_refused(amount):
    with pytest.raises(ValueError, match="不是金额"):
        yuan(amount)


def test_a_column_keeps_blanks_and_signs():
    rounded = round_column(np.array([1.004, -1.006, np.nan, 0.0, -0.001]))
    assert rounded.tolist()[:2] == [1.0, -1.01]
    assert np.isnan(rounded[2])
    assert np.signbit(rounded).tolist() == [False, True, False, False, False]


def test_a_doubtful_row_is_computed_again_in_decimal():
    # 1.15 × 1.5 is 1.725 exactly, and 1.7249999999999999 in binary floats: one fen apart.
    product = np.array([1.15 * 1.5, 3.0])
    asked = []

    def exact(row: int) -> Decimal:
        asked.append(row)
        return Decimal("1.15") * Decimal("1.5")

    assert product[0] < 1.725
    assert round_column(product, exact).tolist() == [1.73, 3.0]
    assert asked == [0]


def test_noise_below_a_millionth_of_a_yuan_is_doubtful_and_more_is_not():
    near, far = 10.005 - 9e-7, 10.005 - 1.1e-6
    assert round_column(np.array([near, far]), lambda row: Decimal("10.005")).tolist() == [10.01, 10.0]


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=5))
def test_a_column_agrees_with_decimal_at_a_tenth_of_a_fen(mills):
    exact = [Decimal(mill).scaleb(-3) for mill in mills]
    column = np.array([float(amount) for amount in exact])
    assert round_column(column, exact.__getitem__).tolist() == [float(yuan(amount)) for amount in exact]


@given(st.lists(st.integers(-(10**13), 10**13), max_size=5))
def test_fen_and_yuan_go_back_and_forth(fen):
    column = from_fen(np.array(fen, dtype=np.int64))
    assert to_fen(column).tolist() == fen


def test_a_blank_has_no_fen():
    with pytest.raises(ValueError, match="blank rows"):
        to_fen(np.array([1.0, np.nan]))


def test_comparisons_see_a_fen_and_no_float_noise():
    total = np.array([0.1 + 0.2, 0.31, 0.29, np.nan])
    assert total[0] > 0.3
    assert exceeds(total, 0.3).tolist() == [False, True, False, False]
    assert reaches(total, 0.3).tolist() == [True, True, False, False]
    assert reaches(0.3, total).tolist() == [True, False, True, False]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("50000", "人民币伍万元整"),
        ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("10", "人民币壹拾元整"),
        ("100500", "人民币壹拾万零伍佰元整"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("10000001", "人民币壹仟万零壹元整"),
        ("10010000", "人民币壹仟零壹万元整"),
        ("105000000", "人民币壹亿零伍佰万元整"),
        ("100001000", "人民币壹亿零壹仟元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("0", "人民币零元整"),
        ("-30.2", "人民币负叁拾元贰角整"),
        ("0.995", "人民币壹元整"),
    ],
)
def test_capitals(amount, words):
    assert capital(Decimal(amount)) == words
    assert from_capital(words) == yuan(amount)


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_capitals_read_back_as_the_same_amount(fen):
    amount = Decimal(fen).scaleb(-2)
    words = capital(amount)
    assert from_capital(words) == amount
    assert "零零" not in words
    assert not any(f"零{unit}" in words for unit in "拾佰仟万亿")


def test_an_amount_of_ten_thousand_trillion_has_no_capitals():
    with pytest.raises(ValueError, match="金额过大"):
        capital(10**16)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("伍万圆整", "50000"),
        ("人民币 伍万元正", "50000"),
        ("五万", "50000"),
        ("两千零五十元", "2050"),
        ("一百〇五元三角", "105.3"),
        ("拾伍元整", "15"),
        ("人民币：壹亿贰仟万元整", "120000000"),
        ("零万伍仟零佰零拾零元零角零分", "5000"),
        ("壹佰零拾伍元整", "105"),
        ("一千零十五元", "1015"),
        ("¥叁元零贰分", "3.02"),
    ],
)
def test_other_ways_to_write_capitals(words, amount):
    assert from_capital(words) == Decimal(amount)


@pytest.mark.parametrize(
    "words", ["", "整", "元整", "50000", "伍万元整元", "五五元", "伍角叁元", "仟元整", "万伍元", "伍万万伍亿"]
)
def test_what_is_no_amount_in_capitals_is_refused(words):
    with pytest.raises(ValueError, match="大写金额"):
        from_capital(words)


@pytest.mark.parametrize("words", ["三万五", "三百五元", "壹仟伍元", "叁万伍佰元整", "壹亿伍佰万元整"])
def test_an_amount_that_skips_a_place_without_its_zero_is_refused(words):
    with pytest.raises(ValueError, match="歧义"):
        from_capital(words)

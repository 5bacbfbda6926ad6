"""A column check is its scalar twin, row by row."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.identifiers import Invalid, bank_account, columns, credit_code, mobile, resident_id
from tests.test_identifiers_contact import with_luhn
from tests.test_identifiers_documents import SIGNS, with_credit_check
from tests.test_identifiers_resident_id import with_check

digits = st.text("0123456789")
resident_ids = st.builds(
    lambda area, year, month, day, order: with_check(f"{area}{year:04}{month:02}{day:02}{order:03}"),
    st.sampled_from(["110101", "440305", "830000", "911124"]),
    st.integers(0, 2100),
    st.integers(0, 13),
    st.integers(0, 32),
    st.integers(0, 999),
)
mobiles = st.from_regex(r"(\+86|0086|86)?1[0-9]{10}", fullmatch=True)
cards = st.text("0123456789", min_size=11, max_size=19).map(with_luhn)
credit_codes = st.text(SIGNS, min_size=17, max_size=17).map(with_credit_check)


@st.composite
def corrupted(draw, numbers):
    """A number as it stands, or with one sign replaced, dropped or put in."""
    text = draw(numbers)
    at = draw(st.integers(0, len(text)))
    return draw(
        st.sampled_from(
            [
                text,
                text.lower(),
                text[:at] + draw(st.sampled_from("0X１ｘ -\t\0\u200b甲")) + text[at:],
                text[:at] + draw(st.sampled_from("05X I")) + text[at + 1 :],
                text[:at] + text[at + 1 :],
                f"'{text} ",
            ]
        )
    )


def column(texts: list[str]) -> np.ndarray:
    return np.array(texts, dtype=object)


def or_else(verb, text, blank):
    try:
        return verb(text)
    except Invalid:
        return blank


def typed(numbers):
    return st.lists(st.one_of(corrupted(numbers), st.text(max_size=25), digits), min_size=1, max_size=8)


@given(typed(resident_ids))
def test_resident_numbers(texts):
    checks = columns.resident_check_digit_ok(column(texts))
    assert checks.tolist() == [resident_id.check_digit_ok(text) for text in texts]
    births = columns.resident_birth_dates(column(texts))
    assert births.dtype == "datetime64[D]"
    assert births.tolist() == [or_else(resident_id.birth_date, text, None) for text in texts]
    assert columns.resident_sexes(column(texts)).tolist() == [or_else(resident_id.sex, text, "") for text in texts]


@given(typed(mobiles))
def test_mobiles(texts):
    assert columns.mobile_ok(column(texts)).tolist() == [mobile.is_valid(text) for text in texts]


@given(typed(cards))
def test_luhn(texts):
    assert columns.luhn_ok(column(texts)).tolist() == [bank_account.is_luhn(text) for text in texts]


@given(typed(credit_codes))
def test_credit_codes(texts):
    assert columns.credit_code_ok(column(texts)).tolist() == [credit_code.is_valid(text) for text in texts]


def test_a_valid_column_is_valid_so_that_the_twins_do_not_only_agree_on_refusals():
    woman = with_check("44030520120229002")
    assert columns.resident_check_digit_ok(column([woman, "", woman[:-1]])).tolist() == [True, False, False]
    assert columns.resident_birth_dates(column([woman])) == np.array(["2012-02-29"], "datetime64[D]")
    assert columns.resident_sexes(column([woman, ""])).tolist() == ["女", ""]
    assert columns.mobile_ok(column(["13800138000", "+86 19200000000", "12300000000"])).tolist() == [True, True, False]
    assert columns.luhn_ok(column([with_luhn("6217000000123456")])).all()
    assert columns.credit_code_ok(column([with_credit_check("9144030000000A1B2")])).all()


def test_a_null_character_inside_a_card_number_is_only_dressing():
    card = with_luhn("6217000000123456")
    assert columns.luhn_ok(column([card[:5] + "\0" + card[5:]])).all()


def test_an_empty_column_gives_an_empty_answer():
    nothing = column([])
    assert columns.resident_check_digit_ok(nothing).shape == (0,)
    assert columns.resident_birth_dates(nothing).shape == (0,)
    assert columns.luhn_ok(nothing).shape == (0,)

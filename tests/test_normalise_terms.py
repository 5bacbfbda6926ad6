"""Terms and validity: one way of writing, and their length."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.normalise.parsed import Heading
from core.normalise.terms import parse_term, term_years, years_of
from core.normalise.validity import FOREVER, validity_ends, validity_starts


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("10年", "10年"), (10.0, "10年"), ("10", "10年"), ("10年交", "10年"), ("交10年", "10年"), ("十年", "10年"),
        ("12个月", "1年"), ("6个月", "6个月"), ("30天", "30天"), ("30日", "30天"), ("至80周岁", "至80周岁"),
        ("保至80岁", "至80周岁"), ("80岁", "至80周岁"), ("终身", "终身"), ("保终生", "终身"), ("趸缴", "趸交"),
        ("一次交清", "趸交"), ("", ""),
    ],
)  # fmt: skip
def test_a_term_has_one_way_of_writing(typed, canonical):
    assert parse_term(typed, Heading()) == (canonical, ())


@pytest.mark.parametrize("typed", ["80", 105.0, "0", "若干年", "长"])
def test_a_term_that_could_be_an_age_or_is_none_is_asked_about(typed):
    value, notes = parse_term(typed, Heading())
    assert (value, [note.code for note in notes]) == ("", ["D28"])


def test_the_length_of_a_term_depends_on_age_only_where_it_ends_at_one():
    assert [years_of(term, 30) for term in ("10年", "至80周岁", "6个月", "趸交", "")] == [10, 50, 0.5, 1, None]
    assert years_of("73天", 30) == 0.2
    assert years_of("终身", 30) == math.inf


def test_terms_in_columns_equal_terms_one_by_one():
    terms = np.array(["10年", "至80周岁", "至80周岁", "终身", "趸交", "", "30天"], dtype=object)
    ages = np.array([30, 30, np.nan, 1, 2, 3, 4.0])
    one_by_one = [
        math.nan if (years := years_of(term, age)) is None else years for term, age in zip(terms, ages, strict=True)
    ]
    np.testing.assert_array_equal(term_years(terms, ages), one_by_one)


def test_the_two_ends_of_a_validity():
    column = np.array(["2035-06-01", "长期", "2010-01-01至2030-01-01", "2010-01-01至长期", ""], dtype=object)
    ends = np.array(["2035-06-01", FOREVER, "2030-01-01", FOREVER, "NaT"], dtype="datetime64[D]")
    starts = np.array(["NaT", "NaT", "2010-01-01", "2010-01-01", "NaT"], dtype="datetime64[D]")
    np.testing.assert_array_equal(validity_ends(column), ends)
    np.testing.assert_array_equal(validity_starts(column), starts)

"""保险期间 and 交费期 as years: 10年 → 10, 至60周岁 → 60 less the age, 终身 → infinite, 趸交 → 0."""

from __future__ import annotations

import re

import numpy as np

from core.normalise.terms import SINGLE, WHOLE_LIFE
from core.table import Array

_TO_AGE = re.compile(r"至(\d+)周岁")
_SPAN = re.compile(r"(\d+)(年|个月|天)")
_PER_YEAR = {"年": 1.0, "个月": 12.0, "天": 365.0}


def years_of(terms: Array, ages: Array) -> Array:
    """The length of each term in years, shape (n,); NaN for a blank term and for 至…周岁 of an unknown age."""
    distinct, place = np.unique(terms.astype(str), return_inverse=True)
    spans = np.array([_span(term) for term in distinct], dtype=np.float64)
    until = np.array([_until_age(term) for term in distinct], dtype=np.float64)
    result: Array = np.where(np.isnan(until[place]), spans[place], until[place] - ages)
    return result


def _span(term: str) -> float:
    if term == WHOLE_LIFE:
        return np.inf
    if term == SINGLE:
        return 0.0
    match = _SPAN.fullmatch(term)
    return int(match[1]) / _PER_YEAR[match[2]] if match else np.nan


def _until_age(term: str) -> float:
    match = _TO_AGE.fullmatch(term)
    return float(match[1]) if match else np.nan

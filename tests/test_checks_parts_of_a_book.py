"""A workbook need not hold every sheet: no rule falls over, and what is missing is said once."""

from __future__ import annotations

from itertools import combinations

import pytest

from core.checks.engine import run_checks
from tests.checking import APPLICATION, context

SHEETS = [record.sheet for record in APPLICATION]


@pytest.mark.parametrize("kept", [*combinations(SHEETS, 1), *combinations(SHEETS, 2)], ids="+".join)
def test_any_one_or_two_sheets_of_a_good_application_can_be_checked(kept: tuple[str, ...]) -> None:
    whole = context("", without=[sheet for sheet in SHEETS if sheet not in kept])
    runs, findings = run_checks(whole)
    assert all(run.ran for run in runs)
    assert len(findings) <= 12


def test_an_application_form_alone_is_told_its_missing_parts_in_one_finding() -> None:
    whole = context("", without=[sheet for sheet in SHEETS if sheet != "投保单"])
    _, findings = run_checks(whole)
    assert [finding.code for finding in findings if finding.where.sheet == "投保单"].count("A101") == 1

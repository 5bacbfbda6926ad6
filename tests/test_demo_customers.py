"""What the invented month plants in its customer service is found: late, extended, repeated, a crowd, a review."""

from __future__ import annotations

import numpy as np
import pytest

from core.days.working_days import Calendar
from core.demo.month import make_month
from core.law import Law
from core.service.complaint_groups import crowds, earlier_complaints
from core.service.complaints import Complaints, complaints
from core.service.inquiries import inquiries
from core.table import Tables
from core.workbook.read import read_workbooks

ON = np.datetime64("2026-10-31")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    month = make_month(tmp_path_factory.mktemp("month"), policies=300)
    return read_workbooks([*month.paths["客户服务"]]).tables


@pytest.fixture(scope="module")
def given(tables: Tables) -> Complaints:
    return complaints(tables, Law.default(), Calendar(), ON)


def test_one_complaint_is_overdue_and_two_were_answered_late(given: Complaints) -> None:
    assert (int(given.overdue.sum()), int((given.late & ~given.open).sum())) == (1, 2)


def test_of_two_extensions_one_counts(given: Complaints) -> None:
    asked = ~np.isnat(given.day("extension_approved_on"))
    assert (int(asked.sum()), int(given.extended.sum())) == (2, 1)


def test_somebody_comes_again_five_people_come_about_one_seller_and_a_review_is_open(given: Complaints) -> None:
    assert int((earlier_complaints(given, 365) > 0).sum()) >= 1
    assert [crowd.people for crowd in crowds(given, 5, 30)] == [5]
    assert int(given.reviewing.sum()) == 1


def test_a_question_waits_too_long(tables: Tables) -> None:
    asked = inquiries(tables, Law.default(), Calendar(), ON)
    assert (int(asked.open.sum()), int((asked.open & asked.late).sum())) == (2, 1)

"""保单号 and 投保单号 belong together: two forms for one contract are refused, what may be right is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest

from core.events.application_numbers import check_application_numbers
from core.ledger.changes import apply_plan
from core.ledger.plan import make_plan
from core.ledger.schema import empty_ledger
from core.records.policy import Policy
from core.table import Tables
from tests.tables import table

HEAD = "| 保单号 | 投保单号 | 险种代码 | 主附险 |\n"
FIRST = "| P1 | T1 | WL | 主险 |\n"
ON = date(2026, 10, 31)


@pytest.fixture
def ledger() -> Iterator[sqlite3.Connection]:
    connection = empty_ledger()
    yield connection
    connection.close()


def synced(ledger: sqlite3.Connection, rows: str) -> list[tuple[str, str]]:
    """Sync some policy lines; the severities and cells of the findings."""
    plan = make_plan(ledger, Tables([table(Policy, HEAD + rows, cutoff=ON)]), {}, ON)
    check_application_numbers(ledger, plan)
    apply_plan(ledger, plan)
    return [(finding.severity.value, finding.where.cell) for finding in plan.findings if finding.code == "L08"]


def forms(ledger: sqlite3.Connection) -> list[tuple[str, str, str]]:
    query = "SELECT policy_no, application_no, product_code FROM policies ORDER BY 1, 2, 3"
    return ledger.execute(query).fetchall()


def test_one_form_for_all_lines_of_a_policy_says_nothing(ledger: sqlite3.Connection) -> None:
    assert synced(ledger, FIRST + "| P1 | T1 | RD | 附加险 |\n| P2 | T2 | WL | 主险 |\n| P3 | | WL | 主险 |") == []


def test_a_second_main_cover_with_another_form_is_refused(ledger: sqlite3.Connection) -> None:
    assert synced(ledger, FIRST) == []
    assert synced(ledger, "| P1 | T2 | EN | 主险 |") == [("拒收", "B2")]
    assert forms(ledger) == [("P1", "T1", "WL")]


def test_two_forms_for_one_policy_in_one_sheet_are_both_refused(ledger: sqlite3.Connection) -> None:
    assert synced(ledger, FIRST + "| P1 | T2 | EN | 主险 |") == [("拒收", "B2"), ("拒收", "B3")]
    assert forms(ledger) == []


def test_a_form_number_that_was_wrong_can_be_put_right(ledger: sqlite3.Connection) -> None:
    synced(ledger, FIRST)
    assert synced(ledger, FIRST.replace("T1", "T9")) == []
    assert forms(ledger) == [("P1", "T9", "WL")]


def test_a_rider_with_a_form_of_its_own_is_shown_and_written(ledger: sqlite3.Connection) -> None:
    synced(ledger, FIRST)
    assert synced(ledger, "| P1 | T2 | RD | 附加险 |") == [("转核", "B2")]
    assert len(forms(ledger)) == 2


def test_covers_of_which_nobody_said_that_they_are_main_are_shown_and_written(ledger: sqlite3.Connection) -> None:
    unsaid = FIRST.replace("主险", "") + "| P1 | T2 | RD | |"
    assert synced(ledger, unsaid) == [("转核", "B2"), ("转核", "B3")]
    assert len(forms(ledger)) == 2


def test_a_second_policy_from_one_form_is_shown(ledger: sqlite3.Connection) -> None:
    synced(ledger, FIRST)
    assert synced(ledger, FIRST.replace("P1", "P2")) == [("转核", "B2")]
    assert [row[0] for row in forms(ledger)] == ["P1", "P2"]


def test_of_a_group_of_policies_from_one_form_the_first_are_named(ledger: sqlite3.Connection) -> None:
    rows = "".join(FIRST.replace("P1", f"P{number}") for number in range(1, 7))
    plan = make_plan(ledger, Tables([table(Policy, HEAD + rows, cutoff=ON)]), {}, ON)
    check_application_numbers(ledger, plan)
    messages = [finding.message for finding in plan.findings]
    assert (messages[0], messages[5]) == ("投保单T1另有保单P2、P3、P4等 5 张。", "投保单T1另有保单P1、P2、P3等 5 张。")

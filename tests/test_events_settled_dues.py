"""应收 that finance listed, then 实收 with its 流水号: one due, which is not asked for and not paid out once more."""

from __future__ import annotations

import pytest

from core.ledger.current import load_tables
from core.ledger.undo import undo
from core.payments.payable import SOURCES, payables
from tests.events_book import Office, policies

HEAD = "| 保单号 | 险种代码 | 业务类型 | 期次 | 应交日 | 应交保费 | 实收日 | 实收 | 流水号 |"
TO_COME = f"{HEAD}\n| P1 | WL | 续期 | 3 | 2026-03-01 | 1000 | | | |"
TO_GIVE = f"{HEAD}\n| P1 | WL | 退费 | 1 | 2026-03-05 | -500 | | | |"
CAME = f"{HEAD}\n| P1 | WL | 续期 | 3 | 2026-03-01 | {{due}} | 2026-03-10 | {{came}} | LS1 |"
GIVEN = f"{HEAD}\n| P1 | WL | 退费 | 1 | 2026-03-05 | -500 | 2026-03-10 | -500 | LS1 |"
ROWS = "due, received, bank_serial"


def opened(office: Office, receipts: str) -> None:
    office.sync("2026-03-02", policies=policies(), receipts=receipts)


def test_the_money_of_an_open_due_settles_it_and_undo_opens_it_again(office: Office) -> None:
    opened(office, TO_COME)
    before = office.view()
    plan, changes = office.sync("2026-03-11", receipts=CAME.format(due=1000, came=1000))
    assert office.rows("premium_receipts", ROWS) == [(100000, 100000, "LS1")]
    assert plan.says == ["保费收入：1 笔原列为未收付的，由本次的实收实付结清"]
    undo(office.ledger, changes[-1].id, "导错")
    assert office.view() == before


def test_an_old_sheet_does_not_open_what_finance_settled(office: Office) -> None:
    opened(office, TO_COME)
    office.sync("2026-03-11", receipts=CAME.format(due=1000, came=1000))
    plan, written = office.sync("2026-03-12", receipts=TO_COME)
    assert ([each.code for each in plan.findings], written) == (["L06"], [])


def test_a_refund_that_finance_paid_is_not_owed_a_second_time(office: Office) -> None:
    opened(office, TO_GIVE)
    office.sync("2026-03-11", receipts=GIVEN)
    owed = payables(load_tables(office.ledger, SOURCES))
    assert [(one.number, str(one.paid_on)) for one in owed] == [("FKTFP1-LS1", "2026-03-10")]


@pytest.mark.parametrize(("due", "came"), [(1000, 600), (600, 600)], ids=["short", "a part of it"])
def test_a_part_of_the_money_settles_nothing(office: Office, due: int, came: int) -> None:
    opened(office, TO_COME)
    office.sync("2026-03-11", receipts=CAME.format(due=due, came=came))
    assert (100000, None, None) in office.rows("premium_receipts", ROWS)


def test_an_open_row_that_the_sheet_lists_again_is_the_other_half(office: Office) -> None:
    half = TO_COME.replace("1000", "500")
    opened(office, half)
    office.sync("2026-03-11", receipts=half + CAME.format(due=500, came=500).removeprefix(HEAD))
    assert office.rows("premium_receipts", ROWS) == [(50000, None, None), (50000, 50000, "LS1")]


@pytest.mark.parametrize("other", ["| 4 | 2026-03-01 |", "| 3 | 2026-04-01 |"], ids=["instalment", "day"])
def test_the_money_of_another_due_settles_nothing(office: Office, other: str) -> None:
    opened(office, TO_COME)
    office.sync("2026-03-11", receipts=CAME.format(due=1000, came=1000).replace("| 3 | 2026-03-01 |", other))
    assert len(office.rows("premium_receipts", ROWS)) == 2

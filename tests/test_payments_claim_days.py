"""A case that 付款清单 paid is paid: its clock stands still, until the money comes back; one last day to pay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from core.ledger.schema import open_ledger
from core.measures.claims_month import register_of
from core.measures.month_data import MonthData
from core.records.claim import Claim
from core.reports.month_report import write_month_report
from tests import payments as office
from tests.payments import CLERK, ON, OTHER, codes, orders, sync

LP1 = "FKLP1"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """LP1 is granted and signed off, 3,000.50 yuan left the bank on 2026-10-30; its register has no 支付日."""
    connection = open_ledger(tmp_path / "台账.sqlite")
    office.everything(connection)
    office.signed(connection)
    office.debit(connection, "LS2", "-3000.50", OTHER)
    yield connection
    connection.close()


def paid_on(ledger: sqlite3.Connection) -> dict[str, date | None]:
    claims = MonthData.load(ledger, "2026-10").facts.table(Claim)
    return dict(zip(claims["claim_no"].tolist(), claims["paid_on"].tolist(), strict=True))


def running(ledger: sqlite3.Connection) -> list[str]:
    """Cases on which CL-4, the time to pay, still runs at the month's end."""
    register = register_of(MonthData.load(ledger, "2026-10"))
    (clock,) = [clock for clock in register.clocks if clock.duty.code == "CL-4"]
    return list(register.claims["claim_no"][clock.duty.running(register.on)])


def test_the_day_on_which_the_bank_paid_closes_the_case(ledger: sqlite3.Connection) -> None:
    assert (paid_on(ledger)["LP1"], running(ledger)) == (None, ["LP1"])
    assert codes(office.pay(ledger, LP1, "LS2")) == []
    assert (paid_on(ledger)["LP1"], running(ledger)) == (date(2026, 10, 30), [])


def test_what_the_register_says_itself_stands(ledger: sqlite3.Connection) -> None:
    assert codes(office.pay(ledger, LP1, "LS2")) == []
    assert paid_on(ledger) == {"LP1": date(2026, 10, 30), "LP2": date(2026, 10, 12), "LP3": None}


def test_money_that_came_back_leaves_the_case_to_pay(ledger: sqlite3.Connection) -> None:
    assert codes(office.pay(ledger, LP1, "LS2")) == []
    office.debit(ledger, "IN1", "3000.50", OTHER, day="2026-10-31")
    back = {"returned_on": ON, "returned_serial": "IN1"}
    assert codes(sync(ledger, [orders(ledger)[LP1] | back], CLERK)) == []
    assert running(ledger) == ["LP1"]


def test_the_list_of_payments_has_the_last_day_of_the_claims_clock(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    write_month_report(ledger, "2026-10", tmp_path / "月报.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "月报.xlsx")["收付清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (headings,) = [row for row in rows if "最后付款日" in row]
    (case,) = [row for row in rows if LP1 in row]
    register = register_of(MonthData.load(ledger, "2026-10"))
    (clock,) = [clock for clock in register.clocks if clock.duty.code == "CL-4"]
    assert case[headings.index("最后付款日")].date() == clock.limit.due[0].item() == date(2026, 10, 21)

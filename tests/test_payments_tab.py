"""收付清单: every payable with its stage, and control totals that tie with events, claims and refunds."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from core.measures.facts import Facts
from core.payments.overview import Overview, Stage, overview
from core.reports.month_report import write_month_report
from tests import payments as office
from tests.payments import ACCOUNT, ON


def month(ledger: sqlite3.Connection) -> Overview:
    return overview(Facts.load(ledger).tables, date(2026, 10, 1), ON)


def test_every_payable_stands_once_with_its_stage(ledger: sqlite3.Connection) -> None:
    office.everything(ledger)
    office.signed(ledger)
    office.debit(ledger, "LS1", "-5000", ACCOUNT)
    office.pay(ledger, "FKSJ00000001", "LS1")
    assert {one.payable.number: one.stage for one in month(ledger).due} == {
        "FKSJ00000001": Stage.PAID, "FKLP1": Stage.SIGNED, "FKLP2": Stage.REGISTERED, "FKTFP3-20261015": Stage.SIGNED,
    }  # fmt: skip


def test_the_totals_tie_with_events_claims_refunds_and_orders(ledger: sqlite3.Connection) -> None:
    office.everything(ledger)
    office.prepared(ledger)
    ties = {tie.item: (tie.left, tie.right) for tie in month(ledger).ties}
    assert ties == {
        "本月应付：保全": (Decimal("5000.00"), Decimal("5000.00")),
        "本月应付：理赔": (Decimal("3800.50"), Decimal("3800.50")),
        "本月应付：退费": (Decimal("640.00"), Decimal("640.00")),
        "付款清单与应付来源": (Decimal("8640.50"), Decimal("8640.50")),
    }


def test_a_refund_row_that_books_an_event_is_counted_once_and_the_refunds_still_tie(
    ledger: sqlite3.Connection,
) -> None:
    office.policies(ledger)
    office.surrender(ledger, "640")
    office.add(ledger, office.PremiumReceipt, office.REFUNDS.replace("| P3 |", "| P1 |"))
    found = month(ledger)
    assert len(found.due) == 1
    assert all(tie.ties for tie in found.ties)
    assert {tie.item: dict(tie.parts) for tie in found.ties}["本月应付：退费"]["已列在保全中"] == Decimal("640.00")


def test_an_order_whose_payable_is_gone_shows_as_a_difference(ledger: sqlite3.Connection) -> None:
    office.everything(ledger)
    office.prepared(ledger)
    office.add(ledger, office.Claim, office.claims().replace("赔付", "拒赔"))
    tie = month(ledger).ties[-1]
    assert (tie.left - tie.right, tie.ties) == (Decimal("3000.50"), False)


def test_the_tab_shows_masked_payees_and_every_total_as_tied(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    office.everything(ledger)
    office.prepared(ledger)
    write_month_report(ledger, "2026-10", tmp_path / "月报.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "月报.xlsx", data_only=True)["收付清单"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells.count("平") == 4
    assert "待付（3 笔）" in cells
    assert not [text for text in cells if "张三" in text or ACCOUNT in text]

"""勾稽 of policies, ledger and bank: each difference has its kind, its row and what is known about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.findings import Severity
from core.ledger.changes import last_change
from core.ledger.runs import Place
from core.ledger.schema import open_ledger
from core.measures.balance import BROKEN, LISTED, TIED, Balance
from core.measures.refused_rows import refused_rows
from core.receipts.three_way import Kind
from core.records.banking import BankLine
from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt
from core.reports.report_data import Knowledge, gather
from tests import payments as office
from tests.month_ledger import Sheets, log, new_ledger
from tests.test_measures_reconciliation import CLAIMS, POLICIES, RECEIPTS

IN, OUT, LINES = "本月收款：台账入账与银行到账", "本月付款：台账付款与银行支出", "银行流水去向（笔数）"
FIRST, PAID = "本月承保：首期保费与新单实收", "收费记录与保单累计保费"
BANK = """
| 流水号 | 到账日     | 金额 | 户名 | 单号 |
| 2      | 2026-10-06 | 100  | 张三 | P1   |
| 3      | 2026-10-05 | 300  | 李四 | P2   |
| 4      | 2026-10-09 | -40  | 张三 | C1   |
"""
SHEETS: Sheets = {Policy: POLICIES, PremiumReceipt: RECEIPTS, Claim: CLAIMS, BankLine: BANK}


def balances(ledger: sqlite3.Connection) -> dict[str, Balance]:
    report = gather(ledger, "2026-10", Knowledge(last_change(ledger)))
    return {balance.item: balance for balance in report.balances}


@pytest.fixture
def october(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    ledger = new_ledger(tmp_path, SHEETS)
    yield ledger
    ledger.close()


def after(folder: Path, sheets: Sheets) -> dict[str, Balance]:
    ledger = new_ledger(folder, {**SHEETS, **sheets})
    found = balances(ledger)
    ledger.close()
    return found


def test_money_in_money_out_and_the_number_of_lines_tie_with_the_bank(october: sqlite3.Connection) -> None:
    found = balances(october)
    assert [(found[item].result, found[item].left, found[item].right) for item in (IN, OUT, LINES)] == [
        (TIED, Decimal(400), Decimal(400)), (TIED, Decimal(40), Decimal(40)), (TIED, Decimal(3), Decimal(3)),
    ]  # fmt: skip
    assert found[OUT].left_parts == (("理赔", Decimal(40)),)


@pytest.mark.parametrize(
    ("old", "new", "item", "row"),
    [
        ("300  | 李四 | P2 ", "300  | 钱七 |  ", IN, ("P2", 300, 0, Kind.NO_MONEY)),
        ("| -40  | 张三 | C1 ", "| -41  | 张三 |  ", OUT, ("C1", 40, 0, Kind.NO_MONEY)),
        ("| 100  | 张三 | P1 ", "| 90 | 张三 | P1 ", IN, ("P1", 100, 90, Kind.AMOUNT)),
    ],
)
def test_what_the_bank_does_not_show_is_named_with_its_kind(
    tmp_path: Path, old: str, new: str, item: str, row: tuple[str, int, int, Kind]
) -> None:
    assert old in BANK
    balance = after(tmp_path, {BankLine: BANK.replace("| 3 ", "| 9 ").replace(old, new)})[item]
    assert balance.result == LISTED
    assert row in [(each.key, each.left, each.right, each.kind) for each in balance.rows]
    assert sum(each.difference for each in balance.rows) == balance.difference


def test_money_that_went_out_for_nothing_known_is_named_by_its_serial(tmp_path: Path) -> None:
    (row,) = after(tmp_path, {BankLine: f"{BANK.rstrip()}\n| 8 | 2026-10-20 | -7 | 钱七 | |"})[OUT].rows
    assert (row.key, row.left, row.right, row.kind) == ("8", Decimal(0), Decimal(7), Kind.NO_BUSINESS)
    assert row.cause == "核对退费、理赔的付款审批"


def test_a_surrender_paid_by_its_order_ties_with_the_banks_debit(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "l.sqlite")
    office.everything(ledger)
    office.signed(ledger)
    office.debit(ledger, "LS1", "-5000", office.ACCOUNT)
    assert balances(ledger)[OUT].difference == Decimal(800 - 5000), "LP2 has no bank line, LS1 no order yet"
    office.pay(ledger, "FKSJ00000001", "LS1")
    balance = balances(ledger)[OUT]
    assert dict(balance.left_parts) == {"保全": Decimal(5000), "理赔": Decimal(800)}
    assert [(row.key, row.difference) for row in balance.rows] == [("LP2", Decimal(800))]
    ledger.close()


def test_a_claim_booked_among_the_receipts_too_is_one_payment(tmp_path: Path) -> None:
    booking = "| P1 | WL | 理赔 | | 2026-10-09 | -40 | 2026-10-09 | -40 | 4 |"
    balance = after(tmp_path, {PremiumReceipt: f"{RECEIPTS.rstrip()}\n{booking}"})[OUT]
    assert (balance.result, balance.left) == (TIED, Decimal(40))


def test_a_first_premium_that_neither_books_nor_bank_know_is_owed(tmp_path: Path) -> None:
    receipts = "\n".join(line for line in RECEIPTS.splitlines() if "| P2" not in line)
    bank = "\n".join(line for line in BANK.splitlines() if "P2" not in line)
    (row,) = after(tmp_path, {PremiumReceipt: receipts, BankLine: bank})[FIRST].rows
    assert (row.kind, row.cause) == (Kind.NO_MONEY, "银行也没有到账，列入应收未收，催交或撤单")
    (row,) = after(tmp_path / "二", {PremiumReceipt: receipts})[FIRST].rows
    assert row.cause == "银行已有到账，先认领入账"


def test_a_receipt_of_a_product_whose_line_was_refused_is_not_the_other_lines_premium(tmp_path: Path) -> None:
    rows = RECEIPTS + "| P2 | AC | 新单 | 1 | 2026-10-05 | 9 | 2026-10-05 | 9 | 3 |"
    assert after(tmp_path, {PremiumReceipt: rows})[PAID].ties


def test_a_difference_of_a_policy_with_refused_rows_says_which_until_they_come_in(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path, {**SHEETS, Policy: POLICIES.replace("| 200      |", "| 300      |")})
    assert balances(ledger)[PAID].result == BROKEN
    place = Place("premium_receipts")
    log(ledger, date(2026, 10, 31), "保费收入.xlsx", [("D20", Severity.REFUSED, "P1/WL/续期/3/7", place)])
    balance = balances(ledger)[PAID]
    (row,) = balance.rows
    assert (balance.result, row.kind) == (LISTED, Kind.REFUSED)
    assert row.cause == "有行被拒收：保费收入.xlsx 投保单!A2（D20）"
    before = last_change(ledger)
    late = "| P1 | WL | 续期 | 3 | 2026-10-05 | 100 | 2026-10-06 | 100 | 7 |"
    office.add(ledger, PremiumReceipt, RECEIPTS.strip().splitlines()[0] + "\n" + late)
    assert refused_rows(ledger) == {}
    assert list(refused_rows(ledger, last_change=before)) == ["P1"]
    ledger.close()

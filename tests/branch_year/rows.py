"""Rows that the office's other departments hand in: money booked by finance, premiums due, days of delivery."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from core.demo.sheets import Book
from core.records.record import Record
from tests.branch_year.accounts import Account
from tests.branch_year.calendar import Batch
from tests.branch_year.opening import Row
from tests.branch_year.service import COOLING_OFF_DAYS


def write_rows(path: Path, record: type[Record], rows: Iterable[Row], cut_off: date) -> None:
    """A book of one sheet with the columns that the rows name; none where there are no rows."""
    rows = list(rows)
    named = {name for row in rows for name in row}
    if not rows:
        return
    with Book(path) as book:
        columns = [column for column in record.columns() if column.name in named]
        sheet = book.add(record, record.sheet, cut_off, columns=columns)
        for row in rows:
            sheet.write(row)


def money_row(account: Account, business: str, fen: int, day: date, serial: str) -> Row:
    """A row of 保费收入 on the main product for money that came (+) or left (−)."""
    return {
        "policy_no": account.policy_no, "product_code": account.covers[0].product, "business": business, "due_on": day,
        "due": fen / 100, "received_on": day, "received": fen / 100, "bank_serial": serial, "payer": account.holder,
        "payer_account": account.bank_account,
    }  # fmt: skip


def instalments_due(accounts: Mapping[str, Account], batch: Batch) -> Iterator[Row]:
    """应收: on the first sync of a month the premiums that fall due in the rest of it, not paid yet."""
    if batch.after.month == batch.day.month:
        return
    for account in accounts.values():
        due = account.next_due
        if (
            due
            and account.status == "有效"
            and batch.day < due
            and (due.year, due.month) == (batch.day.year, batch.day.month)
        ):
            for cover in account.covers:
                yield {
                    "policy_no": account.policy_no, "product_code": cover.product, "business": "续期",
                    "instalment": account.paid + 1, "due_on": due, "due": cover.premium / 100,
                }  # fmt: skip


def delivered_rows(accounts: Iterable[Account]) -> Iterator[Row]:
    """What delivery and call-back add to the policy's rows of 保单台账."""
    for account in accounts:
        ends = account.signed_on and account.signed_on + timedelta(days=COOLING_OFF_DAYS)
        for cover in account.covers:
            yield {
                "policy_no": account.policy_no, "product_code": cover.product, "receipt_on": account.signed_on,
                "cooling_off_ends_on": ends, "called_back_on": account.called_on,
                "call_back_result": "成功-无问题" if account.called_on else "",
            }  # fmt: skip

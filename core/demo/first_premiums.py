"""新单收费: the first premiums of the month's applications, by 投保单号, because no policy number exists yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo import numbers
from core.demo.applications import Form
from core.demo.bank import Bank
from core.demo.expected import Expected, Planted
from core.demo.files import read
from core.demo.sheets import Book
from core.demo.staff import COMPANY
from core.records.application import Application
from core.records.policy import PremiumReceipt

Row = dict[str, Any]
UNPAID_EVERY, SHORT_EVERY, MISSING_YUAN = 31, 37, 100.0
UNPAID = "首期未到账"
MISMATCH = "U11"


def write_first_premiums(path: Path, forms: Sequence[Form], last: date, bank: Bank, expected: Expected) -> None:
    """One row per product of every application; some applicants have not paid, and some paid too little."""
    rng = Random(f"{bank.seed} first premiums")
    with Book(path) as book:
        sheet = book.add(PremiumReceipt, f"{COMPANY} 新单收费", last)
        for place, form in enumerate(forms, start=1):
            if place % UNPAID_EVERY == 0:
                _tell(expected, UNPAID, path, sheet.name, 0, form.number, harmless=True)
                continue
            rows = list(_rows(rng, form, last))
            if place % SHORT_EVERY == 0:
                rows[0]["received"] = round(rows[0]["received"] - min(MISSING_YUAN, rows[0]["received"] / 2), 2)
            at = [sheet.write(row) for row in rows]
            bank.booked(rows, form.number)
            if place % SHORT_EVERY == 0:
                _tell(expected, MISMATCH, path, sheet.name, at[0], form.number, harmless=False)


def _rows(rng: Random, form: Form, last: date) -> Iterator[Row]:
    sale, payer = form.sale, form.sale.policyholder
    day = min(sale.applied_on + timedelta(days=rng.randrange(0, 3)), last)
    prefix = read("words.yaml")["banks"][payer.serial % 4][1]
    for item in sale.covered:
        yield {
            "policy_no": form.number, "product_code": item.line.code, "business": "新单", "instalment": 1,
            "due_on": sale.applied_on, "due": item.premium, "received_on": day, "received": item.premium,
            "bank_serial": f"LS{day:%Y%m%d}X{form.number[-6:]}", "payer": payer.name,
            "payer_account": numbers.card(prefix, payer.serial),
        }  # fmt: skip


def _tell(expected: Expected, code: str, path: Path, sheet: str, at: int, number: str, *, harmless: bool) -> None:
    heading = Application.column("premium_total").heading
    expected.planted.append(Planted(code, path, sheet, at, heading, number, harmless))

"""The portfolio of the first morning: 保单台账, every receipt since each policy began, products and reference lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo import numbers, references
from core.demo.book import Contract, contract, policy_rows
from core.demo.desk import Desk
from core.demo.files import read
from core.demo.people import Person
from core.demo.pricing import Cell
from core.demo.sales import MONTHS, Sale, sell
from core.demo.sheets import Book
from core.records.policy import Policy, PremiumReceipt
from tests.branch_year import old_endowment
from tests.branch_year.accounts import Account, Cover

Row = dict[str, Any]
OLD_ENDOWMENTS = 0.03


def account_number(person: Person) -> str:
    """The bank card that a person pays from and is paid to."""
    return numbers.card(read("words.yaml")["banks"][person.serial % 4][1], person.serial)


def fen(yuan: float) -> int:
    """Whole fen of an amount in yuan."""
    return round(yuan * 100)


def write_opening(folder: Path, desk: Desk, lines: int, cells: set[Cell]) -> tuple[list[Path], dict[str, Account]]:
    """Write the books as of the day before the year begins; every policy as the model knows it.

    ``lines``: how many lines 保单台账 shall have; ``cells``: priced cells that the year's new business asks for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.xlsx" for name in ("保单台账", "保费收入", "产品与现金价值表", "停售产品")]
    accounts: dict[str, Account] = {}
    sold = set(cells)
    with ExitStack() as books:
        policies, receipts = (books.enter_context(Book(path)) for path in paths[:2])
        policy_sheet = policies.add(Policy, "保单台账", desk.policies_on)
        receipt_sheet = receipts.add(PremiumReceipt, "保费收入", desk.policies_on)
        for made in _contracts(desk, lines):
            rows = [_renewing(row) for row in policy_rows(Random(made.policy_no), made, desk.policies_on)]
            for row in rows:
                policy_sheet.write(row)
            for row in _receipts(made):
                receipt_sheet.write(row)
            accounts[made.policy_no] = account_of(made.sale, rows, made)
            sold |= {item.cell for item in made.sale.covered if item.line.shape != "old"}
    references.write_products(paths[2], sold, desk.policies_on)
    old_endowment.write_product(paths[3], desk.policies_on)
    references.write_references(folder / "参考资料", Random(f"{desk.seed} lists"), desk.agents, desk.policies_on)
    return paths, accounts


def _renewing(row: Row) -> Row:
    """A rider of one year goes on year by year with its main cover."""
    return row | {"auto_renewal": "是", "matures_on": None} if row["main_or_rider"] == "附加险" else row


def _contracts(desk: Desk, lines: int) -> Iterator[Contract]:
    """Old endowments first, then household by household what became of their purchases."""
    written = 0
    for number in range(max(8, round(lines * OLD_ENDOWMENTS))):
        written += 1
        yield old_endowment.contract(desk, number)
    household = 0
    while written < lines:
        household += 1
        rng, home, day, agent = desk.known_household(household)
        sale = sell(rng, home, agent, day)
        if sale is None or not _in_time(sale, desk):
            continue
        written += len(sale.covered)
        number = f"{agent.branch_code}{sale.applied_on.year}{household:08d}"
        yield contract(rng, sale, number, f"TB{sale.applied_on:%Y%m}{household:06d}", desk.policies_on)


def _in_time(sale: Sale, desk: Desk) -> bool:
    return sale.applied_on < desk.policies_on - timedelta(days=5)


def account_of(sale: Sale, rows: list[Row], made: Contract) -> Account:
    """What the model remembers of a policy of the opening."""
    first = rows[0]
    covers = [
        Cover(
            row["product_code"], fen(row["sum_assured"]), fen(row["first_premium"]),
            fen(row["paid_premium"]), row["matures_on"],
        )
        for row in rows
    ]  # fmt: skip
    return Account(
        made.policy_no, made.application_no, sale.policyholder.name, sale.insured.name, first["policyholder_phone"],
        first["policyholder_address"], account_number(sale.policyholder), sale.agent.channel, sale.agent.branch_code,
        made.effective_on, made.issued_on, MONTHS[sale.frequency], made.instalments, made.paid, covers, made.status,
        first["premium_status"], made.status_on, made.reason, first["receipt_on"], first["called_back_on"],
        sale.main.line.short,
    )  # fmt: skip


def _receipts(made: Contract) -> Iterator[Row]:
    """Everything that was ever paid: one row per product and instalment, and what a 犹豫期退保 gave back."""
    payer = made.sale.policyholder
    shared = {"policy_no": made.policy_no, "payer": payer.name, "payer_account": account_number(payer)}
    for instalment in range(1, made.paid + 1):
        due = made.due_on(instalment)
        day = made.issued_on if instalment == 1 else due
        for item in made.sale.covered:
            yield shared | {
                "product_code": item.line.code, "business": "新单" if instalment == 1 else "续期",
                "instalment": instalment, "due_on": due, "due": item.premium, "received_on": day,
                "received": item.premium, "bank_serial": f"LS{day:%Y%m%d}{made.policy_no[-7:]}",
            }  # fmt: skip
    if made.reason == "犹豫期退保":
        for item in made.sale.covered:
            yield shared | {
                "product_code": item.line.code, "business": "退费", "due_on": made.status_on, "due": -item.premium,
                "received_on": made.status_on, "received": -item.premium,
                "bank_serial": f"TF{made.status_on:%Y%m%d}{made.policy_no[-7:]}",
            }  # fmt: skip

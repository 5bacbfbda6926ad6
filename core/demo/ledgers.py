"""保单台账, 保费收入 and 理赔台账: the book of the last years, written household by household."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo.bank import Bank
from core.demo.book import Contract, contract, policy_rows
from core.demo.claim_papers import payment_row
from core.demo.claims import claim_row
from core.demo.customer_service import CustomerDesk
from core.demo.desk import Desk
from core.demo.dirt import soil
from core.demo.expected import Expected, Planted
from core.demo.pricing import Cell
from core.demo.receipts import receipt_rows, window
from core.demo.sales import Sale, sell
from core.demo.service import ServiceDesk
from core.demo.sheets import Book, Sheet
from core.demo.staff import BRANCHES, COMPANY
from core.demo.surrenders import SurrenderDesk, cause
from core.demo.text_sheet import TextSheet
from core.demo.underwriter import Underwriter
from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt

DIRTY_ROWS = 0.05
REPEATED_ROWS = 0.003
FEN_OFF = 0.004
REVERSED = 0.002
LIGHT_PREMIUM = 12_000
"""Yearly premium up to which a household can take on more without a question."""
TEXT_BRANCH = 3
TEXT = "text"
"""The branch whose receipts come as a text file, and how that file is called here."""


@dataclass
class InForce:
    """What the book holds. ``spotless_households``: customers who may apply again without a question."""

    paths: dict[str, tuple[Path, ...]]
    cells: set[Cell] = field(default_factory=set)
    spotless_households: list[int] = field(default_factory=list)


def write_ledgers(directory: Path, desk: Desk, policies: int, expected: Expected, bank: Bank) -> InForce:
    """Write the books of what is in force until 保单台账 has ``policies`` lines; ``bank`` hears of every receipt."""
    held = InForce({name: (directory / f"{name}.xlsx",) for name in ("保单台账", "理赔台账", "保费收入")})
    text_file = directory / f"保费收入_{BRANCHES[TEXT_BRANCH][1]}.csv"
    held.paths["保费收入"] += (text_file,)
    with ExitStack() as open_files:
        books = {name: open_files.enter_context(Book(path[0])) for name, path in held.paths.items()}
        text = TextSheet(text_file, PremiumReceipt, f"{BRANCHES[TEXT_BRANCH][1]} 保费收入", desk.last)
        sheets: dict[str, Sheet] = {
            "保单台账": books["保单台账"].add(Policy, f"{COMPANY} 保单台账", desk.policies_on),
            "保费收入": books["保费收入"].add(PremiumReceipt, f"{COMPANY} 保费收入", desk.last),
            "理赔台账": books["理赔台账"].add(Claim, f"{COMPANY} 理赔台账", desk.last),
            TEXT: open_files.enter_context(text),
        }
        paths = {name: path[0] for name, path in held.paths.items()} | {TEXT: text_file}
        service = open_files.enter_context(ServiceDesk(directory, desk.seed, desk.last))
        customers = open_files.enter_context(CustomerDesk(directory, desk.seed, desk.last))
        held.paths |= {path.stem: (path,) for path in (*service.paths, customers.path)}
        surrenders = SurrenderDesk(desk.seed, desk.first, desk.last)
        underwriter = Underwriter(desk.seed, desk.last)
        writer = _Writer(desk, sheets, paths, expected, bank, service, surrenders, customers, underwriter)
        number = 0
        while expected.policies < policies:
            number += 1
            writer.write_household(number, policies, held)
        writer.write_totals()
    held.paths["保全申请"] = (directory / "保全申请.xlsx",)
    surrenders.write(held.paths["保全申请"][0])
    held.paths["核保结论"] = (directory / "核保结论.xlsx",)
    underwriter.write(held.paths["核保结论"][0])
    return held


@dataclass
class _Writer:
    """Where the rows go."""

    desk: Desk
    sheets: dict[str, Sheet]
    paths: dict[str, Path]
    expected: Expected
    bank: Bank
    service: ServiceDesk
    surrenders: SurrenderDesk
    customers: CustomerDesk
    underwriter: Underwriter
    sums: dict[str, dict[str, float]] = field(default_factory=lambda: {"保费收入": {}, TEXT: {}})

    def write_household(self, number: int, policies: int, held: InForce) -> None:
        rng, home, day, agent = self.desk.known_household(number)
        spotless, yearly = True, 0.0
        for _ in range(rng.choices((1, 2, 3), (6, 3, 1))[0]):
            applied = day + timedelta(days=rng.choice((0, 0, 9, 30, 75)))
            sale = sell(rng, home, agent, applied) if applied < self.desk.policies_on else None
            if sale is None or self.expected.policies + len(sale.covered) > policies:
                continue
            made = self._contract(rng, sale)
            held.cells.update(item.cell for item in sale.covered)
            self._write_contract(rng, made)
            claimed = self._write_claim(rng, made)
            spotless &= made.status == "有效" and not claimed
            yearly += sale.yearly_premium
        if spotless and yearly <= LIGHT_PREMIUM and home.head.nationality == "中国":
            held.spotless_households.append(number)

    def _contract(self, rng: Random, sale: Sale) -> Contract:
        number = self.expected.policies + 1
        policy_no = f"{sale.agent.branch_code}{sale.applied_on.year}{number:08d}"
        return contract(rng, sale, policy_no, f"TB{sale.applied_on:%Y%m}{number:06d}", self.desk.policies_on)

    def _write_contract(self, rng: Random, made: Contract) -> None:
        called = None
        why = {"surrender_reason": cause(made)} if made.reason in ("退保", "犹豫期退保") else {}
        for line in policy_rows(rng, made, self.desk.policies_on):
            row = line | why
            self._write(rng, "保单台账", row, keep=("policy_no", "product_code"))
            self.expected.policies += 1
            called = row["called_back_on"]
            self.underwriter.note(row)
        name = self._receipts_of(made)
        written = []
        for row in receipt_rows(rng, made, self.desk.policies_on, self.desk.last):
            self.expected.receipts += 1
            self._count(name, row)
            written.append(self._write_receipt(rng, name, row))
        self._tell_bank(made, written)
        self.service.note(made, called)
        self.surrenders.note(made)
        self.customers.note(made)

    def _tell_bank(self, made: Contract, written: list[dict[str, Any]]) -> None:
        """Everything that came in, and the instalment that is still open, for which money may have come since."""
        self.bank.booked(written, made.policy_no)
        owed = sum(row["due"] for row in written if not row["received"])
        if owed and made.status in ("有效", "宽限期"):
            self.bank.unbooked(made.policy_no, round(owed, 2), made.sale.policyholder, made.sale.agent)

    def _write_receipt(self, rng: Random, name: str, row: dict[str, Any]) -> dict[str, Any]:
        """A receipt, now and then a fen off (D35) or booked, reversed and booked again (D34); the row as it stands."""
        draw = rng.random()
        if draw < FEN_OFF and row["received"] and row["received"] > 0:
            row = row | {"received": round(row["received"] + rng.choice((-0.01, 0.01)), 2)}
            self._plant("D35", name, self.sheets[name].write(row), "实收金额", row, harmless=True)
        elif draw < FEN_OFF + REVERSED and row["received"] and row["received"] > 0:
            self.sheets[name].write(row | {"bank_serial": f"{row['bank_serial']}A"})
            back = {"due": -row["due"], "received": -row["received"], "bank_serial": f"{row['bank_serial']}B"}
            at = self.sheets[name].write(row | back | {"note": "冲正"})
            self._plant("D34", name, at, "实收金额", row, harmless=True)
            self.sheets[name].write(row)
        else:
            self._write(rng, name, row, keep=("policy_no", "product_code", "business", "instalment", "bank_serial"))
        return row

    def _write_claim(self, rng: Random, made: Contract) -> bool:
        row = claim_row(rng, made, self.expected.claims + 1, self.desk.last)
        if row is None:
            return False
        self.expected.claims += 1
        self._write(rng, "理赔台账", row, keep=("claim_no", "policy_no"))
        paid = payment_row(row, made.sale.main.line.code)
        if paid and paid["received_on"] >= window(self.desk.last)[0]:
            name = self._receipts_of(made)
            self.expected.receipts += 1
            self._count(name, paid)
            self.sheets[name].write(paid)
            self.bank.booked([paid], made.policy_no)
        return True

    @staticmethod
    def _receipts_of(made: Contract) -> str:
        return TEXT if made.sale.agent.branch == TEXT_BRANCH else "保费收入"

    def _write(self, rng: Random, name: str, row: dict[str, Any], keep: tuple[str, ...]) -> None:
        """A row, perhaps with a spoilt cell, perhaps twice (D21)."""
        sheet = self.sheets[name]
        spoilt = soil(rng, sheet.columns, row, keep=keep) if rng.random() < DIRTY_ROWS else None
        if spoilt is None:
            sheet.write(row)
        else:
            code, field_name, typed, harmless = spoilt
            at = sheet.write(row, {field_name: typed})
            heading = next(column.heading for column in sheet.columns if column.name == field_name)
            self._plant(code, name, at, heading, row, harmless=harmless)
        if rng.random() < REPEATED_ROWS:
            self._plant("D21", name, sheet.write(row), sheet.columns[0].heading, row, harmless=True)

    def _plant(self, code: str, name: str, at: int, heading: str, row: dict[str, Any], *, harmless: bool) -> None:
        key = row.get("claim_no") or row["policy_no"]
        self.expected.planted.append(
            Planted(code, self.paths[name], self.sheets[name].name, at, heading, key, harmless)
        )

    def _count(self, name: str, row: dict[str, Any]) -> None:
        for column in ("due", "received"):
            self.sums[name][column] = round(self.sums[name].get(column, 0.0) + (row[column] or 0.0), 2)

    def write_totals(self) -> None:
        """The 合计 rows that the office likes to put below (D17)."""
        for name, sums in self.sums.items():
            self.sheets[name].write_total("合计", sums)

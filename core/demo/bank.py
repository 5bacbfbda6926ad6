"""银行流水 of the month: what the books say came in, what nobody booked yet, and oddities for somebody to find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo import numbers
from core.demo.expected import Expected, Planted
from core.demo.files import read
from core.demo.people import Person
from core.demo.sheets import Book
from core.demo.staff import COMPANY, Agent
from core.receipts.model import How, Problem, Why
from core.receipts.three_way import Kind
from core.records.banking import BankLine

Row = dict[str, Any]
OWN_SERIAL = 990_000_001
ODDITIES: tuple[str, ...] = (
    "", How.NAME, "", Problem.SHORT, "", Problem.THIRD_PARTY, How.SPLIT, "", Problem.OVER, Problem.EMPLOYEE,
)  # fmt: skip
"""What is odd about a payment that nobody booked yet, in turn; "" for nothing."""
UNBOOKED = 0.8
DUPLICATE_EVERY, LOST_EVERY = 67, 83
STRANGERS = (
    ("", "转账 货款", Why.NOBODY, 88.0), ("860199200000000000", "保费", Why.UNKNOWN_DOCUMENT, 89.0),
    ("", "转账 付款", Why.OUTGOING, -90.0),
)  # fmt: skip


@dataclass
class Bank:
    """Collects the lines of the month; :meth:`write` puts them in the order of the statement."""

    seed: int
    first: date
    last: date
    lines: list[tuple[Row, str]] = field(default_factory=list)
    _booked: int = 0
    _open: int = 0

    def __post_init__(self) -> None:
        self._rng = Random(f"{self.seed} bank")
        self.own_account = numbers.card(read("words.yaml")["banks"][0][1], OWN_SERIAL)

    def booked(self, rows: Iterable[Row], document: str) -> None:
        """Receipts of one document as the books hold them: one line per serial that came in the month."""
        by_serial: dict[str, list[Row]] = {}
        for row in rows:
            if row["received"] and self.first <= row["received_on"] <= self.last:
                by_serial.setdefault(row["bank_serial"], []).append(row)
        for serial, parts in by_serial.items():
            self._booked += 1
            amount = round(sum(part["received"] for part in parts), 2)
            line = self._line(serial, parts[0]["received_on"], amount, parts[0]["payer"], parts[0]["payer_account"])
            line |= {"document_no": document if self._rng.random() < 0.7 else "", "remark": parts[0]["business"]}
            if self._booked % LOST_EVERY == 0:
                self.lines.append(({"document_no": document}, Kind.NO_MONEY))
                continue
            self.lines.append((line, ""))
            if self._booked % DUPLICATE_EVERY == 0 and amount > 0:
                again = line | {"bank_serial": f"{serial}C", "document_no": document, "remark": "续期保费"}
                again["booked_on"] = min(line["booked_on"] + timedelta(days=1), self.last)
                self.lines.append((again, Why.DUPLICATE))

    def unbooked(self, document: str, amount: float, payer: Person, agent: Agent) -> None:
        """Now and then money for an instalment that is still open, with the next oddity of the row."""
        if self._rng.random() > UNBOOKED:
            return
        odd = ODDITIES[self._open % len(ODDITIES)]
        self._open += 1
        day = self.first + timedelta(days=self._rng.randrange((self.last - self.first).days + 1))
        serial = f"LS{day:%Y%m%d}{document[-7:]}N"
        prefix = read("words.yaml")["banks"][payer.serial % 4][1]
        line = self._line(serial, day, amount, payer.name, numbers.card(prefix, payer.serial))
        line |= {"document_no": document, "remark": "续期保费"}
        for number, part in enumerate(self._made_odd(line, odd, agent)):
            self.lines.append((part, odd if number == 0 else ""))

    def _made_odd(self, line: Row, odd: str, agent: Agent) -> list[Row]:
        amount = line["amount"]
        if odd == How.NAME:
            return [line | {"document_no": "", "payer_account": "", "remark": "转账"}]
        if odd == How.SPLIT:
            half = round(amount / 2, 2)
            rest = line | {"bank_serial": f"{line['bank_serial']}2", "amount": round(amount - half, 2)}
            return [line | {"amount": half}, rest]
        changes: dict[str, Row] = {
            Problem.SHORT: {"amount": round(amount - 10, 2)},
            Problem.OVER: {"amount": round(amount + 100, 2)},
            Problem.THIRD_PARTY: {"payer": "示例商贸有限公司", "payer_account": ""},
            Problem.EMPLOYEE: {"payer": agent.name, "payer_account": numbers.card("629901", agent.serial)},
        }
        return [line | changes.get(odd, {})]

    def _line(self, serial: str, day: date, amount: float, payer: str, account: str) -> Row:
        return {
            "bank_serial": serial, "booked_on": day, "own_account": self.own_account, "amount": amount,
            "payer": payer, "payer_account": account,
        }  # fmt: skip

    def write(self, path: Path, expected: Expected) -> None:
        """The statement by day and serial; every oddity is told to whoever tests."""
        for number, (document, remark, why, amount) in enumerate(STRANGERS):
            line = self._line(f"LS{self.last:%Y%m%d}999999{number}", self.last, amount, "示例贸易公司", "")
            self.lines.append((line | {"document_no": document, "remark": remark}, why))
        with Book(path) as book:
            sheet = book.add(BankLine, f"{COMPANY} 银行流水", self.last)
            real = [entry for entry in self.lines if "bank_serial" in entry[0]]
            for line, odd in sorted(real, key=lambda entry: (entry[0]["booked_on"], entry[0]["bank_serial"])):
                at = sheet.write(line)
                if odd:
                    expected.planted.append(self._planted(odd, path, sheet.name, at, line["bank_serial"]))
            for line, odd in (entry for entry in self.lines if "bank_serial" not in entry[0]):
                expected.planted.append(self._planted(odd, path, sheet.name, 0, line["document_no"]))

    def _planted(self, odd: str, path: Path, sheet: str, at: int, key: str) -> Planted:
        return Planted(str(odd), path, sheet, at, BankLine.column("bank_serial").heading, key, harmless=True)

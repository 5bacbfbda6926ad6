"""投保单 of the year: what is applied for each day, what comes back corrected, and the first premiums with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo.applications import Form, fill_in
from core.demo.desk import PEOPLE, Desk
from core.demo.faults import plant
from core.demo.forms import SHEETS
from core.demo.people import household
from core.demo.pricing import Cell
from core.demo.sales import Sale, sell
from core.demo.sheets import Book
from core.records.application import Application
from core.records.decision import Decision
from core.records.policy import PremiumReceipt
from tests.branch_year.calendar import Batch
from tests.branch_year.opening import account_number

Row = dict[str, Any]
NEW_FROM = 100_000_000
FAULTY_EVERY, UNPAID_EVERY, SHORT_EVERY, WITHDRAWN_EVERY = 9, 23, 31, 4
CORRECTED_AFTER = timedelta(days=4)
SHORT_YUAN = 100.0


@dataclass
class Case:
    """One application. ``form`` as it stands now; ``answer``: the underwriter's row once a person had to decide.

    ``rest_on``: the day on which the missing part of a short first premium came; ``booked``: what the bank's statement
    showed already.
    """

    place: int
    sale: Sale
    form: Form
    rest_on: date | None = None
    booked: set[str] = field(default_factory=set)
    back_on: date | None = None
    answer: Row | None = None


@dataclass
class Forms:
    """Everything applied for in the year, made beforehand: head office prints the value tables of what will be sold."""

    cases: list[Case]
    waiting: list[Case] = field(default_factory=list)

    @property
    def cells(self) -> set[Cell]:
        """Every priced cell that somebody will ask for."""
        return {item.cell for case in self.cases for item in case.sale.covered}

    def of(self, batch: Batch) -> list[Case]:
        """What is handed in, for the first time or again."""
        fresh = [case for case in self.cases if batch.covers(case.sale.applied_on)]
        again = [case for case in self.waiting if batch.covers(case.back_on)]
        self.waiting = [case for case in self.waiting if not batch.covers(case.back_on)]
        return [*fresh, *again]

    def answered(self, case: Case, outcome: str, on: date) -> None:
        """What the office said: sent back forms return corrected or are withdrawn, referred ones go to a person."""
        case.back_on = on + CORRECTED_AFTER
        withdrawn = outcome == "退回补正" and case.place % WITHDRAWN_EVERY == 0
        if outcome == "拒保" or withdrawn:
            return
        if outcome == "转核":
            case.answer = {
                "application_no": case.form.number, "conclusion": "拒保" if case.form.faults else "标准体",
                "underwriting_type": "人工", "reason": "已核实", "underwriter": "核保员示例",
                "decided_on": case.back_on,
            }  # fmt: skip
        else:
            case.form = filled(case.sale, case.form.number, case.place)
        self.waiting.append(case)


def forms_of_the_year(desk: Desk, count: int, days: Sequence[date]) -> Forms:
    """So many applications, spread over the days."""
    cases = []
    for place in range(count):
        dice = Random(f"{desk.seed} application {place}")
        day = days[place * len(days) // count]
        sale = None
        while sale is None:
            home = household(dice, NEW_FROM + place * PEOPLE, day, foreigners=False)
            sale = sell(dice, home, desk.pick_agent(dice), day)
        form = filled(sale, f"TB{day:%Y%m}{place + 1:06d}", place)
        if place % FAULTY_EVERY == FAULTY_EVERY - 1:
            plant(form, place // FAULTY_EVERY)
        cases.append(Case(place, sale, form))
    return Forms(cases)


def filled(sale: Sale, number: str, place: int) -> Form:
    """The form without a fault, handed in on the day it was signed."""
    form = fill_in(Random(f"form {place}"), sale, number)
    form.row(Application)["submitted_on"] = sale.applied_on
    return form


def write_forms(path: Path, cases: Iterable[Case], cut_off: date) -> None:
    """The ten sheets of 投保单, and 核保结论 where a person decided."""
    cases = list(cases)
    with Book(path) as book:
        for record in SHEETS:
            sheet = book.add(record, f"{cut_off:%Y-%m-%d} {record.sheet}", cut_off)
            for case in cases:
                for row in case.form.rows[record]:
                    sheet.write(row)
        if answers := [case.answer for case in cases if case.answer]:
            sheet = book.add(Decision, Decision.sheet, cut_off)
            for answer in answers:
                sheet.write(answer)


def write_first_premiums(path: Path, cases: Iterable[Case], cut_off: date) -> list[Row]:
    """新单收费 of these applications, all that was ever paid for them; the rows that are new are given back.

    What was paid short is made good when the form returns.
    """
    written: list[Row] = []
    with Book(path) as book:
        sheet = book.add(PremiumReceipt, "新单收费", cut_off)
        for case in cases:
            first_time = case.back_on is None
            if first_time and case.place % UNPAID_EVERY == UNPAID_EVERY - 1:
                continue
            short = case.place % SHORT_EVERY == SHORT_EVERY - 1
            if short and not first_time and case.rest_on is None:
                case.rest_on = cut_off
            for row in _first_premium(case, short):
                sheet.write(row)
                serial = row["bank_serial"] + row["product_code"]
                if serial not in case.booked:
                    written.append(row)
                    case.booked.add(serial)
    return written


def _first_premium(case: Case, short: bool) -> Iterator[Row]:
    for place, item in enumerate(case.sale.covered):
        missing = min(SHORT_YUAN, item.premium / 2) if short and place == 0 else 0.0
        row = _row(case, item.line.code, item.premium, item.premium - missing)
        yield row
        if missing and case.rest_on:
            serial = f"{row['bank_serial']}B"
            yield row | {"due": 0.0, "received_on": case.rest_on, "received": round(missing, 2), "bank_serial": serial}


def _row(case: Case, product: str, due: float, received: float) -> Row:
    payer, day = case.sale.policyholder, case.sale.applied_on
    return {
        "policy_no": case.form.number, "product_code": product, "business": "新单", "instalment": 1, "due_on": day,
        "due": due, "received_on": day, "received": round(received, 2),
        "bank_serial": f"LS{day:%Y%m%d}X{case.place:06d}", "payer": payer.name, "payer_account": account_number(payer),
    }  # fmt: skip

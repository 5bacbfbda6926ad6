"""The applications of the month: new and known customers, most forms in order, some breaking a rule by design."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from core.demo import numbers
from core.demo.applications import Form, fill_in
from core.demo.desk import PEOPLE, Desk
from core.demo.expected import Expected, Planted
from core.demo.faults import plant
from core.demo.forms import WIDE_SHEET, fits_wide, write_book, write_wide
from core.demo.people import Household, household
from core.demo.pricing import Cell
from core.demo.sales import sell
from core.demo.staff import BRANCHES
from core.demo.waiting import replacement

PER_POLICY = 0.08
FEWEST = 20
KNOWN_CUSTOMERS = 0.15
KNOWN_INCOME = 200_000
FAULTY_EVERY = 10
CHANGED = (9, 29)
"""Which of the faulty forms are replaced by one with another plan, outside the branch with its own list."""
WIDE_BRANCH = 3
WEEKS = 4
DAYS_TO_HAND_IN = 3
NEW_FROM = 100_000_000
"""Serials of new customers lie above those of the households in force."""


@dataclass
class NewBusiness:
    """The workbooks of 投保单, the product cells that the forms ask for, and the forms themselves."""

    paths: tuple[Path, ...] = ()
    cells: set[Cell] = field(default_factory=set)
    forms: list[Form] = field(default_factory=list)


def write_applications(directory: Path, desk: Desk, known: list[int], policies: int, expected: Expected) -> NewBusiness:
    """One workbook per week for three branches, one wide list of the month for the fourth."""
    written = NewBusiness()
    count = max(FEWEST, round(policies * PER_POLICY))
    chosen = Random(f"{desk.seed} known").sample(known, min(len(known), round(count * KNOWN_CUSTOMERS)))
    wide: list[Form] = []
    for week in range(WEEKS):
        path = directory / f"投保单_{desk.first:%Y年%m月}第{week + 1}周.xlsx"
        numbers_of_week = range(count * week // WEEKS, count * (week + 1) // WEEKS)
        forms = _week(desk, numbers_of_week, week, chosen, wide, expected, written)
        dice = Random(f"{desk.seed} dirt {week}")
        title = f"{desk.first:%Y年%m月}第{week + 1}周投保单"
        expected.planted.extend(write_book(path, _told(forms, path, "", expected), title, desk.last, dice))
        written.paths += (path,)
    path = directory / f"投保清单_{BRANCHES[WIDE_BRANCH][1]}.xlsx"
    title = f"{BRANCHES[WIDE_BRANCH][1]} {desk.first:%Y年%m月}新契约投保清单"
    dice = Random(f"{desk.seed} dirt wide")
    expected.planted.extend(write_wide(path, list(_told(wide, path, WIDE_SHEET, expected)), title, desk.last, dice))
    written.paths += (path,)
    return written


def _week(
    desk: Desk,
    places: range,
    week: int,
    known: list[int],
    wide: list[Form],
    expected: Expected,
    written: NewBusiness,
) -> Iterator[Form]:
    """The forms of a week; those of the branch with its own list are put aside in ``wide``."""
    for place in places:
        form = _form(desk, place, week, known)
        written.cells.update(item.cell for item in form.sale.covered)
        written.forms.append(form)
        expected.applications.append(form.number)
        if form.sale.agent.branch == WIDE_BRANCH and fits_wide(form):
            wide.append(form)
        else:
            yield form
            if form.replaced_by:
                expected.applications.append(form.replaced_by.number)
                yield form.replaced_by


def _told(forms: Iterable[Form], path: Path, sheet: str, expected: Expected) -> Iterator[Form]:
    """The forms, every broken rule noted for whoever tests."""
    for form in forms:
        for code, (record, name) in form.faults:
            heading = record.column(name).heading
            expected.planted.append(Planted(code, path, sheet or record.sheet, 0, heading, form.number, harmless=False))
        yield form


def _form(desk: Desk, place: int, week: int, known: list[int]) -> Form:
    """One form; dice are thrown again until a household finds something that suits it."""
    dice = Random(f"{desk.seed} form {place}")
    day = desk.first + timedelta(days=min(week * 7 + dice.randrange(7), desk.last.day - DAYS_TO_HAND_IN))
    sale = None
    while sale is None:
        modest = place < len(known)
        home = _known_home(desk, known[place], day) if modest else _new_home(dice, place, day)
        sale = sell(dice, home, desk.pick_agent(dice), day, modest=modest)
    form = fill_in(dice, sale, f"TB{day:%Y%m}{place + 1:06d}")
    if place % FAULTY_EVERY == FAULTY_EVERY - 1:
        form.replaced_by = replacement(form) if place in CHANGED else None
        plant(form, place // FAULTY_EVERY)
    return form


def _new_home(dice: Random, place: int, day: date) -> Household:
    return household(dice, NEW_FROM + place * PEOPLE, day, foreigners=False)


def _known_home(desk: Desk, number: int, day: date) -> Household:
    """A household of the book today: its adults, with certificates that are still good."""
    dice, home, _, _ = desk.known_household(number)
    home.children = []
    for person in (home.head, home.spouse):
        if person:
            person.income = max(person.income, KNOWN_INCOME)
        if person and person.document_type == "身份证":
            person.document_validity = numbers.validity(dice, person.born, day)
    return home

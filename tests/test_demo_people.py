"""Invented people: numbers that check, families that could be, phones that ring nowhere."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from core.demo import numbers
from core.demo.people import Household, Person, household
from core.demo.pricing import Cell, premium_rate, printed_tables
from core.demo.products import lines
from core.identifiers import bank_account, by_document, mobile, person_number

ON = date(2026, 10, 12)


@pytest.fixture(scope="module")
def households() -> list[Household]:
    return [household(Random(f"house {number}"), number * 8, ON) for number in range(1500)]


@pytest.fixture(scope="module")
def everyone(households: list[Household]) -> list[Person]:
    return [person for home in households for person in (home.head, home.spouse, *home.children) if person]


def test_every_certificate_number_is_valid_and_carries_its_holders_birth_date_and_sex(everyone: list[Person]) -> None:
    for person in everyone:
        assert by_document(person.document_type).is_valid(person.document_no), person.document_no
        carrier = person_number(person.document_type)
        if carrier:
            assert carrier.birth_date(person.document_no) == person.born
            assert carrier.sex(person.document_no) == person.sex


def test_residence_permits_of_all_three_openings_and_permanent_residence_cards_occur(everyone: list[Person]) -> None:
    openings = {person.document_no[:2] for person in everyone if person.document_type == "港澳台居民居住证"}
    assert openings == {"81", "82", "83"}
    foreign = [person for person in everyone if person.document_type == "外国人永久居留身份证"]
    assert foreign
    assert all(person.document_no[0] == "9" and person.nationality != "中国" for person in foreign)


def test_spouses_are_of_marriage_age_and_parents_at_least_twenty_years_older(households: list[Household]) -> None:
    for home in households:
        for adult in (home.head, home.spouse):
            if adult and home.spouse:
                assert adult.age(ON) >= (22 if adult.sex == "男" else 20)
        mother = next((p for p in (home.head, home.spouse) if p and p.sex == "女"), None)
        for child in home.children:
            assert mother is not None
            assert mother.age(ON) - child.age(ON) >= 20


def test_phones_and_accounts_are_well_formed_and_nobody_shares_one(everyone: list[Person]) -> None:
    adults = [person for person in everyone if person.phone]
    assert all(mobile.is_valid(person.phone) for person in adults)
    assert {person.phone[:3] for person in adults} <= {"154", "163", "164", "168", "169"}
    assert len({person.phone for person in adults}) == len(adults)
    cards = {numbers.card("629901", person.serial) for person in adults}
    assert len(cards) == len(adults)
    assert all(bank_account.is_luhn(card) for card in list(cards)[:50])


def test_a_card_of_someone_aged_25_lasts_ten_years_and_of_someone_aged_50_for_good() -> None:
    young = numbers.validity(Random(1), date(2001, 3, 1), ON)
    assert young.endswith(tuple(f"-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 32)))
    assert 2026 <= int(young[:4]) <= 2036
    assert numbers.validity(Random(1), date(1972, 3, 1), ON) == "长期"


def test_dearer_with_age_and_cheaper_for_women() -> None:
    whole_life = next(place for place, line in enumerate(lines()) if line.code == "WL2301")
    man_30, man_40, woman_40 = (
        premium_rate(Cell(whole_life, sex, age, "20年", "终身")) for sex, age in (("男", 30), ("男", 40), ("女", 40))
    )
    assert 20 < man_30 < man_40 < 60
    assert woman_40 < man_40


def test_a_printed_table_runs_to_the_end_of_the_term_and_pays_out_what_it_promises() -> None:
    endowment = next(place for place, line in enumerate(lines()) if line.code == "EN2301")
    cell = Cell(endowment, "男", 33, "5年", "15年")
    printed = printed_tables([cell])[cell]
    assert len(printed.value) == 15
    assert printed.survival[-1] == 1000.0
    assert printed.value[-1] == 0.0
    paid = 5 * premium_rate(cell)
    assert printed.value[0] < premium_rate(cell)
    assert paid < printed.value[13] < 1000.0


def test_accident_cover_has_no_value_table() -> None:
    accident = next(place for place, line in enumerate(lines()) if line.code == "AC2301")
    assert printed_tables([Cell(accident, "女", 33, "1年", "1年")]) == {}

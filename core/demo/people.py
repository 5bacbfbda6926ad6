"""Invented people and the households they live in. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from core.days.age import age
from core.demo import numbers
from core.demo.files import read

ADULT_AGES = (25, 29, 33, 37, 42, 47, 52, 58)
"""Entry ages cluster, so that the printed value tables of the demo stay short."""
CHILD_AGES = (0, 2, 5, 9, 13)
SAME_AGE_DAYS = 240
"""Days after a household's first purchase during which nobody in it has a birthday."""


@dataclass(slots=True)
class Person:
    """One person. ``serial`` is unique and gives phone and account; ``since`` is when the certificate was looked at."""

    serial: int
    name: str
    sex: str
    born: date
    document_type: str
    document_no: str
    document_validity: str
    household: str
    nationality: str = "中国"
    phone: str = ""
    occupation: tuple[str, str, str] = ("", "", "")
    marriage: str = "未婚"
    employer: str = ""
    income: int = 0
    height: int = 0
    weight: float = 0.0

    def age(self, on: date) -> int:
        """周岁 on a day."""
        return age(self.born, on)


@dataclass(slots=True)
class Household:
    """People who live together. ``head`` and ``spouse`` apply for policies; everyone may be insured."""

    head: Person
    spouse: Person | None
    children: list[Person] = field(default_factory=list)
    address: str = ""
    postal_code: str = ""
    landline: str = ""
    income: int = 0


def household(rng: Random, serial: int, on: date, *, foreigners: bool = True) -> Household:
    """A household as of ``on``, its first purchase. ``serial`` must be at least 8 away from any other."""
    words = read("words.yaml")
    years = rng.choices(ADULT_AGES, (9, 15, 18, 17, 15, 12, 9, 5))[0]
    sex = rng.choice("男女")
    head = _adult(rng, serial, years, sex, on, foreigners)
    spouse = None
    if years >= 29 and rng.random() < 0.75:
        spouse = _adult(rng, serial + 1, _near(rng, years), "女" if sex == "男" else "男", on, False)
        head.marriage = spouse.marriage = "已婚"
    elif years >= 42:
        head.marriage = rng.choice(("离异", "丧偶", "未婚"))
    home = Household(head, spouse)
    if spouse:
        mother, father = (spouse, head) if sex == "男" else (head, spouse)
        home.children = _children(rng, serial + 2, mother.age(on), father.name[0], on)
    place, home.postal_code = rng.choice(words["districts"])
    home.address = (
        f"{place}{rng.choice(words['streets'])}{rng.randrange(1, 400)}号{rng.choice(words['estates'])}"
        f"{rng.randrange(1, 20)}幢{rng.randrange(1, 4)}单元{rng.randrange(1, 28)}0{rng.randrange(1, 5)}室"
    )
    home.landline = f"0571-9{serial * 7919 % 10**7:07d}"
    home.income = head.income + (spouse.income if spouse else 0)
    return home


def name(rng: Random, sex: str, surname: str = "") -> str:
    """A name drawn character by character: a surname, and one or two given characters."""
    words = read("words.yaml")
    given = words["given_male" if sex == "男" else "given_female"]
    first = rng.choice(words["given_any"]) if rng.random() < 0.7 else ""
    full: str = (surname or rng.choice(words["surnames"])) + first + rng.choice(given)
    return full


def born_before(rng: Random, on: date, years: int) -> date:
    """A birth date that makes somebody ``years`` old on ``on`` and for SAME_AGE_DAYS after it."""
    spare = 15
    into_the_year = rng.randrange(40, 120) if years == 0 else rng.randrange(spare, 365 - SAME_AGE_DAYS)
    return on - timedelta(days=int(years * 365.25) + into_the_year)


def _near(rng: Random, years: int) -> int:
    place = ADULT_AGES.index(years) + rng.choice((-1, 0, 0, 1))
    return ADULT_AGES[max(0, min(place, len(ADULT_AGES) - 1))]


def _adult(rng: Random, serial: int, years: int, sex: str, on: date, foreigners: bool) -> Person:
    words = read("words.yaml")
    born = born_before(rng, on, years)
    area, home = rng.choice(words["areas"])
    kind, nationality = "身份证", "中国"
    number = numbers.resident_number(area, born, sex, serial)
    draw = rng.random()
    if draw < 0.012:
        kind = "港澳台居民居住证"
        area, home = rng.choice((("810000", "香港"), ("820000", "澳门"), ("830000", "台湾")))
        number = numbers.resident_number(area, born, sex, serial)
    elif foreigners and draw < 0.018:
        kind, nationality, home = "外国人永久居留身份证", rng.choice(("加拿大", "新加坡", "澳大利亚")), ""
        number = numbers.permanent_residence_number(born, sex, serial)
    validity = numbers.validity(rng, born, on) if kind == "身份证" else f"{on.year + 4}-{rng.randrange(1, 13):02d}-15"
    code, occupation, grade, _ = rng.choices(words["occupations"], [entry[3] for entry in words["occupations"]])[0]
    height = rng.randrange(164, 184) if sex == "男" else rng.randrange(153, 172)
    return Person(
        serial, name(rng, sex), sex, born, kind, number, validity, home, nationality,
        phone=numbers.mobile(serial),
        occupation=(code, occupation, grade),
        employer=rng.choice(words["firms"]),
        income=rng.choice((80, 100, 120, 150, 180, 200, 240, 300, 400)) * 1000,
        height=height,
        weight=round(rng.uniform(19.5, 26.5) * (height / 100) ** 2),
    )  # fmt: skip


def _children(rng: Random, serial: int, mother_age: int, surname: str, on: date) -> list[Person]:
    words = read("words.yaml")
    possible = [years for years in CHILD_AGES if 21 <= mother_age - years <= 38]
    children = []
    for place in range(min(rng.choices((0, 1, 2), (3, 5, 2))[0], len(possible))):
        years = possible.pop(rng.randrange(len(possible)))
        sex = rng.choice("男女")
        born = born_before(rng, on, years)
        area, home = rng.choice(words["areas"])
        kind = "户口簿" if years < 6 or rng.random() < 0.4 else "身份证"
        validity = numbers.validity(rng, born, on) if kind == "身份证" else "长期"
        height = round(52 + years * 6.5 + (22 if years else 14))
        children.append(
            Person(
                serial + place, name(rng, sex, surname), sex, born, kind,
                numbers.resident_number(area, born, sex, serial + place), validity, home,
                occupation=tuple(words["child_occupation"]), employer="",
                height=height, weight=round(19.2 * (height / 100) ** 2, 1),
            )
        )  # fmt: skip
    return children

"""Invented numbers whose check characters are right: resident numbers, permits, cards, phones, serials.

``serial`` arguments make numbers unique without remembering them: a serial is spread over its range by a fixed step.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from core.days.age import age
from core.days.anniversary import anniversary
from core.demo.files import read
from core.identifiers.resident_id import check_digit

PHONES = 10**8
STEP = 61_803_399
"""Coprime to 10^8: serials one apart land far apart and never twice in the same place."""


def resident_number(area: str, born: date, sex: str, sequence: int) -> str:
    """An 18-character number; the last digit of the sequence says the sex."""
    odd = sequence * 2 % 1000 + (1 if sex == "男" else 0)
    first_17 = f"{area}{born:%Y%m%d}{odd:03d}"
    return first_17 + check_digit(first_17)


def permanent_residence_number(born: date, sex: str, sequence: int) -> str:
    """A card of the layout in use since December 2023: opens with 9, same check character."""
    first_17 = f"933840{born:%Y%m%d}{sequence * 2 % 1000 + (1 if sex == '男' else 0):03d}"
    return first_17 + check_digit(first_17)


def mobile(serial: int) -> str:
    """Eleven digits under a prefix that is issued to nobody."""
    prefixes = read("words.yaml")["mobile_prefixes"]
    return f"{prefixes[serial % len(prefixes)]}{serial // len(prefixes) * STEP % PHONES:08d}"


def card(prefix: str, serial: int) -> str:
    """A 19-digit bank card under ``prefix`` with its Luhn digit."""
    body = f"{prefix}{serial * STEP % 10**12:012d}"
    return f"{body}{luhn_digit(body)}"


def luhn_digit(body: str) -> int:
    """The Luhn check digit that belongs behind ``body``."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(body)))
    return -sum(value - 9 * (value > 9) for value in doubled) % 10


def validity(rng: Random, born: date, on: date) -> str:
    """The last day of a resident card as its holder's age at issue allows, or 长期; never expired on ``on``."""
    issued = max(on - timedelta(days=rng.randrange(30, 1400)), born)
    held = age(born, issued)
    if held >= 46:
        return "长期"
    return f"{anniversary(issued, 5 if held < 16 else 10 if held < 26 else 20)}"

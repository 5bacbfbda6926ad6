"""保单号: branch code, year of issue, seven-digit sequence, check digit (ISO 7064 MOD 11,10).

860101 + 2026 + 0000001 + 0 = 860101202600000010. The check digit catches every single wrong digit. The company may set
another length of sequence; the sequence goes on from the ledger's last number of the branch and year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

SEQUENCE_DIGITS = 7


@dataclass
class Numbering:
    """Gives out policy numbers. ``last``: the last sequence used by (branch code, year); it grows with every one."""

    last: dict[tuple[str, int], int] = field(default_factory=dict)
    digits: int = SEQUENCE_DIGITS

    @classmethod
    def after(cls, policy_numbers: Iterable[str], digits: int = SEQUENCE_DIGITS) -> Numbering:
        """The numbering that goes on after these numbers of the ledger; numbers of another format are left aside."""
        last: dict[tuple[str, int], int] = {}
        for number in policy_numbers:
            if parts := split(number, digits):
                branch, year, sequence = parts
                last[branch, year] = max(sequence, last.get((branch, year), 0))
        return cls(last, digits)

    def next(self, branch_code: str, year: int) -> str:
        """The next number of a branch in a year. Raises ``ValueError`` for a branch code that is not digits."""
        sequence = self.last.get((branch_code, year), 0) + 1
        number = policy_number(branch_code, year, sequence, self.digits)
        self.last[branch_code, year] = sequence
        return number


def policy_number(branch_code: str, year: int, sequence: int, digits: int = SEQUENCE_DIGITS) -> str:
    """The number of a branch, year and sequence. Raises ``ValueError`` when a part does not fit the format."""
    if not (branch_code.isascii() and branch_code.isdigit()):
        raise ValueError(f"机构代码不是数字：{branch_code}")
    if not 0 < sequence < 10**digits:
        raise ValueError(f"序号超出{digits}位：{sequence}")
    body = f"{branch_code}{year:04d}{sequence:0{digits}d}"
    return body + check_digit(body)


def split(number: str, digits: int = SEQUENCE_DIGITS) -> tuple[str, int, int] | None:
    """Branch code, year and sequence of a number of this format; None for any other number."""
    if (
        not (number.isascii() and number.isdigit())
        or len(number) < digits + 6
        or number[-1] != check_digit(number[:-1])
    ):
        return None
    body = number[:-1]
    return body[: -digits - 4], int(body[-digits - 4 : -digits]), int(body[-digits:])


def check_digit(body: str) -> str:
    """ISO 7064 MOD 11,10 of a text of digits."""
    check = 10
    for digit in body:
        check = (check + int(digit)) % 10 or 10
        check = check * 2 % 11
    return str((11 - check) % 10)

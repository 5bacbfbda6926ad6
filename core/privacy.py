"""What may be seen of personal data: masked by default in every output, message, log and picture.

个人信息保护法第五十一条 asks for de-identification; how much stays visible is a product choice: 姓名 张**,
证件 前6后4, 手机 前3后4, 账号 后4, 地址 到区县, 健康信息 not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.identifiers import address, bank_account, email, mobile, person_name
from core.identifiers.cleaning import keep_ends

Personal = Literal["", "name", "document", "phone", "account", "address", "health", "email"]


_NOBODY = ("法定", "法定继承人", "法定受益人")
"""What stands for a name where the law names the beneficiary: no person, so nothing to hide."""


def _name(text: str) -> str:
    return text if text.strip() in _NOBODY else person_name.mask(text)


def _document(text: str) -> str:
    """Numbers too short to keep ten characters show only their last two."""
    return keep_ends(text, 6, 4) if len(text) > 12 else keep_ends(text, 0, 2)


def _phone(text: str) -> str:
    return mobile.mask(text) if mobile.is_valid(text) else keep_ends(text, 0, 4 if len(text) > 6 else 0)


def _health(text: str) -> str:
    return "（健康信息已隐去）" if text else ""


_MASKS: dict[str, Callable[[str], str]] = {
    "name": _name,
    "document": _document,
    "phone": _phone,
    "account": bank_account.mask,
    "address": address.mask,
    "health": _health,
    "email": email.mask,
}


def masked(kind: str, text: str) -> str:
    """The text as everybody may see it; ``kind`` is the column kind's ``personal`` word, ``""`` for ordinary data."""
    return _MASKS[kind](text) if kind and text else text


@dataclass(frozen=True)
class Sight:
    """Which kinds of personal data a reader sees in full, on a reason that was logged; the rest is masked."""

    full: frozenset[str] = frozenset()

    def shown(self, kind: str, text: str) -> str:
        """The text as this reader may see it."""
        return text if kind in self.full else masked(kind, text)

    def __bool__(self) -> bool:
        """Is anything shown in full?"""
        return bool(self.full)


MASKED = Sight()
"""What everybody sees."""

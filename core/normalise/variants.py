"""The same name in other characters: variants and pinyin stand-ins (case 10). Alike is a hint, never proof."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_STAND_IN = re.compile(r"[\[(【〔<]([a-zA-Z]+)[0-9]?[\])】〕>]")


@cache
def _variants() -> dict[int, str]:
    from yaml import CSafeLoader, load

    groups = load(Path(__file__).with_name("variants.yaml").read_text("utf-8"), Loader=CSafeLoader)
    return {ord(variant): standard for standard, variants in groups.items() for variant in variants}


def comparable(name: str) -> str:
    """The name in standard characters, for comparing only; it is never stored or shown."""
    return name.translate(_variants())


def alike(left: str, right: str) -> bool:
    """Different texts that may be one name: equal in standard characters, or with pinyin for a rare character."""
    a, b = comparable(left), comparable(right)
    return left != right and (a == b or _stands_in(a, b) or _stands_in(b, a))


def _stands_in(written: str, full: str) -> bool:
    if not _STAND_IN.search(written):
        return False
    pattern = "".join(re.escape(part) if i % 2 == 0 else "." for i, part in enumerate(_STAND_IN.split(written)))
    return re.fullmatch(pattern, full) is not None

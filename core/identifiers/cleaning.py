"""What every number has in common: the refusal, the cleaning of typed text, and the stars of a mask.

Nothing here knows a document. Only the standard library is imported, so that a cell formula starts at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

# NFKC leaves these in the text: control characters, soft hyphen, zero-width and direction marks, byte-order mark,
# and the escape that Excel writes for a carriage return.
_INVISIBLE = re.compile(
    "_x000D_|[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_QUOTES = "'`‘’"
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−]+")


class Invalid(ValueError):  # noqa: N818 - a verdict on a number, not a fault of the program
    """A number that cannot be right. ``reason`` is a stable English code, the message is Chinese.

    The message never repeats the number: it may be printed where the number must stay masked.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


def clean(text: str) -> str:
    """Text as typed → half-width forms, no invisible characters, no quote that marks text, no outer blanks."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _INVISIBLE.sub("", text).strip().lstrip(_QUOTES).strip()


def clean_number(text: str) -> str:
    """:func:`clean`, in capitals, without the blanks and hyphens that people put inside a long number."""
    return _SEPARATORS.sub("", clean(text)).upper()


def passes(validate: Callable[[str], str], text: str) -> bool:
    """True when ``validate`` accepts the text."""
    try:
        validate(text)
    except Invalid:
        return False
    return True


def of_shape(number: str, shape: re.Pattern[str], messages: Mapping[str, str]) -> str:
    """The compact number itself; :class:`Invalid` (blank, format) in a document's own words."""
    reason = "blank" if not number else "" if shape.fullmatch(number) else "format"
    if reason:
        raise Invalid(reason, messages[reason])
    return number


def keep_ends(text: str, head: int, tail: int) -> str:
    """The first ``head`` and last ``tail`` characters with stars between; all stars when nothing would be hidden."""
    hidden = len(text) - head - tail
    if hidden <= 0:
        return "*" * len(text)
    return text[:head] + "*" * hidden + text[len(text) - tail :]

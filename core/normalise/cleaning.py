"""Characters that nobody meant to type: invisible ones, quotes that mark text, full-width forms (cases 6, 7, 8)."""

from __future__ import annotations

import re
import unicodedata

from core.normalise.parsed import Note

QUOTE = Note("D06")
FULL_WIDTH = Note("D07")
INVISIBLE = Note("D08")

# NFKC leaves these in the text (measured for U+200B). A no-break or ideographic blank is a blank; the rest is nothing.
_NOTHING = re.compile(
    "_x000[dD]_|[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_BLANK = re.compile("[\u00a0\u2007\u202f\u3000]")
_LEADING_QUOTE = re.compile(r"^\s*['`‘’＇]+")
_CLEAN = re.compile(r"[!-&(-^a-~]*")
_LOST_DIGITS = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,3}")


def tidy(text: str) -> str:
    """The text as a person meant it: invisible characters gone, outer blanks gone, everything else kept."""
    return _BLANK.sub(" ", _NOTHING.sub("", text)).strip()


def folded(text: str) -> str:
    """:func:`tidy` in half-width forms: what words and numbers are compared by."""
    return tidy(text if text.isascii() else unicodedata.normalize("NFKC", text))


def noted(text: str) -> tuple[str, tuple[Note, ...]]:
    """:func:`folded` without a leading quote, and what had to be removed or folded to get there."""
    if _CLEAN.fullmatch(text):
        return text, ()
    notes = []
    if _LEADING_QUOTE.match(text) or text.endswith("\t"):
        notes.append(QUOTE)
    if _NOTHING.search(text) or _BLANK.search(text) or "\n" in text.strip():
        notes.append(INVISIBLE)
    half = folded(_LEADING_QUOTE.sub("", text))
    if half != tidy(_LEADING_QUOTE.sub("", text)):
        notes.append(FULL_WIDTH)
    return half, tuple(notes)


def key_of(text: str) -> str:
    """How headings and words of a list are compared: folded, no blanks at all, capitals."""
    return "".join(folded(text).split()).upper()


def digits_lost(text: str) -> bool:
    """True for a number that some program showed in powers of ten (1.10105E+17): its last digits are gone."""
    return bool(_LOST_DIGITS.fullmatch(text))

"""Tab names from what users typed: Excel allows 31 signs, none of a few, and no name twice, capitals or not."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """One name for each of ``wanted``, in order; (2), (3) … behind one that is in use already."""
    used, found = {name.casefold() for name in taken}, list[str]()
    for title in wanted:
        plain = title.translate(_FORBIDDEN)[:LONGEST] or "_"
        name, turn = plain, 1
        while name.casefold() in used:
            turn += 1
            end = f"({turn})"
            name = plain[: LONGEST - len(end)] + end
        used.add(name.casefold())
        found.append(name)
    return found

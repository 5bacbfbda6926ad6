"""Verbs on restricted data and on who may see it: from a parsed command line to the verb."""

from __future__ import annotations

from argparse import Namespace

from macros.opening import opened_ledger
from macros.outcome import Outcome


def open_flags(arguments: Namespace) -> Outcome:
    from macros.flags import Asked, flags

    asked = Asked(arguments.on, arguments.month, arguments.known_on)
    with opened_ledger(arguments.db) as ledger:
        return flags(ledger, asked, arguments.why, arguments.out)


def open_extract(arguments: Namespace) -> Outcome:
    from macros.extract import extract

    with opened_ledger(arguments.db) as ledger:
        return extract(ledger, arguments.why, arguments.out, arguments.known_on)


def open_review(arguments: Namespace) -> Outcome:
    from core.days.moments import today
    from macros.review import review

    with opened_ledger(arguments.db) as ledger:
        return review(ledger, arguments.on or today(), arguments.why, arguments.out)

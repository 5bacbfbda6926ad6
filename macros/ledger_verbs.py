"""Verbs that ask the ledger: from a parsed command line to the verb."""

from __future__ import annotations

from argparse import Namespace

from macros.opening import asked_sight, opened_ledger, perhaps_ledger, said_first
from macros.outcome import Outcome


def open_report(arguments: Namespace) -> Outcome:
    from macros.report import report

    with opened_ledger(arguments.db) as ledger:
        sight, told = asked_sight(arguments, ledger, [arguments.out])
        made = report(
            ledger,
            arguments.month,
            arguments.out,
            arguments.known_on,
            close=arguments.close,
            targets=arguments.targets,
            letters=arguments.letters,
            sight=sight,
        )
        return said_first(told, made)


def open_todo(arguments: Namespace) -> Outcome:
    from macros.todo import todo

    with opened_ledger(arguments.db) as ledger:
        return todo(ledger, arguments.month, arguments.out, arguments.department)


def open_law(arguments: Namespace) -> Outcome:
    from macros.law import law

    with opened_ledger(arguments.db) as ledger:
        return law(ledger, arguments.key, arguments.on, arguments.out, arguments.value)


def open_quote(arguments: Namespace) -> Outcome:
    from macros.quote import Asked, quote

    asked = Asked(arguments.amount, arguments.true_birth_date, arguments.true_premium)
    with opened_ledger(arguments.db) as ledger:
        return quote(ledger, arguments.kind, arguments.policy, arguments.on, asked, arguments.out)


def open_card(arguments: Namespace) -> Outcome:
    from core.days.moments import today
    from macros.card import card

    with opened_ledger(arguments.db) as ledger:
        sight, told = asked_sight(arguments, ledger, [arguments.out], 1)
        return said_first(told, card(ledger, arguments.policy, arguments.on or today(), arguments.out, sight))


def open_product(arguments: Namespace) -> Outcome:
    from core.days.moments import today
    from macros.product import product

    with perhaps_ledger(arguments.db) as ledger:
        on = arguments.on or today()
        return product(arguments.codes, ledger, arguments.reference, on, arguments.out)


def open_pay(arguments: Namespace) -> Outcome:
    from macros.pay import pay

    with opened_ledger(arguments.db) as ledger:
        return pay(ledger, arguments.on, arguments.out)


def open_history(arguments: Namespace) -> Outcome:
    from macros.past import history

    with opened_ledger(arguments.db) as ledger:
        return history(ledger, arguments.policy, arguments.known_on)


def open_undo(arguments: Namespace) -> Outcome:
    from macros.past import undo, undo_last

    with opened_ledger(arguments.db) as ledger:
        if arguments.last is not None:
            return undo_last(ledger, arguments.last, arguments.why)
        return undo(ledger, arguments.change, arguments.why)


def open_audit(arguments: Namespace) -> Outcome:
    from macros.past import audit

    with opened_ledger(arguments.db) as ledger:
        return audit(ledger, arguments.head)

"""From a parsed command line to a verb."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from core.ledger.problems import LedgerError
from macros import access_verbs, book_verbs, house_verbs, ledger_verbs
from macros.locking import asked_password, lock_results
from macros.outcome import UNREADABLE, Outcome

PROBLEMS = LedgerError
FAILED = UNREADABLE

_VERBS: dict[str, Callable[[Namespace], Outcome]] = {
    "check": book_verbs.open_check,
    "clear": book_verbs.open_clear,
    "match": book_verbs.open_match,
    "underwrite": book_verbs.open_underwrite,
    "issue": book_verbs.open_issue,
    "value": book_verbs.open_value,
    "sync": book_verbs.open_sync,
    "run": book_verbs.open_run,
    "batch": book_verbs.open_batch,
    "report": ledger_verbs.open_report,
    "todo": ledger_verbs.open_todo,
    "law": ledger_verbs.open_law,
    "quote": ledger_verbs.open_quote,
    "card": ledger_verbs.open_card,
    "product": ledger_verbs.open_product,
    "pay": ledger_verbs.open_pay,
    "history": ledger_verbs.open_history,
    "undo": ledger_verbs.open_undo,
    "audit": ledger_verbs.open_audit,
    "flags": access_verbs.open_flags,
    "extract": access_verbs.open_extract,
    "review": access_verbs.open_review,
    "demo": house_verbs.open_demo,
    "template": house_verbs.open_template,
    "udfs": house_verbs.open_udfs,
    "doctor": house_verbs.open_doctor,
    "kit": house_verbs.open_kit,
    "serve": house_verbs.open_serve,
}


def run(arguments: Namespace) -> Outcome:
    """Run the verb that the arguments name; with --password its results are encrypted."""
    password = asked_password(arguments)
    outcome = _VERBS[arguments.verb](arguments)
    return lock_results(outcome, password) if password else outcome

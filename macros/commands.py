"""From a parsed command line to a verb: opens the books and the ledger, and closes what it opened."""

from __future__ import annotations

import sqlite3
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.ledger.access import log_access
from core.ledger.problems import LedgerError
from core.ledger.schema import empty_ledger, open_ledger
from macros.files import check_files, keep_filled_in
from macros.outcome import UNREADABLE, Outcome, UsageError
from macros.session import Session, open_session

PROBLEMS = LedgerError
FAILED = UNREADABLE


def run(arguments: Namespace) -> Outcome:
    """Run the verb that the arguments name."""
    return _VERBS[arguments.verb](arguments)


@contextmanager
def _ledger(path: Path | None, *, create: bool = False, preview: bool = False) -> Iterator[sqlite3.Connection | None]:
    if path is None:
        yield None
        return
    connection = empty_ledger() if preview and not path.exists() else open_ledger(path, create=create)
    try:
        yield connection
    finally:
        connection.close()


def _session(arguments: Namespace, ledger: sqlite3.Connection | None) -> Session:
    check_files(arguments.books, getattr(arguments, "out", None))
    return open_session(arguments.books, on=arguments.on, ledger=ledger, references=arguments.reference)


def _check(arguments: Namespace) -> Outcome:
    from macros.check import check

    if arguments.unmask is not None and (arguments.db is None or not arguments.unmask.strip()):
        raise UsageError("显示完整信息须写明理由，并用 --db 给出台账：查阅人、时间和理由会记入台账")
    with _ledger(arguments.db, create=arguments.unmask is not None) as ledger:
        session = _session(arguments, ledger)
        if ledger is not None and arguments.unmask:
            rows = sum(len(table) for table in session.tables.values())
            log_access(ledger, "check", arguments.books, rows, arguments.unmask)
        return check(session, arguments.out, unmasked=bool(arguments.unmask))


def _sync(arguments: Namespace) -> Outcome:
    from macros.sync import sync, unchanged

    with _ledger(arguments.db, create=not arguments.plan, preview=arguments.plan) as ledger:
        assert ledger is not None
        nothing_new = unchanged(ledger, arguments.books)
        if nothing_new is not None:
            return nothing_new
        session = _session(arguments, ledger)
        outcome = sync(session, ledger, write=arguments.yes and not arguments.plan)
        if arguments.plan or arguments.yes or not sys.stdin.isatty():
            return outcome
        print("\n".join(outcome.lines))
        if input("写入台账？（y/N）").strip().lower() not in ("y", "yes", "是"):
            return Outcome(["没有写入。"], exit_code=outcome.exit_code)
        return sync(session, ledger, write=True)


def _card(arguments: Namespace) -> Outcome:
    from datetime import date

    from macros.card import card

    with _ledger(arguments.db) as ledger:
        assert ledger is not None
        return card(ledger, arguments.policy, arguments.on or date.today(), arguments.out)


def _history(arguments: Namespace) -> Outcome:
    from macros.past import history

    with _ledger(arguments.db) as ledger:
        assert ledger is not None
        return history(ledger, arguments.policy, arguments.known_on)


def _undo(arguments: Namespace) -> Outcome:
    from macros.past import undo

    with _ledger(arguments.db) as ledger:
        assert ledger is not None
        return undo(ledger, arguments.change, arguments.why)


def _audit(arguments: Namespace) -> Outcome:
    from macros.past import audit

    with _ledger(arguments.db) as ledger:
        assert ledger is not None
        return audit(ledger, arguments.head)


def _clear(arguments: Namespace) -> Outcome:
    from macros.clear import clear

    check_files(arguments.books, arguments.out)
    return clear(arguments.books, arguments.out)


def _underwrite(arguments: Namespace) -> Outcome:
    from macros.underwrite import underwrite

    with _ledger(arguments.db) as ledger:
        return underwrite(_session(arguments, ledger), arguments.out)


def _value(arguments: Namespace) -> Outcome:
    from macros.value import value

    with _ledger(arguments.db) as ledger:
        return value(_session(arguments, ledger), arguments.out)


def _issue(arguments: Namespace) -> Outcome:
    from macros.issue import issue

    with _ledger(arguments.db, create=True) as ledger:
        assert ledger is not None
        return issue(_session(arguments, ledger), ledger, arguments.out)


def _run(arguments: Namespace) -> Outcome:
    from macros.chain import run_chain

    with _ledger(arguments.db, create=True) as ledger:
        assert ledger is not None
        return run_chain(_session(arguments, ledger), ledger, arguments.out)


def _report(arguments: Namespace) -> Outcome:
    from macros.report import report

    with _ledger(arguments.db) as ledger:
        assert ledger is not None
        return report(ledger, arguments.month, arguments.out, arguments.known_on, close=arguments.close)


def _batch(arguments: Namespace) -> Outcome:
    from macros.batch import batch

    return batch(arguments.folder, arguments.db, arguments.out, arguments.jobs, arguments.scheduler)


def _quote(arguments: Namespace) -> Outcome:
    from macros.quote import Asked, quote

    asked = Asked(arguments.amount, arguments.true_birth_date, arguments.true_premium)
    with _ledger(arguments.db) as ledger:
        assert ledger is not None
        return quote(ledger, arguments.kind, arguments.policy, arguments.on, asked, arguments.out)


def _demo(arguments: Namespace) -> Outcome:
    from macros.demo import demo

    return demo(arguments.dir, arguments.policies, arguments.seed)


def _template(arguments: Namespace) -> Outcome:
    from xlsx_templates.builder import build_template
    from xlsx_templates.catalogue import TEMPLATES

    unknown = [name for name in arguments.names if name not in TEMPLATES]
    if unknown:
        raise UsageError(f"没有这个模板：{'、'.join(unknown)}。可用：{'、'.join(TEMPLATES)}")
    names = arguments.names or list(TEMPLATES)
    keep_filled_in([arguments.out / TEMPLATES[name].file_name for name in names])
    files = [build_template(name, arguments.out) for name in names]
    return Outcome([str(path) for path in files], files=files)


def _udfs(arguments: Namespace) -> Outcome:
    from udfs.listing import listing, rows

    try:
        return Outcome([listing(arguments.names)], data={"functions": rows()})
    except ValueError as error:
        raise UsageError(str(error)) from error


def _doctor(arguments: Namespace) -> Outcome:
    from macros.doctor import doctor

    return doctor(arguments.db, arguments.trust)


def _kit(arguments: Namespace) -> Outcome:
    from macros.kit import kit

    return kit(arguments.out, wheels=arguments.wheels)


def _serve(arguments: Namespace) -> Outcome:
    from udfs.web.serving import serve

    return serve(arguments.port, arguments.db, arguments.reference)


_VERBS: dict[str, Callable[[Namespace], Outcome]] = {
    "demo": _demo,
    "check": _check,
    "clear": _clear,
    "underwrite": _underwrite,
    "issue": _issue,
    "value": _value,
    "sync": _sync,
    "report": _report,
    "run": _run,
    "batch": _batch,
    "quote": _quote,
    "card": _card,
    "history": _history,
    "undo": _undo,
    "audit": _audit,
    "template": _template,
    "udfs": _udfs,
    "doctor": _doctor,
    "kit": _kit,
    "serve": _serve,
}

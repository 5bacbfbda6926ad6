"""Verbs that take workbooks: from a parsed command line to the verb."""

from __future__ import annotations

import sys
from argparse import Namespace

from macros.files import check_files
from macros.opening import asked_sight, opened_ledger, opened_session, perhaps_ledger, said_first
from macros.outcome import Outcome, UsageError
from macros.session import open_session


def open_check(arguments: Namespace) -> Outcome:
    from macros.check import check

    if arguments.unmask and arguments.db is None:
        raise UsageError("显示完整信息须用 --db 给出台账：查阅人、时间和理由会记入台账")
    with perhaps_ledger(arguments.db, create=bool(arguments.unmask)) as ledger:
        session = opened_session(arguments, ledger)
        sight, told = asked_sight(arguments, ledger, arguments.books, sum(map(len, session.tables.values())))
        return said_first(told, check(session, arguments.out, sight))


def open_clear(arguments: Namespace) -> Outcome:
    from macros.clear import clear

    check_files(arguments.books, arguments.out)
    return clear(arguments.books, arguments.out)


def open_match(arguments: Namespace) -> Outcome:
    from macros.match import match

    check_files(arguments.books, None)
    with perhaps_ledger(arguments.db) as ledger:
        session = open_session(arguments.books, on=arguments.on, ledger=ledger, references=arguments.reference)
        return match(session, arguments.out)


def open_underwrite(arguments: Namespace) -> Outcome:
    from macros.underwrite import underwrite

    with perhaps_ledger(arguments.db) as ledger:
        return underwrite(opened_session(arguments, ledger), arguments.out)


def open_issue(arguments: Namespace) -> Outcome:
    from macros.issue import issue

    with opened_ledger(arguments.db, create=True) as ledger:
        return issue(opened_session(arguments, ledger), ledger, arguments.out)


def open_value(arguments: Namespace) -> Outcome:
    from macros.value import value

    with perhaps_ledger(arguments.db) as ledger:
        return value(opened_session(arguments, ledger), arguments.out)


def open_sync(arguments: Namespace) -> Outcome:
    from macros.decisions import write_decisions
    from macros.sync import sync, unchanged

    check_files(arguments.books, arguments.out)
    with opened_ledger(arguments.db, create=not arguments.plan, preview=arguments.plan) as ledger:
        nothing_new = unchanged(ledger, arguments.books)
        if nothing_new is not None and arguments.out is None:
            return nothing_new
        session = opened_session(arguments, ledger)
        if nothing_new is not None:
            write_decisions(nothing_new, session, ledger, arguments.out)
            return nothing_new
        outcome = sync(session, ledger, write=arguments.yes and not arguments.plan, out=arguments.out)
        if arguments.plan or arguments.yes or not sys.stdin.isatty():
            return outcome
        print("\n".join(outcome.lines))
        if input("写入台账？（y/N）").strip().lower() not in ("y", "yes", "是"):
            return Outcome(["没有写入。"], exit_code=outcome.exit_code)
        return sync(session, ledger, write=True, out=arguments.out)


def open_run(arguments: Namespace) -> Outcome:
    from macros.chain import run_chain

    with opened_ledger(arguments.db, create=True) as ledger:
        return run_chain(opened_session(arguments, ledger), ledger, arguments.out)


def open_batch(arguments: Namespace) -> Outcome:
    from macros.batch import batch

    return batch(arguments.folder, arguments.db, arguments.out, arguments.jobs, arguments.scheduler)

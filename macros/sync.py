"""同步: what the workbooks would change in the ledger, and then the change itself, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from core.access.guard import guard, note_refused
from core.account import current_account
from core.events.application_numbers import check_application_numbers
from core.events.older_rows import keep_events
from core.events.payee_changes import note_payee_changes
from core.events.settled_dues import settle_open_dues
from core.events.used_twice import refuse_used_twice
from core.findings import Finding, Severity
from core.ledger.books import already_synced, note_synced
from core.ledger.change import Change
from core.ledger.changes import transaction, write_plan
from core.ledger.places import places
from core.ledger.plan import Plan, make_plan
from core.ledger.refusal import refused_rows
from core.ledger.rows import KEY_SEPARATOR
from core.ledger.runs import log_run
from core.payments.plan import plan_orders
from core.privacy import MASKED, Sight
from core.records.record import Record
from core.reports.reasons import reasons
from core.table import Tables
from macros.check import say_counts
from macros.decisions import write_decisions
from macros.events import plan_events
from macros.outcome import REFUSED, Outcome
from macros.row_counts import kept_words, nothing_new, row_counts
from macros.session import Session

_SHOWN_CHANGES = 20


def unchanged(ledger: sqlite3.Connection, books: Sequence[Path]) -> Outcome | None:
    """The outcome for books that were synced before and have not changed since; None when there is work to do."""
    if not already_synced(ledger, books):
        return None
    outcome = Outcome(["这些工作簿与上次同步时完全相同，没有需要写入的内容。"])
    outcome.data["counts"] = {"inserted": 0, "changed": 0, "same": 0, "refused": 0}
    return outcome


def plan_sync(
    session: Session, ledger: sqlite3.Connection, findings: Sequence[Finding], further: Tables | None = None
) -> Plan:
    """Plan all that was read (reference lists too), plus ``further`` tables such as decisions and issued policies."""
    tables = Tables([*session.reading.tables.values(), *(further or Tables()).values()])
    plan = make_plan(ledger, tables, refused_rows(tables, findings), session.on)
    keep_events(ledger, plan)
    guard(ledger, plan)
    check_application_numbers(ledger, plan)
    note_payee_changes(plan)
    refuse_used_twice(ledger, plan)
    plan_events(session, ledger, plan)
    settle_open_dues(ledger, plan)
    plan_orders(ledger, plan, session.context.law, session.on, current_account())
    return plan


def apply_sync(
    session: Session, ledger: sqlite3.Connection, plan: Plan, findings: Sequence[Finding], verb: str
) -> list[Change]:
    """Write the plan, the run's findings and what somebody tried together: all or nothing. Gives the changes."""
    everything = [*findings, *plan.findings]
    with transaction(ledger):
        written = write_plan(ledger, plan, kind=verb)
        log_run(ledger, verb, session.on, session.books, everything, places(session.reading.tables, everything))
        note_synced(ledger, synced_whole(session, everything))
        note_refused(ledger, plan, session.books)
    return written


def synced_whole(session: Session, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """(name, hash as read) of the books that have nothing left to do: no 拒收, and not read from an open Excel.

    A book with a refused row is looked at again next time: a new reference list may let the row in. The hash is that of
    the bytes that were read, because the file may have been saved since.
    """
    left = {finding.where.path for finding in findings if finding.severity is Severity.REFUSED}
    read = {origin.path: origin.sha256 for table in session.reading.tables.values() for origin in table.origins}
    done = [book for book in session.books if book not in session.live and str(book) not in left]
    return [(book.name, read[str(book)]) for book in done if read.get(str(book))]


def sync(session: Session, ledger: sqlite3.Connection, *, write: bool, out: Path | None = None) -> Outcome:
    """Check, plan, and with ``write`` apply. Refused rows are listed and never written.

    ``out``: the folder for 到账认领 and 到期处理, what is left for a person to decide once all is written.
    """
    runs, findings = session.check()
    outcome = Outcome()
    say_counts(outcome, session, findings, runs)
    plan = plan_sync(session, ledger, findings)
    say_plan(outcome, plan)
    say_refused(outcome, findings, plan)
    counts = plan.counts()
    if write:
        say_written(outcome, apply_sync(session, ledger, plan, findings, "sync"))
        if out is not None:
            write_decisions(outcome, session, ledger, out)
    elif counts["inserted"] + counts["changed"]:
        outcome.say("以上为预览，台账没有改动。确认后加 --yes 写入。")
    else:
        outcome.say("以上为预览：没有要写入的内容。")
    return outcome


def say_written(outcome: Outcome, written: Sequence[Change]) -> None:
    """That it is in the ledger, and under which numbers it can be taken back."""
    if not written:
        outcome.say("没有变化，台账未动。")
        return
    first, last = written[0].id, written[-1].id
    numbers = f"第 {first} 号变更" if first == last else f"第 {first} 至 {last} 号变更"
    outcome.say(f"已写入台账：{numbers}（写错了可以撤销）。")


def say_refused(outcome: Outcome, findings: Sequence[Finding], plan: Plan) -> None:
    """Every reason of the checks why rows stay out, and where to find all rows."""
    if not plan.counts()["refused"]:
        return
    refused = reasons(finding for finding in findings if finding.severity is Severity.REFUSED)
    if refused:
        outcome.say(*refused, "  校验的拒收问题逐条见 neiqin check（校验）写的“校验结果”页。")


def say_plan(outcome: Outcome, plan: Plan) -> None:
    """Counts per table, then the first changed cells before and after."""
    counts = plan.counts()
    outcome.data["counts"] = counts
    outcome.data["tables"] = row_counts(plan)
    still = []
    for sheet, part in outcome.data["tables"].items():
        if not nothing_new(part):
            outcome.say(f"{sheet}：新增 {part['inserted']}　{kept_words(part)}")
        elif part["same"]:
            still.append(f"{sheet} {part['same']} 行")
    if still:
        outcome.say(f"没有变化：{'、'.join(still)}")
    changes = [(table.record, change) for table in plan.every_table() for change in table.cell_changes()]
    outcome.data["changes"] = [
        {
            "sheet": record.sheet, "key": public_key(record, change.key), "column": change.heading,
            "before": shown(record, change.column, change.before), "after": shown(record, change.column, change.after),
        }
        for record, change in changes
    ]  # fmt: skip
    for change in outcome.data["changes"][:_SHOWN_CHANGES]:
        outcome.say(f"  {change['sheet']} {change['key']} {change['column']}：{change['before']} → {change['after']}")
    if len(changes) > _SHOWN_CHANGES:
        outcome.say(f"  ……共 {len(changes)} 处变更")
    outcome.say(*plan.says)
    outcome.data["preview"] = plan.says
    outcome.say(*reasons(plan.findings))
    outcome.at_least(REFUSED if counts["refused"] else 0)


def public_key(record: type[Record], key: str) -> str:
    """A row's key for a person, its personal parts masked: a 受益人 is known by name and certificate."""
    parts = zip(record.key, key.split(KEY_SEPARATOR), strict=True)
    return "/".join(MASKED.shown(record.column(name).kind.personal, part) for name, part in parts)


def shown(record: type[Record], column: str, stored: object, sight: Sight = MASKED) -> str:
    """A stored value for a person: masked where personal and not in ``sight``, amounts in yuan."""
    kind = record.column(column).kind
    if stored is None:
        return "（空）"
    if kind.holds == "amount" and isinstance(stored, int):
        return f"{stored / 100:,.2f}"
    if isinstance(stored, float):
        return f"{stored:.15g}"
    return sight.shown(kind.personal, str(stored))

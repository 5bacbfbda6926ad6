"""What a run finds and plans does not depend on when the ledger's records are read."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from core.demo.month import make_month
from core.ledger.current import load_tables
from core.ledger.schema import open_ledger
from core.records.catalogue import APPLICATION_RECORDS, POLICY_RECORDS
from core.records.training import Training
from macros.session import open_session
from macros.sync import plan_sync, sync

HELD = (*POLICY_RECORDS, *APPLICATION_RECORDS, Training)


def test_findings_and_plan_are_the_same_with_everything_read_beforehand(tmp_path: Path) -> None:
    """The demo's month over a ledger that holds its policies already, each side with a connection of its own."""
    books = sorted(path for paths in make_month(tmp_path / "月", policies=60, seed=2).paths.values() for path in paths)
    results = []
    with closing(open_ledger(tmp_path / "台账.sqlite")) as ledger:
        sync(open_session(books[: len(books) // 2], ledger=ledger), ledger, write=True)
    for read_beforehand in (False, True):
        with closing(open_ledger(tmp_path / "台账.sqlite")) as ledger:
            session = open_session(books, ledger=ledger)
            if read_beforehand:
                session = replace(session, context=replace(session.context, in_force=load_tables(ledger, HELD)))
            findings = session.check()[1]
            plan = plan_sync(session, ledger, findings)
            results.append((findings, plan.counts(), plan.findings, plan.says, [t.hashes for t in plan.every_table()]))
    assert results[0] == results[1]
    assert results[0][0]
    assert results[0][1]["inserted"]
    assert results[0][1]["same"]

"""A second sync: one row in a hundred changed, and nothing changed, against sqlite_utils.upsert_all of all rows.

Both start from rows that are read already: reading is the chain's. Targets: 1 % changed at least 15 times faster, an
unchanged workbook (told by its hash, before it is read) at least 100 times.

    python benchmarks/resync.py --rows 100000
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks import ours
from benchmarks.dataset import HEADINGS, ON, books
from benchmarks.measure import Cost, median, ratio, remove, timed
from core.ledger.rows import stored_rows
from core.records.policy import Policy
from core.table import Tables
from core.workbook.read import Reading, read_workbooks


def changed(reading: Reading, share: float = 0.01) -> Reading:
    """The same rows, one in a hundred with another first premium."""
    table = reading.tables.of(Policy)
    premiums = table["first_premium"].copy()
    premiums[:: round(1 / share)] = 1234.56
    others = (one for one in reading.tables.values() if one.record is not Policy)
    columns = {**table.columns, "first_premium": premiums}
    return replace(reading, tables=Tables([replace(table, columns=columns), *others]))


def plain_rows(reading: Reading) -> list[dict[str, object]]:
    """The rows as the usual way has them in hand."""
    stored = stored_rows(reading.tables.of(Policy))
    return [dict(zip(HEADINGS, row, strict=True)) for row in zip(*(stored[name] for name in HEADINGS), strict=True)]


def upsert(path: Path, rows: Sequence[dict[str, object]]) -> None:
    """All rows by sqlite_utils."""
    from sqlite_utils import Database

    database = Database(path)
    database["policies"].upsert_all(rows, pk=("policy_no",))
    database.conn.close()


def costs(rows: int, folder: Path) -> dict[str, Cost]:
    """One round: first load untimed, then the usual upsert, ours with 1 % changed, ours with nothing changed."""
    ledger, usual = folder / "ours.sqlite", folder / "usual.sqlite"
    remove(ledger, usual)
    paths = books(rows)
    reading = read_workbooks(paths)
    ours.sync(ledger, paths, reading, [], ON)
    upsert(usual, plain_rows(reading))
    later = changed(reading)
    new_rows = plain_rows(later)
    written: list[int] = []
    same: list[bool] = []
    found = {
        "upsert": timed(lambda: upsert(usual, new_rows)),
        "changed": timed(lambda: written.append(ours.sync(ledger, paths, later, [], ON))),
        "unchanged": timed(lambda: same.append(ours.unchanged(ledger, paths))),
    }
    with_key = reading.tables.of(Policy)["product_code"][::100] != ""
    assert written == [np.count_nonzero(with_key)], "every changed row is written, and no other"
    assert same == [True]
    return found


def main() -> None:
    """Times in turn, prints ratios of medians."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--runs", type=int, default=3)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        rounds = [costs(asked.rows, Path(name)) for _ in range(asked.runs)]
    cost = {way: median([one[way] for one in rounds]) for way in rounds[0]}
    print(f"{asked.rows} rows, 1 % changed, against upsert_all: {ratio(cost['upsert'], cost['changed'])}")
    print(f"nothing changed: {ratio(cost['upsert'], cost['unchanged'])}")


if __name__ == "__main__":
    main()

"""The whole chain (read, check, value, store, workbook with three tabs) against :mod:`benchmarks.naive`.

Findings, values and the number of stored rows are compared before anything is timed. Target at 100,000 rows: at least
12 times faster, at most 450 MB.

    python benchmarks/chain.py --rows 100000 --runs 3
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.dataset import ON, books
from benchmarks.measure import Cost, fresh_process, medians, ratio, remove

HERE = Path(__file__).resolve().parent
WAYS = ("naive", "ours")


def run(way: str, rows: int, folder: Path, answer: str = "") -> Cost:
    """One first load by ``naive`` or ``ours`` in a fresh process, into a new ledger."""
    policies, products = books(rows)
    ledger, target = folder / f"{way}.sqlite", folder / f"{way}.xlsx"
    remove(ledger, target)
    return fresh_process([str(HERE / f"{way}.py"), *map(str, (policies, products, ledger, target, ON, answer))])


def answers(rows: int, folder: Path) -> dict[str, dict[str, object]]:
    """What each way finds, values and stores."""
    found = {}
    for way in WAYS:
        run(way, rows, folder, str(folder / f"{way}.json"))
        found[way] = json.loads((folder / f"{way}.json").read_text("utf-8"))
    return found


def main() -> None:
    """Compares, times, prints ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=20_000)
    arguments.add_argument("--runs", type=int, default=3)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = answers(asked.rows, folder)
        assert told["ours"] == told["naive"], "findings, values or stored rows differ"
        cost = medians({way: partial(run, way, asked.rows, folder) for way in WAYS}, asked.runs)
    findings = told["ours"]["findings"]
    assert isinstance(findings, list)
    print(f"{asked.rows} rows, {len(findings)} findings and all values identical: {ratio(cost['naive'], cost['ours'])}")
    print(f"peak memory {cost['ours'].peak:.0f} MB, naive {cost['naive'].peak:.0f} MB")


if __name__ == "__main__":
    main()

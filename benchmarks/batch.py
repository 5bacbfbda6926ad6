"""batch over 200 workbooks of 500 rows: one process, two, and two Dask workers on loopback, in turn; no gate.

    python -m benchmarks.batch [--books 200] [--rows 500] [--runs 3]

Every run begins with an empty ledger; the start of workers and cluster is part of it. The peak: the writing process.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.dataset import HEADINGS, books, policy_rows, write
from benchmarks.measure import Cost, fresh_process, medians

_RUN = """
import sys
from pathlib import Path
from macros.batch import batch
if __name__ == "__main__":
    folder, place, jobs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    if "dask" in sys.argv:
        from distributed import LocalCluster
        with LocalCluster(n_workers=jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
            outcome = batch(folder, place / "l.sqlite", place / "out", scheduler=cluster.scheduler_address)
    else:
        outcome = batch(folder, place / "l.sqlite", place / "out", jobs)
    sys.exit(0 if outcome.exit_code < 2 else 1)
"""
WAYS: dict[str, tuple[str, ...]] = {
    "one process": ("1",),
    "two processes": ("2",),
    "two Dask workers": ("2", "dask"),
}


def folder_of(count: int, rows: int, place: Path) -> Path:
    """``count`` workbooks of ``rows`` policies each, all of them different, beside the products' workbook."""
    folder = place / "in"
    folder.mkdir()
    everything = policy_rows(count * rows)
    for number in range(count):
        some = [list(row.values()) for row in islice(everything, rows)]
        write(folder / f"保单台账_{number:04d}.xlsx", {"保单台账": [list(HEADINGS.values()), *some]})
    (folder / "参考资料").mkdir()
    shutil.copy(books(100)[1], folder / "参考资料")
    return folder


def run(way: Sequence[str], folder: Path, place: Path) -> Cost:
    """One batch in a fresh process with a new ledger, ``place/l.sqlite``; ``way`` as in ``WAYS``."""
    script = place / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    return fresh_process([str(script), str(folder), str(place), *way])


def run_and_forget(way: Sequence[str], folder: Path, place: Path) -> Cost:
    """The same, in a folder of its own that goes afterwards."""
    with tempfile.TemporaryDirectory(dir=place) as fresh:
        return run(way, folder, Path(fresh))


def main() -> int:
    """Prints seconds, peaks and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--books", type=int, default=200)
    arguments.add_argument("--rows", type=int, default=500)
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = folder_of(given.books, given.rows, Path(place))
        ways = {name: partial(run_and_forget, way, folder, Path(place)) for name, way in WAYS.items()}
        costs = medians(ways, given.runs)
    for name, cost in costs.items():
        seconds = f"{cost.wall:.1f} s by the clock, {cost.cpu:.1f} s of all processors"
        print(f"{name}: {seconds}, {given.books / cost.wall:.2f} workbooks/s, peak {cost.peak:.0f} MB")
    alone = costs["one process"].wall
    print("; ".join(f"one process / {name}: {alone / cost.wall:.2f}" for name, cost in list(costs.items())[1:]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

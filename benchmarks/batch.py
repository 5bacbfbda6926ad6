"""batch over 200 workbooks of 500 rows: two processes against one, in turn; the ratio is reported, no gate.

    python -m benchmarks.batch [--books 200] [--rows 500] [--runs 3]

Every run begins with an empty ledger; the workers' start is part of it. The peak is that of the writing process.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
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
    folder, place, jobs = sys.argv[1:]
    outcome = batch(Path(folder), Path(place) / "l.sqlite", Path(place) / "out", int(jobs))
    sys.exit(0 if outcome.exit_code < 2 else 1)
"""


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


def run(jobs: int, folder: Path, place: Path) -> Cost:
    """One batch in a fresh process with a new ledger, ``place/l.sqlite``."""
    script = place / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    return fresh_process([str(script), str(folder), str(place), str(jobs)])


def run_and_forget(jobs: int, folder: Path, place: Path) -> Cost:
    """The same, in a folder of its own that goes afterwards."""
    with tempfile.TemporaryDirectory(dir=place) as fresh:
        return run(jobs, folder, Path(fresh))


def main() -> int:
    """Prints seconds, peaks and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--books", type=int, default=200)
    arguments.add_argument("--rows", type=int, default=500)
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = folder_of(given.books, given.rows, Path(place))
        ways: dict[str, Callable[[], Cost]] = {
            f"{jobs} process{'es' * (jobs > 1)}": partial(run_and_forget, jobs, folder, Path(place)) for jobs in (1, 2)
        }
        costs = medians(ways, given.runs)
    for name, cost in costs.items():
        print(f"{name}: {cost.wall:.1f} s, {given.books / cost.wall:.2f} workbooks/s, peak {cost.peak:.0f} MB")
    one, two = costs.values()
    print(f"one / two: {one.wall / two.wall:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

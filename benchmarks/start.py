"""The start of ``neiqin --help`` in a fresh process against a bare ``python -c pass``. Target: at most 4 times.

python benchmarks/start.py --runs 15
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measure import fresh_process, medians

HELP = "import sys; sys.argv = ['neiqin', '--help']; from macros.command_line import main; sys.exit(main())"


def main() -> None:
    """Times both in turn, prints the ratios of medians."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=15)
    runs = arguments.parse_args().runs
    os.chdir(Path(__file__).resolve().parents[1])
    with _silent():
        found = medians(
            {"bare": partial(fresh_process, ["-c", "pass"]), "help": partial(fresh_process, ["-c", HELP])}, runs
        )
    by_clock, by_processor = (getattr(found["help"], part) / getattr(found["bare"], part) for part in ("wall", "cpu"))
    print(f"neiqin --help takes {by_clock:.1f} times a bare start by the clock, {by_processor:.1f} by the processor")


@contextlib.contextmanager
def _silent():
    """The children's standard output goes nowhere."""
    kept = os.dup(1)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)


if __name__ == "__main__":
    main()

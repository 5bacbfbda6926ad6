"""Fair clocks: every run in a fresh process, ways interleaved, medians, ratios. Seconds differ between machines."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of fresh processes: Python keeps its bytecode, as it does wherever Neiqin was installed."""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the clock and of the processor, and the peak of resident memory in MB."""

    wall: float
    cpu: float
    peak: float


def fresh_process(command: Sequence[str]) -> Cost:
    """The cost of one Python process from start to end; RuntimeError when it fails.

    Linux counts the memory of the process that starts it in: start benchmarks from a small one.
    """
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], env=COMPILED)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def medians(ways: Mapping[str, Callable[[], Cost]], runs: int) -> dict[str, Cost]:
    """The median cost of every way, one run of each in turn."""
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            costs[name].append(way())
    return {name: median(found) for name, found in costs.items()}


def median(costs: Sequence[Cost]) -> Cost:
    """The median of several runs, each part by itself."""
    return Cost(*(statistics.median(getattr(cost, part) for cost in costs) for part in ("wall", "cpu", "peak")))


def timed(call: Callable[[], object]) -> Cost:
    """The cost of a call in this process; memory is not told."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu, 0.0)


def ratio(slow: Cost, fast: Cost) -> str:
    """How many times faster, by the clock and by the processor."""
    return f"{slow.wall / fast.wall:.1f}x by the clock, {slow.cpu / fast.cpu:.1f}x by the processor"


def remove(*paths: Path) -> None:
    """Files of an earlier run, a database with what SQLite keeps beside it."""
    for path in paths:
        for one in path.parent.glob(f"{path.name}*"):
            one.unlink()

"""Ten million policies valued at a day, against NumPy's own gather of as many doubles: ratios of interleaved medians.

The gather takes random doubles from a table of 8 MB, the least that any table valuation does per policy; the valuation
makes from (effective day, product cell, amount) the policy year, the weight of the day, the interpolated value and its
exact rounding to the fen. Before anything is timed, a sample is compared with Decimal, policy by policy.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.portfolio_peers import peers
from core.values.contract import DayBasis
from core.values.line import DayCount, ProductLine, two_ends
from core.values.portfolio import exact_value, values
from core.values.portfolio_tables import Tables, tables

ON, EARLIEST = date(2026, 6, 30), date(1996, 7, 1)
CELLS, GATHERED, SAMPLE = 2_000, 1_000_000, 20_000
TARGET = 8.0


def product_lines(random: np.random.Generator) -> list[ProductLine]:
    """Invented tables of 10 to 76 years per 1,000 of 保额, premiums for ten years, every day count."""
    counts = [DayCount(basis, inclusive) for basis in DayBasis for inclusive in (False, True)]
    lines = []
    for cell in range(CELLS):
        years = int(random.choice([10, 20, 30, 76]))
        printed = [Decimal(int(fen)) / 100 for fen in np.cumsum(random.integers(0, 9000, years))]
        premium = [Decimal("84.00") if year < 10 else Decimal(0) for year in range(years)]
        lines.append(two_ends(printed, [Decimal(0)] * years, premium, Decimal(1000), counts[cell % len(counts)]))
    return lines


def portfolio(policies: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Effective days of thirty years, cells and amounts to the fen, in no order."""
    effective = np.datetime64(ON, "D") - random.integers(0, 30 * 365, policies)
    amount = random.integers(1_000_00, 500_000_00, policies) / 100
    return effective, random.integers(0, CELLS, policies).astype(np.int32), amount


def gather(table: np.ndarray, index: np.ndarray, threads: int) -> None:
    """``table.take(index)``; with threads each takes its share into one result."""
    if threads == 1:
        table.take(index)
        return
    result = np.empty(len(index))
    bounds = np.linspace(0, len(index), threads + 1).astype(int)

    def run(part: slice) -> None:
        table.take(index[part], out=result[part], mode="clip")

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, map(slice, bounds[:-1], bounds[1:])))


def one_by_one(look_ups: Tables, columns: tuple[np.ndarray, ...]) -> list[float]:
    """The naive way: a loop over policies in Decimal."""
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [float(exact_value(look_ups, day, cell, Decimal(repr(amount)))) for day, cell, amount in rows]


def medians(ways: dict[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Seconds of each way, the ways taking turns."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> int:
    """Compares, times, prints the ratios; exit code 1 above the target or where an amount differs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--policies", type=int, default=10_000_000)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    random = np.random.default_rng(1)
    look_ups = tables(product_lines(random), ON, EARLIEST)
    columns = portfolio(given.policies, random)
    some = tuple(column[:SAMPLE] for column in columns)
    differing = np.count_nonzero(values(look_ups, *some) != np.array(one_by_one(look_ups, some)))
    table, index = random.uniform(size=GATHERED), random.integers(0, GATHERED, given.policies)
    ways: dict[str, Callable[[], object]] = {}
    for threads in (1, 2):
        ways[f"gather {threads}"] = lambda threads=threads: gather(table, index, threads)  # type: ignore[misc]
        ways[f"values {threads}"] = lambda threads=threads: values(look_ups, *columns, threads)  # type: ignore[misc]
    ways["naive"] = lambda: one_by_one(look_ups, some)
    taken = medians(ways, given.runs)
    ratios = {threads: taken[f"values {threads}"] / taken[f"gather {threads}"] for threads in (1, 2)}
    naive = taken["naive"] / len(some[0]) * given.policies / taken["values 1"]
    print(f"{given.policies:,} policies; {differing} of {len(some[0]):,} differ from Decimal")
    print(f"values / gather: {ratios[1]:.2f} with one thread each, {ratios[2]:.2f} with two each (target {TARGET:g})")
    print(f"naive Decimal loop / values: {naive:.0f}")
    for line in peers(taken["values 1"] / given.policies):
        print(line)
    return int(differing > 0 or ratios[1] > TARGET)


if __name__ == "__main__":
    sys.exit(main())

"""Cell formulas: the first one in a fresh process against bare Python, 10,000 in LibreOffice against native look-ups.

``python -m benchmarks.formulas`` prints ratios, medians of interleaved runs (targets: 15, 4 and 1). Needs LibreOffice
and quiet cores: the ratio of cells to native look-ups doubles when other processes compete for them.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.formula_cells import ROWS, array_formula, fill_policies, formula_cells, native_cells
from tests.office import private_office
from udfs.calc.build import unpacked

RUNS = 5
BARE = "pass"
FIRST_CELLS = {
    "NQ_AGE": 'from udfs.days import age; assert age("1988-05-06", "2026-11-01") == 38',
    "NQ_CASH_VALUE": "from udfs.cash_value import ENDS, cash_value as f;"
    'assert f(ENDS, "2023-03-01", "2026-03-01", 36, "两端值", None, None, "365") == 23040',
    "NQ_SURRENDER_VALUE": "from udfs.values import POLICY, VALUES, surrender_value as f;"
    'assert f(POLICY, VALUES, "2027-02-28") == 23043.73',
}


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def python(program: str) -> float:
    """A fresh Python with this program."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", program], check=True))


def first_cells() -> dict[str, float]:
    """Ratio of each first formula to bare Python."""
    times: dict[str, list[float]] = {name: [] for name in ("bare", *FIRST_CELLS)}
    for _ in range(RUNS):
        times["bare"].append(python(BARE))
        for name, program in FIRST_CELLS.items():
            times[name].append(python(program))
    bare = statistics.median(times["bare"])
    return {name: statistics.median(times[name]) / bare for name in FIRST_CELLS}


def recalculated() -> dict[str, float]:
    """Ratio of 10,000 formula cells, and of one array formula, to 10,000 native cells, recalculated."""
    with (
        TemporaryDirectory() as folder,
        private_office(Path(folder), extensions=unpacked(Path(folder, "ext"))) as office,
    ):
        sheets = {}
        for name, fill in (("native", native_cells), ("cells", formula_cells), ("array", None)):
            document = office.new()
            sheet = document.Sheets.getByIndex(0)
            fill_policies(sheet)
            place = sheet.getCellRangeByName(f"G1:G{ROWS}")
            place.setFormulaArray(fill()) if fill else place.setArrayFormula(array_formula())
            sheets[name] = document
        return _ratios(sheets)


def _ratios(documents: dict[str, Any]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in documents}
    for _ in range(RUNS):
        for name, document in documents.items():
            times[name].append(seconds(document.calculateAll))
    middle = {name: statistics.median(runs) for name, runs in times.items()}
    print(f"10,000 native cells: {middle['native']:.3f} s")
    return {name: middle[name] / middle["native"] for name in documents if name != "native"}


if __name__ == "__main__":
    for name, ratio in first_cells().items():
        print(f"first {name} in a fresh process: {ratio:.1f}x bare Python")
    for name, ratio in recalculated().items():
        print(f"10,000 in LibreOffice as {name}: {ratio:.2f}x native look-ups")

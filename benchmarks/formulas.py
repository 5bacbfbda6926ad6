"""Cell formulas: the first one in a fresh process against bare Python, 10,000 in LibreOffice against native look-ups.

``python -m benchmarks.formulas`` prints ratios, medians of interleaved runs. Needs LibreOffice for the second part, and
quiet cores: the ratio of cells to native look-ups grows when other processes compete for them.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.formula_cells import ROWS, array_formula, fill_policies, formula_cells, native_cells
from benchmarks.measure import fresh_process, medians, ratio, timed
from tests.office import private_office
from udfs.calc.build import unpacked

FIRST_RUNS, RECALCULATIONS = 15, 5
FIRST = ("NQ_AGE", "NQ_CASH_VALUE", "NQ_SURRENDER_VALUE")
_EXAMPLE = """
from udfs.registry import formulas
one = formulas()[{name!r}]
shown = one.examples[0]
"""
DOORS = {
    "LibreOffice": """
from udfs.calling import call
assert call(one, shown.cells) == shown.result
""",
    "the web": """
import json
from udfs.web.calls import answer
posted = json.dumps({{"calls": [{{"name": one.name, "args": shown.cells}}]}}).encode()
assert json.loads(answer(posted)) == {{"results": [[[shown.result]]]}}
""",
}
"""What each door does for its first formula, its host having started."""


def first_cells() -> dict[str, str]:
    """Ratio of each first formula through each door to bare Python."""
    programs = {
        f"{name} through {door}": (_EXAMPLE + calls).format(name=name)
        for door, calls in DOORS.items()
        for name in FIRST
    }
    ways = {name: partial(fresh_process, ["-c", program]) for name, program in {"bare": "pass", **programs}.items()}
    medians(ways, 1)  # compiles what is not compiled yet
    found = medians(ways, FIRST_RUNS)
    return {name: ratio(found[name], found["bare"]) for name in programs}


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
            sheets[name] = partial(timed, document.calculateAll)
        found = medians(sheets, RECALCULATIONS)
    return {name: found[name].wall / found["native"].wall for name in ("cells", "array")}


def main() -> None:
    """Prints every ratio with its target."""
    for name, found in first_cells().items():
        print(f"first {name} in a fresh process: {found} of a bare start (target 15)")
    for name, found in recalculated().items():
        print(f"{ROWS:,} in LibreOffice as {name}: {found:.2f}x native look-ups (target {4 if name == 'cells' else 1})")


if __name__ == "__main__":
    main()

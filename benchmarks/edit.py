"""A tab and 200 marks into a 2.5 MB workbook, against openpyxl load + save: the ratio of medians, interleaved."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

ROWS = 48_000  # 2.5 MB


def ours(source: Path, target: Path) -> None:
    """One tab and 200 marks by edited_copy."""
    from core.findings import Severity
    from core.workbook.edit import Mark, Tab, edited_copy

    rows = [["级别", "单元格"], *([Severity.REFERRED, f"台账!C{row}"] for row in range(2, 202))]
    marks = [Mark("台账", f"C{row}", Severity.REFERRED, "证件号码待核") for row in range(2, 202)]
    edited_copy(source, target, [Tab("校验结果", rows)], marks)


def usual(source: Path, target: Path) -> None:
    """The same tab by openpyxl, without marks."""
    import openpyxl

    book = openpyxl.load_workbook(source)
    sheet = book.create_sheet("校验结果")
    for row in range(2, 202):
        sheet.append(["转核", f"台账!C{row}"])
    book.save(target)


def main() -> None:
    """Builds the workbook, times both ways and prints sizes, ratio and lost parts."""
    from core.workbook.inspect import look
    from tests.workbooks.everything import build_everything

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=3)
    runs = arguments.parse_args().runs
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = build_everything(folder, rows=ROWS)
        times: dict[str, list[float]] = {"ours": [], "usual": []}
        for _ in range(runs):
            for way in (ours, usual):
                start = time.perf_counter()
                way(source, folder / f"{way.__name__}.xlsx")
                times[way.__name__].append(time.perf_counter() - start)
        ratio = statistics.median(times["usual"]) / statistics.median(times["ours"])
        before = look(source).parts
        lost = {way: len(before.keys() - look(folder / f"{way}.xlsx").parts.keys()) for way in times}
        size = source.stat().st_size / 1e6
    print(f"{size:.1f} MB, {len(before)} parts: {ratio:.0f}x faster than openpyxl")
    print(f"parts lost: {lost['ours']}, by openpyxl {lost['usual']}")


if __name__ == "__main__":
    main()

"""Reading the CSV files that lie beside this room: comment lines start with #, then one heading line, then rows."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def read(folder: str, name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``core/values/<folder>/<name>`` as heading → text, in file order."""
    text = (HERE / folder / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines))

"""Tables for tests, written as small markdown tables with Chinese headings."""

from __future__ import annotations

from datetime import date

import numpy as np

from core.ledger.rows import loaded_column
from core.records.record import Record
from core.table import Origin, Table


def markdown_rows(text: str) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a markdown table; the ruler line is optional."""
    lines = [line.strip().strip("|") for line in text.strip().splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if set(line) - set("|-: ")]
    return cells[0], cells[1:]


def table(
    record: type[Record], text: str, *, cutoff: date | None = None, path: str = "测试.xlsx", sha256: str = ""
) -> Table:
    """A table of ``record``; the first data row stands in Excel row 2, the first heading in column A."""
    headings, rows = markdown_rows(text)
    names = [next(c.name for c in record.columns() if heading in (c.heading, *c.aliases)) for heading in headings]
    records = [record.model()(**dict(zip(names, row, strict=True))) for row in rows]
    columns = {}
    for column in record.columns():
        values = [getattr(one, column.name) for one in records]
        if column.kind.holds == "day":
            values = [value.isoformat() if value else None for value in values]
        elif column.kind.holds == "amount":
            values = [None if value is None else int(value * 100) for value in values]
        columns[column.name] = loaded_column(values, column.kind.holds)
    letters = {name: chr(ord("A") + i) for i, name in enumerate(names)}
    origin = Origin(path, record.sheet, sha256, cutoff, letters, dict(zip(names, headings, strict=True)))
    count = len(rows)
    return Table(record, columns, np.arange(2, count + 2, dtype=np.int32), np.zeros(count, np.int32), (origin,))

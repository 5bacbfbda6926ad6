"""What there is to say about a whole sheet: columns unknown, absent, repeated or hidden; hidden rows, merges, units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.findings import Finding, Where
from core.normalise import dirty
from core.normalise.parsed import Cell, Note
from core.workbook.addresses import column_letters, row_spans
from core.workbook.binding import Recognised
from core.workbook.grid import Grid
from core.workbook.rows import BLANK_ROWS_LIMIT, DataRows

ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
EXCEL_ROWS = 1_048_576


def merged_keys(grid: Grid, j: int, rows: Sequence[int]) -> dict[int, Cell]:
    """Values of a key column that a vertical merge hides, by row index: Excel keeps them in the first cell only."""
    filled: dict[int, Cell] = {}
    index_of = {row: index for index, row in enumerate(rows)} if grid.merges else {}
    for (top, left), (bottom, right) in grid.merges:
        if left <= j <= right and bottom > top and top < len(grid.rows):
            for row in range(top + 1, bottom + 1):
                if row in index_of:
                    filled[index_of[row]] = grid.rows[top][left]
    return filled


def sheet_findings(path: str, grid: Grid, found: Recognised, rows: DataRows) -> Iterator[Finding]:
    """Findings about the sheet as a whole, each at the heading cell or row it is about."""
    header_row = found.header.first_data_row

    def at(cell: str, *note: str, **details: str) -> Finding:
        return dirty.finding(Note(note[0], note[1], tuple(details.items())), Where(path, grid.name, cell))

    def head(j: int) -> str:
        return f"{column_letters(j + 1)}{header_row}"

    unknown = [j for j in found.unknown() if j not in found.repeated]
    if unknown:
        names = "、".join(found.header.columns[j][0].text for j in unknown)
        yield at(head(unknown[0]), "D18", "unknown", columns=names)
    for j, name in found.guesses.items():
        meant = found.bindings[0].record.column(name).heading
        yield at(head(j), "D18", "guessed", heading=found.headings[j].text, meant=meant)
    for binding in found.bindings:
        needed = binding.record.columns() if binding.record.in_force_data else ()  # A101 tells an application's gaps
        absent = [one.heading for one in needed if one.required and one.name not in binding.columns]
        if absent:
            yield at(f"A{header_row}", "D18", "absent", sheet=binding.record.sheet, columns="、".join(absent))
    for j, first in found.repeated.items():
        differs = any(grid.rows[row][j] not in (None, "", grid.rows[row][first]) for row in rows.kept)
        says = "duplicate_differs" if differs else "duplicate"
        yield at(head(j), "D19", says, heading=found.header.columns[j][0].text)
    yield from _hidden(at, grid, found, rows)
    for j, heading in found.headings.items():
        if heading.unit not in ("", "元", "%") and _is_amount(found, j):
            yield at(head(j), "D14", "heading", unit=heading.unit)
    filled = sorted({rows.kept[i] + 1 for j in _key_columns(found) for i in merged_keys(grid, j, rows.kept)})
    if filled:
        yield at(f"A{filled[0]}", "D17", "filled", rows=row_spans(filled))
    if rows.beyond:
        yield at(f"A{rows.beyond + 1}", "D33", "gap", count=str(BLANK_ROWS_LIMIT))
    if len(grid.rows) >= EXCEL_ROWS:
        yield at(f"A{EXCEL_ROWS}", "D33", "full")


def _hidden(at: object, grid: Grid, found: Recognised, rows: DataRows) -> Iterator[Finding]:
    assert callable(at)
    hidden = set(grid.facts.hidden_rows)
    kept = [row + 1 for row in rows.kept if row + 1 in hidden]
    if kept:
        yield at(f"A{kept[0]}", "D19", "hidden_rows", count=str(len(kept)), rows=row_spans(kept))
    columns = [j for j in found.headings if j + 1 in grid.facts.hidden_columns]
    if columns:
        names = "、".join(found.headings[j].text for j in columns)
        letter = column_letters(columns[0] + 1)
        yield at(f"{letter}{found.header.first_data_row}", "D19", "hidden_columns", columns=names)


def _is_amount(found: Recognised, j: int) -> bool:
    return any(
        column == j and binding.record.column(name).kind.holds == "amount"
        for binding in found.bindings
        for name, column in binding.columns.items()
    )


def _key_columns(found: Recognised) -> set[int]:
    return {
        column for binding in found.bindings for name, column in binding.columns.items() if name in binding.record.key
    }

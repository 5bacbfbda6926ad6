"""The month's report in a real spreadsheet: every formula, worked out again, gives the value that was cached."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.measures.registry import measures
from core.reports.month_report import write_month_report
from tests.month_ledger import new_ledger, sheets_of
from tests.office import private_office

pytestmark = pytest.mark.office


def test_every_cached_value_is_what_the_spreadsheet_computes(tmp_path: Path) -> None:
    with closing(new_ledger(tmp_path, sheets_of("month_by_hand.md"))) as ledger:
        path = write_month_report(ledger, "2026-10", tmp_path / "月报.xlsx").path
    formulas, cached = load_workbook(path), load_workbook(path, data_only=True)
    compared = 0
    with private_office(tmp_path) as office:
        document = office.open(path)
        document.calculateAll()
        for sheet in formulas:
            computed = document.Sheets.getByName(sheet.title)
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                now = computed.getCellByPosition(cell.column - 1, cell.row - 1)
                kept = cached[sheet.title][cell.coordinate].value
                found = now.getString() if isinstance(kept, str) else now.getValue()
                assert found == pytest.approx(kept), (sheet.title, cell.coordinate, cell.value)
                compared += 1
        document.close(True)
    assert compared > 4 * len(measures())

"""The same rows as a text file in GBK, as old systems export them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from core.demo.sheets import HEADING_ROW, ErrorCell
from core.records.record import Record


class TextSheet:
    """One text file of one record; use as a context manager."""

    def __init__(self, path: Path, record: type[Record], title: str, cut_off: date) -> None:
        self.columns = record.columns()
        self.name = path.stem
        self.row = HEADING_ROW
        self._file = path.open("w", encoding="gb18030", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerows(
            [[title], [f"数据截止日：{cut_off:%Y-%m-%d}"], [column.heading for column in self.columns]]
        )

    def __enter__(self) -> TextSheet:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, row: Mapping[str, Any], dressed: Mapping[str, Any] = MappingProxyType({})) -> int:
        """Append a row; the row number."""
        self.row += 1
        cells = (dressed.get(column.name, row.get(column.name)) for column in self.columns)
        self._writer.writerow([cell.text if isinstance(cell, ErrorCell) else cell for cell in cells])
        return self.row + 1

    def write_total(self, text: str, sums: Mapping[str, float]) -> int:
        """Append a 合计 row."""
        self.row += 1
        self._writer.writerow([text, *(sums.get(column.name, "") for column in self.columns[1:])])
        return self.row + 1

"""The reference page of the records is the one that the records would write today."""

from __future__ import annotations

from core.records.catalogue import ALL_RECORDS
from core.records.reference_page import PAGE, page


def test_the_page_in_the_repository_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_sheet_and_every_column_is_on_the_page() -> None:
    text = page()
    for record in ALL_RECORDS:
        section = text.split(f"## {record.sheet}\n")[1].split("\n## ")[0]
        lines = [line for line in section.splitlines() if line.startswith("| ")]
        assert len(lines) == 2 + len(record.columns()), record.sheet

"""Our marks in a book that is open in Excel: the same rules and notes as in files, so each door clears both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.findings import Severity
from core.workbook.edit import Mark, colours, marks_by_cell, notes
from core.workbook.edit_marks import MARK_FORMULA, SIGN, Cell, cell_name, joined_ranges
from core.workbook.edit_styles import TINTS

NOTES_LIMIT = 1000
"""Notes in one book: Excel takes about 5 ms for each. The tab lists every finding, and every cell has its colour."""

_ADDRESS_LIMIT = 250
"""Characters of an address that Excel takes."""


def add_marks(book: Any, marks: Sequence[Mark]) -> str:
    """Colour the cells and add notes where the user has none; gives the words for the message."""
    by_sheet = marks_by_cell(marks)
    cells = sum(map(len, by_sheet.values()))
    noted, refused = 0, []
    for sheet, found in by_sheet.items():
        try:
            _colour(book.sheets[sheet], colours(found))
            noted += _note(book.sheets[sheet], notes(found), NOTES_LIMIT - noted)
        except Exception:  # a protected sheet takes neither, and every host says so in its own kind
            refused.append(sheet)
    words = f"和 {cells} 处标记。" if cells else "。"
    if refused:
        words += f"受保护的工作表不能标记：{'、'.join(refused)}。"
    elif noted < cells:
        words += f"{cells - noted} 个单元格只标颜色（已有批注，或批注太多），原因见标签页。"
    return words


def remove_marks(book: Any) -> int:
    """Remove our rules and notes from every sheet; gives the number of cells that carried a note or colour."""
    return sum(_remove(sheet) for sheet in book.sheets)


def _remove(sheet: Any) -> int:
    rules = [rule for rule in sheet.cells.conditional_formats if SIGN in (rule.formula or "")]
    ours = [note for note in sheet.notes if note.text.startswith(f"{SIGN}\n")]
    for rule in reversed(rules):
        rule.delete()
    for note in reversed(ours):
        note.delete()
    return len(ours) or len(rules)


def _colour(sheet: Any, colours: Mapping[Cell, Severity]) -> None:
    for severity in Severity:
        cells = [cell for cell, colour in colours.items() if colour is severity]
        for address in _addresses(list(joined_ranges(cells))):
            rules = sheet.range(address).conditional_formats
            rules.add_custom(f"={MARK_FORMULA}", fill_color=f"#{TINTS[severity]}")


def _addresses(ranges: Sequence[str]) -> Iterator[str]:
    """Ranges joined to as few addresses as Excel takes."""
    joined = ""
    for one in ranges:
        if joined and len(joined) + len(one) + 1 > _ADDRESS_LIMIT:
            yield joined
            joined = ""
        joined = f"{joined},{one}" if joined else one
    if joined:
        yield joined


def _note(sheet: Any, texts: Mapping[Cell, str], limit: int) -> int:
    """Add our notes from the top; gives how many found a place."""
    taken = {note.location.get_address(False, False) for note in sheet.notes}
    free = [cell for cell in sorted(texts) if cell_name(cell) not in taken][:limit]
    for cell in free:
        sheet.range(cell_name(cell)).add_note(f"{SIGN}\n{texts[cell]}")
    return len(free)

"""Tabs and marks in a copy of a user's workbook, by own splices: wolfxl's harm formats and notes (docs/no-harm.md)."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.findings import Severity
from core.private_file import private_draft
from core.workbook.edit_companion import marks_tab, write_companion
from core.workbook.edit_marks import Cell, add_colours, parse_cell, remove_colours
from core.workbook.edit_notes import add_notes, remove_notes
from core.workbook.edit_package import Package
from core.workbook.edit_styles import Formats, add_formats, remove_formats
from core.workbook.edit_tab import Kind, Tab
from core.workbook.edit_tabs import add_tab, own_tabs, remove_tabs, sheet_names, sheet_part
from core.workbook.edit_xml import UnsafeError
from core.workbook.inspect import look

__all__ = ["Edited", "Kind", "Mark", "Tab", "cleared_copy", "edited_copy", "our_tabs"]

COMPANION = "_校验结果.xlsx"


@dataclass(frozen=True, slots=True)
class Mark:
    """A colour by severity and a note (reason and fix) on one cell, e.g. ``C5``.

    Without a cell (a finding about a whole sheet) there is nothing to colour: it stands in the tab alone.
    """

    sheet: str
    cell: str
    severity: Severity
    note: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The file that was written, whether it is a companion instead of a copy, and one Chinese sentence for the user."""

    target: Path
    companion: bool
    message: str


def edited_copy(source: Path, target: Path, tabs: Sequence[Tab], marks: Sequence[Mark]) -> Edited:
    """Writes ``source`` with our tabs and marks to ``target``; an earlier run's are replaced, nothing else changes.

    A file that cannot be edited safely gets a companion workbook beside ``target``.
    ValueError: the target is the source or has another extension, or a mark names a sheet or cell that does not exist.
    """
    _check(source, target)
    why = look(source).why
    if not why:
        try:
            with Package(source) as package:
                message = _edit(package, tabs, marks)
                package.save(target)
            return Edited(target, False, message)
        except UnsafeError as error:
            why = str(error)
        except KeyError:  # a required attribute is missing
            why = "文件内部内容不合规范"
    companion = target.with_name(target.stem + COMPANION)
    lists = [marks_tab([(mark.sheet, mark.cell, mark.severity, mark.note) for mark in marks])] if marks else []
    write_companion(companion, [*tabs, *lists])
    return Edited(companion, True, f"{source.name}：{why}。原文件没有改动，结果另存在 {companion.name}。")


def cleared_copy(source: Path, target: Path) -> Edited:
    """清除标记: writes ``source`` to ``target`` without our tabs and marks, or copies it if it can have none."""
    _check(source, target)
    if look(source).editable:
        with suppress(UnsafeError, KeyError), Package(source) as package:
            tabs, marks = _clear(package)
            package.save(target)
            return Edited(target, False, f"已清除 {tabs} 个标签页和 {marks} 处标记。")
    with private_draft(target) as draft:
        shutil.copyfile(source, draft)
    return Edited(target, False, "没有可清除的标记。")


def our_tabs(source: Path) -> list[str]:
    """The tabs of ours in a workbook, which a reader passes over; none in a file we cannot edit."""
    if not look(source).editable:
        return []
    with Package(source) as package:
        return own_tabs(package)


def marks_by_cell(marks: Sequence[Mark]) -> dict[str, dict[Cell, list[Mark]]]:
    """Sheet → cell → its marks; a mark without a cell is left out. ValueError: not a cell address."""
    by_sheet: dict[str, dict[Cell, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        if mark.cell:
            by_sheet[mark.sheet][parse_cell(mark.cell)].append(mark)
    return by_sheet


def colours(found: Mapping[Cell, Sequence[Mark]]) -> dict[Cell, Severity]:
    """The gravest severity on each cell."""
    order = list(Severity)
    return {cell: min((mark.severity for mark in marks), key=order.index) for cell, marks in found.items()}


def notes(found: Mapping[Cell, Sequence[Mark]]) -> dict[Cell, str]:
    """The text of each cell's note: all its findings, with their severities."""
    return {cell: "\n".join(f"【{mark.severity}】{mark.note}" for mark in marks) for cell, marks in found.items()}


def _check(source: Path, target: Path) -> None:
    if source.resolve() == target.resolve() or (target.exists() and source.exists() and target.samefile(source)):
        raise ValueError("the target is the source: an input is never written over")
    if source.suffix.lower() != target.suffix.lower():
        raise ValueError(f"the copy of a {source.suffix} keeps its extension")


def _edit(package: Package, tabs: Sequence[Tab], marks: Sequence[Mark]) -> str:
    _clear(package)
    styles = _styles(package)
    body, formats = add_formats(package.read(styles))
    package.write(styles, body)
    by_sheet = marks_by_cell(marks)
    cells = sum(map(len, by_sheet.values()))
    noted = sum(_mark(package, sheet, found, formats) for sheet, found in by_sheet.items())
    given = [add_tab(package, tab, formats) for tab in tabs]
    message = f"已加 {len(given)} 个标签页（{'、'.join(given)}）和 {cells} 处标记。"
    renamed = [(tab.name, name) for tab, name in zip(tabs, given, strict=True) if name != tab.name]
    message += "".join(f"工作簿里原有“{old}”表，本次结果放在“{new}”。" for old, new in renamed)
    if noted < cells:
        message += f"{cells - noted} 个单元格只标颜色（已有批注，或批注太多），原因见标签页。"
    return message


def _mark(package: Package, sheet: str, found: Mapping[Cell, Sequence[Mark]], formats: Formats) -> int:
    part = sheet_part(package, sheet)
    if part is None:
        raise ValueError(f"no worksheet {sheet!r} to mark")
    package.write(part, add_colours(package.read(part), colours(found), formats))
    return add_notes(package, part, notes(found))


def _clear(package: Package) -> tuple[int, int]:
    """Takes out everything of ours; gives the number of tabs and of marked cells."""
    tabs, marks = remove_tabs(package), 0
    for name in sheet_names(package):
        part = sheet_part(package, name)
        if part is not None:
            sheet, cells = remove_colours(package.read(part))
            package.write(part, sheet)
            remove_notes(package, part)
            marks += cells
    styles = _styles(package)
    package.write(styles, remove_formats(package.read(styles)))
    return tabs, marks


def _styles(package: Package) -> str:
    found = [link.part for link in package.relations(package.workbook) if link.kind == "styles"]
    if not found:
        raise UnsafeError("工作簿没有格式表")
    return found[0]

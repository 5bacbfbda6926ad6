"""Our tabs that the user fills in before pressing a button again: 试算 and 撤销."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.days.moments import beijing
from core.ledger.change import Change
from core.normalise.amounts import parse_amount
from core.normalise.days import parse_day
from core.normalise.parsed import Cell, Heading
from core.workbook.edit import Kind, Tab
from macros.books import Book
from macros.form_rows import rows_of
from macros.outcome import UsageError
from macros.past import KINDS as CHANGE_KINDS
from macros.quote import KINDS, Asked, quote
from macros.ribbon_tabs import bases_text, steps_text

_CHANGES, _CHANGES_TITLE = "撤销", "撤销：在一行的“理由”栏写明为什么，再按一次“撤销”"
_CHANGES_SHOWN = 50
_BY_COMMAND_ONLY = "misstated-age"
"""Needs a birth date and a premium beside what the form asks for."""

_QUOTES = {label: kind for kind, (label, _) in KINDS.items() if kind != _BY_COMMAND_ONLY}
_QUOTE, _QUOTE_TITLE = "试算", f"试算：每行填项目、保单号、计算日，再按一次“试算”。项目：{'、'.join(_QUOTES)}"
_QUOTE_HEADINGS = ["项目", "保单号", "计算日", "金额（元）", "险种", "结果（元）", "性质", "说明", "步骤", "依据"]
_QUOTE_WIDTHS = (14, 22, 12, 12, 22, 14, 14, 36, 50, 44)


@dataclass(frozen=True)
class QuoteLine:
    """One row that the user filled in. ``amount``: yuan asked about, where the kind of quote needs one."""

    label: str
    policy_no: str
    on: date
    amount: Decimal | None

    @property
    def cells(self) -> list[object]:
        """The row as the user sees it."""
        return [self.label, self.policy_no, self.on, None if self.amount is None else float(self.amount)]


def empty_quote_form(on: date) -> Tab:
    """The form with one row begun."""
    return _quote_tab([["退保金", "", on]])


def filled_quote_lines(book: Book) -> list[QuoteLine]:
    """The rows with a policy number in our tab 试算. UsageError: a row cannot be understood."""
    return [_quote_line(number, row) for number, row in rows_of(book, _QUOTE_TITLE) if len(row) > 3 and row[1]]


def quoted(ledger: sqlite3.Connection, lines: Sequence[QuoteLine]) -> Tab:
    """The form with every line's figures beside it; a policy with several 险种 takes several rows."""
    rows: list[list[object]] = []
    for line in lines:
        outcome = quote(ledger, _QUOTES[line.label], line.policy_no, line.on, Asked(line.amount), None)
        figures = outcome.data.get("figures", [])
        results = [_figure_cells(figure) for figure in figures] or [["", None, "", "\n".join(outcome.lines[1:])]]
        rows += [
            [*(line.cells if at == 0 else ["", "", None, None]), *cells] for at, cells in enumerate(results)
        ]  # fmt: skip
    return _quote_tab(rows)


def changes_tab(changes: Sequence[Change]) -> Tab:
    """The last changes, newest first, with room for a reason."""
    rows = [
        [change.id, beijing(change.known_at), change.who, CHANGE_KINDS.get(change.kind, change.kind), change.sheet,
         change.inserted, change.changed, ""]
        for change in reversed(changes[-_CHANGES_SHOWN:])
    ]  # fmt: skip
    headings = ["变更号", "时间", "经手", "类别", "工作表", "新增行", "变更行", "理由"]
    kinds: dict[int, Kind] = {0: "count", 5: "count", 6: "count"}
    listed = [[_CHANGES_TITLE], headings, *rows]
    return Tab(_CHANGES, listed, (9, 28, 14, 10, 16, 9, 9, 50), header_row=1, kinds=kinds)


def chosen_change(book: Book) -> tuple[int, str] | None:
    """The change whose row has a reason in our tab 撤销. UsageError: several rows have one."""
    reasons = [
        (int(str(row[0]).partition(".")[0]), str(row[7]).strip())
        for _, row in rows_of(book, _CHANGES_TITLE)
        if len(row) > 7 and str(row[7] or "").strip()
    ]
    if len(reasons) > 1:
        raise UsageError("一次只能撤销一个变更，请只在一行写理由。")
    return reasons[0] if reasons else None


def _quote_line(number: int, row: Sequence[Cell]) -> QuoteLine:
    label, policy_no, day, amount = row[:4]
    on = parse_day(day, Heading("计算日")).value
    yuan = parse_amount(amount, Heading("金额")).value
    if label not in _QUOTES:
        raise UsageError(f"“试算”第 {number} 行：项目请填 {'、'.join(_QUOTES)} 之一。")
    if not isinstance(on, date):
        raise UsageError(f"“试算”第 {number} 行：计算日请写成 2026-10-31 的样子。")
    return QuoteLine(str(label), str(policy_no).strip(), on, yuan if isinstance(yuan, Decimal) else None)


def _quote_tab(rows: Sequence[Sequence[object]]) -> Tab:
    kinds: dict[int, Kind] = {3: "money", 5: "money"}
    return Tab(_QUOTE, [[_QUOTE_TITLE], _QUOTE_HEADINGS, *rows], _QUOTE_WIDTHS, header_row=1, kinds=kinds)


def _figure_cells(figure: Mapping[str, Any]) -> list[object]:
    return [
        figure["product"], None if figure["amount"] is None else float(figure["amount"]), figure["label"],
        "\n".join([*figure["findings"], *figure["stamps"]]), steps_text(figure["steps"]), bases_text(figure["steps"]),
    ]  # fmt: skip

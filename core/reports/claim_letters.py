"""理赔函件: a workbook of the letters that the open cases owe, one printable page each, the index first.

A letter names no person: it goes to the address of its case. A refusal's reason may hint at health, so the letters are
a file of their own and no tab of the month report, which more people read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.claims.letters import Letter
from core.reports.book import new_book
from core.reports.page import LINE_HEIGHT, Column, Link, Page, lines_needed
from core.reports.sheet_names import sheet_names

INDEX, TITLE = "目录", "理赔函件"
WIDTHS = (22, 22, 22, 22)
INDEX_WIDTHS = (20, 22, 18, 13, 13, 40)
BLANK_LINES = 2
SIGNED = "（公司盖章）　　　　年　　月　　日"


def write_claim_letters(letters: Sequence[Letter], target: Path, on: date) -> Path:
    """Write the letters due as of ``on``; gives the path. The same letters and day give the same bytes.

    A letter with an obstacle stands in the index alone, with what is missing. LedgerError where the file can't be
    written.
    """
    with new_book(target, TITLE, on) as (workbook, formats):
        index = Page(workbook, formats, INDEX)
        names = sheet_names((letter.claim_no for letter in letters), [INDEX])
        _index(index, list(zip(names, letters, strict=True)), on)
        for name, letter in zip(names, letters, strict=True):
            if not letter.obstacle:
                _letter(Page(workbook, formats, name), letter, on)
    return target


def _index(page: Page, letters: Sequence[tuple[str, Letter]], on: date) -> None:
    page.title(TITLE, f"截止 {on:%Y-%m-%d}　共 {len(letters)} 件　点案件号看全文；缺内容的补齐台账后再出")
    page.fix_widths(INDEX_WIDTHS)
    columns = (
        Column("案件号", look="lined link"), Column("保单号"), Column("函件", align="center"),
        Column("起算日", "day", "center"), Column("最后一日", "day", "center"), Column("提示", look="wrap"),
    )  # fmt: skip
    page.headings(columns)
    for name, letter in letters:
        number = letter.claim_no if letter.obstacle else Link(name, "A1", letter.claim_no)
        words = letter.obstacle or letter.due_words
        page.record(columns, [number, letter.policy_no, letter.kind, letter.since, letter.due, words])
        if letter.obstacle:
            page.put(page.row - 1, 0, letter.claim_no)
            page.put(page.row - 1, len(columns) - 1, words, "attention")
    if not letters:
        page.nothing("没有应发的函件")
    page.printed(f"截止 {on:%Y-%m-%d}", landscape=True)


def _letter(page: Page, letter: Letter, on: date) -> None:
    page.fix_widths(WIDTHS)
    page.title(letter.kind, f"案件号 {letter.claim_no}")
    for line in letter.text.split("\n"):
        page.across(page.row, 0, len(WIDTHS) - 1, line, "letter")
        page.high(page.row, LINE_HEIGHT * lines_needed(line, sum(WIDTHS) - 4) + 8)
        page.row += 1
    page.row += BLANK_LINES
    page.across(page.row, 0, len(WIDTHS) - 1, SIGNED, "letter")
    page.row += 1
    page.printed(f"截止 {on:%Y-%m-%d}", landscape=False, title=f"{letter.kind} {letter.claim_no}", mark="")

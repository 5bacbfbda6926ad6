"""保单一页 as a tab of the open workbook: a line to type the policy number in, and below it what the ledger knows."""

from __future__ import annotations

import sqlite3
from datetime import date

from core.reports.policy_card import PolicyCard
from core.workbook.edit import Tab
from macros.books import Book
from macros.buttons import Answer
from macros.card import card_of
from macros.form_rows import asked_line
from macros.outcome import UsageError
from macros.ribbon_session import ledger_if_any, session_of

NAME, TITLE = "保单一页", "保单一页：在下面一行填保单号和截至日，再按一次“保单一页”"
HEADINGS = ["保单号", "截至", "内容", "金额（元）", "说明"]
WIDTHS = (24, 14, 30, 16, 60)


def answer(book: Book) -> Answer:
    """The form at the first press; the policy's page below it once a number is filled in."""
    with ledger_if_any() as ledger:
        if ledger is None:
            raise UsageError("还没有台账，请先按“同步”。")
        asked = asked_line(book, NAME, TITLE)
        if asked is None:
            return Answer(["请在“保单一页”表填好保单号，再按一次。"], [empty_card_form(session_of(book, ledger).on)])
        return Answer([f"保单 {asked[0]}，见“保单一页”表。"], [filled_card(ledger, *asked)])


def empty_card_form(on: date) -> Tab:
    """The form with the day filled in."""
    return _tab([["", on]])


def filled_card(ledger: sqlite3.Connection, policy_no: str, on: date) -> Tab:
    """The form with the policy's page below it; personal data is masked."""
    card = card_of(ledger, policy_no, on)
    return _tab([[policy_no, on], *_lines(card)])


def _lines(card: PolicyCard) -> list[list[object]]:
    pairs = [*card.facts, *card.parties]
    return [
        *([label, "", text, None, ""] for label, text in pairs if text),
        *(["险种", "", cover[0], cover[2], f"交费期 {cover[4]}，保险期间 {cover[5]}"] for cover in card.covers),
        *(
            ["今日退保金", figure.on, product, None if figure.amount is None else float(figure.amount),
             "；".join([figure.label_text, *figure.stamps, *(finding.message for finding in figure.findings)])]
            for product, figure in card.surrender
        ),
        *([f"第{year}年末现金价值", day, "合同所附价值表", value, ""] for year, day, value in card.values),
        *([what, day, "", None, basis] for day, what, basis in card.dates),
        *([kind, day, "", None, text] for day, kind, text in card.events),
    ]  # fmt: skip


def _tab(rows: list[list[object]]) -> Tab:
    return Tab(NAME, [[TITLE], HEADINGS, *rows], WIDTHS, header_row=1, kinds={3: "money"})

"""风险提示 behind a button: a form for the reason here, the restricted workbook in the office's own folder.

Nothing that was found comes into the open workbook: that one may go to sales.
"""

from __future__ import annotations

from datetime import date

from core.workbook.edit import Tab
from macros.books import Book
from macros.buttons import Answer
from macros.flags import Asked, flags
from macros.form_rows import asked_line
from macros.home import fresh_folder
from macros.outcome import UsageError
from macros.ribbon_session import ledger_if_any, session_of

NAME = "风险提示"
TITLE = "风险提示（受限资料）：在下面一行填查看理由和截至日，再按一次“风险提示”；结果另存为受限工作簿"
HEADINGS = ["查看理由", "截至"]
WIDTHS = (60, 14)


def answer(book: Book) -> Answer:
    """The form at the first press; once a reason is filled in the restricted workbook, and only numbers here."""
    with ledger_if_any() as ledger:
        if ledger is None:
            raise UsageError("还没有台账，请先按“同步”。")
        asked = asked_line(book, NAME, TITLE)
        if asked is None:
            return Answer(["请在“风险提示”表写明查看理由，再按一次。"], [empty_form(session_of(book, ledger).on)])
        why, on = asked
        outcome = flags(ledger, Asked(on), why, fresh_folder(NAME) / f"风险提示_{on:%Y-%m-%d}.xlsx")
    return Answer(outcome.lines, [empty_form(on)])


def empty_form(on: date) -> Tab:
    """The form with the day filled in."""
    return Tab(NAME, [[TITLE], HEADINGS, ["", on]], WIDTHS, header_row=1)

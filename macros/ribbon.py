"""The ribbon's verbs, each written once over a workbook that may be open in Excel or a file; VBA calls them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.buttons import Answer, button

if TYPE_CHECKING:
    from macros.books import Book

_CHECKS, _LEDGER, _BOOK = "核对", "台账", "本工作簿"


@button("校验", "检查各表，问题标在单元格上并列入“校验结果”", group=_CHECKS, image="DataValidation")
def check(book: Book) -> Answer:
    """Findings as colours, notes and two tabs."""
    from core.reports.check_tabs import marks, result_tab, scope_tab
    from macros.check import say_counts
    from macros.outcome import Outcome
    from macros.ribbon_session import ledger_if_any, session_of

    with ledger_if_any() as ledger:
        session = session_of(book, ledger)
        runs, findings = session.check()
    own = [finding for finding in findings if finding.where.path == str(book.path)]
    outcome = Outcome()
    say_counts(outcome, session, findings, runs)
    sheets = [seen for seen in session.reading.sheets if seen.path == str(book.path)]
    names = [seen.sheet for seen in sheets]
    tabs = [result_tab(own, session.on, session.on_from, sheets=names), scope_tab(runs, sheets)]
    return Answer(outcome.lines, tabs, marks(own))


@button("核保", "标准体自动通过，其余列明原因", group=_CHECKS, image="AcceptInvitation")
def underwrite(book: Book) -> Answer:
    """A decision per application in a tab of its own; the book's marks are those of a check."""
    from core.reports.check_tabs import marks
    from macros.check import say_counts
    from macros.outcome import Outcome
    from macros.ribbon_session import ledger_if_any, session_of
    from macros.ribbon_tabs import decisions_tab
    from macros.underwrite import decide_and_write

    with ledger_if_any() as ledger:
        session = session_of(book, ledger)
        runs, findings = session.check()
    outcome = Outcome()
    say_counts(outcome, session, findings, runs)
    decide_and_write(outcome, session, findings, runs, None)
    own = [finding for finding in findings if finding.where.path == str(book.path)]
    return Answer(outcome.lines, [decisions_tab(outcome.data["decisions"], session.on)], marks(own))


@button("测算", "退保与满期价值，逐步列示并注明依据", group=_CHECKS, image="Calculator")
def value(book: Book) -> Answer:
    """Surrender and maturity value of every policy line, in a tab with the steps."""
    from macros.ribbon_session import ledger_if_any, session_of
    from macros.ribbon_tabs import values_tab
    from macros.value import value as value_books

    with ledger_if_any() as ledger:
        session = session_of(book, ledger)
        outcome = value_books(session, None)
    return Answer(outcome.lines, [values_tab(outcome.data["values"], session.on, session.on_from)])


@button("试算", "一张保单的退保金、满期金、贷款限额等；填好“试算”表再按一次", group=_CHECKS, image="FunctionWizard")
def quote(book: Book) -> Answer:
    """First press: a form. Second press: each row's figures beside it, from the ledger, with steps and basis."""
    from macros.outcome import UsageError
    from macros.ribbon_forms import empty_quote_form, filled_quote_lines, quoted
    from macros.ribbon_session import ledger_if_any, session_of

    with ledger_if_any() as ledger:
        if ledger is None:
            raise UsageError("还没有台账，请先按“同步”。")
        lines = filled_quote_lines(book)
        if not lines:
            return Answer(["请在“试算”表填好保单号，再按一次。"], [empty_quote_form(session_of(book, ledger).on)])
        return Answer([f"试算 {len(lines)} 行，见“试算”表。"], [quoted(ledger, lines)])


@button(
    "保单一页", "一张保单的当事人、险种、金额、现金价值和经过；填好保单号再按一次", group=_CHECKS, image="ContactCard"
)
def card(book: Book) -> Answer:
    """First press: a form. Second press: the policy's page below it, from the ledger."""
    from macros.ribbon_card import answer

    return answer(book)


@button("出单", "标准体投保单编保单号、写入台账并出保单页（先确认）", group=_LEDGER, image="FileSaveAs")
def issue(book: Book) -> Answer:
    """Show what would be issued, and after a yes issue it: ledger first, then 保单页 in the office's folder."""
    from macros.home import fresh_folder
    from macros.issue import issue as issue_books
    from macros.ribbon_session import ledger_for_writing, ledger_if_any, session_of
    from macros.ribbon_tabs import decisions_tab
    from macros.underwrite import underwrite as underwrite_books

    with ledger_if_any() as known:
        session = session_of(book, known)
        preview = underwrite_books(session, None)
    if not book.confirmed("\n".join([*preview.lines, "标准体出单，并写入台账？"])):
        return Answer(["没有出单，台账没有改动。"])
    with ledger_for_writing() as ledger:
        outcome = issue_books(session, ledger, fresh_folder(f"出单_{session.on:%Y-%m-%d}"))
    tab = decisions_tab(outcome.data["decisions"], session.on)
    return Answer([*outcome.lines, *(f"已写出 {path}" for path in outcome.files)], [tab])


@button("同步", "先看会改什么，确认后写入台账", group=_LEDGER, image="RefreshAll")
def sync(book: Book) -> Answer:
    """The plan first; after a yes the ledger is written in one transaction. Either way a tab shows what it was."""
    from macros.home import fresh_folder
    from macros.ribbon_session import ledger_for_writing, ledger_or_empty, session_of
    from macros.ribbon_tabs import sync_tab
    from macros.sync import sync as sync_books

    with ledger_or_empty() as known:
        session = session_of(book, known)
        preview = sync_books(session, known, write=False)
    counts = preview.data["counts"]
    if not counts["inserted"] + counts["changed"]:
        return Answer(["没有需要写入的内容，台账没有改动。"], [sync_tab(preview.data, "没有需要写入的内容")])
    if not book.confirmed("\n".join([*preview.lines[:-1], "写入台账？"])):
        return Answer(["没有写入，台账没有改动。"], [sync_tab(preview.data, "预览，没有写入")])
    with ledger_for_writing() as ledger:
        outcome = sync_books(session, ledger, write=True, out=fresh_folder(f"待决定_{session.on:%Y-%m-%d}"))
    return Answer(outcome.lines, [sync_tab(outcome.data, "已写入台账")])


@button("撤销", "列出最近的变更；在理由栏写明理由后再按一次即撤销", group=_LEDGER, image="Undo")
def undo(book: Book) -> Answer:
    """First press: the last changes in a tab. Second press, with one reason filled in: that change is taken back."""
    from core.ledger.history import changes
    from macros.past import undo as take_back
    from macros.ribbon_forms import changes_tab, chosen_change
    from macros.ribbon_session import ledger_if_any

    with ledger_if_any() as ledger:
        if ledger is None:
            return Answer(["还没有台账，没有可撤销的变更。"])
        chosen = chosen_change(book)
        if chosen is None:
            return Answer(["请在“撤销”表里，在要撤销的那一行写明理由，再按一次。"], [changes_tab(changes(ledger))])
        number, why = chosen
        if not book.confirmed(f"撤销第 {number} 号变更？理由：{why}"):
            return Answer(["没有撤销，台账没有改动。"])
        outcome = take_back(ledger, number, why)
        return Answer(outcome.lines, [changes_tab(changes(ledger))])


@button("报表", "用台账出本工作簿业务日所在月份的月报", group=_LEDGER, image="FilePrintPreview")
def report(book: Book) -> Answer:
    """The month report as a workbook of its own in the office's folder; its front numbers in a tab here."""
    from macros.home import fresh_folder
    from macros.outcome import UsageError
    from macros.report import report as report_month
    from macros.ribbon_session import ledger_if_any, session_of
    from macros.ribbon_tabs import headline_tab

    with ledger_if_any() as ledger:
        if ledger is None:
            raise UsageError("还没有台账，请先按“同步”。")
        session = session_of(book, ledger)
        month = f"{session.on:%Y-%m}"
        if not book.confirmed(f"出 {month} 的月报？（业务日 {session.on:%Y-%m-%d}，{session.on_from}）"):
            return Answer(["没有出报表。"])
        outcome = report_month(ledger, month, fresh_folder("月报") / f"月报_{month}.xlsx", None)
    return Answer(outcome.lines, [headline_tab(outcome.data, str(outcome.files[0]))])


@button("风险提示", "可疑线索（受限资料）：写明理由，另存为受限工作簿", group=_LEDGER, image="HighImportance")
def flags(book: Book) -> Answer:
    """First press: a form for the reason. Second press: the restricted workbook; here only how many hints it holds."""
    from macros.ribbon_flags import answer

    return answer(book)


@button("清除标记", "去掉内勤加的全部颜色、批注和标签页", group=_BOOK, image="ClearFormats")
def clear(book: Book) -> Answer:
    """The book as it was before we marked it."""
    return Answer(clear=True)


@button("自检", "检查 Python、Excel、加载项、台账和文件夹，逐项给出办法", group=_BOOK, image="Info")
def doctor(book: Book) -> Answer:
    """What is wrong with this installation, in a tab."""
    from macros.doctor import doctor as look
    from macros.home import ledger_file
    from macros.ribbon_tabs import checks_tab

    outcome = look(ledger_file())
    return Answer(outcome.lines[-1:], [checks_tab(outcome.data["checks"])])

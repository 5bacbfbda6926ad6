"""校验: findings with cell addresses, and copies of the workbooks with a 校验结果 tab and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.checks.engine import RuleRun
from core.findings import Basis, Finding, Severity
from core.ledger.problems import LedgerError
from core.privacy import MASKED, Sight
from core.reports.check_lines import lines
from core.reports.check_tabs import marks, result_tab, scope_tab, shown_value
from core.workbook.edit import COMPANION, edited_copy, our_tabs
from macros.outcome import REFUSED, UNREADABLE, Outcome
from macros.session import REFERENCE_FOLDER, Session

_SHOWN_LINES = 20


def check(session: Session, out: Path | None, sight: Sight = MASKED) -> Outcome:
    """Check every book of the session; with ``out`` also write the marked copies there.

    ``sight``: what is shown in full; the caller has logged who asked and why.
    """
    runs, findings = session.check()
    outcome = Outcome()
    per_book = {book: _of(book, findings) for book in session.books}
    outcome.data["books"] = [book_data(session, book, found, sight) for book, found in per_book.items()]
    say_counts(outcome, session, findings, runs)
    if out is None:
        _say_lines(outcome, session, findings)
        outcome.say("加 --out 文件夹，可另存带标记和“校验结果”页的副本。")
    else:
        own = {str(book) for book in session.books}
        _say_lines(outcome, session, [finding for finding in findings if finding.where.path not in own])
        for book, found in per_book.items():
            write_checked_copy(outcome, session, book, found, runs, out, sight)
    return outcome


def say_counts(outcome: Outcome, session: Session, findings: Sequence[Finding], runs: Sequence[RuleRun]) -> None:
    """The summary lines and the exit code of a check."""
    counts = Counter(finding.severity for finding in findings)
    read = sum(len(table) for table in session.tables.values())
    outcome.say(
        f"业务日 {session.on:%Y-%m-%d}（{session.on_from}）",
        f"读入 {len(session.books)} 个工作簿、{read} 行；执行规则 {sum(run.ran for run in runs)} 条",
        "　".join(f"{severity} {counts[severity]} 条" for severity in Severity),
    )
    if session.kept_lists:
        outcome.say(f"参考资料取自台账：{'、'.join(session.kept_lists)}")
    missing = sorted({name for run in runs for name in run.missing})
    if missing and read:
        number, lists = sum(not run.ran for run in runs), "、".join(missing)
        outcome.say(f"未执行的规则 {number} 条：缺参考资料 {lists}（放进工作簿旁的“{REFERENCE_FOLDER}”文件夹即可）")
    _say_unread(outcome, session)
    outcome.say(*(f"无法读取：{Path(path).name}" for path in session.reading.unread))
    outcome.at_least(REFUSED if counts[Severity.REFUSED] else 0)
    outcome.at_least(UNREADABLE if session.reading.unread else 0)


def _say_unread(outcome: Outcome, session: Session) -> None:
    """Sheets that were taken for no table of ours; a book without any is as good as not read."""
    for book in session.books:
        sheets = [seen for seen in session.reading.sheets if seen.path == str(book)]
        unknown = "、".join(seen.sheet for seen in sheets if not seen.records and not seen.explains)
        if sheets and all(not seen.records for seen in sheets):
            outcome.say(f"没有认出任何表：{book.name}（{unknown}）。表名或列名对不上，可用 template 命令生成模板对照")
            outcome.at_least(UNREADABLE)
        elif unknown:
            outcome.say(f"没有读入的工作表：{book.name} 的 {unknown}")


def _say_lines(outcome: Outcome, session: Session, findings: Sequence[Finding]) -> None:
    """The first lines of 校验结果 on the screen, for findings that no written copy will hold."""
    listed = lines(findings, [seen.sheet for seen in session.reading.sheets])
    for line in listed[:_SHOWN_LINES]:
        where = line.finding.where
        place = f"{where.sheet}!{line.place}" if where.cell else Path(where.path).name
        outcome.say(f"  {line.finding.severity} {place}　{where.column}　{line.message}（{line.finding.fix}）")
    if len(listed) > _SHOWN_LINES:
        outcome.say(f"  ……共 {len(listed)} 行")


def write_checked_copy(
    outcome: Outcome,
    session: Session,
    book: Path,
    found: Sequence[Finding],
    runs: Sequence[RuleRun],
    out: Path,
    sight: Sight = MASKED,
) -> None:
    """Write one marked copy (or its companion) into ``out``."""
    if str(book) in session.reading.unread and not book.is_file():
        return
    out.mkdir(parents=True, exist_ok=True)
    _refuse_users_file(out / book.name)
    _refuse_users_file(out / f"{book.stem}{COMPANION}")
    sheets = [seen for seen in session.reading.sheets if seen.path == str(book)]
    names = [seen.sheet for seen in sheets]
    tabs = [result_tab(found, session.on, session.on_from, sight, names), scope_tab(runs, sheets)]
    edited = edited_copy(book, out / book.name, tabs, marks(found))
    outcome.files.append(edited.target)
    outcome.say(f"{edited.target}：{edited.message}")


def _refuse_users_file(target: Path) -> None:
    """LedgerError where ``target`` exists and carries none of our tabs: it is no earlier result."""
    if target.exists() and not our_tabs(target):
        raise LedgerError(f"已有同名文件，且不是校验结果：{target}。", "没有覆盖；请换一个 --out 文件夹。")


def _of(book: Path, findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.where.path == str(book)]


def book_data(session: Session, book: Path, found: Sequence[Finding], sight: Sight) -> dict[str, Any]:
    """One book as the contract's JSON."""
    counts = Counter(finding.severity for finding in found)
    return {
        "path": str(book),
        "sheets": [seen.sheet for seen in session.reading.sheets if seen.path == str(book)],
        "findings": [finding_data(finding, sight) for finding in found],
        "counts": {severity.value: counts[severity] for severity in Severity},
    }


def finding_data(finding: Finding, sight: Sight = MASKED) -> dict[str, Any]:
    """One finding for a program: the first basis, with the rest beside it."""
    bases = [_basis_data(basis) for basis in finding.basis]
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.where.sheet,
        "cell": finding.where.cell,
        "column": finding.where.column,
        "value": shown_value(finding, sight),
        "message": finding.message,
        "fix": finding.fix,
        "basis": bases[0] if bases else None,
        "further_basis": bases[1:],
    }


def _basis_data(basis: Basis) -> dict[str, Any]:
    effective = basis.effective.isoformat() if basis.effective else None
    return {"title": basis.title, "article": basis.article, "effective": effective, "status": basis.status.value}

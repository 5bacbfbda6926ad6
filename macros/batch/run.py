"""batch: the whole chain over a folder of workbooks, many at a time, with one writer for the ledger.

Workers read, check and underwrite; this process takes the workbooks into the ledger one after the other, in an order
that depends on the folder alone. The result is that of one process, whatever the number of workers.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.checks.rule import Context
from core.days.moments import today
from core.ledger.changes import last_change
from core.ledger.problems import LedgerError
from core.ledger.schema import open_ledger
from core.reports.heads import heads_printed
from core.table import Tables
from macros.batch.contact import Written
from macros.batch.enter import enter, enter_lists
from macros.batch.folder import BatchBook, Folder, survey
from macros.batch.progress import Progress
from macros.batch.state import BookState, entered, remember, remembered
from macros.batch.summary import finish
from macros.batch.work import Checked, Task, Writing, check_book, surroundings, write_results
from macros.batch.workers import Job, WorkerDied, Workers, make_workers
from macros.outcome import UNREADABLE, Outcome
from macros.session import Session

_AHEAD = 2
"""Workbooks under way per worker: enough to keep it busy, few enough to hold in memory."""
NOTHING_KNOWN = "没有认出任何表：表名或列名对不上，可用 template（模板）生成空表对照。"


def batch(folder: Path, ledger_path: Path, out: Path, jobs: int | None = None, scheduler: str | None = None) -> Outcome:
    """Do what is left of the folder. One transaction per workbook; a bad one never stops the others.

    ``jobs``: processes, default one per processor; ``scheduler``: address of a Dask scheduler whose workers see the
    same files. Exit code: the highest of the workbooks', finished ones included. Raises ``UsageError``.
    """
    found = survey(folder, out)
    with _opened(ledger_path) as ledger, _working(jobs, scheduler) as workers:
        _enter_lists(ledger, found)
        run = _Batch(ledger, ledger_path, found, workers, Progress(len(found.books)))
        run.everything()
        return finish(ledger, run.states, out)


@dataclass
class _Batch:
    ledger: sqlite3.Connection
    ledger_path: Path
    folder: Folder
    workers: Workers
    progress: Progress
    states: list[BookState] = field(default_factory=list)
    _written: Written = field(default_factory=Written)
    _base: int = 0

    def everything(self) -> None:
        """Check ahead of the ledger, take in in order, and let the results be written behind it."""
        self._base = last_change(self.ledger)
        limit = _AHEAD * self.workers.size if self.workers.size > 1 else 1
        checking: deque[tuple[BatchBook, Job[Checked] | BookState]] = deque()
        writing: deque[tuple[BatchBook, BookState, Job[None]]] = deque()
        left = deque(self.folder.books)
        while left or checking or writing:
            while left and len(checking) < limit and len(writing) < limit:
                book = left.popleft()
                checking.append((book, self._finished(book) or self.workers.submit(check_book, self._task(book))))
            if checking and len(writing) < limit:
                self._take(*checking.popleft(), writing)
            while writing and (len(writing) >= limit or (not checking and not left) or writing[0][2].future.done()):
                self._finish(*writing.popleft())

    def _finished(self, book: BatchBook) -> BookState | None:
        state = remembered(book.results)
        if state and state.stands(book.results, book.key) and entered(self.ledger, book.key):
            state.skipped = True
            return state
        return None

    def _task(self, book: BatchBook) -> Task:
        folder = self.folder
        return Task(book.path, book.results, folder.lists, folder.fingerprint, self.ledger_path, self._base)

    def _take(
        self,
        book: BatchBook,
        job: Job[Checked] | BookState,
        writing: deque[tuple[BatchBook, BookState, Job[None]]],
    ) -> None:
        """Wait for a workbook's check and take it into the ledger."""
        if isinstance(job, BookState):
            self._done(job)
            return
        state = BookState(book.name, book.key)
        with _reported(state):
            checked = self._current(job)
            if checked.reading.unread:
                state.exit_code = UNREADABLE
                state.problem = "；".join(f"{one.message}{one.fix}" for one in checked.reading.findings)
            elif not any(seen.records for seen in checked.reading.sheets):
                state.exit_code, state.problem = UNREADABLE, NOTHING_KNOWN
            else:
                writing.append((book, state, self._entered(job.task, checked, state)))
        if state.exit_code == UNREADABLE:
            self._done(state)

    def _current(self, job: Job[Checked]) -> Checked:
        """The check as it stands after all workbooks before: done again where one of them may change it."""
        checked = job.result()
        if self._written.touches(checked.seen, checked.held, checked.marks):
            self._base = last_change(self.ledger)
            return self.workers.submit(check_book, replace(job.task, base=self._base)).result()
        return checked

    def _entered(self, task: Task, checked: Checked, state: BookState) -> Job[None]:
        plan, findings, claims = enter(self.ledger, task, checked, state)
        self._written.add(last_change(self.ledger), plan)
        state.on = checked.on.isoformat()
        return self.workers.submit(write_results, Writing(task, checked, findings, claims))

    def _finish(self, book: BatchBook, state: BookState, job: Job[None]) -> None:
        """Note a workbook as done, now that its results are there."""
        with _reported(state):
            job.result()
            state.files = sorted(path.relative_to(book.results).as_posix() for path in book.results.rglob("*.xlsx"))
            state.whole = True
            remember(book.results, state)
        self._done(state)

    def _done(self, state: BookState) -> None:
        self.states.append(state)
        self.progress.advance(state.rows, state.findings)


@contextmanager
def _reported(state: BookState) -> Iterator[None]:
    """What goes wrong with one workbook stands in its line of the summary."""
    try:
        yield
    except LedgerError as problem:
        state.exit_code, state.problem = UNREADABLE, f"{problem.message}{problem.fix}"
    except WorkerDied:
        state.exit_code, state.problem = UNREADABLE, "处理这个工作簿的进程两次意外终止（多半是内存不足）。请单独处理。"
    except Exception as error:
        state.exit_code, state.problem = (
            UNREADABLE,
            f"处理时出错（{type(error).__name__}），没有入账。请单独用 check 查看。",
        )


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_ledger(path)) as connection, heads_printed(connection):
        yield connection


@contextmanager
def _working(jobs: int | None, scheduler: str | None) -> Iterator[Workers]:
    workers = make_workers(jobs, scheduler)
    try:
        yield workers
    finally:
        workers.close()


def _enter_lists(ledger: sqlite3.Connection, folder: Folder) -> None:
    """Take 参考资料 in, unless it was as it is now."""
    if not folder.references or entered(ledger, folder.fingerprint):
        return
    around = surroundings(folder.references, folder.fingerprint)
    on = today()
    context = Context(Tables(), around.lists, Tables(), around.law, around.calendar, on)
    findings = (*around.reading.findings, *around.findings)
    enter_lists(ledger, Session(folder.references, (), around.reading, context, "今天", findings), folder.fingerprint)

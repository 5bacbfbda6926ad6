"""The processes that check workbooks: a pool, this process alone, or a Dask cluster; a dead one costs no workbook.

A process that dies takes the tasks of its whole pool with it. Each of these is done once more in a process of its own:
the workbook that kills that one too is reported, the others do not notice.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from macros.outcome import UsageError

Result = TypeVar("Result")
Make = Callable[[int], Executor]
"""Gives an executor with so many workers."""


class WorkerDied(Exception):  # noqa: N818 - says what happened to a process, is no fault of this one
    """The process that worked on a task died, and so did the next one."""


class InThisProcess(Executor):
    """Does every task at once, where it is asked for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is already done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Workers:
    """Tasks over any executor; one that broke down is replaced. ``leave``: what else to close at the end."""

    def __init__(self, make: Make, size: int, leave: Callable[[], object] = lambda: None) -> None:
        self.size = size
        self._leave = leave
        self._make = make
        self._executor = make(size)
        self._spare: Executor | None = None

    def submit(self, work: Callable[[Any], Result], task: object) -> Job[Result]:
        """Begin a task."""
        try:
            future = self._executor.submit(work, task)
        except BrokenExecutor:
            self._executor.shutdown(wait=False)
            self._executor = self._make(self.size)
            future = self._executor.submit(work, task)
        return Job(self, work, task, future)

    def alone(self, work: Callable[[Any], Result], task: object) -> Result:
        """Do a task in a process that has no other; WorkerDied when that dies."""
        self._spare = self._spare or self._make(1)
        try:
            return self._spare.submit(work, task).result()
        except BrokenExecutor as error:
            self._spare = None
            raise WorkerDied from error

    def close(self) -> None:
        """End the processes; what has not begun is dropped."""
        for executor in (self._executor, self._spare):
            if isinstance(executor, ProcessPoolExecutor):
                executor.shutdown(wait=False, cancel_futures=True)
            elif executor:
                executor.shutdown(wait=False)
        self._spare = None
        self._leave()


@dataclass(frozen=True)
class Job(Generic[Result]):
    """A task under way."""

    workers: Workers
    work: Callable[[Any], Result]
    task: Any
    future: Future[Result]

    def result(self) -> Result:
        """Wait for it. What the work raises is raised here; WorkerDied where no process survives it."""
        try:
            return self.future.result()
        except BrokenExecutor:
            return self.workers.alone(self.work, self.task)
        except Exception as error:
            if type(error).__name__ == "KilledWorker":  # Dask's own, after it tried other workers
                raise WorkerDied from error
            raise


def make_workers(jobs: int | None, scheduler: str | None) -> Workers:
    """``jobs`` processes (default: one per processor); 1: no further process. ``scheduler``: a Dask cluster's address.

    Raises ``UsageError``: fewer than one job, Dask is not installed, nobody answers at the address.
    """
    if scheduler:
        return _cluster(scheduler)
    size = (os.cpu_count() or 1) if jobs is None else jobs
    if size < 1:
        raise UsageError(f"--jobs 至少是 1，收到：{jobs}")
    return Workers(_pool, min(size, 61)) if size > 1 else Workers(lambda _: InThisProcess(), 1)


def _pool(size: int) -> Executor:
    """Spawned, not forked: alike on every system, and no process inherits the ledger's connection."""
    return ProcessPoolExecutor(size, multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for tasks for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _cluster(address: str) -> Workers:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("没有安装 Dask，--scheduler 用不了；请先 pip install distributed，或改用 --jobs") from None
    try:
        client = Client(address, timeout="5s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"连不上 Dask 调度器：{address}（{type(error).__name__}）") from None
    size = max(sum(client.nthreads().values()), 1)
    return Workers(lambda _: client.get_executor(pure=False), size, client.close)

"""A process of ours killed with SIGKILL at random moments of its work, and what the kills found."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess as Process
from pathlib import Path
from random import Random
from typing import Any

import pytest

from core.ledger.audit import audit
from core.ledger.schema import open_ledger
from macros.command_line import main
from tests.batches import held

needs_fork = pytest.mark.skipif(
    sys.platform != "linux", reason="the killed process is a fork of the test's, and its own clock says when"
)

Work = Callable[[], int]
"""Gives an exit code."""


def forked(work: Work) -> Process:
    """The work in a copy of this process: everything is imported, so that a kill falls into the work."""
    run = multiprocessing.get_context("fork").Process(target=quietly, args=(work,))
    run.start()
    return run


def quietly(work: Work) -> None:
    """Do the work without its words, as the whole life of a forked process."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        code = work()
    os._exit(code)


@dataclass
class Killer:
    """Draws the moment of each kill over the processor time of the last run that came to its end.

    Processor time and not the clock on the wall: on a busy machine every moment of the work still has its chance.
    ``longest``: seconds; ``by_wall``: the clock on the wall after all, for work that other processes do; ``late``: runs
    that had ended before their moment came, which are no kills.
    """

    seed: int
    longest: float = 0.0
    by_wall: bool = False
    late: int = 0
    _random: Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)

    def finishes(self, work: Work) -> bool:
        """Let the work come to its end in a process of its own; did it do well?"""
        before = os.times()
        run = forked(work)
        run.join()
        after = os.times()
        self.longest = sum(after[2:4]) - sum(before[2:4])
        return run.exitcode == 0

    def kills(self, work: Work) -> bool:
        """Begin the work and kill its process at a random moment; False: it had ended before."""
        moment, began = self._random.uniform(0, self.longest), time.monotonic()
        run = forked(work)
        while run.is_alive() and (time.monotonic() - began if self.by_wall else worked(run)) < moment:
            time.sleep(0.001)
        run.kill()
        run.join()
        killed = run.exitcode == -signal.SIGKILL
        self.late += not killed
        return killed


def worked(process: Process) -> float:
    """Processor seconds of a living process: Linux numbers the clock of another process by its id."""
    try:
        return time.clock_gettime((~(process.pid or 0) << 3) | 2)
    except OSError:  # it has just ended
        return float("inf")


def neiqin(*words: object) -> Work:
    """A command line, to be worked off later."""
    return lambda: main([str(word) for word in words])


def dump(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that a ledger holds, moments apart; both of its chains are whole, and so is its file."""
    with closing(open_ledger(db, create=False)) as ledger:
        assert audit(ledger).breaks == ()
        assert ledger.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return held(db)


def left_in(folder: Path) -> list[str]:
    """Every file in a folder and below, hidden ones too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

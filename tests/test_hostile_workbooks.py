"""Workbooks made by others: whatever is in them, findings or one clear message, soon, and nothing is changed.

Each mutant goes through ``check``, which writes a marked copy, and every third through ``sync`` into a ledger that must
stay whole, in a process of its own whose time and memory are watched.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.ledger.audit import audit
from core.ledger.schema import open_ledger
from macros.command_line import main
from tests.markdown import workbook
from tests.mutants import write_mutant

LONGEST = 30.0
"""Seconds for one file on a busy machine; all but the bombs take a fraction of one."""
MOST_MEMORY = 1_200_000
"""Kilobytes, the program itself included."""

GOOD = """
| 数据截止日：2026-10-31 | | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 渠道 | 业务员工号 | 投保人姓名 | 投保人手机 | 生效日 | 保额 |
| P1 | WL2601 | 860101 | 个险 | A1 | 张三 | 13900139000 | d:2026-03-05 | n:100000 |
| P2 | WL2601 | 860101 | 个险 | A1 | 李四 | 13800138000 | d:2026-04-05 | f:=I3+1 -> 5 |
| P3 | WL2601 | 860101 | 银保 | A2 | 王五 | 13800138001 | 2026.5.6 | 50万 |
"""


@dataclass(frozen=True)
class Told:
    """How a verb ended on a file."""

    exit_code: int
    out: str
    err: str
    seconds: float


@dataclass
class Victim:
    """A process that runs verbs; one that hangs or dies is replaced."""

    process: multiprocessing.Process
    pipe: Connection

    @classmethod
    def start(cls) -> Victim:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        return cls(process, ours)

    def run(self, *words: object) -> Told:
        """Run ``neiqin`` with these words. A hang and a death are failures with the words in their message."""
        self.pipe.send([str(word) for word in words])
        assert self.pipe.poll(LONGEST), f"hangs: {words}"
        told = self.pipe.recv()
        assert isinstance(told, Told), f"{words}: {told}"
        return told


def _serve(pipe: Connection) -> None:
    while True:
        words = pipe.recv()
        out, err, begun = io.StringIO(), io.StringIO(), time.perf_counter()
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(words)
            told: object = Told(code, out.getvalue(), err.getvalue(), time.perf_counter() - begun)
        except BaseException as fault:  # a test reports whatever comes out of the program
            told = f"{type(fault).__name__}: {fault}"[:300]
        if (peak := resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) > MOST_MEMORY:
            told = f"{peak} KB of memory"
        pipe.send(told)


@pytest.fixture
def victim() -> Iterator[Victim]:
    made = Victim.start()
    yield made
    made.process.kill()


def bear(victim: Victim, folder: Path, count: int) -> dict[str, set[int]]:
    """Feed mutants 0 … count-1; gives the exit codes seen by kind of damage."""
    good = workbook(folder, {"保单台账": GOOD, "说明": "| 甲 | 乙 |\n| 1 | 2 |"}, name="好.xlsx")
    db = folder / "l.sqlite"
    seen: dict[str, set[int]] = {}
    for number in range(count):
        kind, path = write_mutant(folder, good, number)
        before = sha256(path.read_bytes()).hexdigest()
        verbs: list[tuple[object, ...]] = [("check", path, "--out", folder / "出")]
        if number % 3 == 0:
            verbs.append(("sync", path, "--db", db, "--yes"))
        for words in verbs:
            told = victim.run(*words)
            assert told.exit_code in (0, 1, 3), (kind, number, told)
            assert "Traceback" not in told.out + told.err, (kind, number)
            assert told.out or told.err, (kind, number)
            seen.setdefault(kind, set()).add(told.exit_code)
        assert sha256(path.read_bytes()).hexdigest() == before, (kind, number)
        for made in (path, *(folder / "出").glob(f"*{path.stem}*")):
            made.unlink()
    assert not audit(open_ledger(db)).breaks
    return seen


def test_300_mutants_are_borne_and_the_ledger_stays_whole(tmp_path: Path, victim: Victim) -> None:
    seen = bear(victim, tmp_path, 300)
    assert len(seen) == 27
    assert 3 in seen["cut off"] and 0 in seen["macros"]


@pytest.mark.long
def test_5000_mutants_are_borne_and_the_ledger_stays_whole(tmp_path: Path, victim: Victim) -> None:
    bear(victim, tmp_path, 5000)


def test_a_formula_text_stays_text_in_the_marked_copy_and_in_the_list(tmp_path: Path, victim: Victim) -> None:
    injected = "\n".join(
        line.replace("| 张三 |", "| =HYPERLINK(1) |").replace("| 个险 |", f"| {sign}1+1 |")
        for line, sign in zip(GOOD.strip().split("\n"), "xx=+-", strict=True)
    )
    path = workbook(tmp_path, {"保单台账": injected}, name="公式.xlsx")
    victim.run("check", path, "--out", tmp_path / "出")
    book = load_workbook(next((tmp_path / "出").glob("*.xlsx")))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert set(formulas) <= {"=I3+1"}


def test_names_of_files_and_sheets_are_only_names(tmp_path: Path, victim: Victim) -> None:
    sheet = "x'; DROP TABLE x;--{{7x7}}"
    path = workbook(tmp_path, {"保单台账": GOOD, sheet: GOOD}, name="`rm -rf x`; $(id) 'x'.xlsx")
    assert victim.run("check", path, "--out", tmp_path / "出").exit_code in (0, 1)
    assert victim.run("sync", path, "--db", tmp_path / "l.sqlite", "--yes").exit_code in (0, 1)
    assert not audit(open_ledger(tmp_path / "l.sqlite")).breaks


@pytest.mark.parametrize("number", [1033, 1075, 2588, 3178])
def test_mutants_that_once_broke_the_program_are_borne(number: int, tmp_path: Path, victim: Victim) -> None:
    """An endless day number, no font, a million blank rows, an encoding that nobody knows."""
    good = workbook(tmp_path, {"保单台账": GOOD, "说明": "| 甲 | 乙 |\n| 1 | 2 |"}, name="好.xlsx")
    _, path = write_mutant(tmp_path, good, number)
    assert victim.run("check", path, "--out", tmp_path / "出").exit_code in (0, 1, 3)

"""batch killed at any moment: a workbook is wholly in the ledger or not at all, and the next run does what is left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from core.ledger.audit import audit
from core.ledger.schema import open_ledger
from macros.batch import batch
from macros.batch.workers import WorkerDied, make_workers
from tests.batches import ROWS, held, ledger_books, policies
from tests.kills import Killer, left_in, needs_fork

pytestmark = needs_fork


def whole(db: Path) -> int:
    """How many workbooks are in the ledger; each with all its rows."""
    found = policies(db) if db.exists() and db.stat().st_size else {}
    assert set(found.values()) <= {ROWS - 1}
    return len(found)


def killed_runs(folder: Path, place: Path, kills: int, jobs: int) -> list[int]:
    """Begin a batch and kill it, again and again; gives the workbooks in the ledger after each kill.

    The time a run is given is the longer the less the last one got done, so that the kills spread over the folder.
    """
    killer, after = Killer(kills, longest=0.5, by_wall=jobs > 1), [0]
    books = len(list(folder.iterdir()))
    while len(after) <= kills:
        if not killer.kills(lambda: batch(folder, place / "l.sqlite", place / "出", jobs).exit_code):
            killer.longest *= 0.7
            continue
        after.append(whole(place / "l.sqlite"))
        if after[-1] < books:
            gained = (after[-1] - after[-2]) * kills / books
            killer.longest *= 1.25 if gained < 0.5 else 0.6 if gained > 2 else 1.0
    assert after == sorted(after)
    return after[1:]


def same_in_the_end(folder: Path, place: Path, count: int) -> None:
    """One more run does the rest: the same ledger and results as a run that nobody disturbed."""
    finished = batch(folder, place / "l.sqlite", place / "出", jobs=1)
    undisturbed = batch(folder, place / "n.sqlite", place / "另", jobs=1)
    assert whole(place / "l.sqlite") == count
    assert held(place / "l.sqlite") == held(place / "n.sqlite")
    assert [{**book, "skipped": False} for book in finished.data["books"]] == undisturbed.data["books"]
    assert left_in(place / "出") == left_in(place / "另")


def test_killed_20_times_at_random_moments_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 30)
    assert len(set(killed_runs(tmp_path / "入", tmp_path, kills=20, jobs=1))) >= 4
    same_in_the_end(tmp_path / "入", tmp_path, 30)


@pytest.mark.long
def test_killed_200_times_with_two_workers_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 300)
    # most of a run goes by until its workers have started, and then a dozen workbooks are in within a moment
    assert len(set(killed_runs(tmp_path / "入", tmp_path, kills=200, jobs=2))) >= 10
    same_in_the_end(tmp_path / "入", tmp_path, 300)


def test_a_killed_worker_costs_no_workbook(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 6)
    killed: list[int] = []

    def kill_one() -> None:
        while not killed:
            if list((tmp_path / "出").glob("*/批量.json")) and (children := multiprocessing.active_children()):
                killed.append(children[0].pid or 0)
                os.kill(killed[0], signal.SIGKILL)
            time.sleep(0.002)

    threading.Thread(target=kill_one, daemon=True).start()
    batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=2)
    assert killed
    same_in_the_end(tmp_path / "入", tmp_path, 6)


def ends_its_process(path: Path) -> str:
    """Work that kills its process: always for ``always``, for any other path until its file is there."""
    if path.name == "always" or not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def test_work_that_kills_its_process_twice_is_reported_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "b").touch()
    workers = make_workers(2, None)
    first = workers.submit(ends_its_process, tmp_path / "a").result()
    jobs = [workers.submit(ends_its_process, tmp_path / name) for name in ("always", "b")]
    with pytest.raises(WorkerDied):
        jobs[0].result()
    results = [first, jobs[1].result(), workers.submit(ends_its_process, tmp_path / "a").result()]
    workers.close()
    assert results == ["a", "b", "a"]


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, time\nfrom macros.batch.workers import make_workers\n"
        "if __name__ == '__main__':\n"
        "    print(make_workers(2, None).submit(time.sleep, 0).result(), flush=True)\n"
        "    import multiprocessing\n"
        "    print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n    time.sleep(60)\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(code)
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
    assert parent.stdout and parent.stdout.readline() == "None\n"
    children = [int(pid) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20
    while (alive := [pid for pid in children if _runs(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children and not alive


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


def test_the_chain_of_a_killed_and_finished_batch_is_whole(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 8)
    killed_runs(tmp_path / "入", tmp_path, kills=3, jobs=1)
    batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    assert not audit(open_ledger(tmp_path / "l.sqlite")).breaks

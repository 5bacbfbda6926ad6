"""sync killed at random moments: the ledger is as before or as after, workbooks are whole, the next run finishes.

The workbook brings plain rows, requests of 保全 and confirmed receipts (batches), and leaves others to be decided.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.kills import Killer, Work, dump, left_in, needs_fork, neiqin
from tests.kills_book import october, started

pytestmark = needs_fork

BOOKS = ["到期处理.xlsx", "到账认领.xlsx"]


def cells(book: Path) -> list[list[tuple[object, ...]]]:
    return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(book)]


def results(folder: Path) -> Mapping[str, object]:
    """The content of the workbooks to decide on that are there; one that is not whole cannot be opened."""
    return {name: cells(folder / name) for name in BOOKS if (folder / name).exists()}


def killed(place: Path, kills: int, finishing: int) -> Counter[str]:
    """Kill a sync so often, each time on a new copy of the ledger, and let every ``finishing``-th be done again.

    Gives how many kills fell where.
    """
    start, book, killer, seen = started(place), october(place), Killer(kills), Counter[str]()

    def sync(folder: Path) -> Work:
        if not folder.exists():
            folder.mkdir()
            shutil.copy(start, folder / "l.sqlite")
        return neiqin("sync", book, "--db", folder / "l.sqlite", "--yes", "--out", folder / "出")

    whole = place / "未扰动"
    assert sync(whole)() == 0
    assert killer.finishes(sync(place / "计时"))
    before, after, decided = dump(start), dump(whole / "l.sqlite"), results(whole / "出")
    assert (before == after, list(decided)) == (False, BOOKS)
    while seen["中断"] < kills:
        folder = place / f"{seen['中断']}-{killer.late}"
        was_killed, recovers = killer.kills(sync(folder)), _waits_in_wal(folder / "l.sqlite")
        found, there = dump(folder / "l.sqlite"), results(folder / "出")
        assert found in (before, after)
        assert there.items() <= decided.items()
        assert found == after or not there
        if was_killed:
            entered = found == after
            fell = {"中断": True, "未入账": not entered, "已入账": entered, "恢复": entered and recovers}
            seen.update({**fell, "工作簿未齐": entered and there != decided})
        if not was_killed or seen["中断"] % finishing == 0:
            assert not was_killed or killer.finishes(sync(folder))
            assert (dump(folder / "l.sqlite"), results(folder / "出")) == (after, decided)
            assert left_in(folder) == ["l.sqlite", *(f"出/{name}" for name in BOOKS)]
        shutil.rmtree(folder)
    return seen


def _waits_in_wal(db: Path) -> bool:
    """Is there something that the next to open the ledger has to bring into its file?"""
    wal = db.with_name(f"{db.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def check_spread(seen: Counter[str], least: int) -> None:
    """The kills fell before the commit and behind it, and the ledger was put in order from its WAL."""
    for place in ("未入账", "已入账", "恢复", "工作簿未齐"):
        assert seen[place] >= least, seen


def test_killed_20_times_a_sync_is_in_the_ledger_or_not_and_the_next_one_finishes(tmp_path: Path) -> None:
    check_spread(killed(tmp_path, 20, finishing=10), least=1)


@pytest.mark.long
def test_killed_200_times_a_sync_is_in_the_ledger_or_not_and_the_next_one_finishes(tmp_path: Path) -> None:
    check_spread(killed(tmp_path, 200, finishing=5), least=10)

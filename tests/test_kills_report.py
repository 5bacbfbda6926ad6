"""report killed at random moments: its workbooks are absent, the old ones or the new ones; the ledger is as it was.

``--close`` writes one row into the ledger before the report: the month is closed, or it is not.
"""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.ledger.closings import CLOSED
from tests.kills import Killer, Work, dump, left_in, needs_fork, neiqin
from tests.kills_book import october, started

pytestmark = needs_fork

REPORT, LETTERS = "月报.xlsx", "函件.xlsx"
_HEADS = re.compile("链头 [0-9a-f无]+/[0-9a-f无]+".encode())


def results_in(folder: Path) -> tuple[object, ...]:
    return "--out", folder / REPORT, "--letters", folder / LETTERS


def books(folder: Path) -> dict[str, object]:
    """The workbooks that are there, hidden drafts left out: the report's bytes, and of the letters every part.

    Letters are as the ledger stands and print the heads of that moment, which tell the second of the closing.
    """
    there: dict[str, object] = {REPORT: (folder / REPORT).read_bytes()} if (folder / REPORT).exists() else {}
    if (folder / LETTERS).exists():
        with ZipFile(folder / LETTERS) as package:
            there[LETTERS] = {name: _HEADS.sub(b"", package.read(name)) for name in package.namelist()}
    return there


def closed(held: dict[str, list[tuple[object, ...]]]) -> bool:
    """Is a month closed? Takes that and the line that says so out, so that the rest can be compared."""
    said = [row for row in held["accesses"] if CLOSED in row]
    held["accesses"] = [row for row in held["accesses"] if row not in said]
    months = held.pop("closed_months")
    assert len(said) == len(months)
    return len(months) == 1


def killed(place: Path, kills: int, finishing: int) -> Counter[str]:
    """Kill a report that closes its month so often, and let every ``finishing``-th be made again; where the kills fell.

    Every second one stands before a report and letters of the month before.
    """
    start, killer, seen = started(place), Killer(kills), Counter[str]()
    assert neiqin("sync", october(place), "--db", start, "--yes")() == 0
    assert (
        neiqin("report", "--db", start, "--month", "2026-09", "--out", place / REPORT, "--letters", place / LETTERS)()
        == 0
    )
    time.sleep(1.1)  # a closing counts the accesses of the seconds before it; that report's must not share its second
    old, before = books(place), dump(start)
    assert not closed(before)

    def report(folder: Path, *, replacing: bool = False) -> Work:
        if not folder.exists():
            folder.mkdir()
            for path in (start, *(place / name for name in old if replacing)):
                shutil.copy(path, folder)
        words = ("report", "--db", folder / start.name, "--month", "2026-10", "--close")
        return neiqin(*words, *results_in(folder))

    assert report(place / "未扰动")() == 0
    assert killer.finishes(report(place / "计时"))
    new = books(place / "未扰动")
    assert new.keys() == old.keys()
    while seen["中断"] < kills:
        folder, stood = place / f"{seen['中断']}-{killer.late}", old if seen["中断"] % 2 else {}
        was_killed = killer.kills(report(folder, replacing=bool(stood)))
        found, there = dump(folder / start.name), books(folder)
        is_closed = closed(found)
        assert found == before
        assert stood.keys() <= there.keys()
        assert all(there[name] in (new[name], stood.get(name)) for name in there)
        made = [name for name in there if there[name] == new[name]]
        assert is_closed or not made
        if was_killed:
            fell = {"未月结": not is_closed, "已月结": is_closed and not made, "月报已成": made == [REPORT]}
            seen.update({"中断": True, **fell})
        if not was_killed or seen["中断"] % finishing == 0:
            assert not was_killed or killer.finishes(report(folder))
            assert (books(folder), closed(dump(folder / start.name))) == (new, True)
            assert left_in(folder) == sorted([start.name, REPORT, LETTERS])
        shutil.rmtree(folder)
    return seen


def check_spread(seen: Counter[str]) -> None:
    """The kills fell before the month was closed, before the report was there, and between the two workbooks."""
    print(dict(seen))
    for place in ("未月结", "已月结", "月报已成"):
        assert seen[place], seen


def test_killed_20_times_a_report_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    assert killed(tmp_path, 20, finishing=10)["已月结"]


@pytest.mark.long
def test_killed_200_times_a_report_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    check_spread(killed(tmp_path, 200, finishing=5))

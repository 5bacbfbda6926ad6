"""A branch office's year through its workbooks: what comes in, what is confirmed, every month end, and the way back.

In CI a quarter of 1,000 policy lines in weekly batches; under ``pytest -m long`` a year of 20,000 lines, every working
day. A second set of books (``tests.branch_year.accounts``) says by its own rules what every policy should be.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.branch_year.play import Played, Size, issued_again, play, undone_views

CI = Size(lines=1_000, months=3, daily=False, new_a_year=0.3, undone=2)
LONG = Size(lines=20_000, months=12, daily=True, new_a_year=0.3, undone=3)
HAPPEN = {
    "生效", "欠费进入宽限期", "续期交费", "中止", "永久失效", "满期", "复效", "退保", "犹豫期退保", "减保", "保单贷款",
    "借款清偿", "减额交清", "生存给付", "资料变更", "受益人变更", "交费约定变更",
}  # fmt: skip


@pytest.fixture(scope="module", params=[CI, pytest.param(LONG, marks=pytest.mark.long)], ids=["quarter", "year"])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    size: Size = request.param
    return play(tmp_path_factory.mktemp("branch"), size, lambda text: print(text, file=sys.stderr, flush=True))


@pytest.mark.parametrize("check", ["balances", "figures", "opening", "model", "states", "chain", "basis", "bank"])
def test_on_every_month_end(year: Played, check: str) -> None:
    """No sentence about any of these.

    ``balances`` tie, or list exactly the planted differences; with their ``figures`` and with every policy line the
    ``model`` agrees; a month's ``opening`` is the closing of the one before; ``states`` are possible; the ``chain`` is
    whole; every running clock says its ``basis``; every ``bank`` line is booked, or is one that was meant to stay open.
    """
    assert list(year.faults[check]) == list(year.closed)
    assert {month: found for month, found in year.faults[check].items() if found} == {}


def test_clocks_ran_and_faults_were_planted(year: Played) -> None:
    """Nothing of the above passes because nothing happened."""
    office = year.office
    assert min(year.clocks.values()) > 0
    assert office.bank.paid_over and office.refused
    assert all(office.bank.unbooked[month] for month in year.closed)
    happened = {row[0] for row in office.ledger.execute("SELECT DISTINCT event FROM policy_events")}
    missing = HAPPEN - happened
    assert not missing


def test_requests_are_refused_only_where_a_fault_was_planted(year: Played) -> None:
    assert Counter(one.faulty for one in year.office.refused) == {True: len(year.office.refused)}


def test_a_closed_month_is_issued_again_byte_by_byte(year: Played) -> None:
    assert issued_again(year) == year.closed


def test_the_last_batches_taken_back_leave_the_earlier_view(year: Played, tmp_path: Path) -> None:
    undone = undone_views(year, tmp_path / "台账.sqlite")
    assert all(count > 0 for count, _ in undone)
    assert [same for _, same in undone] == [True] * len(undone)

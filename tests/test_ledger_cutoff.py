"""数据截止日: business books say how far the data reach, lists do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.ledger.cutoff import cutoffs, latest
from core.records.policy import Policy
from core.records.reference import Permission
from tests.month_ledger import add, new_ledger

POLICIES = "| 保单号 | 险种代码 | 保单状态 |\n| P1 | WL | 有效 |"
RIGHTS = "| 系统账号 | 姓名 | 角色 |\n| zhuguan | 王主管 | 主管 |"


def test_a_list_synced_in_november_does_not_move_octobers_data(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path, {Policy: POLICIES})
    add(ledger, {Permission: RIGHTS}, date(2026, 11, 22))
    found = cutoffs(ledger)
    assert found == {"policies": date(2026, 10, 31), "permissions": date(2026, 11, 22)}
    assert latest(found) == date(2026, 10, 31)
    assert latest(cutoffs(ledger, 0)) is None


def test_a_ledger_of_lists_alone_reaches_to_the_day_of_its_lists(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path, {Permission: RIGHTS}, date(2026, 11, 22))
    assert latest(cutoffs(ledger)) == date(2026, 11, 22)

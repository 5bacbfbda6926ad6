"""undo --last: the last changes taken back together restore the earlier view exactly, or nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ledger.audit import audit
from core.ledger.problems import LedgerError
from core.ledger.schema import empty_ledger
from core.ledger.undo import undo
from core.ledger.undo_last import standing_changes, undo_last
from tests.events_book import Office, policies

START = date(2026, 3, 1)


def pay(office: Office, on: date, turn: int) -> None:
    """The next premium comes, and its 到账认领 is confirmed."""
    due = office.rows("policies", "policy_no, product_code, next_due_on")[0][2]
    line = f"| 流水号 | 到账日 | 金额 | 单号 |\n| LS{turn} | {on} | 1000 | P1 |"
    claim = "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |\n"
    office.sync(str(on), lines=line)
    office.sync(str(on), claims=f"{claim}| LS{turn} | P1 | 续期 | {due or ''} | 确认 |")


def what_is_due(office: Office, on: date, turn: int) -> None:
    """Everything that the calendar makes due is confirmed."""
    head = "| 保单号 | 险种代码 | 到期事项 | 生效日 | 处理结果 |\n"
    each = [one.proposed for one in office.due(str(on))]
    rows = (f"| {one.policy_no} | {one.product_code} | {one.event} | {one.effective_on} | 确认 |\n" for one in each)
    if each:
        office.sync(str(on), actions=head + "".join(rows))


def ask(office: Office, on: date, turn: int) -> None:
    """The customer has the address changed."""
    head = "| 受理号 | 受理日时 | 保单号 | 保全项目 | 变更内容 | 变更后 | 办结日 |\n"
    row = f"| BQ{turn} | {on} | P1 | 联系方式变更 | 投保人地址 | 丁路{turn}号 | {on} |"
    office.sync(str(on), requests=head + row)


DOINGS: dict[str, Callable[[Office, date, int], None]] = {"交费": pay, "到期": what_is_due, "保全": ask}


def year(doings: list[tuple[str, int]]) -> tuple[Office, list[tuple[int, dict[str, list[tuple[object, ...]]]]]]:
    """Play some doings so many days apart; with every change that stands by itself the view before it."""
    office = Office(empty_ledger())
    office.sync(str(START), policies=policies())
    views, on = [(0, office.view())], START
    for turn, (name, days) in enumerate(doings):
        on += timedelta(days=days)
        DOINGS[name](office, on, turn)
        views.append((len(standing_changes(office.ledger, 1000)), office.view()))
    return office, views


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(DOINGS)), st.integers(0, 70)), min_size=2, max_size=6), st.data())
def test_after_mixed_events_the_last_ones_taken_back_restore_the_view_before_them(
    doings: list[tuple[str, int]], data: st.DataObject
) -> None:
    office, views = year(doings)
    stands = len(standing_changes(office.ledger, 1000))
    back = data.draw(st.integers(0, len(views) - 2))
    count, before = max(views[back][0], 1), views[back][1]
    if stands > count:
        undo_last(office.ledger, stands - count, "核对")
    assert office.view() == before
    assert audit(office.ledger).breaks == ()


def test_it_counts_decisions_not_rows_and_passes_over_what_was_taken_back() -> None:
    office, _ = year([("交费", 1), ("保全", 1)])
    last, payment = standing_changes(office.ledger, 2)
    undo(office.ledger, last, "录入错误")
    assert standing_changes(office.ledger, 1) == [payment]
    ((taken, undone),) = undo_last(office.ledger, 1, "认错")
    assert (taken, undone.changed) == (payment, 4)
    assert office.rows("policies", "next_due_on, paid_premium, policy_no") == [("2026-03-01", 200000, "P1")]


def test_more_than_there_are_or_one_that_cannot_be_taken_back_changes_nothing() -> None:
    office, _ = year([("保全", 1)])
    before = office.view()
    with pytest.raises(LedgerError, match="只有 2 个"):
        undo_last(office.ledger, 3, "太多")

    def refuse(*_: object) -> list[object]:
        refused.append(len(refused))
        if len(refused) == 2:
            raise LedgerError("不能撤销。", "")
        return []

    refused: list[int] = []
    with pytest.raises(LedgerError, match="不能撤销"):
        undo_last(office.ledger, 2, "第二个撤不了", follow=refuse)  # type: ignore[arg-type]
    assert office.view() == before

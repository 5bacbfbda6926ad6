"""保全 from the register to the ledger and back: plan, preview, confirm, history, undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.ledger.audit import audit
from core.ledger.current import change_known_on, load_table
from core.ledger.history import history
from core.ledger.problems import LedgerError
from core.ledger.schema import open_ledger
from core.ledger.undo import undo
from core.records.event import PolicyEvent
from core.records.policy import Policy
from tests.servicing import CONFIRMING, carry_out, confirm, policy, prepare, set_up, view

PHONE = """
| 受理号 | 受理日时   | 保单号 | 保全项目     | 变更内容   | 变更前      | 变更后      | 办结日     | 批单号 |
| BQ1    | 2026-10-20 | P1     | 联系方式变更 | 投保人手机 | 13800138000 | 13800138001 | 2026-10-21 | PD1    |
| BQ1    | 2026-10-20 | P1     | 联系方式变更 | 投保人地址 |             | 丙路3号     | 2026-10-21 | PD1    |
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_ledger(tmp_path / "台账.sqlite")
    set_up(connection)
    yield connection
    connection.close()


def test_a_plan_shows_before_and_after_of_both_lines_and_writes_nothing(ledger: sqlite3.Connection) -> None:
    before = view(ledger)
    planned = prepare(ledger, PHONE)
    shown = [
        (e.before.key.split("\x1f")[1], c.heading, was, now)
        for e in planned.servicing.events
        for c, was, now in e.changes()
    ]
    assert shown == [
        ("ACC", "投保人手机", "13800138000", "13800138001"),
        ("ACC", "投保人地址", "甲路1号", "丙路3号"),
        ("WL", "投保人手机", "13800138000", "13800138001"),
        ("WL", "投保人地址", "甲路1号", "丙路3号"),
    ]
    assert view(ledger) == before


def test_the_preview_names_the_change_the_day_and_the_letters_and_shows_no_phone(ledger: sqlite3.Connection) -> None:
    text = "\n".join(prepare(ledger, PHONE).plan.says)
    assert "保全 联系方式变更（受理号BQ1）：1 张保单 2 个险种" in text
    assert "自2026-10-20起生效" in text
    assert "批单 2 份" in text
    assert "此后函件寄送变更后的地址 2 份" in text
    assert "13800138001" not in text


def test_confirmed_the_request_the_policy_lines_and_the_events_are_one_batch(ledger: sqlite3.Connection) -> None:
    changes = carry_out(ledger, PHONE)
    assert [(c.record, c.inserted, c.changed, c.batch, c.why) for c in changes] == [
        ("servicing_requests", 2, 0, 2, "联系方式变更（受理号BQ1）"),
        ("policies", 0, 2, 2, "联系方式变更（受理号BQ1）"),
        ("policy_events", 2, 0, 2, "联系方式变更（受理号BQ1）"),
    ]
    assert policy(ledger, "P1", "policyholder_phone", "policyholder_address") == ("13800138001", "丙路3号")
    assert policy(ledger, "P2", "policyholder_phone") == ("13900139000",)


def test_history_says_what_when_who_why_and_from_which_row_of_which_workbook(ledger: sqlite3.Connection) -> None:
    carry_out(ledger, PHONE)
    step = next(s for s in history(ledger, "P1") if s.record is Policy and s.change.id > 1 and s.key.endswith("WL"))
    assert (step.change.who, step.change.why, step.effective_on) == (
        CONFIRMING,
        "联系方式变更（受理号BQ1）",
        "2026-10-20",
    )
    assert (step.change.path, step.change.sheet, step.sheet_row) == ("保全.xlsx", "保全受理登记表", 2)
    assert step.change.sha256 == "0" * 64
    assert [(cell.heading, cell.before, cell.after) for cell in step.cells] == [
        ("投保人手机", "13800138000", "13800138001"),
        ("投保人地址", "甲路1号", "丙路3号"),
    ]


def test_the_event_keeps_its_state_before_and_after_and_the_request(ledger: sqlite3.Connection) -> None:
    carry_out(ledger, PHONE)
    events = load_table(ledger, PolicyEvent)
    event = events.record_at(0)
    assert events["event_no"].tolist() == ["SJ00000001", "SJ00000002"]
    assert (event.event, event.item, event.request_no) == ("资料变更", "联系方式变更", "BQ1")
    assert (event.status_before, event.status_after, event.effective_on) == ("有效", "有效", date(2026, 10, 20))
    assert event.endorsement_no == "PD1"


@pytest.mark.parametrize("named", [0, 1, 2])
def test_undo_of_any_change_of_the_batch_restores_the_earlier_view_exactly(
    ledger: sqlite3.Connection, named: int
) -> None:
    before = view(ledger)
    undone = undo(ledger, carry_out(ledger, PHONE)[named].id, "客户撤回")
    assert view(ledger) == before
    undo(ledger, undone.id, "撤销有误")
    assert policy(ledger, "P1", "policyholder_phone") == ("13800138001",)
    assert audit(ledger).breaks == ()


def test_the_ledger_still_knows_what_it_knew_before(ledger: sqlite3.Connection) -> None:
    known = change_known_on(ledger, date.max.replace(year=2100))
    carry_out(ledger, PHONE)
    earlier = load_table(ledger, Policy, until_change=known)
    assert earlier["policyholder_phone"].tolist() == ["13800138000", "13800138000", "13900139000"]


def test_a_second_sync_of_the_same_register_changes_nothing(ledger: sqlite3.Connection) -> None:
    carry_out(ledger, PHONE)
    planned = prepare(ledger, PHONE)
    assert planned.plan.counts() == {"inserted": 0, "changed": 0, "same": 2, "refused": 0}
    assert planned.plan.batches == []


def test_a_request_without_a_completion_day_is_registered_and_changes_no_policy(ledger: sqlite3.Connection) -> None:
    open_request = PHONE.replace("2026-10-21", "          ")
    planned = prepare(ledger, open_request)
    confirm(ledger, planned)
    assert (planned.servicing.waiting, planned.servicing.events) == (1, [])
    assert policy(ledger, "P1", "policyholder_phone") == ("13800138000",)
    carry_out(ledger, PHONE)
    assert policy(ledger, "P1", "policyholder_phone") == ("13800138001",)


def test_what_decided_a_request_cannot_change_after_it_was_carried_out_but_a_note_can(
    ledger: sqlite3.Connection,
) -> None:
    carry_out(ledger, PHONE)
    assert prepare(ledger, PHONE.replace("13800138001", "13800138009")).codes == ["S14"]
    later = prepare(ledger, PHONE.replace("PD1", "PD9"))
    assert (later.codes, later.plan.counts()["changed"], later.plan.batches) == ([], 2, [])


def test_after_an_undo_the_corrected_register_can_be_synced(ledger: sqlite3.Connection) -> None:
    changes = carry_out(ledger, PHONE)
    undo(ledger, changes[0].id, "录入错误")
    carry_out(ledger, PHONE.replace("13800138001", "13800138009"))
    assert policy(ledger, "P1", "policyholder_phone") == ("13800138009",)
    assert load_table(ledger, PolicyEvent)["event_no"].tolist() == ["SJ00000003", "SJ00000004"]


def test_an_undo_is_refused_while_a_later_event_stands_on_the_same_line(ledger: sqlite3.Connection) -> None:
    first = carry_out(ledger, PHONE)
    again = (
        PHONE.replace("BQ1", "BQ2")
        .replace("13800138000", "13800138001", 1)
        .replace("| 13800138001 | 2026", "| 13800138002 | 2026")
    )
    carry_out(ledger, again)
    with pytest.raises(LedgerError, match="同一批记录又有变更"):
        undo(ledger, first[0].id, "客户撤回")

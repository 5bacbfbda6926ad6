"""保全 from the register to the ledger and back: plan, preview, confirm, history, undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.ledger.audit import audit
from core.ledger.current import change_known_on, load_table
from core.ledger.history import history, undo
from core.ledger.problems import LedgerError
from core.ledger.schema import open_ledger
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
    assert isinstance(event, PolicyEvent)
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


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("P1 -> P9", "S01"),
        ("投保人手机 -> 保额", "S03"),
        ("13800138000 -> 13700137000", "S04"),
        ("联系方式变更 -> 保单补发", "S18"),
        ("2026-10-20 -> 2026-11-01", "S12"),
        ("2026-10-20 -> 2024-02-01", "S13"),
    ],
)
def test_what_cannot_be_done_is_refused_whole_with_the_reason(
    ledger: sqlite3.Connection, typed: str, code: str
) -> None:
    old, new = typed.split(" -> ")
    planned = prepare(ledger, PHONE.replace(old, new, 1 if code == "S18" else -1))
    assert code in planned.codes
    assert planned.servicing.events == []


def test_a_mass_change_is_one_batch_over_many_policies_with_one_refused(ledger: sqlite3.Connection) -> None:
    mass = """
    | 受理号 | 受理日时   | 保单号 | 保全项目     | 变更内容   | 变更后      | 办结日     |
    | BQ7    | 2026-10-20 | P1     | 联系方式变更 | 投保人地址 | 新址8号     | 2026-10-21 |
    | BQ7    | 2026-10-20 | P2     | 联系方式变更 | 投保人地址 | 新址8号     | 2026-10-21 |
    | BQ7    | 2026-10-20 | P9     | 联系方式变更 | 投保人地址 | 新址8号     | 2026-10-21 |
    """
    before = view(ledger)
    planned = prepare(ledger, mass)
    assert len(planned.plan.batches) == 1
    assert planned.plan.says[0] == "保全 联系方式变更（受理号BQ7）：2 张保单 3 个险种"
    assert (planned.codes, planned.plan.counts()["refused"]) == (["S01"], 1)
    changes = confirm(ledger, planned)
    assert policy(ledger, "P2", "policyholder_address") == ("新址8号",)
    undo(ledger, changes[-1].id, "名单有误")
    assert view(ledger) == before


def test_of_many_requests_20_are_written_out_and_the_others_counted(ledger: sqlite3.Connection) -> None:
    heading = "| 受理号 | 受理日时 | 保单号 | 保全项目 | 办结日 |\n"
    rows = [f"| BQ{number:02d} | 2026-10-20 | P2 | 保单补发 | 2026-10-20 |" for number in range(23)]
    says = prepare(ledger, heading + "\n".join(rows)).plan.says
    assert sum(line.startswith("保全 保单补发") for line in says) == 20
    assert says[-1] == "……另有受理号 3 个：保单补发 3 个"


def test_requests_of_one_sheet_build_on_each_other_by_effective_day(ledger: sqlite3.Connection) -> None:
    both = """
    | 受理号 | 受理日时   | 保单号 | 保全项目     | 变更内容   | 变更前      | 变更后      | 办结日     |
    | BQ2    | 2026-10-22 | P2     | 联系方式变更 | 投保人手机 | 13900139001 | 13900139002 | 2026-10-22 |
    | BQ1    | 2026-10-20 | P2     | 联系方式变更 | 投保人手机 | 13900139000 | 13900139001 | 2026-10-22 |
    """
    carry_out(ledger, both)
    assert policy(ledger, "P2", "policyholder_phone") == ("13900139002",)
    assert load_table(ledger, PolicyEvent)["request_no"].tolist() == ["BQ1", "BQ2"]


def test_a_repayment_lowers_the_loan_and_no_more_than_is_owed_is_taken(ledger: sqlite3.Connection) -> None:
    repayment = """
    | 受理号 | 受理日时   | 保单号 | 保全项目 | 涉费金额 | 办结日     | 经办人 | 复核人  |
    | BQ3    | 2026-10-20 | P2     | 借款清偿 | {}       | 2026-10-20 | lisi   | zhaoliu |
    """
    assert prepare(ledger, repayment.format("500.01")).codes == ["S20"]
    carry_out(ledger, repayment.format("500"))
    assert policy(ledger, "P2", "loan") == (Decimal(0),)
    assert load_table(ledger, PolicyEvent)["amount"].tolist() == [500.0]

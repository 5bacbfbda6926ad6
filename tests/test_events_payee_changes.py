"""保单台账 that names another payee or account without a request is written, and said to whoever confirms the sync."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest

from core.events.payee_changes import note_payee_changes
from core.ledger.changes import apply_plan
from core.ledger.plan import Plan, make_plan
from core.ledger.schema import empty_ledger
from core.records.policy import Policy
from core.table import Tables
from tests.tables import table

ROWS = """
| 保单号 | 险种代码 | 投保人姓名 | 受益人 | 领取账号 | 投保人手机 |
| P1 | WL | 张三 | 法定 | 6222020000000000006 | 13800138000 |
| P2 | WL | 李四 |      |                     | 13800138001 |
"""
ON = date(2026, 10, 31)


@pytest.fixture
def ledger() -> Iterator[sqlite3.Connection]:
    connection = empty_ledger()
    apply_plan(connection, planned(connection, ROWS))
    yield connection
    connection.close()


def planned(ledger: sqlite3.Connection, rows: str) -> Plan:
    plan = make_plan(ledger, Tables([table(Policy, rows, cutoff=ON)]), {}, ON)
    note_payee_changes(plan)
    return plan


def test_another_account_and_another_beneficiary_are_said_and_written(ledger: sqlite3.Connection) -> None:
    plan = planned(ledger, ROWS.replace("6222020000000000006", "6222020000000000014").replace("法定", "王小"))
    (found,) = plan.findings
    assert (found.code, found.severity.value, found.where.cell, found.value) == ("L09", "转核", "A2", "P1")
    assert "受益人、领取账号" in found.message
    assert "6222" not in found.message
    apply_plan(ledger, plan)
    assert ledger.execute("SELECT beneficiaries FROM policies ORDER BY 1").fetchall() == [(None,), ("王小",)]


def test_the_policy_that_is_named_is_that_of_the_cell(ledger: sqlite3.Connection) -> None:
    first, second = "张三 | 法定 | 6222020000000000006", "李四 |      |                    "
    changed = ROWS.replace("| P1 |", "| P0 |").replace("| P2 |", "| P1 |").replace("| P0 |", "| P2 |")
    (found,) = planned(
        ledger, changed.replace(first, "王五 | 法定 | 6222020000000000006").replace(second, "赵六 | | ")
    ).findings
    assert (found.where.cell, found.value, found.record_key) == ("A2", "P2", "P2")
    assert "保单P2等 2 张保单" in found.message


def test_what_was_not_known_before_and_what_pays_nobody_is_no_change_of_a_payee(ledger: sqlite3.Connection) -> None:
    filled = ROWS.replace("李四 |      |                     |", "李四 | 法定 | 6222020000000000014 |")
    assert planned(ledger, filled.replace("13800138000", "13800138009")).findings == []
    assert planned(ledger, ROWS).findings == []

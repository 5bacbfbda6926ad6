"""Registers of many rows: what is refused whole, mass changes, requests that build on each other."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

import pytest

from core.ledger.current import load_table
from core.ledger.undo import undo
from core.records.event import PolicyEvent
from tests.servicing import carry_out, confirm, policy, prepare, view
from tests.test_servicing_plan import PHONE, ledger

__all__ = ["ledger"]


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

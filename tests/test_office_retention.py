"""保存期限: the longest term from the end of the contract, what holds it, and that a law which lengthens it counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.office.retention import Kept, retention, worded
from core.records.claim import Claim
from core.records.decision import Decision
from core.records.policy import Policy
from core.records.service import Complaint
from tests.month_ledger import month, new_ledger

SHEETS = {
    Policy: """
        | 保单号 | 险种代码 | 保险期间 | 生效日 | 满期日 | 状态 | 状态日期 | 终止原因 | 双录编号 |
        | P1 | WL | 终身 | 2013-05-01 | | 终止 | 2016-10-30 | 退保 | SL1 |
        | P2 | WL | 终身 | 2013-05-01 | | 终止 | 2016-10-31 | 退保 | |
        | P3 | WL | 终身 | 2013-05-01 | | 终止 | 2016-10-30 | 退保 | |
        | P4 | WL | 终身 | 2020-05-01 | | 有效 | | | SL4 |
        | P5 | AC | 1年 | 2020-05-01 | 2021-05-01 | 终止 | 2021-05-01 | 满期 | SL5 |
        | P6 | WL | 终身 | 2019-05-01 | | 终止 | 2026-11-02 | 退保 | |""",
    Complaint: """
        | 编号 | 来源 | 收到日 | 投诉人 | 保单号 | 类别 | 办结日 |
        | TS1 | 公司 | 2026-10-01 | 某某 | P3 | 退保纠纷 | |
        | TS2 | 公司 | 2025-01-05 | 某某 | P5 | 退保纠纷 | 2025-02-28 |""",
    Claim: "| 案件号 | 保单号 | 报案日 | 支付日 |\n| C1 | P1 | 2015-01-01 | 2015-02-01 |",
    Decision: """
        | 投保单号 | 核保结论 | 核保日 | 核保人 |
        | T1 | 拒保 | 2020-02-29 | 钱七 |
        | T2 | 标准体 | 2020-02-29 | 钱七 |""",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, SHEETS)
    yield connection
    connection.close()


def kept(ledger: sqlite3.Connection, name: str) -> Kept:
    return next(one for one in retention(month(ledger)) if one.name.startswith(name))


def until(one: Kept) -> dict[str, str]:
    return dict(zip(one.numbers.tolist(), np.datetime_as_string(one.until).tolist(), strict=True))


def test_a_long_policys_papers_are_kept_ten_years_from_its_end_and_one_in_force_has_no_term(
    ledger: sqlite3.Connection,
) -> None:
    assert until(kept(ledger, "保单")) == {
        "P1": "2026-10-30", "P2": "2026-10-31", "P3": "2026-10-30", "P4": "NaT", "P5": "2031-05-01", "P6": "NaT",
    }  # fmt: skip


def test_the_law_of_2025_lengthens_the_five_years_of_a_short_policy_that_is_still_kept(
    ledger: sqlite3.Connection,
) -> None:
    # 保险法第八十七条: five years for a one-year policy; 反洗钱法第三十四条 since 2025: ten years for identity data
    assert until(kept(ledger, "保单"))["P5"] == "2031-05-01"
    assert until(kept(ledger, "适当性"))["P5"] == "2026-05-01"


def test_the_last_day_is_kept_and_an_open_complaint_holds_what_is_over(ledger: sqlite3.Connection) -> None:
    one = kept(ledger, "保单")
    on = np.datetime64("2026-10-31")
    numbers = one.numbers
    assert numbers[one.over(on)].tolist() == ["P1"]
    assert numbers[(one.until < on) & one.held].tolist() == ["P3"]
    assert numbers[one.running(on)].tolist() == ["P2", "P5"]


def test_a_recording_with_a_dispute_is_kept_two_years_after_its_end(ledger: sqlite3.Connection) -> None:
    # five years from 1 May 2021 end on 1 May 2026; the dispute ended on 28 February 2025, two years later is 2027
    assert until(kept(ledger, "双录")) == {"P1": "2026-10-30", "P4": "NaT", "P5": "2027-02-28"}


def test_an_application_that_came_to_nothing_is_kept_from_its_decision(ledger: sqlite3.Connection) -> None:
    assert until(kept(ledger, "未成立")) == {"T1": "2030-02-28"}


def test_what_is_over_agrees_with_sql(ledger: sqlite3.Connection) -> None:
    query = """
        SELECT policy_no FROM policies p WHERE status = '终止' AND status_on <= '2026-10-31'
        AND date(status_on, '+10 years') < '2026-10-31'
        AND NOT EXISTS (SELECT 1 FROM complaints c WHERE c.policy_no = p.policy_no AND c.closed_on IS NULL)
    """
    one = kept(ledger, "保单")
    assert [(number,) for number in one.numbers[one.over(np.datetime64("2026-10-31"))]] == ledger.execute(
        query
    ).fetchall()


def test_terms_in_words_are_named_with_their_law(ledger: sqlite3.Connection) -> None:
    assert {one.key for one in worded(month(ledger))} == {
        "retention_complaints", "retention_until_investigation_ends", "retention_privacy_assessment_years",
    }  # fmt: skip

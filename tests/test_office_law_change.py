"""法规变动: the ledger under two laws; what differs is counted by hand, what does not differ is not shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.findings import Severity
from core.law import Law
from core.ledger.runs import Place
from core.office.law_change import FIGURES, KEPT, LIMITS, RULES, law_change
from core.records.policy import Policy
from macros.command_line import main
from tests.month_ledger import log, new_ledger

IDENTITY = "retention_customer_identity_years"
POLICIES = """
    | 保单号 | 险种代码 | 保险期间 | 生效日 | 满期日 | 状态 | 状态日期 | 终止原因 |
    | P1 | AC | 1年 | 2020-05-01 | 2021-05-01 | 终止 | 2021-05-01 | 满期 |
    | P2 | WL | 终身 | 2013-05-01 | | 终止 | 2021-05-01 | 退保 |
    | P3 | AC | 1年 | 2026-05-01 | 2027-05-01 | 有效 | | |"""
REFUSED = Severity.REFUSED


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, {Policy: POLICIES})
    log(
        connection,
        date(2026, 10, 12),
        "一.xlsx",
        [("A103", REFUSED, "T1", Place("applications", event_day="2026-10-10"))],
    )
    yield connection
    connection.close()


def test_the_law_of_2025_keeps_a_short_policys_papers_five_years_longer_and_a_long_ones_as_they_were(
    ledger: sqlite3.Connection,
) -> None:
    change, findings = law_change(ledger, IDENTITY, date(2025, 1, 1))
    assert findings == [] and change.before is not None and change.after is not None
    assert (change.before.value, change.after.value) == (5, 10)
    (effect,) = change.effects
    assert (effect.area, effect.key) == (KEPT, "保单、收付和保全业务资料 P1")
    # five years of 保险法 against ten of 反洗钱法: 1826 days with one leap day
    assert (effect.before, effect.after, effect.by) == ("2026-05-01", "2031-05-01", "+1826天")
    assert change.looked_at[KEPT] == 6


def test_a_day_inside_the_stretch_tells_the_same_change(ledger: sqlite3.Connection) -> None:
    first, later = (law_change(ledger, IDENTITY, day)[0] for day in (date(2025, 1, 1), date(2026, 6, 1)))
    assert first.effects == later.effects


def test_a_proposed_number_of_days_moves_the_last_day_of_an_open_finding(ledger: sqlite3.Connection) -> None:
    change, findings = law_change(ledger, "todo_days_refused", date(2026, 10, 1), "3")
    (effect,) = change.of(LIMITS)
    # found on Monday 12 October: five working days end on the 19th, three on the 15th
    assert (effect.before, effect.after, effect.by) == ("2026-10-19", "2026-10-15", "-4天")
    assert (change.of(RULES), change.of(FIGURES)) == ([], [])
    assert [one.code for one in findings] == ["P104"]


def test_a_proposal_from_a_later_day_leaves_what_came_before_it(ledger: sqlite3.Connection) -> None:
    assert law_change(ledger, "todo_days_refused", date(2026, 10, 13), "3")[0].effects == ()


def test_a_parameter_that_never_changed_before_the_day_is_told(ledger: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="以前没有变动"):
        law_change(ledger, IDENTITY, date(2024, 12, 31))
    with pytest.raises(KeyError):
        law_change(ledger, "unknown", date(2025, 1, 1))


def test_a_law_without_a_change_keeps_the_earlier_value_until_the_next_one() -> None:
    law = Law.default().without_change("pricing_rate_cap_ordinary", date(2023, 8, 1))
    on = [law.value("pricing_rate_cap_ordinary", day).value for day in (date(2023, 8, 1), date(2024, 9, 1))]
    assert [str(value) for value in on] == ["0.035", "0.025"]
    assert str(Law.default().value("pricing_rate_cap_ordinary", date(2023, 8, 1)).value) == "0.030"


def test_the_verb_writes_the_same_book_for_the_same_ledger(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    words = ["law", IDENTITY, "--on", "2025-01-01", "--db", str(tmp_path / "台账.sqlite"), "--out"]
    assert [main([*words, str(tmp_path / name)]) for name in ("一.xlsx", "二.xlsx")] == [0, 0]
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


@pytest.mark.parametrize("words", [["无此参数"], [IDENTITY, "--value", "十年"]])
def test_what_cannot_be_compared_is_wrong_usage(
    words: list[str], ledger: sqlite3.Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = ["--on", "2025-01-01", "--db", str(tmp_path / "台账.sqlite"), "--out", str(tmp_path / "书.xlsx")]
    assert main(["law", *words, *ends]) == 2
    assert "用法不对" in capsys.readouterr().err

"""Both chains: whatever is changed, deleted or cut with bare SQL shows, by what reports print at the latest."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from core.days.moments import today
from core.ledger.access import access_head, log_access
from core.ledger.audit import audit
from core.ledger.changes import head
from core.ledger.schema import open_ledger
from macros.command_line import main
from tests.markdown import workbook

MOMENTS = [datetime(2026, 11, day, tzinfo=UTC) for day in (2, 3, 4)]
OLD_LINK = "a5ee2f3e263d5f84184cb786a72ea8a945de69569816e30c8145932f23d260d1"
"""As the version before wrote it for the line below."""
POLICIES = """
| 数据截止日：2026-10-31 | | | | | |
| 保单号 | 险种代码 | 机构代码 | 保额 | 承保日 | 保单状态 |
| P1 | WL2601 | 860101 | {amount} | 2026-10-10 | 有效 |
"""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two changes, three lines of access: one of them refused."""
    path = tmp_path / "台账.sqlite"
    for amount in (100000, 80000):
        book = workbook(tmp_path, {"保单台账": POLICIES.format(amount=amount)}, name=f"{amount}.xlsx")
        assert main(["sync", str(book), "--db", str(path), "--yes"]) in (0, 1)
    with closing(open_ledger(path)) as ledger:
        for number, moment in enumerate(MOMENTS):
            log_access(
                ledger, "card", [Path("卡.xlsx")], 1, "回复客户", shown="姓名、电话", allowed=number != 1, who="clerk",
                clock=lambda moment=moment: moment,
            )  # fmt: skip
    return path


def breaks(db: Path, *statements: str, printed: str = "") -> tuple[str, ...]:
    with closing(sqlite3.connect(db)) as ledger:
        for statement in statements:
            ledger.execute(statement)
        ledger.commit()
        return audit(ledger, printed).breaks


def heads(db: Path) -> tuple[str, str]:
    with closing(sqlite3.connect(db)) as ledger:
        return head(ledger), access_head(ledger)


def test_an_untouched_ledger_is_whole_and_both_heads_are_found_alone_or_together(db: Path) -> None:
    changes, accesses = heads(db)
    assert changes != accesses
    for printed in ("", changes, accesses, changes[:12], f"{changes[:12]}/{accesses[:12]}", f"链头 {accesses[:8]}"):
        assert breaks(db, printed=printed) == ()


@pytest.mark.parametrize(
    "column", ["known_at", "who", "verb", "books", "rows", "why", "chain", "shown", "refused", "id"]
)
def test_every_changed_cell_of_the_access_list_shows(db: Path, column: str) -> None:
    value = "9" if column in ("rows", "id") else "'x'"
    assert breaks(db, f"UPDATE accesses SET {column} = {value} WHERE id = 2")


def test_a_refusal_cannot_be_turned_into_a_look_or_the_other_way_round(db: Path) -> None:
    assert breaks(db, "UPDATE accesses SET refused = '' WHERE id = 2") != ()


@pytest.mark.parametrize(("number", "shows"), [(1, True), (2, True), (3, False)])
def test_a_deleted_line_shows_unless_it_was_the_last(db: Path, number: int, shows: bool) -> None:
    assert bool(breaks(db, f"DELETE FROM accesses WHERE id = {number}")) is shows


def test_a_cut_tail_of_the_access_list_shows_by_the_head_that_a_report_printed(db: Path) -> None:
    printed = heads(db)[1]
    found = breaks(db, "DELETE FROM accesses WHERE id = 3", printed=printed[:12])
    assert len(found) == 1
    assert found[0].startswith(f"给出的链头 {printed[:12]} 不在台账中")


def test_a_list_that_was_emptied_shows_by_its_printed_head(db: Path) -> None:
    printed = "/".join(heads(db))
    assert breaks(db, "DELETE FROM accesses") == ()
    assert len(breaks(db, printed=printed)) == 1


@pytest.mark.parametrize("printed", ["0123abc", "没有数字", "f" * 12])
def test_a_head_that_is_too_short_or_unreadable_or_unknown_is_no_proof(db: Path, printed: str) -> None:
    assert len(breaks(db, printed=printed)) == 1


def test_a_ledger_from_before_the_new_columns_keeps_its_access_chain(db: Path) -> None:
    with closing(sqlite3.connect(db)) as ledger:
        ledger.execute("DELETE FROM accesses")
        for column in ("shown", "refused"):
            ledger.execute(f"ALTER TABLE accesses DROP COLUMN {column}")
        old = (1, "2026-10-01T00:00:00+00:00", "zhang", "check", "台账.xlsx", 2, "核实号码", OLD_LINK)
        ledger.execute("INSERT INTO accesses VALUES (?, ?, ?, ?, ?, ?, ?, ?)", old)
        ledger.execute("PRAGMA user_version=2")
        ledger.commit()
    with closing(open_ledger(db)) as ledger:
        assert audit(ledger, OLD_LINK[:12]).breaks == ()
        log_access(ledger, "card", [], 1, "回复客户", shown="姓名")
        assert audit(ledger).breaks == ()
        assert audit(ledger).accesses == 2


def test_the_month_report_prints_both_heads_whole_on_its_front_and_short_on_every_page(
    db: Path, tmp_path: Path
) -> None:
    target = tmp_path / "月报.xlsx"
    assert main(["report", "--db", str(db), "--month", "2026-10", "--out", str(target)]) == 0
    changes, accesses = heads(db)
    book = openpyxl.load_workbook(target)
    front = [str(cell.value) for row in book["首页"].iter_rows() for cell in row]
    assert changes in front
    assert accesses in front
    feet = {str(sheet.oddFooter.right.text) for sheet in book}
    assert len(feet) == 1
    assert re.findall(r"[0-9a-f]{12}", feet.pop()) == [changes[:12], accesses[:12]]


def test_a_report_as_of_a_past_day_prints_the_access_head_of_that_day_and_stays_the_same(
    db: Path, tmp_path: Path
) -> None:
    day = today().isoformat()
    first, again = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    words = ["report", "--db", str(db), "--month", "2026-10", "--known-on", day]
    main([*words, "--out", str(first)])
    with closing(open_ledger(db)) as ledger:
        log_access(ledger, "card", [], 1, "后来", clock=lambda: datetime(2200, 1, 1, tzinfo=UTC))
    main([*words, "--out", str(again)])
    assert first.read_bytes() == again.read_bytes()


def test_audit_tells_both_heads_and_exits_with_1_for_a_broken_ledger(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["audit", "--db", str(db), "--head", "/".join(heads(db))]) == 0
    said = capsys.readouterr().out
    assert all(one in said for one in heads(db))
    breaks(db, "DELETE FROM accesses WHERE id = 1")
    assert main(["audit", "--db", str(db)]) == 1
    assert "第 1 号查阅记录缺失" in capsys.readouterr().out

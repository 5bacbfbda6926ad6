"""权限复核: what a supervisor sees of every account before signing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from core.access.review import Review, review
from core.ledger.access import log_access
from core.ledger.closings import write_closing
from core.ledger.schema import open_ledger
from macros.command_line import main
from tests.accounts import acts_as, permissions_book

JANUARY, MAY = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """clerk looked in January, auditor in May, junior was refused in May, a stranger too."""
    path = tmp_path / "台账.sqlite"
    acts_as(monkeypatch, "boss")
    assert main(["sync", str(permissions_book(tmp_path)), "--db", str(path), "--yes"]) == 0
    with closing(open_ledger(path)) as ledger:
        for who, day, allowed in (
            ("clerk", JANUARY, True), ("auditor", MAY, True), ("junior", MAY, False), ("stranger", MAY, False),
        ):  # fmt: skip
            log_access(
                ledger, "check", [], 3, "核实", shown="姓名", allowed=allowed, who=who, clock=lambda day=day: day
            )
    return path


def reviewed(db: Path, on: date) -> Review:
    with sqlite3.connect(db) as ledger:
        return review(ledger, on)


def test_each_account_has_its_last_day_its_looks_and_what_stands_out(db: Path) -> None:
    lines = {line.account.lower(): line for line in reviewed(db, date(2026, 5, 31)).accounts}
    told = {name: (line.role, line.last, line.looks, line.refused, line.remark) for name, line in lines.items()}
    may = MAY.date()
    assert told["clerk"] == (
        "经办",
        JANUARY.date(),
        1,
        0,
        "146 天未使用，建议停用；表中有写“是”而经办不能有的项，实际无效",
    )
    assert told["auditor"] == ("审计", may, 1, 0, "")
    assert told["junior"] == ("经办", may, 0, 1, "越权尝试 1 次，请问明原因")
    assert told["actuary"][1:] == (None, 0, 0, "从未使用，请确认是否需要；表中有写“是”而精算不能有的项，实际无效")
    assert told["gone"][4] == "不在有效期内，请确认系统账号已停用"
    assert told["stranger"] == ("", may, 0, 1, "不在权限表中，却在台账留有操作，请查明")


def test_who_closed_a_month_acted_and_looked_at_nothing(db: Path) -> None:
    with closing(open_ledger(db)) as ledger:
        write_closing(ledger, "2026-04", lambda: MAY)
    made = reviewed(db, date(2026, 5, 31))
    assert [(line.looks, line.last) for line in made.accounts if line.account == "boss"] == [(0, MAY.date())]
    assert (made.looks[0].verb, made.looks[0].who) == ("月结", "boss")


def test_an_account_stands_as_the_system_writes_it_and_in_small_letters_before_it_ever_acted(db: Path) -> None:
    with closing(open_ledger(db)) as ledger:
        log_access(ledger, "check", [], 3, "核实", shown="姓名", who="Gone", clock=lambda: MAY)
    names = ["actuary", "auditor", "boss", "clerk", "Gone", "junior"]
    assert [line.account for line in reviewed(db, date(2026, 1, 31)).accounts] == names


def test_rights_are_those_an_account_really_has(db: Path) -> None:
    rights = {line.account.lower(): line.rights for line in reviewed(db, date(2026, 5, 31)).accounts}
    assert rights["clerk"] == {"unmask"}
    assert rights["auditor"] == {"unmask", "restricted"}
    assert rights["gone"] == rights["actuary"] == set()


def test_a_review_of_an_earlier_day_does_not_know_later_looks(db: Path) -> None:
    assert [look.who for look in reviewed(db, date(2026, 1, 31)).looks] == ["clerk"]
    assert [look.who for look in reviewed(db, date(2026, 5, 31)).looks] == ["stranger", "junior", "auditor", "clerk"]


@pytest.mark.parametrize(("account", "code"), [("boss", 0), ("auditor", 0), ("clerk", 3), ("stranger", 3)])
def test_a_supervisor_or_an_auditor_gets_the_workbook_with_a_place_to_sign(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, account: str, code: int
) -> None:
    acts_as(monkeypatch, account)
    target = tmp_path / "权限复核.xlsx"
    assert main(["review", "--db", str(db), "--why", "季度复核", "--on", "2026-05-31", "--out", str(target)]) == code
    if code:
        assert not target.exists()
        return
    cells = [str(cell.value) for row in openpyxl.load_workbook(target)["权限复核"].iter_rows() for cell in row]
    assert "复核人（主管）签名：" in cells
    assert "钱*" in cells or "钱**" in cells
    assert "钱七" not in cells


def test_the_log_names_verbs_in_chinese_and_gives_the_hour_in_china(db: Path, tmp_path: Path) -> None:
    target = tmp_path / "复核.xlsx"
    assert main(["review", "--db", str(db), "--why", "季度复核", "--on", "2026-05-31", "--out", str(target)]) == 0
    sheet = openpyxl.load_workbook(target)["查阅记录"]
    heading = next(row for row in sheet.iter_rows(values_only=True) if "命令" in row)
    rows = [dict(zip(heading, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert rows and not any(str(row["命令"]).isascii() for row in rows)
    assert {row["时间（北京）"] for row in rows} == {"2026-05-01 08:00:00", "2026-01-05 08:00:00"}

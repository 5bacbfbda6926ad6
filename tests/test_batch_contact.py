"""When a check that did not see its neighbour's rows still stands, and when it is done again."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.ledger.plan import Plan, make_plan
from core.ledger.schema import empty_ledger
from core.records.claim import Claim
from core.records.policy import Policy
from core.table import Tables
from core.workbook.read import read_workbooks
from macros.batch import batch
from macros.batch.contact import Written, concerns_all, marks_of, written_by
from macros.batch.work import check_book
from tests import batches
from tests.markdown import workbook

FRESH = frozenset({"policies"})


def tables(folder: Path, *rows: str, name: str = "a.xlsx") -> Tables:
    """保单台账 with (保单号, 姓名, 出生日期, 手机, 证件号码) rows."""
    heading = "| 保单号 | 险种代码 | 投保人姓名 | 投保人出生日期 | 投保人手机 | 投保人证件号码 |\n"
    body = "".join(f"| {row.replace(' ', ' | WL2601 | ', 1)} |\n".replace(" ", " ") for row in rows)
    return read_workbooks([workbook(folder, {"保单台账": heading + body}, name=name)]).tables


def plan(some: Tables) -> Plan:
    return make_plan(empty_ledger(), some, {}, np.datetime64("2026-10-31").item())


def touched(written: Tables, own: Tables, held: frozenset[str] = FRESH, seen: int = 3) -> bool:
    before = Written()
    before.add(4, plan(written))
    return before.touches(seen, held, marks_of(own))


FIRST = "P1 张三 | 1990-01-01 | 13800138000 | 110101199001010023"


def test_books_without_a_common_person_or_number_do_not_touch(tmp_path: Path) -> None:
    other = "P2 李四 | 1991-01-01 | 13900139000 | 110101199101010015"
    assert not touched(tables(tmp_path, FIRST), tables(tmp_path, other))


def test_a_common_policy_phone_document_or_namesake_of_one_birth_date_touches(tmp_path: Path) -> None:
    written = tables(tmp_path, FIRST)
    for own in (
        "P1 李四 | 1991-01-01 | 13900139000 | 110101199101010015",
        "P2 李四 | 1991-01-01 | 13800138000 | 110101199101010015",
        "P2 李四 | 1991-01-01 | 13900139000 | 110101199001010023",
        "P2 张三 | 1990-01-01 | 13900139000 | 110101199101010015",
    ):
        assert touched(written, tables(tmp_path, own)), own
    assert not touched(written, tables(tmp_path, "P2 张三 | 1991-01-01 | 13900139000 | 110101199101010015"))


def test_what_was_seen_does_not_touch_and_a_table_new_in_the_ledger_always_does(tmp_path: Path) -> None:
    written = tables(tmp_path, FIRST)
    other = tables(tmp_path, "P2 李四 | 1991-01-01 | 13900139000 | 110101199101010015")
    assert not touched(written, written, seen=4)
    assert touched(written, other, held=frozenset())


def test_a_claim_on_a_policy_of_an_earlier_book_concerns_all(tmp_path: Path) -> None:
    sheet = "| 案件号 | 保单号 | 出险日期 |\n| L1 | P1 | d:2026-01-01 |\n"
    claims = read_workbooks([workbook(tmp_path, {"理赔台账": sheet}, name="c.xlsx")]).tables
    assert len(claims.of(Claim)) == 1
    assert concerns_all(written_by(plan(claims)))
    assert not concerns_all(written_by(plan(claims.together(tables(tmp_path, FIRST)))))


def test_many_entries_become_one_that_still_touches(tmp_path: Path) -> None:
    before = Written()
    for change in range(40):
        row = f"P{change} 张三 | 1990-01-01 | 138001380{change:02d} | 110101199001010023"
        before.add(change, plan(tables(tmp_path, row)))
    assert len(before.entries) < 20
    first = tables(tmp_path, "P0 李四 | 1991-01-01 | 13900139000 | 110101199101010015")
    assert before.touches(-1, FRESH, marks_of(first))


def test_neighbours_that_share_a_person_are_judged_as_if_one_came_after_the_other(tmp_path: Path) -> None:
    batches.ledger_books(tmp_path / "入", 3)
    seen: list[int] = []

    def noting(task):  # type: ignore[no-untyped-def]
        checked = check_book(task)
        seen.append(checked.seen)
        return checked

    import macros.batch.run as module

    original, module.check_book = module.check_book, noting
    try:
        batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=1)
    finally:
        module.check_book = original
    assert seen == [0, 0, 1, 1, 2]
    assert len(read_workbooks([tmp_path / "入" / "台账_0000.xlsx"]).tables.of(Policy)) == batches.ROWS

"""pay on the command line: the day's workbook, filled in and synced under three accounts, read back cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.ledger.schema import open_ledger
from core.payments.orders import State, state_of
from core.records.payment import PaymentOrder
from tests import payments as office
from tests.accounts import acts_as
from tests.payments import CLERK, SUPERVISOR
from tests.test_command_line import run, run_json

PLACES = {column.name: place for place, column in enumerate(PaymentOrder.columns(), start=1)}
HEADINGS = 3


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "台账.sqlite"
    ledger = open_ledger(path)
    office.everything(ledger)
    ledger.close()
    return path


@pytest.fixture
def acting(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Choose the operating-system account."""
    return lambda account: acts_as(monkeypatch, account)


def fill_in(book: Path, target: Path, values: dict[str, Any]) -> Path:
    """A copy of the day's workbook with the same cells filled in on every row."""
    opened = openpyxl.load_workbook(book)
    sheet = opened["付款清单"]
    for row in range(HEADINGS + 1, sheet.max_row + 1):
        for name, value in values.items():
            sheet.cell(row, PLACES[name], value)
    opened.save(target)
    return target


def cells(book: Path) -> list[list[object]]:
    """Every cell of both sheets; the head of the access list in the footer moves with every look."""
    opened = openpyxl.load_workbook(book)
    return [[cell.value for cell in row] for sheet in opened for row in sheet.iter_rows()]


def states(db: Path) -> set[State]:
    ledger = open_ledger(db, create=False)
    found = {state_of(row) for row in office.orders(ledger).values()}
    ledger.close()
    return found


def test_prepared_synced_signed_off_and_synced_by_two_accounts(
    db: Path, tmp_path: Path, acting: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    acting(CLERK)
    code, made = run_json(capsys, "pay", "--db", db, "--on", "2026-10-31", "--out", tmp_path)
    assert (code, made["count"], made["amount"]) == (0, 3, "8640.50")
    book = tmp_path / "付款清单_2026-10-31.xlsx"
    code, said = run(capsys, "sync", book, "--db", db, "--yes")
    assert (code, "没有读入的工作表" in said) == (0, False)
    assert states(db) == {State.PREPARED}
    filled = fill_in(book, tmp_path / "已复核.xlsx", {"signed_off_by": SUPERVISOR})
    code, said = run(capsys, "sync", filled, "--db", db, "--yes")
    assert (code, "复核账号不是当前系统账号" in said) == (1, True)
    acting(SUPERVISOR)
    code, said = run(capsys, "sync", filled, "--db", db, "--yes")
    assert (code, "已复核　3 笔　8,640.50 元" in said) == (0, True), said
    assert states(db) == {State.SIGNED}
    assert run(capsys, "audit", "--db", db)[0] == 0


def test_the_printed_sheet_has_the_control_totals_and_room_for_signatures_on_a4(
    db: Path, tmp_path: Path, acting: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    acting(CLERK)
    run(capsys, "pay", "--db", db, "--on", "2026-10-31", "--out", tmp_path)
    opened = openpyxl.load_workbook(tmp_path / "付款清单_2026-10-31.xlsx", data_only=True)
    sheet = opened["付款凭单"]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    totals = {label: (sheet.cell(cells[label].row, 4).value, sheet.cell(cells[label].row, 6).value)
              for label in ("笔数", "金额合计", "账号末8位合计")}  # fmt: skip
    assert totals == {"笔数": (3, 3), "金额合计": (8640.5, 8640.5), "账号末8位合计": (42, 42)}
    assert {"制单签名", "复核签名", "出纳付款签名", "主管签名"} <= cells.keys()
    assert (sheet.page_setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, True)


def test_the_same_day_gives_the_same_cells_and_every_look_at_full_accounts_is_logged(
    db: Path, tmp_path: Path, acting: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    acting(CLERK)
    for folder in ("一", "二"):
        run(capsys, "pay", "--db", db, "--on", "2026-10-31", "--out", tmp_path / folder)
    one, two = (tmp_path / folder / "付款清单_2026-10-31.xlsx" for folder in ("一", "二"))
    assert cells(one) == cells(two)
    ledger = open_ledger(db, create=False)
    assert ledger.execute("SELECT verb, rows FROM accesses").fetchall() == [("pay", 3), ("pay", 3)]
    ledger.close()


def test_a_day_without_payments_gives_a_list_that_says_so(
    tmp_path: Path, acting: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    acting(CLERK)
    open_ledger(tmp_path / "l.sqlite").close()
    code, made = run_json(capsys, "pay", "--db", tmp_path / "l.sqlite", "--on", "2026-10-31", "--out", tmp_path)
    assert (code, made["count"]) == (0, 0)
    opened = openpyxl.load_workbook(tmp_path / "付款清单_2026-10-31.xlsx")
    assert "没有待付款项" in [cell.value for row in opened["付款凭单"].iter_rows() for cell in row]

"""付款清单 of a day as a workbook: one sheet to print and sign, and the sheet that is filled in and synced again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from core.payments.listing import LAST_DIGITS, control
from core.payments.orders import State, state_of
from core.records.payment import PaymentOrder
from core.reports.book import new_book
from core.reports.page import Column, Formula, Page

Row = Mapping[str, Any]
PRINTED, FILLED_IN = "付款凭单", PaymentOrder.sheet
KINDS = {"amount": "amount", "day": "day", "text": "text"}
NEXT = {
    State.PREPARED: ("signed_off_by", "signed_off_on"),
    State.SIGNED: ("paid_on", "paid_serial"),
}
"""What somebody fills in next, by state."""
HINT = "浅黄格待填：复核人填复核账号和复核日，用自己的系统账号同步；付款后填付款日和付款流水号再同步。"
COLUMNS = (
    Column("序", "count", "center"), Column("付款号", look="wrap"), Column("付款项目", look="wrap"), Column("保单号"),
    Column("收款人", align="center"), Column("收款账号"), Column("金额", "amount"), Column("账户核对", look="wrap"),
    Column("状态", align="center"),
)  # fmt: skip
WIDTHS = (5, 20, 18, 21, 10, 22, 15, 20, 9)
SIGNATURES = ("制单", "复核", "出纳付款", "主管")


def write_payment_book(target: Path, rows: Sequence[Row], on: date, account: str) -> None:
    """Write both sheets. ``rows``: as from ``core.payments.listing.to_pay``; names and accounts in full.

    ``account``: who prepares the list.
    """
    with new_book(target, f"付款清单 {on:%Y-%m-%d}", on) as (workbook, formats):
        printed, filled_in = (Page(workbook, formats, name) for name in (PRINTED, FILLED_IN))
        first, last = _to_fill_in(filled_in, rows, on)
        _to_print(printed, rows, on, account, (first, last))


def _to_fill_in(page: Page, rows: Sequence[Row], on: date) -> tuple[int, int]:
    columns = PaymentOrder.columns()
    shown = [Column(c.heading, KINDS[c.kind.holds], "center" if c.kind.holds == "day" else "") for c in columns]
    page.high(0, 30)
    page.put(0, 0, "付款清单", "title")
    page.put(1, 0, f"数据截止日：{on:%Y-%m-%d}", "subtitle")
    page.put(1, 4, HINT, "subtitle")
    page.row = 2
    heading = page.headings(shown)
    first = page.row
    for row in rows:
        page.record(shown, [row[column.name] for column in columns])
        for place, column in enumerate(columns):
            if column.name in _waiting(row):
                page.put(page.row - 1, place, row[column.name], "attention", KINDS[column.kind.holds])
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(f"付款清单 {on:%Y-%m-%d}", landscape=True, title="付款清单", heading_row=heading, mark=_MARK)
    page.sheet.fit_to_pages(2, 0)
    page.sheet.repeat_columns(0)
    return first, page.row - 1


_MARK = "含完整账号 限付款人员使用"


def _waiting(row: Row) -> tuple[str, ...]:
    blank = tuple(name for name in ("payee", "payee_account") if not row[name])
    basis = () if row["account_check"] or row["payee_basis"] else ("payee_basis",)
    return (*blank, *basis, *NEXT[_state(row)])


def _state(row: Row) -> State:
    """A proposal of the bank line is not a payment yet."""
    state = state_of(row)
    return State.SIGNED if state is State.PAID else state


def _to_print(page: Page, rows: Sequence[Row], on: date, account: str, filled: tuple[int, int]) -> None:
    page.title(f"付款凭单　{on:%Y年%m月%d日}", f"制单账号 {account}　金额单位：元　依据“付款清单”工作表")
    page.fix_widths(WIDTHS)
    _totals(page, rows, filled)
    page.row += 1
    _signatures(page)
    page.row += 1
    page.section("明细", len(COLUMNS))
    listed = page.row
    page.table(
        COLUMNS,
        [
            [float(number), row["order_no"], row["item"], row["policy_no"], row["payee"], row["payee_account"],
             float(row["amount"]), row["account_check"] or row["payee_basis"] or "待核对", _state(row).value]
            for number, row in enumerate(rows, start=1)
        ],
        "没有待付款项",
    )  # fmt: skip
    page.printed(f"付款凭单 {on:%Y-%m-%d}", landscape=True, title="付款凭单", heading_row=listed, mark=_MARK)


def _totals(page: Page, rows: Sequence[Row], filled: tuple[int, int]) -> None:
    """Stated when the list was made, and counted again from the other sheet: a change there shows as 不平."""
    page.section("控制总数", len(COLUMNS))
    page.headings((Column(""), Column(""), Column(""), Column("制单时"), Column("核对"), Column("现在")))
    page.across(page.row - 1, 0, 2, "项目", "heading")
    stated = control(rows)
    lines = (
        ("笔数", "count", float(stated.count), "=COUNT({amount})"),
        ("金额合计", "amount", float(stated.amount), "=SUM({amount})"),
        (
            f"账号末{LAST_DIGITS}位合计", "count", float(stated.accounts),
            f"=SUMPRODUCT(IFERROR(VALUE(RIGHT({{account}},{LAST_DIGITS})),0))",
        ),
    )  # fmt: skip
    areas = {name: _area(name, filled) for name in ("amount", "payee_account")}
    for label, kind, value, formula in lines:
        row = page.row
        text = formula.format(amount=areas["amount"], account=areas["payee_account"]) if rows else "=0"
        page.across(row, 0, 2, label)
        page.put(row, 3, value, "cell", kind)
        check = f'=IF(ROUND(D{row + 1}-F{row + 1},2)=0,"平","不平")'
        page.put(row, 4, Formula(check, "平"), "strong", align="center")
        page.put(row, 5, Formula(text, value), "cell", kind)
        page.row += 1
    for state in (State.PREPARED, State.SIGNED):
        own = control(row for row in rows if _state(row) is state)
        page.across(page.row, 0, 2, f"其中{state.value}")
        page.put(page.row, 3, float(own.amount), "cell", "amount")
        page.put(page.row, 4, f"{own.count} 笔", "cell", align="center")
        page.put(page.row, 5, None)
        page.row += 1


def _area(name: str, filled: tuple[int, int]) -> str:
    place = [column.name for column in PaymentOrder.columns()].index(name)
    letter = chr(ord("A") + place)
    return f"'{FILLED_IN}'!${letter}${filled[0] + 1}:${letter}${max(filled) + 1}"


def _signatures(page: Page) -> None:
    page.section("签名", len(COLUMNS))
    for pair in (SIGNATURES[:2], SIGNATURES[2:]):
        page.high(page.row, 32)
        page.across(page.row, 0, 1, f"{pair[0]}签名")
        page.across(page.row, 2, 3, None)
        page.across(page.row, 4, 5, f"{pair[1]}签名")
        page.across(page.row, 6, 8, None)
        page.row += 1
    page.put(page.row, 0, "制单人与复核人不得为同一人；付款日期、银行回单号登记在“付款清单”工作表。", "subtitle")
    page.row += 1

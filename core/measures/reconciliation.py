"""勾稽: every balance that must tie, in the order of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.measures.balance import Balance
from core.measures.balance_bank import bank_balances
from core.measures.balance_business import business_balances
from core.measures.balance_money import money_balances
from core.measures.month_data import MonthData
from core.receipts.model import Matched
from core.receipts.three_way import Kind


def balances(
    data: MonthData, matched: Matched | None = None, refused: Mapping[str, str] | None = None
) -> list[Balance]:
    """Every balance of the month, in the order of the report.

    ``matched``: the month's bank statement, None where the ledger holds none. ``refused``: by 保单号 why rows of it
    are missing in the ledger (see :mod:`core.measures.refused_rows`).
    """
    found = [*business_balances(data), *money_balances(data, matched), *bank_balances(matched)]
    return [_with_causes(balance, refused or {}) for balance in found]


def _with_causes(balance: Balance, refused: Mapping[str, str]) -> Balance:
    """A difference of a policy of which rows were refused is that of the refused rows."""
    rows = tuple(
        replace(row, kind=Kind.REFUSED, cause=refused[row.key]) if not row.cause and row.key in refused else row
        for row in balance.rows
    )
    return replace(balance, rows=rows)

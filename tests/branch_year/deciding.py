"""到期处理: the clerk confirms everything that the house proposes and that nothing holds back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from macros.decisions import action_row, actions_due, tables_now
from macros.session import Session
from tests.branch_year.accounts import Account
from tests.branch_year.opening import Row
from tests.branch_year.requests import PREPARED_BY, SIGNED_OFF_BY

END = "永久失效"
"""The one event that pays the policyholder; the others pay the insured."""


def due_rows(session: Session, ledger: sqlite3.Connection, accounts: Mapping[str, Account]) -> list[Row]:
    """The rows of 到期处理 for a day, decided; what is held back waits."""
    due = actions_due(tables_now(session, ledger), session, ledger)
    return [_decided(action_row(one), accounts, session) for one in due if not one.proposed.hold]


def _decided(row: Row, accounts: Mapping[str, Account], session: Session) -> Row:
    row = row | {"decision": "确认", "decided_by": PREPARED_BY, "decided_on": session.on}
    if row["amount"]:
        account = accounts[row["policy_no"]]
        row |= {
            "payee": account.holder if row["event"] == END else account.insured, "payee_account": account.bank_account,
            "identity_check": "身份证原件及联网核查", "prepared_by": PREPARED_BY, "signed_off_by": SIGNED_OFF_BY,
        }  # fmt: skip
    return row

"""Four policies whose premiums fall due in October, and the statement of that month matched with them."""

from __future__ import annotations

from datetime import date

from core.law import Law
from core.receipts.match import match_statement
from core.receipts.model import How, Matched, Problem, State, Sure
from core.records.banking import BankLine, ReceiptClaim
from core.records.policy import Policy, PremiumReceipt
from core.records.record import Record
from core.records.reference import Staff
from core.table import Tables
from tests.tables import table

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
POLICIES = """
| 保单号 | 险种代码 | 投保人 | 被保险人 | 账号 | 交费方式 | 交费期 | 首期保费 | 生效日 | 下次应交日 | 状态 | 交费状态 |
| P1000000001 | WL | 张三 | 张三 | ****0001 | 年交 | 10年 | 10000 | 2024-10-11 | 2026-10-11 | 有效 | 交费中 |
| P1000000001 | CI | 张三 | 张三 | ****0001 | 年交 | 10年 | 500.50 | 2024-10-11 | 2026-10-11 | 有效 | 交费中 |
| P1000000002 | WL | 李四 | 李小四 | ****0002 | 年交 | 10年 | 8000 | 2023-10-15 | 2026-10-15 | 有效 | 交费中 |
| P1000000003 | WL | 李四 | 李四 | ****0002 | 年交 | 10年 | 6000 | 2023-10-20 | 2026-10-20 | 有效 | 交费中 |
| P1000000004 | WL | 王五 | 王五 | ****0004 | 年交 | 10年 | 8000 | 2023-08-01 | 2026-08-01 | 宽限期 | 交费中 |
"""


def matched(lines: str, policies: str = POLICIES, **more: str) -> Matched:
    """The statement of October matched; its totals tie in every test."""
    records: dict[str, type[Record]] = {"receipts": PremiumReceipt, "claims": ReceiptClaim, "staff": Staff}
    tables = [table(BankLine, lines), table(Policy, policies)]
    tables += [table(records[name], text) for name, text in more.items()]
    result = match_statement(Tables(tables), Law.default(), *OCTOBER)
    assert result.ties
    return result


def only(result: Matched) -> tuple[How, Sure, State, tuple[Problem, ...]]:
    """The one match: how, how sure, what is left to do, and what is odd."""
    (match,) = result.matches
    return match.how, match.sure, match.state, match.problems

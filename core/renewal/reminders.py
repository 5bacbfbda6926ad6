"""The text of a reminder, notice or offer for one policy, with no more personal data than it needs: none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from core.renewal.due_list import DueList
from core.renewal.lapses import Lapsed

TAIL = 4


@cache
def _texts() -> Mapping[str, str]:
    import yaml

    texts: Mapping[str, str] = yaml.safe_load((resources.files("core.renewal") / "reminders.yaml").read_text("utf-8"))
    return texts


def reminder(due: DueList, row: int) -> str:
    """缴费提示 up to the due day, 催告 after it."""
    kind = "due" if due.due_on[row] >= due.on else "grace"
    return _texts()[kind].format(
        tail=_tail(due["policy_no"][row]),
        product=due["product_name"][row] or due["product_code"][row],
        amount=f"{Decimal(int(due.fen[row])).scaleb(-2):,.2f}",
        due=_day(due.due_on[row].astype(date)),
        grace=_day(due.grace_end[row].astype(date)),
    )


def lapse_text(lapsed: Lapsed, row: int, *, offer: bool = False) -> str:
    """中止通知, or with ``offer`` the invitation to 复效."""
    policies = lapsed.policies
    return _texts()["offer" if offer else "lapsed"].format(
        tail=_tail(policies["policy_no"][row]),
        product=policies["product_name"][row] or policies["product_code"][row],
        lapsed=_day(lapsed.lapsed_on[row].astype(date)),
        last=_day(lapsed.reinstatement.due[row].astype(date)),
    )


def _tail(number: str) -> str:
    return number[-TAIL:]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

"""One planned event of one policy line: before, after, the money, and what is sent to the customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.normalise.parsed import Value
from core.privacy import masked
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.records.record import Column
from core.servicing.items import Item
from core.servicing.lines import Line
from core.servicing.requests import Request
from core.values.figure import Figure, amount_text


@dataclass(frozen=True)
class PlannedEvent:
    """``before`` and ``after``: the line. ``amount``: yuan, the company receiving +, paying −; None: no money moves."""

    number: str
    request: Request
    item: Item
    before: Line
    after: Line
    effective_on: date
    amount: Decimal | None = None
    figure: Figure | None = None
    letters: tuple[str, ...] = ()

    def changes(self) -> Iterator[tuple[Column, Value, Value]]:
        """The columns that change, each with its value before and after."""
        for column in Policy.columns():
            before, after = self.before.values[column.name], self.after.values[column.name]
            if before != after:
                yield column, before, after

    def row(self) -> dict[str, Value]:
        """The row of 保单事件."""
        return {
            **event_row(self.number, self.item.event, self.before, self.after, self.effective_on, self.amount),
            "item": self.item.name,
            "request_no": self.request.number,
            "endorsement_no": self.request.value("endorsement_no"),
            "why": "客户申请",
        }

    def endorsement(self, *, open_text: bool = False) -> str:
        """The words of the 批单; personal data masked unless ``open_text``: that letter goes to the customer alone."""
        changed = "；".join(
            f"{column.heading}由{shown(column, before, open_text)}变更为{shown(column, after, open_text)}"
            for column, before, after in self.changes()
        )
        money = "" if not self.amount else f"{'收取' if self.amount > 0 else '给付'}{amount_text(abs(self.amount))}元。"
        number = self.request.value("endorsement_no") or "（未编号）"
        return (
            f"批单{number}：保单{self.before.text('policy_no')}（{self.before.text('product_name')}）办理{self.item.name}，"
            f"自{self.effective_on:%Y-%m-%d}起生效。{changed or '保险单内容不变'}。{money}"
        )


def shown(column: Column, value: Value, open_text: bool = False) -> str:
    """A value for a person; blank is （空）."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, Decimal) and column.kind.holds == "amount":
        return amount_text(value)
    return str(value) if open_text else masked(column.kind.personal, str(value))


def event_row(
    number: str, event: str, before: Line, after: Line, effective_on: date, amount: Decimal | None
) -> dict[str, Value]:
    """The row of 保单事件 of any event, asked for or not; what is not known of it is blank."""
    start, reached = before.standing, after.standing
    return {
        **{column.name: "" if column.kind.holds == "text" else None for column in PolicyEvent.columns()},
        "event_no": number,
        "policy_no": before.text("policy_no"),
        "product_code": before.text("product_code"),
        "event": event,
        "effective_on": effective_on,
        "amount": amount,
        "status_before": start.status,
        "status_after": reached.status,
        "premium_status_before": start.premium_status,
        "premium_status_after": reached.premium_status,
        "termination_reason": reached.reason,
        **{f"{name}_change": _change(before, after, name) for name in ("sum_assured", "paid_premium")},
    }


def _change(before: Line, after: Line, name: str) -> Decimal | None:
    """By how many yuan an amount of the line changed; None where it did not."""
    return (after.amount(name) - before.amount(name)) or None

"""Open orders that must not be paid any more: their source was paid, changed or taken back after they were made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from core.payments.judge import differences
from core.payments.orders import OPEN, standing, state_of
from core.payments.surroundings import Surroundings


def overtaken(around: Surroundings, proved: Collection[str] = ()) -> dict[str, str]:
    """By order number why it is not to be paid. ``proved``: orders whose debit the bank shows, only to be noted."""
    return dict(_found(around, proved))


def _found(around: Surroundings, proved: Collection[str]) -> Iterator[tuple[str, str]]:
    for row in standing(around.orders).values():
        number = str(row["order_no"])
        if state_of(row) in OPEN and (why := _why(row, around, noted=number in proved)):
            yield number, why


def _why(row: Mapping[str, Any], around: Surroundings, *, noted: bool) -> str:
    payable = around.behind(str(row["order_no"]))
    if payable is None:
        return "来源的应付款已撤销，撤销制单后不再付"
    if different := "、".join(str(wrong.parts["name"]) for wrong in differences(row, payable)):
        return f"{payable.source}登记的{different}已改，撤销制单后重新生成"
    if payable.paid_on is not None and not noted:
        return f"{payable.source}登记已于{payable.paid_on}付款，先查银行流水，不要再付"
    return ""

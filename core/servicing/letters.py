"""Which letters follow a servicing event, beside the 批单 that every change of the contract needs (保险法第二十条)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from core.law.lookup import Law
from core.servicing.items import Item
from core.servicing.lines import Line
from core.servicing.requests import Request
from core.values.contract import Contract

ENDORSEMENT, CALCULATION = "批单", "测算书"
KEEP_ALIVE = "告知被保险人、受益人可支付现金价值保留合同（司法解释三第十七条）"
TO_PRINCIPAL = "办理结果通知本人（代领超过规定金额）"
NEW_ADDRESS = "此后函件寄送变更后的地址"
_SURRENDER = ("surrender", "agreed")


def letters(
    request: Request, item: Item, line: Line, changed: Sequence[str], amount: Decimal | None, contract: Contract | None,
    law: Law,
) -> tuple[str, ...]:  # fmt: skip
    """The letters of one event. The amount from which the principal is told is AG-2 of the day of receipt."""
    found = [ENDORSEMENT]
    if item.figure not in ("", "agreed", "repayment"):
        found.append(CALCULATION)
    if item.figure in _SURRENDER and contract is not None and contract.others_concerned:
        found.append(KEEP_ALIVE)
    paid = -amount if amount is not None and amount < 0 else Decimal(0)
    limit = law.clock("AG-2", request.value("received_on")).limit
    if request.value("by_agent") == "是" and limit is not None and paid > limit:
        found.append(TO_PRINCIPAL)
    if any(name.endswith("_address") for name in changed):
        found.append(NEW_ADDRESS)
    return tuple(found)

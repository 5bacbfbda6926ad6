"""What a person reads before confirming: each payment and each due action in one line, and the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from core.events.allocation import Paid
from core.events.office_event import OfficeEvent
from core.values.figure import amount_text

SHOWN = 20
"""Written out one by one; the others are counted."""


def receipts_said(payments: Sequence[tuple[Sequence[OfficeEvent], Sequence[Paid]]]) -> list[str]:
    """One line per payment: the money, the document, and what becomes of the policy."""
    lines = [_payment(events, paid) for events, paid in payments[:SHOWN]]
    if len(payments) > SHOWN:
        lines.append(f"……另有到账 {len(payments) - SHOWN} 笔")
    if payments:
        total = sum((_amount(one) for _, paid in payments for one in paid), Decimal(0))
        kinds = Counter(event.event for events, _ in payments for event in events)
        counted = "、".join(f"{kind} {count} 个险种" for kind, count in kinds.items())
        lines.append(f"到账入账合计：{len(payments)} 笔，{amount_text(total)} 元{'；' if counted else ''}{counted}")
    return lines


def _payment(events: Sequence[OfficeEvent], paid: Sequence[Paid]) -> str:
    documents = "、".join(dict.fromkeys(one.owed.document for one in paid))
    total = sum(map(_amount, paid), Decimal(0))
    return f"到账 {documents}：{paid[0].owed.business} {amount_text(total)} 元{moves(events)}"


def moves(events: Sequence[OfficeEvent]) -> str:
    """Where the lines go, each different move once."""
    said = []
    for event in events:
        before, after = event.before.standing, event.after.standing
        words = [event.event]
        if before.status != after.status:
            words.append(f"保单状态 {before.status} → {after.status}")
        if before.premium_status != after.premium_status:
            words.append(f"交费状态 {before.premium_status or '（空）'} → {after.premium_status}")
        due = event.after.day("next_due_on")
        if due != event.before.day("next_due_on"):
            words.append(f"下次应交日 {due or '（无）'}")
        said.append("，".join(words))
    return "".join(f"；{words}" for words in dict.fromkeys(said))


def _amount(paid: Paid) -> Decimal:
    return sum((part.amount + part.over for part in paid.parts), Decimal(0)) * paid.sign


def actions_said(actions: Sequence[Sequence[OfficeEvent]]) -> list[str]:
    """One line per due action: the policy and what becomes of it; then how many of each."""
    lines = [_action(events) for events in actions[:SHOWN] if events]
    if len(actions) > SHOWN:
        lines.append(f"……另有到期事项 {len(actions) - SHOWN} 件")
    if actions:
        kinds = Counter(events[0].event for events in actions if events)
        lines.append(f"到期事项合计：{'、'.join(f'{kind} {count} 件' for kind, count in kinds.items())}")
    return lines


def _action(events: Sequence[OfficeEvent]) -> str:
    paid = -sum((event.amount for event in events if event.amount is not None), Decimal(0))
    money = f"；应付 {amount_text(paid)} 元" if paid else ""
    number, day = events[0].before.text("policy_no"), events[0].effective_on
    return f"到期 {number}：自{day}起{moves(events)}{money}"

"""What a person reads before confirming: per 受理号 how many policies, the money, the change in words, the letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.servicing.chain import Chain
from core.servicing.event import PlannedEvent
from core.values.figure import amount_text

SHOWN = 3
"""Events written out in full; of a mass change the others are counted."""
SHOWN_REQUESTS = 20
"""受理号 written out; of the others only those at the end of a chain of changes, the rest are counted by item."""


def preview(why: str, events: Sequence[PlannedEvent], warnings: Iterable[Chain] = ()) -> list[str]:
    """The lines of one 受理号, personal data masked; chains of changes first, where there are any."""
    policies = {event.before.text("policy_no") for event in events}
    lines = [f"保全 {why}：{len(policies)} 张保单 {len(events)} 个险种{_money(events)}"]
    lines += dict.fromkeys(map(_warning, warnings))
    for event in events[:SHOWN]:
        before, after = event.before.standing.status, event.after.standing.status
        moved = f"　保单状态 {before} → {after}" if before != after else ""
        lines.append(f"  {event.endorsement()}{moved}")
        if event.figure is not None:
            stamps = "".join(f"【{stamp}】" for stamp in event.figure.stamps)
            lines.append(f"    {event.figure.kind} {event.figure.label_text}{stamps}：{_steps(event)}")
    if len(events) > SHOWN:
        lines.append(f"  ……同样的变更共 {len(events)} 个险种")
    letters = Counter(letter for event in events for letter in event.letters)
    return [*lines, f"  函件：{'、'.join(f'{letter} {count} 份' for letter, count in letters.items())}"]


def the_others(items: Sequence[str]) -> list[str]:
    """How many more 受理号 there are of each item."""
    counted = "、".join(f"{item} {count} 个" for item, count in Counter(items).items())
    return [f"……另有受理号 {len(items)} 个：{counted}"] if items else []


def control_totals(events: Sequence[PlannedEvent]) -> list[str]:
    """What must tie with the payment list and the bank: counts and sums received and paid, in all and by item."""
    moving = [event for event in events if event.amount]
    if not moving:
        return []
    requests = {(event.request.number, event.request.policy_no) for event in moving}
    lines = [f"收付合计：{len(requests)} 件{_money(moving)}"]
    for item in dict.fromkeys(event.item.name for event in moving):
        own = [event for event in moving if event.item.name == item]
        count = len({(event.request.number, event.request.policy_no) for event in own})
        lines.append(f"  {item} {count} 件{_money(own)}")
    return lines


def _warning(chain: Chain) -> str:
    return (
        f"  ！连续变更：{chain.phone.day} 变更联系电话（受理号{chain.phone.request_no}），"
        f"{chain.account.day} 变更账户（受理号{chain.account.request_no}），现在申请收款；"
        "请用变更前的电话联系客户本人核实【待确认：间隔天数】"
    )


def _money(events: Sequence[PlannedEvent]) -> str:
    received = sum((e.amount for e in events if e.amount is not None and e.amount > 0), Decimal(0))
    paid = -sum((e.amount for e in events if e.amount is not None and e.amount < 0), Decimal(0))
    said = [f"{word} {amount_text(total)} 元" for word, total in (("收", received), ("付", paid)) if total]
    return f"，合计{'、'.join(said)}" if said else ""


def _steps(event: PlannedEvent) -> str:
    return "；".join(f"{step.name} {step.result_text}" for step in event.figure.steps) if event.figure else ""

"""What a person reads before confirming: per 受理号 how many policies, the money, the change in words, the letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from core.servicing.event import PlannedEvent
from core.values.figure import amount_text

SHOWN = 3
"""Events written out in full; of a mass change the others are counted."""


def preview(why: str, events: Sequence[PlannedEvent]) -> tuple[str, ...]:
    """The lines of one batch, personal data masked."""
    policies = {event.before.text("policy_no") for event in events}
    lines = [f"保全 {why}：{len(policies)} 张保单 {len(events)} 个险种{_money(events)}"]
    for event in events[:SHOWN]:
        standing = (event.before.standing.status, event.after.standing.status)
        moved = f"　保单状态 {standing[0]} → {standing[1]}" if standing[0] != standing[1] else ""
        lines.append(f"  {event.endorsement()}{moved}")
        if event.figure is not None:
            stamps = "".join(f"【{stamp}】" for stamp in event.figure.stamps)
            lines.append(f"    {event.figure.kind} {event.figure.label_text}{stamps}：{_steps(event)}")
    if len(events) > SHOWN:
        lines.append(f"  ……同样的变更共 {len(events)} 个险种")
    letters = Counter(letter for event in events for letter in event.letters)
    lines.append(f"  函件：{'、'.join(f'{letter} {count} 份' for letter, count in letters.items())}")
    return tuple(lines)


def _money(events: Sequence[PlannedEvent]) -> str:
    received = sum((e.amount for e in events if e.amount is not None and e.amount > 0), Decimal(0))
    paid = -sum((e.amount for e in events if e.amount is not None and e.amount < 0), Decimal(0))
    said = [f"{word} {amount_text(total)} 元" for word, total in (("收", received), ("付", paid)) if total]
    return f"，合计{'、'.join(said)}" if said else ""


def _steps(event: PlannedEvent) -> str:
    return "；".join(f"{step.name} {step.result_text}" for step in event.figure.steps) if event.figure else ""

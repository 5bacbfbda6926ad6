"""What a premium does to its policy line: the next due day, 累计保费, back from 宽限期, and 交清 with the last one.

Source: the contract's 对应日; transitions in ``core/servicing/transitions.yaml``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.days.anniversary import monthiversary
from core.events.office_event import OfficeEvent
from core.normalise.parsed import Value
from core.receipts.instalments import MONTHS
from core.servicing.lines import Line
from core.servicing.transitions import after, nothing_due

PAID, PAID_UP, FIRST = "续期交费", "交费期满", "首期交费"


def moved(line: Line, event: str, effective_on: date, changes: dict[str, Value]) -> Line | None:
    """The line after an event of the state table with some further changes; None where the table does not allow it.

    状态日期 moves only when the standing does, and never backwards: a payment may be known later than what followed it.
    """
    reached = after(line.standing, event)
    if reached is None:
        return None
    if reached != line.standing:
        since = max(filter(None, (effective_on, line.day("status_on"))))
        changes = {
            **changes, "status": reached.status, "premium_status": reached.premium_status,
            "termination_reason": reached.reason, "status_on": since, **nothing_due(reached),
        }  # fmt: skip
    return line.with_changes(changes)


def premium_paid(
    line: Line, due_on: date, came_on: date, amount: Decimal | None, premiums_end_on: date | None, why: str
) -> list[OfficeEvent] | None:
    """续期交费 of the instalment due on ``due_on``, and 交费期满 when it was the last; None: not allowed as it stands.

    ``amount``: what came for it with this payment, yuan, None where earlier ones had paid it; 累计保费 grows by the
    whole instalment.
    """
    following = next_due(line, due_on)
    last = premiums_end_on is not None and due_on < premiums_end_on <= following
    changes: dict[str, Value] = {
        "next_due_on": None if last else following,
        "paid_premium": line.amount("paid_premium") + line.amount("first_premium"),
    }
    paid = moved(line, PAID, came_on, changes)
    if paid is None:
        return None
    events = [OfficeEvent("", PAID, line, paid, came_on, why, amount)]
    done = moved(paid, PAID_UP, came_on, {}) if last else None
    if done is not None:
        events.append(OfficeEvent("", PAID_UP, paid, done, came_on, f"最后一期保费已交；{why}"))
    return events


def next_due(line: Line, due_on: date) -> date:
    """The 对应日 one period after a due day, counted from the effective day so that a 31st does not become a 28th."""
    step = MONTHS[line.text("frequency")]
    start = line.day("effective_on")
    if start is None:
        return monthiversary(due_on, step)
    return monthiversary(start, (due_on.year - start.year) * 12 + due_on.month - start.month + step)

"""状态变化: the one table state × event → state. What is not in it is not allowed.

A state has two parts that move together: 保单状态 and 交费状态. A policy that ends carries its 终止原因.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

ENDED = "终止"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a policy line stands; blank ``premium_status``: not recorded; ``reason`` only where it has ended."""

    status: str
    premium_status: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the table. ``premium`` None: any 交费状态, which stays."""

    name: str
    status: Mapping[str, str]
    premium: Mapping[str, str] | None = None
    reason: str = ""


@cache
def events() -> Mapping[str, Event]:
    """Every event by name, in the order of the table."""
    import yaml

    text = (resources.files("core.servicing") / "transitions.yaml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)["events"]
    return {name: Event(name, **row) for name, row in data.items()}


def ends_policy(event: str) -> bool:
    """Does the event end a policy line?"""
    return ENDED in events()[event].status.values()


def after(standing: Standing, event: str) -> Standing | None:
    """The standing after an event; None where the table does not allow it. KeyError for an unknown event.

    A 交费状态 that was never recorded stops nothing: it becomes known only where the event leaves one possibility.
    """
    row = events()[event]
    status = row.status.get(standing.status)
    if status is None:
        return None
    if row.premium is None:
        premium: str | None = standing.premium_status
    elif standing.premium_status:
        premium = row.premium.get(standing.premium_status)
    else:
        targets = set(row.premium.values())
        premium = targets.pop() if len(targets) == 1 else ""
    if premium is None:
        return None
    return Standing(status, premium, row.reason if status == ENDED else "")


def nothing_due(reached: Standing) -> dict[str, None]:
    """下次应交日 of a line that has ended is blank: nothing falls due any more."""
    return {"next_due_on": None} if reached.status == ENDED else {}

"""docs/reference/transitions.md: states, events, 保全项目. ``python -m core.servicing.reference_page`` draws it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from core.findings import Status
from core.records.policy import Policy
from core.servicing.items import Item, items
from core.servicing.transitions import Event, Standing, after, events

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "transitions.md"
STATUSES = Policy.column("status").kind.choices
PREMIUM_STATUSES = Policy.column("premium_status").kind.choices
NOT_ALLOWED = "—"

INTRODUCTION = """# 保单状态与事件

本页由状态表（`core/servicing/transitions.yaml`）和保全项目表（`core/servicing/items.yaml`）生成，请勿手改。
每格是事件之后的状态；“—”表示不允许，登记时拒收。两张表都允许，事件才成立。状态名称和两位代码为建议取值【待确认】。
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRODUCTION, *_by_status(), "", *_by_premium_status(), "", *_items(), ""])


def _by_status() -> Iterator[str]:
    yield "## 保单状态\n"
    yield from _table(("事件", *STATUSES, "终止原因"), (_status_row(event) for event in events().values()))


def _status_row(event: Event) -> tuple[str, ...]:
    return (event.name, *(event.status.get(status, NOT_ALLOWED) for status in STATUSES), event.reason)


def _by_premium_status() -> Iterator[str]:
    yield "## 交费状态\n"
    yield "这里没有列出的事件不看交费状态，也不改变它。\n"
    rows = (event for event in events().values() if event.premium is not None)
    yield from _table(("事件", *PREMIUM_STATUSES), (_premium_row(event) for event in rows))


def _premium_row(event: Event) -> tuple[str, ...]:
    start = next(iter(event.status))
    reached = (after(Standing(start, premium), event.name) for premium in PREMIUM_STATUSES)
    return (event.name, *(standing.premium_status if standing else NOT_ALLOWED for standing in reached))


def _items() -> Iterator[str]:
    yield "## 保全项目\n"
    headings = ("保全项目", "代码", "事件", "申请人", "可变更的列", "收付", "核保", "收款人", "说明")
    yield from _table(headings, (_item_row(item) for item in items().values()))


def _item_row(item: Item) -> tuple[str, ...]:
    code = f"{item.code}【{Status.UNCONFIRMED.zh}】" if item.status is Status.UNCONFIRMED else item.code
    fields = "、".join(Policy.column(name).heading for name in item.fields)
    who = "或".join(item.applicants) + ("，并经被保险人同意" if item.consent else "")
    underwriting = "要核保结论" if item.underwriting else ""
    return (item.name, code, item.event, who, fields, item.pays, underwriting, "、".join(item.payees), item.elsewhere)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _line(headings)
    yield _line(("---",) * len(headings))
    yield from map(_line, rows)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

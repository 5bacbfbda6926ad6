"""What training leaves to do: sellers to be trained (again), and sales without training to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.measures.month_data import MonthData
from core.measures.todo import Todo
from core.office.training import TrainingMonth

TRAINING, RULE = "培训", "G201"
_DAYS = "training_days_to_remedy"


def trainings_to_give(data: MonthData) -> Iterator[Todo]:
    """One row per seller and training that is lacking or has run out, and per product sold in the month without it."""
    month = TrainingMonth(data)
    limit = data.facts.law.value(_DAYS, data.as_of_day)
    for need in month.gaps:
        since = need.since or data.as_of_day
        due = data.facts.calendar.add_working_days(since, int(limit.value))
        yield Todo(
            origin=TRAINING,
            key=f"{need.seller.number}/{need.subject}",
            from_department="合规",
            to_department="培训",
            subject=f"业务员{need.seller.number} {need.kind}培训{need.state}：{need.subject}",
            opened_on=since,
            due_on=due.day if need.since else None,
            basis=f"{limit.title}（{limit.basis[0]}）",
            basis_status=limit.status,
            owner=need.seller.number,
            note=due.stamp if need.since else "没有执业登记日，期限待定",
        )
    for sale in month.untrained_sales:
        yield _review(data, sale.seller, sale.product, sale.policies, sale.state, sale.first)


def _review(data: MonthData, seller: str, product: str, policies: int, state: str, first: date) -> Todo:
    """A supervisor looks at what was sold; the rule's basis stands behind it."""
    limit = data.facts.law.value(_DAYS, data.as_of_day)
    due = data.facts.calendar.add_working_days(first, int(limit.value))
    return Todo(
        origin=TRAINING,
        key=f"{RULE}/{seller}/{product}/{data.text}",
        from_department="合规",
        to_department="销售",
        subject=f"复核业务员{seller}在{data.text}所售产品{product} {policies} 件的销售过程：产品培训{state}",
        opened_on=first,
        due_on=due.day,
        basis=str(data.facts.law.rule(RULE).basis[0]),
        basis_status=limit.status,
        note=due.stamp,
    )

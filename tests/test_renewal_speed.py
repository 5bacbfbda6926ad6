"""100,000 policies: due list, forecast, lapses, deliveries and call-backs in seconds."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest

from core.days.working_days import Calendar
from core.delivery.call_backs import call_backs
from core.delivery.deliveries import deliveries
from core.law import Law
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Product
from core.renewal.due_list import due_list
from core.renewal.forecast import forecast
from core.renewal.lapses import lapsed_policies, proposals
from core.table import Table, Tables
from tests.renewal_book import PRODUCTS, policies
from tests.tables import table

COUNT = 100_000
ON = np.datetime64("2026-10-31")


def repeated(few: Table, count: int, name: str) -> Table:
    """The rows again and again, each with a number of its own."""
    many = few.take(np.tile(np.arange(len(few)), count // len(few)))
    numbers = np.array([f"P{place:09d}" for place in range(len(many))], dtype=object)
    return Table(many.record, {**many.columns, name: numbers}, many.row, many.origin, few.origins)


@pytest.fixture(scope="module")
def office() -> Tables:
    book = policies({}, {"下次应交日": "2026-09-11"}, {"下次应交日": "2027-06-11"}, {"保单状态": "中止(失效)"})
    receipts = table(
        PremiumReceipt,
        "| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 |\n"
        "| P | WL | 续期 | 2026-03-01 | 100 | 2026-03-09 | 100 |\n| P | WL | 续期 | 2026-04-01 | 100 | | |",
    )
    return Tables(
        [
            table(Product, PRODUCTS),
            repeated(book, COUNT, "policy_no"),
            repeated(receipts, 2 * COUNT, "policy_no"),
        ]
    )


@pytest.mark.long
def test_the_lists_of_100000_policies_take_seconds(office: Tables) -> None:
    law, calendar = Law.default(), Calendar()
    assert len(office.of(Policy)) == COUNT
    began = perf_counter()
    due = due_list(office, law, calendar, ON)
    forecast(due, office, law)
    proposals(due, office)
    lapsed = lapsed_policies(office, law, calendar, ON)
    call_backs(office, deliveries(office, law, calendar, ON), law, calendar)
    assert perf_counter() - began < 20
    assert (len(due), len(lapsed)) == (COUNT // 2, COUNT // 4)

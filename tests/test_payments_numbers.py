"""The number of an order: that of what it pays, and after a return its turn."""

from __future__ import annotations

import pytest

from core.payments.orders import base_of, rows_of
from core.records.payment import PaymentOrder
from tests.random_office import as_table


@pytest.mark.parametrize(
    ("number", "base"), [("FKSJ1", "FKSJ1"), ("FKSJ1#2", "FKSJ1"), ("FKLP-R1", "FKLP-R1"), ("FKLP-R1#12", "FKLP-R1")]
)
def test_the_turn_of_an_order_is_told_from_its_number(number: str, base: str) -> None:
    assert base_of(number) == base


def test_the_tenth_order_of_a_sum_stands_behind_the_second() -> None:
    turns = [{"order_no": f"FKSJ1#{turn}"} for turn in (10, 2)] + [{"order_no": "FKSJ1"}]
    table = as_table(PaymentOrder, turns)
    assert [row["order_no"] for row in rows_of(table)] == ["FKSJ1", "FKSJ1#2", "FKSJ1#10"]

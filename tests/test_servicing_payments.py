"""收付清单: one row per request with money, its payee and both accounts, and totals that tie with the events."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.records.servicing import ServicingRequest
from core.servicing.payments import Totals, payments, totals
from core.table import empty_table
from tests.tables import table

EVENTS = """
| 事件号 | 保单号 | 险种代码 | 事件     | 保全项目     | 生效日     | 金额     | 受理号 |
| SJ1    | P1     | WL       | 退保     | 退保         | 2026-10-20 | -2000.01 | BQ1    |
| SJ2    | P1     | ACC      | 退保     | 退保         | 2026-10-20 | -80.5    | BQ1    |
| SJ3    | P2     | WL       | 借款清偿 | 借款清偿     | 2026-10-19 | 500      | BQ2    |
| SJ4    | P3     | WL       | 资料变更 | 联系方式变更 | 2026-10-19 |          | BQ3    |
"""
REQUESTS = """
| 受理号 | 保单号 | 保全项目 | 收付账户户名 | 收付账号         | 身份核实方式 | 经办人 | 复核人  | 交费日     |
| BQ1    | P1     | 退保     | 张三         | 6222021234560002 | 身份证原件   | lisi   | zhaoliu |            |
| BQ2    | P2     | 借款清偿 | 李四         |                  |              | lisi   | zhaoliu | 2026-10-19 |
"""


def test_the_lines_of_a_request_are_one_payment_to_the_fen() -> None:
    first, second = payments(table(PolicyEvent, EVENTS), table(ServicingRequest, REQUESTS))
    assert (first.request_no, first.amount, first.paid_on) == ("BQ2", Decimal(500), date(2026, 10, 19))
    assert (second.request_no, second.amount, second.payee_account) == ("BQ1", Decimal("-2080.51"), "6222021234560002")
    assert (second.payee, second.identity_check) == ("张三", "身份证原件")
    assert (second.prepared_by, second.signed_off_by, second.paid_on) == ("LISI", "ZHAOLIU", None)


def test_the_control_totals_tie_with_the_events() -> None:
    events = table(PolicyEvent, EVENTS)
    found = totals(payments(events, table(ServicingRequest, REQUESTS)))
    assert found == Totals(2, Decimal(500), Decimal("2080.51"))
    assert float(found.received - found.paid) == pytest.approx(sum(events["amount"][:3]))


def test_without_money_the_list_is_empty_and_other_tables_are_a_mistake() -> None:
    assert payments(empty_table(PolicyEvent), empty_table(ServicingRequest)) == []
    with pytest.raises(ValueError, match="保单事件"):
        payments(empty_table(Policy), empty_table(ServicingRequest))

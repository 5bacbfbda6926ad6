"""试算 from the ledger: what is paid, what cannot be added up, and what was never registered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.ledger.changes import apply_plan
from core.ledger.plan import make_plan
from core.ledger.schema import open_ledger
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.table import Tables
from macros.outcome import Outcome, UsageError
from macros.quote import Asked, quote
from tests.test_products_contract_of import CHILD, CLAIM, ENDOWMENT, HEALTH, MEDICAL, VALUES, Row, sheet

ON = date(2023, 9, 26)
LIMITED = {**ENDOWMENT, "最低投保年龄": "0", "最高投保年龄": "6"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_ledger(tmp_path / "台账.sqlite")
    keep(connection, Product, LIMITED, HEALTH)
    keep(connection, CashValue, *VALUES)
    yield connection
    connection.close()


def keep(ledger: sqlite3.Connection, record: type, *rows: Row) -> None:
    apply_plan(ledger, make_plan(ledger, Tables([sheet(record, *rows)]), {}, ON))


def asked(ledger: sqlite3.Connection, kind: str, policy: str = "P1", on: date = ON, **more: object) -> Outcome:
    return quote(ledger, kind, policy, on, Asked(**more), None)  # type: ignore[arg-type]


def amounts(outcome: Outcome) -> list[str | None]:
    return [figure["amount"] for figure in outcome.data["figures"]]


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({}, "200.00"),  # 2 yearly premiums, 100 too little each
        ({"交费方式(频率)": "月交", "交费对应日(下次应交日)": "2023-10-10"}, "1900.00"),  # 19 monthly ones
        ({"交费方式(频率)": "季交", "交费对应日(下次应交日)": "2023-12-10"}, "700.00"),
        ({"交费对应日(下次应交日)": "2027-03-10"}, "500.00"),
    ],
)
def test_a_misstated_age_counts_the_instalments_that_were_paid(
    ledger: sqlite3.Connection, changes: Row, amount: str
) -> None:
    keep(ledger, Policy, {**CHILD, **changes})
    outcome = asked(ledger, "misstated-age", true_birth_date=date(2016, 2, 1), true_premium=Decimal(20100))
    assert amounts(outcome) == [amount]


def test_a_true_age_that_the_product_does_not_take_gives_no_premium_to_collect(ledger: sqlite3.Connection) -> None:
    keep(ledger, Policy, CHILD)
    outcome = asked(ledger, "misstated-age", true_birth_date=date(2014, 2, 1), true_premium=Decimal(20100))
    assert (amounts(outcome), outcome.exit_code) == ([None], 1)
    assert "不在0至6岁" in "\n".join(outcome.lines)


def test_a_true_birth_date_after_the_application_is_wrong_usage(ledger: sqlite3.Connection) -> None:
    keep(ledger, Policy, CHILD)
    with pytest.raises(UsageError, match="晚于投保日"):
        asked(ledger, "misstated-age", true_birth_date=date(2023, 1, 1), true_premium=Decimal(1))


def test_no_sum_is_given_while_one_line_has_no_contract(ledger: sqlite3.Connection) -> None:
    keep(ledger, Policy, CHILD, {**CHILD, "险种代码": "XX", "借款": "0"})
    outcome = asked(ledger, "surrender")
    assert amounts(outcome) == ["25460.52"]
    assert "不给合计金额" in outcome.lines[-1]
    assert "total" not in outcome.data


def test_survival_before_cover_is_refused_without_a_traceback(ledger: sqlite3.Connection) -> None:
    keep(ledger, Policy, CHILD)
    assert amounts(asked(ledger, "survival", on=date(2020, 1, 1))) == [None]


def test_no_claims_ever_registered_is_another_thing_than_no_claim(ledger: sqlite3.Connection) -> None:
    keep(ledger, Policy, MEDICAL)
    on = date(2026, 4, 10)
    assert amounts(asked(ledger, "short-term", "P2", on)) == [None]
    keep(ledger, Claim, {**CLAIM, "保单号": "P7"})
    assert amounts(asked(ledger, "short-term", "P2", on)) == ["471.92"]
    keep(ledger, Claim, {**CLAIM, "案件号": "C2", "保单号": "P7、P2"})
    assert amounts(asked(ledger, "short-term", "P2", on)) == [None]

"""保全试算: 减额交清, 保单贷款限额, 复效."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from udfs.contract_cells import CONTRACT, PRODUCTS, TABLE, Line, Rows
from udfs.declared import Argument
from udfs.figure_cells import WANTED, cell_of
from udfs.registry import example, formula
from udfs.values import POLICY, VALUES, each

CATEGORY = "保全"
ON = Argument("申请日", "受理申请的日期", "day")
DEBTS = Argument(
    "债务本息", "借款、垫交等本息合计，元；不填取“合同”里的“债务本息”，没有则为0", "amount", required=False
)

PAID_UP_SUMS = (("保单年度", "年末现金价值", "减额交清保额"), (1, 180.0, 200.0), (2, 400.0, 450.0), (3, 640.0, 700.0),
                (4, 680.0, 725.0))  # fmt: skip
OVERDUE = tuple(("下次应交日", "2026-03-01") if row[0] == "下次应交日" else row for row in POLICY)
LAPSED = (
    *(("保单状态", "中止(失效)") if row[0] == "保单状态" else row for row in OVERDUE),
    ("状态日期", "2026-05-01"),
    ("复效利率", 0.05),
    ("复效计息起点", "应交日"),
    ("复效计息", "单利"),
)


@formula(
    "NQ_PAID_UP",
    "减额交清后的保额：按合同的减额交清表；没有表的不给数",
    CONTRACT,
    TABLE,
    ON,
    DEBTS,
    WANTED,
    PRODUCTS,
    category=CATEGORY,
    returns="新保额（元）",
    examples=[example(16200.0, OVERDUE, PAID_UP_SUMS, "2026-03-20")],
)
def paid_up(contract: Rows, table: Rows, on: date, debts: Decimal | None, wanted: str, products: Rows | None) -> Any:
    """The paid-up sum assured of every contract."""
    from core.values.paid_up import paid_up

    return each(
        contract, table, products, lambda line: cell_of(paid_up(line.contract, on, _debts(line, debts)), wanted)
    )


@formula(
    "NQ_LOAN_LIMIT",
    "保单贷款限额：现金价值乘条款比例（不超过法定上限），扣除已有债务，按条款口径",
    CONTRACT,
    TABLE,
    ON,
    DEBTS,
    WANTED,
    PRODUCTS,
    category=CATEGORY,
    returns="金额（元）",
    examples=[example(14971.52, POLICY, VALUES, "2026-09-01", 5000)],
    basis=("policy_loan_ratio",),
)
def loan_limit(contract: Rows, table: Rows, on: date, debts: Decimal | None, wanted: str, products: Rows | None) -> Any:
    """The most that may be lent on every contract."""
    from core.values.policy_loan import loan_limit

    return each(
        contract, table, products, lambda line: cell_of(loan_limit(line.contract, on, _debts(line, debts)), wanted)
    )


@formula(
    "NQ_REINSTATEMENT",
    "复效应交金额：欠交保费、利息和债务；超过中止后的法定期限不能复效",
    CONTRACT,
    ON,
    DEBTS,
    WANTED,
    PRODUCTS,
    category=CATEGORY,
    returns="金额（元）",
    examples=[example(10304.11, LAPSED, "2026-10-09")],
    basis=("RN-4.1", "RN-4.2"),
)
def reinstatement(contract: Rows, on: date, debts: Decimal | None, wanted: str, products: Rows | None) -> Any:
    """What is to be paid to put every lapsed contract back in force."""
    from core.values.reinstatement import reinstatement

    return each(
        contract, None, products, lambda line: cell_of(reinstatement(line.contract, on, _debts(line, debts)), wanted)
    )


def _debts(line: Line, debts: Decimal | None) -> Decimal:
    return next((given for given in (debts, line.debts) if given is not None), Decimal(0))

"""现金价值, 退保金, 满期金 and what is paid back of short covers; the statutory minimum under its own name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from udfs.cells import Refused
from udfs.contract_cells import CONTRACT, PRODUCTS, TABLE, Line, Rows, lines
from udfs.declared import Argument
from udfs.figure_cells import WANTED, cell_of
from udfs.registry import example, formula

CATEGORY = "价值"
ON = Argument("计算日期", "算到哪一天", "day")
OPTIONAL_TABLE = Argument(TABLE.title, TABLE.help, "table", required=False)

POLICY = (
    ("栏目", "值"), ("生效日", "2024-03-01"), ("保险期间", "10年"), ("交费期", "3年"), ("交费方式(频率)", "年交"),
    ("首期保费", 10000), ("保额", 36000), ("下次应交日", "2027-03-01"), ("保单状态", "有效"), ("交费状态", "交费中"),
    ("险种类别", "两全保险"), ("满期金", "保额"), ("价值表单位", 1000), ("价值表单位基准", "保额"),
    ("年内取值方式", "两端值"), ("年内天数", "365"), ("计入当日", "否"), ("欠费冻结价值", "是"),
    ("回执日", "2024-03-05"), ("犹豫期天数", 15), ("犹豫期起算", "签收次日"), ("贷款比例", 0.8),
    ("贷款限额口径", "净值比例"),
)  # fmt: skip
VALUES = ((1, 180.0), (2, 400.0), (3, 640.0), (4, 680.0), (5, 720.0), (6, 765.0), (7, 815.0), (8, 870.0), (9, 930.0),
          (10, 0.0))  # fmt: skip
SHORT = (
    ("栏目", "值"), ("生效日", "2026-01-01"), ("保险期间", "1年"), ("交费期", "趸交"), ("交费方式(频率)", "趸交"),
    ("首期保费", 365), ("保单状态", "有效"), ("险种类别", "意外伤害保险"), ("短期险费用率", 0.35), ("出险后不退", "否"),
)  # fmt: skip


def each(contract: Rows, table: Rows | None, products: Rows | None, compute: Callable[[Line], Any]) -> Any:
    """One result per contract: a cell for one, a column for several; a contract that cannot be read says why."""
    from udfs.cells import said

    results = []
    for line in lines(contract, table, products):
        try:
            if line.contract is None:
                raise Refused(line.problem)
            results.append(compute(line))
        except Exception as error:
            results.append(said(error))
    if not results:
        raise Refused("“合同”只有标题，没有内容")
    return results[0] if len(results) == 1 else [[result] for result in results]


@formula(
    "NQ_SURRENDER_VALUE",
    "退保金：按合同价值表算到计算日期，加应加款项、减借款等；犹豫期内退保费，一年期以内退未满期净保费。从不用法定最低代替",
    CONTRACT,
    TABLE,
    ON,
    WANTED,
    PRODUCTS,
    category=CATEGORY,
    returns="金额（元），或带标签的文字",
    examples=[
        example(23043.73, POLICY, VALUES, "2027-02-28"),
        example("合同", POLICY, VALUES, "2026-09-01", "标签"),
    ],
    basis=("SU-1",),
)
def surrender_value(contract: Rows, table: Rows, on: date, wanted: str, products: Rows | None) -> Any:
    """The surrender of every contract on a day."""
    from core.values.surrender import surrender

    def figure(line: Line) -> Any:
        return cell_of(surrender(line.contract, line.accounts, on, drawn=line.drawn).figure, wanted)

    return each(contract, table, products, figure)


@formula(
    "NQ_MATURITY_VALUE",
    "满期金：合同约定的满期给付，减借款等；计算日期早于满期日的为预览",
    CONTRACT,
    ON,
    WANTED,
    OPTIONAL_TABLE,
    PRODUCTS,
    category=CATEGORY,
    returns="金额（元），或带标签的文字",
    examples=[example(36000.0, POLICY, "2034-03-01")],
)
def maturity_value(contract: Rows, on: date, wanted: str, table: Rows | None, products: Rows | None) -> Any:
    """The maturity benefit of every contract as it stands on a day."""
    from core.values.maturity import maturity

    return each(contract, table, products, lambda line: cell_of(maturity(line.contract, line.accounts, on), wanted))


@formula(
    "NQ_UNEARNED_REFUND",
    "未满期净保费：一年期以内的险种退保应退的保费，当天算作已经过一天；没有费用率的按常见值估算并标明",
    CONTRACT,
    ON,
    WANTED,
    PRODUCTS,
    category=CATEGORY,
    returns="金额（元），或带标签的文字",
    examples=[example(177.45, SHORT, "2026-04-02")],
)
def unearned_refund(contract: Rows, on: date, wanted: str, products: Rows | None) -> Any:
    """The refund of every short cover on a day."""
    from core.values.short_term import unearned

    return each(contract, None, products, lambda line: cell_of(unearned(line.contract, line.accounts, on), wanted))

"""法定最低: the floor that a contract's table is held against, under a name that cannot be taken for an offer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from udfs.cells import Refused
from udfs.declared import Argument, Span
from udfs.figure_cells import AMOUNT, BASIS
from udfs.registry import example, formula

CATEGORY = "价值"
WHOLE_TABLE = "全表"


@formula(
    "NQ_MIN_CASH_VALUE",
    "法定最低现金价值：只是底线，用来核对合同价值表，不是退保金，不得作为给付依据；按精算规定的公式和报备时的发生率计算",
    Argument("精算规定", "产品报备时适用的规定", choices=("普通型", "分红型")),
    Argument("险种类别", "只算身故（两全含满期）给付固定保额的险种", choices=("定期寿险", "终身寿险", "两全保险")),
    Argument("生命表", "套别、表名、性别，例如：CL(2010-2013) 非养老类业务二表 男"),
    Argument("预定利率", "产品报备的预定利率，例如 2.5%", "rate", span=Span(0, 0.1, above=True)),
    Argument("投保年龄", "周岁", "count", span=Span(0, 105)),
    Argument("交费年数", "趸交填1", "count", span=Span(1, 106)),
    Argument("保额", "元", "amount", span=Span(0, 1e10, above=True)),
    Argument("报备日", "产品报备日，决定适用的规定", "day"),
    Argument("保单年度", "第几保单年度末", "count"),
    Argument(
        "保险年数", "终身寿险可不填；一年期以内按未满期净保费，不在此列", "count", required=False, span=Span(2, 106)
    ),
    Argument("返回", "不填返回金额", required=False, default=AMOUNT, choices=(AMOUNT, WHOLE_TABLE, BASIS)),
    category=CATEGORY,
    returns="法定最低（元）",
    examples=[
        example(
            1923.3,
            "普通型",
            "定期寿险",
            "CL(2010-2013) 非养老类业务一表 男",
            0.035,
            30,
            10,
            100000,
            "2021-06-01",
            10,
            20,
        ),
    ],
    basis=("minimum_value_full_years",),
)
def minimum_cash_value(
    rule: str, category: str, mortality: str, rate: Decimal, age: Decimal, premium_years: Decimal,
    sum_assured: Decimal, filed: date, year: Decimal, policy_years: Decimal | None, wanted: str,
) -> Any:  # fmt: skip
    """The statutory minimum at the end of a policy year, every year of it, or the basis it rests on."""
    from core.money import yuan
    from core.values.benefits import endowment, term_life, whole_life_years
    from core.values.cash_value import cash_values
    from core.values.mortality import find_mortality
    from core.values.statutory import Category, Rule, statutory_basis

    table = _found(find_mortality(mortality))
    if policy_years is None and category != Category.WHOLE_LIFE:
        raise Refused("缺少保险年数")
    for_life = whole_life_years(int(age), table.last_age)
    years = for_life if policy_years is None else int(policy_years)
    if category == Category.WHOLE_LIFE and years != for_life:
        raise Refused(f"终身寿险保到{table.last_age + 1}岁，保险年数为{for_life}或不填")
    if premium_years > years:
        raise Refused(f"交费年数{premium_years}多于保险年数{years}")
    draw = endowment if category == Category.ENDOWMENT else term_life
    basis = _found(
        statutory_basis(Rule(rule), Category(category), table, float(rate), int(premium_years), years, filed)
    )
    minimum = _found(cash_values(draw(int(age), years, int(premium_years), float(sum_assured)), basis)).minimum
    if wanted == BASIS:
        return "；".join(f"{name}：{text}" for name, text in basis.lines())
    if wanted == WHOLE_TABLE:
        return [["保单年度末", "法定最低"], *([t, yuan(float(value))] for t, value in enumerate(minimum, 1))]
    if not 1 <= year <= years:
        raise Refused(f"保单年度应在1至{years}之间")
    return yuan(float(minimum[int(year) - 1]))


def _found(answer: tuple[Any, Any]) -> Any:
    """A result of the values room, or its first finding as the text of the cell."""
    result, findings = answer
    if result is None:
        raise Refused(f"{findings[0].message}；{findings[0].fix}")
    return result

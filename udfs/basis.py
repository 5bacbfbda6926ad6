"""依据: the article and the day behind a formula, a rule, a parameter of the law, or a measure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from udfs.cells import Refused
from udfs.declared import Argument
from udfs.registry import FORMULAS, example, formula


@formula(
    "NQ_BASIS",
    "依据：函数、检查规则、法规参数、时限或指标的依据、现行数值和生效日；没有确认的标“待确认”",
    Argument("名称", "函数名、规则代码（A601）、参数或时限代码（RN-2.2）、指标名称"),
    Argument("日期", "按哪一天的规定；不填为最新", "day", required=False),
    category="依据",
    returns="依据文字",
    examples=[
        example(
            "宽限期：过了约定的交费日仍未交，期满效力中止：60日"
            "（《中华人民共和国保险法》（2015-04-24修正）第三十六条（2015-04-24起））",
            "NQ_GRACE_END", "2026-10-11",
        ),
        example("份额合计100%：《中华人民共和国保险法》（2015-04-24修正）第四十条（2015-04-24起）；"
                "中国银保信保单登记字段percentofbenefit", "A601"),
    ],
)  # fmt: skip
def basis(name: str, on: date | None) -> str:
    """What the named thing rests on, on a day."""
    from core.law import Law
    from core.measures.definitions import definitions

    law, key = Law.default(), name.strip()
    if key.upper() in FORMULAS:
        return _of_formula(key.upper(), law, on)
    if key in law:
        return _of_parameter(key, law, on)
    if key in definitions():
        known = definitions()[key]
        return f"{key}：{known.formula}（{known.basis}，{known.stamp}）"
    try:
        rule = law.rule(key.upper())
    except KeyError:
        raise Refused(f"没有名为“{key}”的函数、规则、参数或指标") from None
    return f"{rule.title}：{_cited(rule.basis)}"


def _of_formula(name: str, law: Any, on: date | None) -> str:
    keys = FORMULAS[name].basis
    if not keys:
        return f"{name}：{FORMULAS[name].summary}。按合同、产品参数和所填数据计算，结果的依据用参数“返回”查看"
    return "\n".join(_of_parameter(key, law, on) for key in keys)


def _of_parameter(key: str, law: Any, on: date | None) -> str:
    found = law.value(key, on)
    value = f"：{found.value}{found.unit}" if isinstance(found.value, int | str | Decimal) else ""
    return f"{found.title}{value}（{_cited(found.basis)}）"


def _cited(sources: Iterable[Any]) -> str:
    return "；".join(map(str, sources))

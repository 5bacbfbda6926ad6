"""What the steps of a calculation rest on: an article of a law, a clause, a printed table. Numbers stay in the law."""

from __future__ import annotations

from functools import cache

from core.findings import Basis, Status

# name: (law as listed in the law room, article)
_CITED = {
    "surrender": ("保险法", "第四十七条"),
    "keep_contract": ("司法解释三", "第十七条"),
    "payee": ("司法解释三", "第十六条"),
    "misstated_age": ("保险法", "第三十二条"),
    "minimum": ("普通型精算规定2020", "第十条"),
    "within_year": ("普通型精算规定2020", "第十二条"),
    "table": ("条款费率办法", "第二十四条"),
    "short_health": ("短期健康险通知2021", "第六项"),
    "short_accident": ("意外险办法2021", "第五条"),
    "health_cooling_off": ("健康险办法", "第十五条"),
    "universal": ("万能精算规定2015", ""),
}
# name: what the company itself wrote
_OWN = {
    "clause": Basis("合同条款（产品参数）", status=Status.COMPANY),
    "contract_table": Basis("合同所附现金价值表", status=Status.COMPANY),
    "ledger": Basis("保单台账", status=Status.COMPANY),
}


@cache
def source(*names: str) -> tuple[Basis, ...]:
    """The bases of these names, in this order. KeyError for a name that is not listed here."""
    return tuple(_OWN.get(name) or _cited(name) for name in names)


def _cited(name: str) -> Basis:
    from core.law.basis import cite  # what rests on the contract alone opens no law

    law, article = _CITED[name]
    return cite({"law": law, "article": article})

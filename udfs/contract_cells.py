"""From ranges to contracts of the values engine: the sheets' own headings say which cell means what.

合同: one line per 险种 with the headings of 保单台账, and of 产品 where no 产品 range is given; or one contract as a
list of 栏目 and 值. Balances and debts may stand beside them under their own names. 价值表: rows of 现金价值表, or the
bare columns 保单年度, 年末现金价值 (and further ones with their headings) of one contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from udfs.cells import Refused, read
from udfs.declared import Argument
from udfs.ranges import lying, table_of

CONTRACT = Argument("合同", "一行一个险种，第一行为保单台账和产品表的标题；或竖排的“栏目、值”两列", "table")
PRODUCTS = Argument("产品", "产品表的区域；不填则产品参数也在“合同”里", "table", required=False)
TABLE = Argument("价值表", "现金价值表的区域（带标题），或“保单年度、年末现金价值”两列", "table")
DRAWN, CLAIMED, DEBTS = "当日生存金已领", "已出险", "债务本息"
YES_NO = {"是": True, "否": False}
NO_CODE = "-"
_PRINTED = {
    "excluding": "value",
    "including": "value_with_benefit",
    "at_start": "value_at_start",
    "survival": "survival_benefit",
    "paid_up": "paid_up",
}

Rows = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Line:
    """One contract with what stands beside it; ``contract`` None: ``problem`` says why."""

    contract: Any
    accounts: Any = None
    problem: str = ""
    drawn: bool | None = None
    debts: Any = None


def lines(contract: Rows, table: Rows | None, products: Rows | None) -> Iterator[Line]:
    """The contracts of a range, one by one."""
    from core.products.contract_of import Contracts
    from core.records.policy import Policy
    from core.records.product import CashValue, Product
    from core.table import empty_table

    rows = lying(contract)
    policies = _with_codes(table_of(Policy, rows))
    sold = table_of(Product, lying(products)) if products else _once(table_of(Product, rows))
    printed = table_of(CashValue, table) if table and _has_headings(table) else empty_table(CashValue)
    keyed = _has(printed, "product_code")
    found = Contracts(policies, _with_codes(sold), printed if keyed else empty_table(CashValue))
    own = year_table(table) if table and not keyed else None
    beside = _beside(rows)
    for row in range(len(policies)):
        made, findings = found.at(row)
        if made is None:
            yield Line(None, problem="；".join(finding.message for finding in findings))
            continue
        years = made.policy_years
        if own is not None and years is not None and len(own.excluding) > years:
            problem = f"价值表有{len(own.excluding)}个保单年度，多于保险期间{years}年，不是这份合同的价值表"
            yield Line(None, problem=problem)
            continue
        values = {name: column[row] for name, column in beside.items() if column[row] is not None}
        yield Line(
            replace(made, table=own or made.table, claimed=values.pop(CLAIMED, made.claimed)),
            drawn=values.pop(DRAWN, None),
            debts=values.pop(DEBTS, None),
            accounts=replace(found.accounts(row), **values),
        )


@lru_cache(maxsize=256)
def year_table(rows: Rows) -> Any:
    """The printed figures of one contract by policy year; :class:`Refused` for a missing or repeated year."""
    from core.values.contract import YearTable
    from core.values.sources import source

    columns = _with_headings(rows) if _has_headings(rows) else _bare(rows)
    years = columns.pop("policy_year")
    if sorted(map(str, years)) != sorted(str(year) for year in range(1, len(years) + 1)):
        raise Refused("价值表的保单年度要从1起，不缺不重")
    order = sorted(range(len(years)), key=lambda row: years[row])
    in_order = {name: tuple(column[row] for row in order) for name, column in columns.items()}
    return YearTable(**in_order, basis=source("contract_table"))


def _bare(rows: Rows) -> dict[str, list[Any]]:
    """保单年度 and 年末现金价值 in the first two columns; read without the records, which take longer to load."""
    year, value = Argument("保单年度", "", "count"), Argument("年末现金价值", "", "number")
    if len(rows[0]) < len(("policy_year", "value")):
        raise Refused("价值表要有“保单年度、年末现金价值”两列")
    return {
        "policy_year": [read(year, row[0]) and int(read(year, row[0])) for row in rows],
        "excluding": [read(value, row[1]) for row in rows],
    }


def _with_headings(rows: Rows) -> dict[str, list[Any]]:
    from core.records.product import CashValue
    from core.table import scalar

    table = table_of(CashValue, rows)
    years = [scalar(year) for year in table["policy_year"]]
    printed = {field: list(map(scalar, table[name])) for field, name in _PRINTED.items() if _has(table, name)}
    return {"policy_year": [year and int(year) for year in years], **printed}


def _has_headings(rows: Rows) -> bool:
    return any(isinstance(cell, str) and not cell.strip()[:1].isdigit() for cell in rows[0])


def _beside(rows: Rows) -> dict[str, list[Any]]:
    """Balances and debts (fields of ``Accounts``) and what a calculation asks besides, by column."""
    from core.values.accounts import ADDED, TAKEN_OFF

    titles = {title: field for field, title in (ADDED | TAKEN_OFF).items()}
    found: dict[str, list[Any]] = {}
    for place, heading in enumerate(rows[0]):
        cells = [row[place] for row in rows[1:]]
        if heading in titles:
            amount = Argument(str(heading), "", "amount")
            found[titles[heading]] = [read(amount, cell) for cell in cells]
        elif heading == DEBTS:
            found[DEBTS] = [read(Argument(DEBTS, "", "amount"), cell) for cell in cells]
        elif heading in (DRAWN, CLAIMED):
            choice = Argument(str(heading), "", choices=tuple(YES_NO))
            found[heading] = [YES_NO.get(read(choice, cell)) for cell in cells]
    return found


def _has(table: Any, name: str) -> bool:
    """Does the range have this column?"""
    return any(name in origin.letters for origin in table.origins)


def _with_codes(table: Any) -> Any:
    """A contract that stands alone needs no 险种代码: one stands in for it, in the contract and in its product."""
    import numpy as np

    codes = np.where(table["product_code"] == "", NO_CODE, table["product_code"]).astype(object)
    return replace(table, columns={**table.columns, "product_code": codes})


def _once(products: Any) -> Any:
    """The first line of each product and version."""
    import numpy as np

    first = {key: row for row, key in reversed(list(enumerate(products.keys())))}
    return products.take(np.array(sorted(first.values()), dtype=np.intp))

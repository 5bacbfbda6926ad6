"""费率检验: what each rate cell is charged, whether it is one rate, and the net premium on the product's own basis.

A rate cell is product version, plan, sex, entry age, both terms and frequency. The net level premium is A(0)/ä on the
product's pricing rate and mortality without expenses: an estimate (公式), only where the sheet states the basis.
Per 1,000 yuan of 保额 and year, of 趸交 once. Source: 7号 Art. 9 notation (:mod:`core.values.reserve`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from core.products.cash_value_tables import CELL
from core.products.contract_of import Contracts
from core.products.formula_of import basis_and_cover
from core.products.policy_cells import policy_cells, product_rows
from core.table import Array, Table
from core.values.cash_value import cash_values

SAME = 0.005
"""Yuan per 1,000: rates of one cell that differ by more are two rates."""
HALF_FEN = 0.005
INSTALMENTS = {"月交": 12, "季交": 4, "半年交": 2}
"""Premiums of a year, each rounded to the fen; 1 for 年交 and 趸交."""
SINGLE = "趸交"


class Verdict(StrEnum):
    """What a person is told about a rate cell."""

    TWO_RATES = "同格不同价"
    BELOW_NET = "低于净保费"
    FINE = "未见异常"
    NO_BASIS = "无法检验"


@dataclass(frozen=True, slots=True)
class RateCell:
    """``lowest``, ``highest``: charged; ``net``: None without a stated basis. Yuan a year per 1,000 of 保额.

    ``slack``: what two premiums may differ by because each instalment is rounded to the fen, in the same unit.
    """

    key: tuple[str, ...]
    policies: int
    lowest: float
    highest: float
    net: float | None
    basis: str
    slack: float = SAME

    @property
    def loading(self) -> float | None:
        """附加费用率: the part of the lowest premium above the net premium."""
        return None if self.net is None or not self.lowest else 1 - self.net / self.lowest

    @property
    def verdict(self) -> Verdict:
        """Two rates for one cell weigh more than a low one; no verdict without a basis."""
        if self.highest - self.lowest > self.slack:
            return Verdict.TWO_RATES
        if self.net is None:
            return Verdict.NO_BASIS
        return Verdict.BELOW_NET if self.lowest < self.net - self.slack else Verdict.FINE


def rate_cells(policies: Table, products: Table, cash_values_table: Table) -> list[RateCell]:
    """The cells of all policy lines that have a 保额 and a premium, in the order of their keys."""
    lines = np.flatnonzero(_checkable(policies))
    keys = _keys(policies, products)
    rates = _premiums(policies) / np.where(policies["sum_assured"] > 0, policies["sum_assured"], np.nan) * 1000
    by_cell: dict[tuple[str, ...], list[int]] = {}
    for line in lines.tolist():
        by_cell.setdefault(keys[line], []).append(line)
    contracts = Contracts(policies, products, cash_values_table)
    return [_cell(key, by_cell[key], rates, contracts, policies, products) for key in sorted(by_cell)]


def left_out(policies: Table) -> int:
    """How many policy lines are in no cell, because 保额 or premium is blank or not above 0."""
    return int(np.count_nonzero(~_checkable(policies)))


def _checkable(policies: Table) -> Array:
    return np.asarray((policies["sum_assured"] > 0) & (_premiums(policies) > 0))


def _premiums(policies: Table) -> Array:
    """年化保费, of 趸交 the one premium, which is no yearly one."""
    return np.where(policies["frequency"] == SINGLE, policies["first_premium"], policies["annual_premium"])


def _keys(policies: Table, products: Table) -> list[tuple[str, ...]]:
    columns = policy_cells(policies, products, product_rows(policies, products))
    texts = [map(_text, column.tolist()) for column in (*columns, policies["frequency"])]
    return list(zip(*texts, strict=True))


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cell(
    key: tuple[str, ...], lines: list[int], rates: Array, contracts: Contracts, policies: Table, products: Table
) -> RateCell:
    charged = rates[lines]
    net, basis = _net_premium(lines[0], key, contracts, policies, products)
    rounding = 2 * HALF_FEN * INSTALMENTS.get(key[-1], 1) / float(policies["sum_assured"][lines].min()) * 1000
    return RateCell(key, len(lines), float(charged.min()), float(charged.max()), net, basis, max(SAME, rounding))


def _net_premium(
    line: int, key: tuple[str, ...], contracts: Contracts, policies: Table, products: Table
) -> tuple[float | None, str]:
    """Per 1,000 of 保额 for one line of the cell, and the basis in words; None and the reason where there is none."""
    contract, findings = contracts.at(line)
    if contract is None:
        return None, _reason(findings)
    age, sex = float(key[CELL.index("entry_age")]), key[CELL.index("sex")]
    basis, cover, findings = basis_and_cover(contract, products, contracts.product_row(line), age, sex)
    if basis is None or cover is None:
        return None, _reason(findings) or "险种类别没有公式"
    without_loading = replace(basis, expenses=(0.0,), rate_add_on=0.0, blend_years=1)
    found, findings = cash_values(cover, without_loading)
    if found is None:
        return None, _reason(findings)
    words = f"{basis.mortality}，预定利率 {basis.pricing_rate:.2%}，不含费用"
    return found.gross_premium / float(policies["sum_assured"][line]) * 1000, words


def _reason(findings: object) -> str:
    messages: Iterator[str] = (finding.message for finding in findings)  # type: ignore[attr-defined]
    return next(messages, "")

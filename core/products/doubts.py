"""What is doubtful about the product and the table row that a policy line found: 转核, read beside every figure."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from core.days.age import ages
from core.findings import Finding
from core.products.policy_cells import entry_days
from core.products.table_notes import note
from core.products.versions import on_sale
from core.table import Array, Rows, Table, scalar

DEBTS = ("loan", "advanced_premium")


class Doubts:
    """Built once for the lines of a ledger. ``product``: the 产品 row of every line, ``born`` 出生日期,
    ``sexes`` 性别 of the insured."""

    def __init__(self, policies: Table, products: Table, product: Rows, born: Array, sexes: Array) -> None:
        self._policies, self._products, self._product = policies, products, product
        self._days, self._born, self._sexes = entry_days(policies), born, sexes
        self._age_then = ages(born, self._days)
        self._age_at_start = ages(born, policies["effective_on"])

    def birth_date(self, row: int) -> date | None:
        """出生日期 of the insured, from the cell or the certificate number."""
        born: date | None = scalar(self._born[row])
        return born

    def entry_day(self, row: int) -> date | None:
        """投保日 of a line, else its 生效日: the day at which 投保年龄 is taken."""
        entered: date | None = scalar(self._days[row])
        return entered

    def of(self, row: int) -> tuple[Finding, ...]:
        """T07 version guessed, T08 outside its sale, T09 birthday between 投保日 and 生效日, T13 a debt twice,
        T14 sex or birth date unknown."""
        return tuple(note(code, self._policies, column, row, **words) for code, column, words in self._found(row))

    def _found(self, row: int) -> list[tuple[str, str, dict[str, Any]]]:
        found: list[tuple[str, str, dict[str, Any]]] = []
        applied, version = scalar(self._days[row]), self._products["version"][self._product[row]]
        sold = self._versions_on_sale(row)
        if self._policies["product_version"][row] == "" and len(sold) > 1:
            found.append(("T07", "product_version", {"versions": f"{len(sold)}"}))
        if applied is not None and int(self._product[row]) not in sold:
            found.append(("T08", "product_code", {"applied": applied, "version": version}))
        then, start = self._age_then[row], self._age_at_start[row]
        if not np.isnan(then) and not np.isnan(start) and then != start:
            words = {"applied": applied, "effective": scalar(self._policies["effective_on"][row]), "age": f"{then:.0f}"}
            found.append(("T09", "insured_birth_date", words))
        absent = {"insured_sex": self._sexes[row] == "", "insured_birth_date": bool(np.isnat(self._born[row]))}
        for name in (name for name, gone in absent.items() if gone):
            found.append(("T14", name, {"heading": self._policies.record.column(name).heading}))
        found += [("T13", name, {}) for name in DEBTS if row in self._same_debts[name]]
        return found

    def _versions_on_sale(self, row: int) -> list[int]:
        rows = np.flatnonzero(self._products["product_code"] == self._policies["product_code"][row])
        return [one for one in rows.tolist() if on_sale(self._products, one, self._days[row : row + 1])[0]]

    @cached_property
    def _same_debts(self) -> dict[str, frozenset[int]]:
        """By column, the lines whose policy has another line with the same amount above 0."""
        numbers = self._policies["policy_no"].tolist()
        found = {}
        for name in DEBTS:
            rows = np.flatnonzero(self._policies[name] > 0).tolist()
            keys = [(numbers[row], float(self._policies[name][row])) for row in rows]
            times = Counter(keys)
            found[name] = frozenset(row for row, key in zip(rows, keys, strict=True) if times[key] > 1)
        return found

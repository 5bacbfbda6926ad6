"""Beneficiaries by application, kind and order: the groups that share rules speak of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.normalise.fractions import EQUAL_WORDS
from core.table import Array, Mask, Table

DEATH = "身故"
BY_LAW = ("法定", "法定继承人", "法定受益人", "法定继承")
_RELATION_WORDS = {"丈夫": "配偶", "妻子": "配偶", "父亲": "父母", "母亲": "父母", "儿子": "子女", "女儿": "子女"}


class Groups:
    """Rows of a 受益人 table that belong together: same application, and equal in further columns."""

    def __init__(self, table: Table, by: Sequence[Array] = ()) -> None:
        self._table = table
        keys = list(zip(table["application_no"], *(column.tolist() for column in by), strict=True))
        number = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        self._group = np.array([number[key] for key in keys], dtype=np.intp)
        self._count = len(number)

    def any(self, mask: Mask) -> Mask:
        """Per row: does any row of its group have ``mask``?"""
        return np.asarray(np.bincount(self._group, weights=mask, minlength=self._count)[self._group] > 0, dtype=bool)

    def sum(self, amounts: Array) -> Array:
        """Per row: the sum over its group."""
        total: Array = np.bincount(self._group, weights=amounts, minlength=self._count)[self._group]
        return total

    def first(self, mask: Mask) -> Mask:
        """The first row of each group among the rows of ``mask``."""
        result = np.zeros(len(self._group), dtype=bool)
        rows = np.flatnonzero(mask)
        result[rows[np.unique(self._group[rows], return_index=True)[1]]] = True
        return result

    def first_missing(self, numbers: Array) -> Array:
        """Per row: the smallest of 1, 2, 3 … that no row of its group has."""
        result = np.ones(self._count)
        for number in sorted(set(numbers[~np.isnan(numbers)].tolist())):
            has = np.bincount(self._group, weights=numbers == number, minlength=self._count) > 0
            result[has & (result == number)] += 1
        return result[self._group]

    def names(self, rows: Mask) -> list[str]:
        """What to call the group of each chosen row: 身故第1顺序."""
        kind, order = self._table["benefit_kind"][rows], orders(self._table)[rows]
        return [f"{a or DEATH}第{b:.0f}顺序" for a, b in zip(kind, order, strict=True)]


def order_groups(table: Table) -> Groups:
    """Groups of one application, kind (blank: 身故) and order (blank: 1)."""
    return Groups(table, [np.where(table["benefit_kind"] == "", DEATH, table["benefit_kind"]), orders(table)])


def orders(table: Table) -> Array:
    """受益顺序; a blank one is the first."""
    return np.where(np.isnan(table["order"]), 1.0, table["order"])


def named(table: Table) -> Mask:
    """Rows that name somebody, as against 法定 or nothing at all."""
    by_law = np.isin(table["name"].astype(str), (*BY_LAW, "")) & (table["document_no"] == "")
    return np.asarray(~by_law & ~((table["relation"] == "法定") & (table["name"] == "")), dtype=bool)


def unreadable_shares(table: Table) -> Mask:
    """Shares of which something is written that is no share; 均等 is one."""
    result = np.zeros(len(table), dtype=bool)
    for row, typed in table.typed.get("share", {}).items():
        written = str(typed).strip() if typed is not None else ""
        result[row] = np.isnan(table["share"][row]) and written != "" and written not in EQUAL_WORDS
    return result


def relation_words(relations: Array) -> Array:
    """丈夫 and 妻子 as 配偶, 儿子 as 子女 …: the words of the law."""
    return np.array([_RELATION_WORDS.get(word, word) for word in relations], dtype=object)

"""产品资料: what the office's own tables say of one product version, on one page, and nothing that they do not say.

A cell that a product of this kind must state and does not is shown 待确认. Figures of the value table are the
contract's (label 合同), as printed; nothing is projected or promised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from core.findings import Basis, Status
from core.law.basis import cite
from core.products.product_kinds import kinds_of, stated
from core.products.value_excerpt import ValueExcerpt, excerpt
from core.products.versions import on_sale
from core.records.product import CashValue, Clause, Product
from core.table import Table, Tables, scalar, text_of

TO_CONFIRM = Status.UNCONFIRMED.zh
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SheetClause:
    """One clause as worded, with its number, kind and subject."""

    number: str
    kind: str
    subject: str
    wording: str


@dataclass(frozen=True)
class ProductSheet:
    """One product version as of ``on``. ``buyers``, ``terms``, ``charges``: heading and text, 待确认 where not stated.

    ``clauses``: by section of the page. ``risks``: sentence and the article behind it.
    """

    code: str
    version: str
    name: str
    on: date
    kind: str
    sale: str
    buyers: Pairs
    terms: Pairs
    charges: Pairs
    clauses: tuple[tuple[str, tuple[SheetClause, ...]], ...]
    values: ValueExcerpt | None
    no_values: str
    risks: tuple[tuple[str, Basis], ...]

    @property
    def open_points(self) -> tuple[str, ...]:
        """What the product's owner has yet to state."""
        pairs = (*self.buyers, *self.terms, *self.charges)
        return tuple(title for title, text in pairs if text == TO_CONFIRM) + (
            () if any(found for _, found in self.clauses) else ("条款原文",)
        )


def product_sheets(tables: Tables, on: date, codes: Collection[str] = ()) -> list[ProductSheet]:
    """A sheet per product version of ``codes`` (none: all), by code and version."""
    products = tables.of(Product)
    rows = [row for row in range(len(products)) if not codes or products["product_code"][row] in codes]
    rows.sort(key=lambda row: (products["product_code"][row], products["version"][row]))
    return [_sheet(tables, row, on) for row in rows]


@cache
def words() -> dict[str, Any]:
    """The page's headings and sentences."""
    import yaml

    text = (resources.files("core.products") / "product_sheet.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def _sheet(tables: Tables, row: int, on: date) -> ProductSheet:
    products, said = tables.of(Product), words()
    kinds = kinds_of(products, row)
    code, version = products["product_code"][row], products["version"][row]
    values = excerpt(tables.of(CashValue), products, row)
    without = "account" if "account" in kinds else "short" if "short" in kinds else "long"
    buyers, terms, charges = (
        tuple(_pairs(products, row, said[part], kinds)) for part in ("buyers", "terms", "charges")
    )
    return ProductSheet(
        code, version, products["product_name"][row], on,
        "　".join(filter(None, (products[name][row] for name in ("category", "design", "main_or_rider")))),
        sale_words(products, row, on), buyers, terms, charges,
        tuple(_clauses(tables.of(Clause), code, version)), values, "" if values else said["no_values"][without],
        tuple((risk["text"], cite(risk["basis"])) for risk in said["risks"] if risk["when"] in kinds),
    )  # fmt: skip


def sale_words(products: Table, row: int, on: date) -> str:
    """在售, 未开售 or 已停售 on a day, with the days of the sale."""
    start, end = scalar(products["sold_from"][row]), scalar(products["sold_to"][row])
    days = f"{start or '日期' + TO_CONFIRM}起" + (f"至{end}" if end else "")
    if bool(on_sale(products, row, np.array([on], dtype="datetime64[D]"))[0]):
        return f"在售（{days}）"
    return f"{'未开售' if start and on < start else '已停售'}（{days}）"


def _pairs(
    products: Table, row: int, entries: list[dict[str, Any]], kinds: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if entry.get("when", "always") in kinds:
            yield entry["title"], _words(products, row, entry)


def _words(products: Table, row: int, entry: dict[str, Any]) -> str:
    """The filled-in sentence; 待确认 where one of its cells is blank."""
    if not all(stated(products, row, name) for name in entry["fields"]):
        return TO_CONFIRM
    if "zero" in entry and products[entry["fields"][0]][row] == 0:
        return str(entry["zero"])
    return str(entry["words"]).format(*(_cell(products, row, name) for name in entry["fields"]))


def _cell(products: Table, row: int, name: str) -> str:
    value, holds = products[name][row], products.record.column(name).kind.holds
    if holds == "amount":
        return f"{float(value):,.2f}".removesuffix(".00")
    return f"{float(value):.4%}".rstrip("0%").rstrip(".") + "%" if holds == "fraction" else text_of(value)


def _clauses(clauses: Table, code: str, version: str) -> Iterator[tuple[str, tuple[SheetClause, ...]]]:
    """By section of the page the version's clauses, in the order of the sheet within each kind."""
    own = np.flatnonzero((clauses["product_code"] == code) & (clauses["version"] == version)).tolist()
    for section in words()["clauses"]:
        found = [row for kind in section["kinds"] for row in own if clauses["clause_kind"][row] == kind]
        names = ("clause_no", "clause_kind", "subject", "wording")
        yield section["title"], tuple(SheetClause(*(clauses[name][row] for name in names)) for row in found)

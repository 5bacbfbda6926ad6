"""保全项目: what can be asked for, who may ask, which columns of the policy it changes, and what money follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from core.findings import Basis, Status
from core.law.basis import cite_all

FigureOf = Literal[
    "", "surrender", "cooling_off", "agreed", "reduction", "reinstatement", "paid_up", "auto_advance", "loan",
    "repayment", "survival", "maturity",
]  # fmt: skip
RECEIVES, PAYS = "收", "付"
_ALTERING = ("agreed", "reduction", "reinstatement", "paid_up", "auto_advance")


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of request. ``applicants``: the roles that may ask; ``consent``: the insured must agree too.

    ``fields``: the policy's columns it may change; ``figure``: what the values engine works out; ``pays``: 收, 付 or
    ""; ``re_rates``: a new premium may follow; ``payees``: who may be paid; ``elsewhere``: where to go instead.
    """

    name: str
    code: str
    status: Status
    event: str
    applicants: tuple[str, ...]
    consent: bool = False
    fields: tuple[str, ...] = ()
    figure: FigureOf = ""
    pays: str = ""
    underwriting: bool = False
    re_rates: bool = False
    payees: tuple[str, ...] = ()
    elsewhere: str = ""

    @property
    def sign(self) -> int:
        """+1 where the company receives, −1 where it pays, 0 where no money moves."""
        return {RECEIVES: 1, PAYS: -1}.get(self.pays, 0)

    @property
    def changes_contract(self) -> bool:
        """Does it alter what the parties agreed, so that 保险法第二十条 asks for a 批单 or a written agreement?

        To pay, lend or end as the contract provides is no change of it.
        """
        return bool(self.fields) or self.figure in _ALTERING


def item_of(name: str) -> Item:
    """The item of a name in the list 保全项目. KeyError for any other."""
    return items()[name]


@cache
def items() -> Mapping[str, Item]:
    """Every item by its name, in the order of the list."""
    return {name: _item(name, row) for name, row in _data()["items"].items()}


def basis() -> tuple[Basis, ...]:
    """What the items rest on; the codes and the company's part are 待确认."""
    return cite_all(_data()["basis"])


def _item(name: str, row: Mapping[str, Any]) -> Item:
    lists: dict[str, Any] = {key: tuple(row.get(key, ())) for key in ("applicants", "fields", "payees")}
    rest = {key: value for key, value in row.items() if key not in lists and key not in ("status", "event")}
    return Item(name=name, status=Status(row["status"]), event=row.get("event", ""), **lists, **rest)


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    data: Mapping[str, Any] = yaml.safe_load((resources.files("core.servicing") / "items.yaml").read_text("utf-8"))
    return data

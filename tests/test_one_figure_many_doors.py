"""quote, value and the cell formula answer with the same figure, label and findings for the same policy and day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.ledger.current import load_table
from core.ledger.schema import open_ledger
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.table import Table, scalar
from macros.command_line import main
from udfs.registry import formulas

ON = "2026-10-31"
POLICIES = 24


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("演示") / "一月"
    assert main(["demo", "--dir", str(folder), "--policies", "150", "--seed", "3"]) == 0
    return folder


@pytest.fixture(scope="module")
def ledger(office: Path) -> Iterator[sqlite3.Connection]:
    connection = open_ledger(office / "台账.sqlite")
    yield connection
    connection.close()


def test_surrender_is_one_figure_at_every_door(
    office: Path, ledger: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    valued = values_of_the_verb(office, capsys)
    policies = load_table(ledger, Policy)
    in_force = policies["policy_no"][policies["status"] == "有效"].tolist()
    numbers = [number for number in in_force if (policies["policy_no"] == number).sum() == 1][:POLICIES]
    answers = {number: (quoted(office, number, capsys), typed(ledger, number)) for number in numbers}
    assert sum(amount is not None for (amount, _), _ in answers.values()) > POLICIES // 2
    for number, (by_quote, by_cell) in answers.items():
        assert by_quote == valued[number], number
        assert by_cell == by_quote, number


def values_of_the_verb(office: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[Decimal | None, str]]:
    books = sorted(str(path) for path in (office / "输入").glob("*.xlsx") if "产品" in path.name)
    capsys.readouterr()
    main(["value", *books, "--db", str(office / "台账.sqlite"), "--on", ON, "--json"])
    values = json.loads(capsys.readouterr().out)["values"]
    return {one["policy_no"]: figure(one) for one in values if not one["kind"].startswith("满期")}


def quoted(office: Path, number: str, capsys: pytest.CaptureFixture[str]) -> tuple[Decimal | None, str]:
    main(["quote", "surrender", number, "--on", ON, "--db", str(office / "台账.sqlite"), "--json"])
    (one,) = json.loads(capsys.readouterr().out)["figures"]
    return figure(one)


def figure(one: dict[str, Any]) -> tuple[Decimal | None, str]:
    return (None if one["amount"] is None else Decimal(one["amount"]), one["label"])


def typed(ledger: sqlite3.Connection, number: str) -> tuple[Decimal | None, str]:
    """What the formula answers on a clerk's sheet: the policy line, its product, and its printed table."""
    policy = load_table(ledger, Policy, where="policy_no = ?", values=[number])
    code = [policy["product_code"][0]]
    product = load_table(ledger, Product, where="product_code = ?", values=code)
    table = load_table(ledger, CashValue, where="product_code = ?", values=code)
    formula = formulas()["NQ_SURRENDER_VALUE"]
    cells = (sheet(policy), sheet(table), ON)
    amount = formula(*cells, "金额", sheet(product))
    label = formula(*cells, "标签", sheet(product))
    refused = isinstance(amount, str)
    return (None if refused else Decimal(str(amount)), str(label))


def sheet(table: Table) -> list[list[object]]:
    """The table as a range with its headings."""
    columns = table.record.columns()
    rows = [[cell(table[column.name][i]) for column in columns] for i in range(len(table))]
    return [[column.heading for column in columns], *rows]


def cell(value: object) -> object:
    plain = scalar(value)
    return float(plain) if isinstance(plain, Decimal) else str(plain) if plain is not None else None

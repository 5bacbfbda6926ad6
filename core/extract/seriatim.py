"""The files of an extract: which columns of which record, read as the ledger knew them after a change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import yaml

from core.measures.loading import load_columns
from core.records.catalogue import by_table
from core.records.policy import Policy
from core.records.record import Column
from core.table import Table

BRANCH = "branch_code"
NO_BRANCH = "未登记"


@dataclass(frozen=True)
class SeriatimFile:
    """One file: its name, and the rows it holds. ``branches`` per row: by which the Parquet files are parted."""

    name: str
    table: Table
    columns: tuple[Column, ...]
    branches: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.table)

    def total(self, name: str) -> Decimal:
        """The sum of an amount column in yuan, exact: whole fen are added."""
        fen = np.rint(np.nan_to_num(self.table[name]) * 100).astype(np.int64)
        return Decimal(int(fen.sum())) / 100

    @property
    def amounts(self) -> tuple[Column, ...]:
        """The columns that are added up."""
        return tuple(column for column in self.columns if column.kind.holds == "amount")


@cache
def listed_fields() -> dict[str, dict[str, Any]]:
    """Per file its record and field names."""
    text = (resources.files(__package__) / "fields.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return found


def seriatim(connection: sqlite3.Connection, until_change: int | None = None) -> list[SeriatimFile]:
    """Every file as known after a change (None: now), rows in the order of their keys."""
    tables = {
        name: load_columns(connection, by_table()[listed["record"]], listed["fields"], until_change)[0]
        for name, listed in listed_fields().items()
    }
    policies = next(table for table in tables.values() if table.record is Policy)
    branch_of = dict(zip(policies["policy_no"].tolist(), policies[BRANCH].tolist(), strict=True))
    return [_file(name, table, branch_of) for name, table in tables.items()]


def _file(name: str, table: Table, branch_of: Mapping[str, str]) -> SeriatimFile:
    columns = tuple(map(table.record.column, listed_fields()[name]["fields"]))
    branches = tuple(branch_of.get(number) or NO_BRANCH for number in table["policy_no"].tolist())
    return SeriatimFile(name, table, columns, branches)

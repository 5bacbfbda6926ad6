"""The connection to a ledger's file, which remembers what was read whole (:mod:`core.ledger.standing`)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.table import Table


@dataclass(frozen=True)
class Standing:
    """The rows of a record after ``change``, in the order of their ``keys``."""

    change: int
    keys: list[str]
    table: Table


class LedgerConnection(sqlite3.Connection):
    """``standing``: by table the records read whole through this connection."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.standing: dict[str, Standing] = {}

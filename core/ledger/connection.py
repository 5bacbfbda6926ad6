"""The connection to a ledger's file, which remembers what was read whole."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.ledger.standing import Standing


class LedgerConnection(sqlite3.Connection):
    """``standing``: by table the records read whole through this connection (:mod:`core.ledger.standing`)."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.standing: dict[str, Standing] = {}

"""One change as the ledger keeps it, and the link that chains it to the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Change:
    """One change as kept in the ledger. ``known_at`` is UTC ISO text, ``as_of`` the workbook's 数据截止日.

    ``batch``: the first change of those that were made together and are taken back together; None for one alone.
    """

    id: int
    kind: str
    record: str
    known_at: str
    who: str
    why: str
    path: str = ""
    sha256: str = ""
    sheet: str = ""
    as_of: str = ""
    inserted: int = 0
    changed: int = 0
    undoes: int | None = None
    chain: str = ""
    batch: int | None = None


def facts_of(change: Change) -> dict[str, Any]:
    """The change by column of the table ``changes``."""
    return {name: getattr(change, name) for name in change.__dataclass_fields__}


def chain_link(previous: str, change: Change, versions: Iterable[tuple[str, bytes, int]]) -> str:
    """SHA-256 over the previous link, the change's own facts, and every version's key, hash and withdrawn mark.

    A change alone has no batch to state: ledgers from before there were batches keep their chain.
    """
    digest = sha256(previous.encode())
    facts = {name: fact for name, fact in facts_of(change).items() if name != "chain"}
    if change.batch is None:
        del facts["batch"]
    digest.update("\x1f".join(map(str, facts.values())).encode())
    digest.update(b"".join([key.encode() + row_hash + b"%d" % withdrawn for key, row_hash, withdrawn in versions]))
    return digest.hexdigest()

"""Money: exact amounts rounded half up (:mod:`.amounts`), and amounts in Chinese capitals (:mod:`.capitals`)."""

from __future__ import annotations

from core.money.amounts import exceeds, from_fen, reaches, round_column, round_half_up, to_fen, yuan
from core.money.capitals import capital, from_capital

__all__ = [
    "capital",
    "exceeds",
    "from_capital",
    "from_fen",
    "reaches",
    "round_column",
    "round_half_up",
    "to_fen",
    "yuan",
]

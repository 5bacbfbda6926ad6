"""条款库: the wording that answers a question about a product version."""

from __future__ import annotations

import numpy as np

from core.normalise.cleaning import key_of
from core.table import Rows, Table

EXACT = ("clause_no", "subject", "clause_kind")


def find_clauses(clauses: Table, product_code: str, asked: str, version: str = "") -> Rows:
    """The rows of 条款 for a product: by 条款号, else 事项, else 条款类别, else where the wording holds the words.

    ``version`` "" takes every version held. In the order of the sheet; none found: no rows.
    """
    of_product = clauses["product_code"] == product_code
    if version:
        of_product &= clauses["version"] == version
    wanted = key_of(asked)
    for name in EXACT:
        found = np.flatnonzero(of_product & np.array([key_of(text) == wanted for text in clauses[name]], dtype=bool))
        if len(found):
            return found
    holds = np.array([wanted in key_of(s + w) for s, w in zip(clauses["subject"], clauses["wording"], strict=True)])
    return np.flatnonzero(of_product & holds.astype(bool))

"""条款库: the wording that answers a question about a product version."""

from __future__ import annotations

import numpy as np

from core.normalise.cleaning import key_of
from core.table import Rows, Table

EXACT = ("clause_no", "subject", "clause_kind")
ALSO_CALLED = {
    "观察期": "等待期", "免责": "责任免除", "除外责任": "责任免除", "不保什么": "责任免除", "重疾": "重症",
    "重大疾病": "重症", "轻疾": "轻症", "轻度疾病": "轻症", "理赔资料": "理赔条件", "理赔材料": "理赔条件",
    "保障范围": "保险责任", "退保": "现金价值",
}  # fmt: skip
"""How the office also asks for a 条款类别."""


def find_clauses(clauses: Table, product_code: str, asked: str, version: str = "") -> Rows:
    """The rows of 条款 for a product: by 条款号, else 事项, else 条款类别 or its other name, else by words.

    ``version`` "" takes every version held. In the order of the sheet; none found: no rows.
    """
    of_product = clauses["product_code"] == product_code
    if version:
        of_product &= clauses["version"] == version
    wanted = key_of(asked)
    for name, word in (*((name, wanted) for name in EXACT), ("clause_kind", ALSO_CALLED.get(wanted, ""))):
        same = np.array([key_of(text) == word for text in clauses[name]], dtype=bool)
        if word and (of_product & same).any():
            return np.flatnonzero(of_product & same)
    holds = np.array([wanted in key_of(s + w) for s, w in zip(clauses["subject"], clauses["wording"], strict=True)])
    return np.flatnonzero(of_product & holds.astype(bool))

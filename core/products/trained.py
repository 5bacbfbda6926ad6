"""Who was trained in which product until when: asked by the check of new business and by the training tab."""

from __future__ import annotations

import numpy as np

from core.table import Array, Table

TRAINED, NEVER, EXPIRED = "有效", "未培训", "已过期"
PASSED = ("合格", "补考合格", "免考")
FOREVER = np.datetime64("9999-12-31", "D")


class TrainedSellers:
    """The passed product trainings of a register, searched by seller, product and day."""

    def __init__(self, trainings: Table) -> None:
        passed = np.isin(trainings["result"].astype(str), PASSED) & (trainings["kind"] == "产品")
        passed &= (trainings["product_code"] != "") & ~np.isnat(trainings["trained_on"])
        chosen = np.flatnonzero(passed)
        ends = np.where(np.isnat(trainings["expires_on"]), FOREVER, trainings["expires_on"])
        self._spans: dict[tuple[str, str], list[tuple[np.datetime64, np.datetime64]]] = {}
        for row in chosen.tolist():
            pair = (trainings["staff_no"][row], trainings["product_code"][row])
            self._spans.setdefault(pair, []).append((trainings["trained_on"][row], ends[row]))
        self.known = bool(len(chosen))
        """Is there any product training at all?"""

    def standing(self, agents: Array, products: Array, days: Array) -> Array:
        """Per sale 有效, 未培训 or 已过期 on its day; "" where seller or day is blank. Shapes (n,)."""
        result = np.full(len(agents), "", dtype=object)
        pairs: dict[tuple[str, str], list[int]] = {}
        for row, pair in enumerate(zip(agents.tolist(), products.tolist(), strict=True)):
            pairs.setdefault(pair, []).append(row)
        for pair, found in pairs.items():
            rows = np.array(found, dtype=np.intp)
            sold = days[rows]
            begun, valid = np.zeros(len(rows), bool), np.zeros(len(rows), bool)
            for start, end in self._spans.get(pair, ()):
                begun |= start <= sold
                valid |= (start <= sold) & (sold <= end)
            outcome = np.where(valid, TRAINED, np.where(begun, EXPIRED, NEVER)).astype(object)
            outcome[np.isnat(sold)] = ""
            result[rows] = outcome if pair[0] else ""
        return result

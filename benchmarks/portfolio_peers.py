"""lifelib's shipped model and actuarialmath beside the portfolio valuation: for orientation, the work is not the same.

They project or integrate a value from assumptions; the valuation looks one up in the insurer's table. Neither knows the
Chinese rules, and neither gives an amount to the fen. Where one is not installed the line says so
(``pip install lifelib modelx actuarialmath ipython``).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

MODEL, LIBRARY = "BasicTerm_ME", "basiclife"
POLICIES = 20


def peers(ours: float) -> Iterator[str]:
    """One line per peer: seconds per policy over ``ours``, the same of the valuation, and what the peer does for it."""
    for name, work, way in (
        ("lifelib", "monthly cash flows of a term insurance to its end, present value; 10,000 model points", _lifelib),
        ("actuarialmath", "net premium policy value of one whole life insurance from a life table", _actuarialmath),
    ):
        try:
            ratio = way() / ours
        except ImportError as missing:
            yield f"{name}: not installed ({missing.name} is missing)"
        else:
            yield f"{name} / values, per policy: {ratio:,.0f} ({work})"


def _lifelib() -> float:
    import lifelib
    import modelx

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / LIBRARY
        lifelib.create(LIBRARY, str(home))
        model = modelx.read_model(home / MODEL)
        return _seconds(lambda: model.Projection.result_pv()) / len(model.Projection.model_point())


def _actuarialmath() -> float:
    from actuarialmath import SULT

    def every() -> None:
        for age in range(30, 30 + POLICIES):
            SULT().net_policy_value(x=age, t=10)

    return _seconds(every) / POLICIES


def _seconds(way: Callable[[], object]) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start

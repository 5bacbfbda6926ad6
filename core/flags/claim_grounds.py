"""理赔数据分析: claims by cause, hospital and product with their money, as grounds for changing claim policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.flags.flag_data import FlagData
from core.flags.hit import FlagHit
from core.flags.pairs import shared_codes
from core.records.claim import Claim
from core.table import Array

UNKNOWN = "（未填）"


@dataclass(frozen=True, slots=True)
class Grounds:
    """Claims that have one thing in common. Amounts in yuan; ``hinted``: claims that are in a hint's rows."""

    name: str
    claims: int
    claimed: float
    assessed: float
    refused: int
    days: float
    hinted: int

    @property
    def average(self) -> float:
        """Claimed per claim."""
        return self.claimed / self.claims


def claim_grounds(data: FlagData, hits: Sequence[FlagHit]) -> dict[str, list[Grounds]]:
    """By 出险原因, 医院 and 险种, most money asked first; equal sums by name.

    A claim on several products counts with the line its benefit belongs to, so every view adds up to all claims.
    """
    in_hint = {row.key for hit in hits for row in hit.rows if row.sheet == Claim.sheet}
    hinted = np.fromiter((number in in_hint for number in data.claims["claim_no"].tolist()), bool, len(data.claims))
    views = {"出险原因": data.claims["cause"], "医院": data.claims["hospital"], "险种": _products(data)}
    return {name: _grounds(data, view, hinted) for name, view in views.items()}


def _products(data: FlagData) -> Array:
    products = np.full(len(data.claims), "", dtype=object)
    links = data.links
    products[links.claim[::-1]] = data.policies["product_code"][links.line[::-1]]
    return products


def _grounds(data: FlagData, view: Array, hinted: Array) -> list[Grounds]:
    claims = data.claims
    codes = shared_codes(view)[0] + 1
    names = [UNKNOWN, *dict.fromkeys(text for text in view.tolist() if text)]

    def total(amounts: Array) -> list[float]:
        return [float(value) for value in np.bincount(codes, np.nan_to_num(amounts), len(names)).tolist()]

    stays = claims["hospital_days"]
    known, days = total((~np.isnan(stays)).astype(float)), total(stays)
    count, refused = total(np.ones(len(claims))), total((claims["conclusion"] == "拒赔").astype(float))
    columns = zip(
        names, count, total(claims["claimed"]), total(claims["assessed"]), refused, days, known,
        total(hinted.astype(float)), strict=True,
    )  # fmt: skip
    rows = [
        Grounds(
            name, int(n), round(claimed, 2), round(assessed, 2), int(no), day / stayed if stayed else np.nan, int(found)
        )
        for name, n, claimed, assessed, no, day, stayed, found in columns
        if n
    ]
    return sorted(rows, key=lambda row: (-row.claimed, row.name))

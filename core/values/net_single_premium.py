"""The net single premium of one yuan of sum assured at the attained age: the basis of a paid-up estimate.

    A = present value of the later benefits per survivor at the end of policy year t, at the 预定利率 / sum assured

Benefits are those of the contract as it stands, without expenses; a fraction, full precision.
Source: 7号 Art. 9 notation (A(t) per survivor, :mod:`.reserve`); an estimate wherever the insurer has a table.
"""

from __future__ import annotations

from decimal import Decimal

from core.findings import Finding
from core.values.basis import ValueBasis
from core.values.benefits import Benefits
from core.values.cash_value import cash_values
from core.values.paid_up import NetSinglePremium


def net_single_premium(
    cover: Benefits, basis: ValueBasis, years_paid: int, sum_assured: float
) -> tuple[NetSinglePremium | None, tuple[Finding, ...]]:
    """Per yuan of ``sum_assured``, which ``cover`` was drawn for, after ``years_paid`` policy years (0 … T − 1)."""
    found, findings = cash_values(cover, basis)
    if found is None:
        return None, findings
    per_yuan = Decimal(repr(float(found.single_premium[years_paid] / sum_assured)))
    return NetSinglePremium(per_yuan, dict(basis.lines()), basis.sources), findings

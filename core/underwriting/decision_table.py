"""Automatic decisions as rows of 核保结论, so that the ledger keeps them beside those of the underwriters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.records.decision import Decision
from core.table import Array, Origin, Table, blank
from core.underwriting.decision import UnderwritingDecision
from core.underwriting.manual import AUTOMATIC


def automatic_decisions(decisions: Sequence[UnderwritingDecision]) -> Table:
    """One row per decision that was reached without a person. Referred and returned applications have none yet."""
    reached = [one for one in decisions if one.type == AUTOMATIC and one.conclusion]
    columns: dict[str, Array] = {column.name: blank(column.kind.holds, len(reached)) for column in Decision.columns()}
    columns["application_no"][:] = [one.application_no for one in reached]
    columns["conclusion"][:] = [one.conclusion for one in reached]
    columns["underwriting_type"][:] = [one.type for one in reached]
    columns["decided_on"] = np.array([one.decided_on for one in reached], dtype="datetime64[D]")
    letters = dict.fromkeys(("application_no", "conclusion", "underwriting_type", "decided_on"), "")
    rows = np.arange(1, len(reached) + 1, dtype=np.int32)
    return Table(
        Decision, columns, rows, np.zeros(len(reached), np.int32), (Origin("", Decision.sheet, letters=letters),)
    )

"""B2 保全检查: who may ask, for whom, with which evidence, and to whom money goes. The rules are in four files."""

from __future__ import annotations

from core.checks import (
    servicing_conditions,  # noqa: F401
    servicing_evidence,  # noqa: F401
    servicing_money,  # noqa: F401
    servicing_reminders,  # noqa: F401
)

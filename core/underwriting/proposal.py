"""What the rules on an application ask for, before any person has decided: the word of 核保 and of the tab 规则."""

from __future__ import annotations

from collections.abc import Iterable

from core.findings import Severity
from core.underwriting.decision import Outcome
from core.underwriting.documents import confidential

NOT_SIGNED_ANEW = "U15"
"""The one rule of the letter U that judges the application itself; the others come with a decision or an issue."""


def proposal(found: Iterable[tuple[str, Severity]]) -> Outcome:
    """退回补正 for a 拒收 that the customer may hear of and can mend; 转核 for any other 拒收 or a 转核; else 通过.

    ``found``: code and severity of each finding. A hit on a watch list is never told to the customer, and a plan that
    was changed without a new signature is judged by a person: both go to 转核.
    """
    severities = {(code, severity) for code, severity in found if severity is not Severity.NOTICE}
    refusing = {code for code, severity in severities if severity is Severity.REFUSED}
    if any(not code.startswith("U") and not confidential(code) for code in refusing):
        return Outcome.SENT_BACK
    return Outcome.REFERRED if severities else Outcome.PASSED

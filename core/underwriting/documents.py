"""补正: what is missing, in the words of a document list, and the one-off notice that names every gap at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from core.findings import Finding, Severity
from core.underwriting.decision import Due


@cache
def _data() -> dict[str, Any]:
    import yaml

    text = (resources.files("core.underwriting") / "documents.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def confidential(code: str) -> bool:
    """Must the customer not be told of this rule?"""
    return code in _data()["confidential"]


def missing_documents(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The papers that the findings ask for, each once, in the order of the findings; notices ask for none."""
    names = _data()["documents"]
    asked = [names[one.code] for one in findings if one.severity is not Severity.NOTICE and one.code in names]
    return tuple(dict.fromkeys(asked))


def notice_text(application_no: str, findings: Sequence[Finding], due: Due) -> str:
    """The 补正通知 with every gap that the customer can close; "" when there is none. Holds no personal data.

    Internal gaps (a registration, a product parameter) and confidential ones (反洗钱) stay with the company.
    """
    kept_back = {*_data()["internal"], *_data()["confidential"]}
    gaps = [one for one in findings if one.severity is Severity.REFUSED and one.code not in kept_back]
    if not gaps:
        return ""
    lines = [
        f"{place}. {one.where.sheet}“{one.where.column}”（{one.where.cell}）：{one.message}。{one.fix}。"
        for place, one in enumerate(gaps, 1)
    ]
    stamp = f"（{due.stamp}）" if due.stamp else ""
    last_day = f"本通知应于{due.day:%Y-%m-%d}{stamp}前一次性送达。"
    head = f"投保单{application_no}的资料需要补正，请一次补齐以下{len(gaps)}项。{last_day}"
    return "\n".join([head, *lines, f"依据：{'；'.join(str(basis) for basis in due.basis)}"])

"""每案资料: what a case needs by its benefit and circumstances, what is there, and what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from core.claims.documents import ClaimDocument, circumstances, claim_documents, known_names, missing, type_of
from core.table import Table

UNNAMED = ("", "法定", "法定继承人", "法定受益人")
"""What 受益人 says where nobody is designated."""


@dataclass(frozen=True, slots=True)
class CasePapers:
    """The checklist of one case. ``claim_type``: "" where the benefit is not known, and then nothing is needed.

    ``recorded``: does the ledger say which papers came in? Where it does not, ``missing`` is everything.
    """

    claim_no: str
    claim_type: str
    circumstances: tuple[str, ...]
    needed: tuple[ClaimDocument, ...]
    received: tuple[str, ...]
    missing: tuple[ClaimDocument, ...]

    @property
    def recorded(self) -> bool:
        """Is 已收资料 filled in?"""
        return bool(self.received)

    @property
    def came_in(self) -> int:
        """How many of the needed papers are there."""
        return len(self.needed) - len(self.missing)


def case_papers(claims: Table, row: int, beneficiaries: str) -> CasePapers:
    """The checklist of the case in ``row``; ``beneficiaries``: 受益人 as the policy names them."""
    claim_type = type_of(claims["benefit"][row])
    received = listed(claims["documents_received"][row])
    if not claim_type:
        return CasePapers(claims["claim_no"][row], "", (), (), received, ())
    given = _circumstances(claims, row, beneficiaries, circumstances(claim_type))
    needed = claim_documents(claim_type, given)
    return CasePapers(claims["claim_no"][row], claim_type, given, needed, received, missing(needed, received))


def listed(text: str) -> tuple[str, ...]:
    """The papers that a cell names, one after the other; a known name may hold the separator itself."""
    return tuple(part for found in _separated().findall(text) if (part := found.strip()))


@cache
def _separated() -> re.Pattern[str]:
    whole = (re.escape(name) for name in sorted(known_names(), key=len, reverse=True) if re.search("[、，]", name))
    return re.compile(rf"\s*(?:{'|'.join(whole)}|[^、，,;；\n]+)")


def _circumstances(claims: Table, row: int, beneficiaries: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Which circumstances of the type the case itself shows."""
    applicant, insured = claims["applicant_name"][row], claims["insured_name"][row]
    shown = {
        "申请人不是被保险人": bool(applicant and insured and applicant != insured),
        "委托他人办理": bool(claims["agent_person"][row]),
        "意外事故": "意外" in f"{claims['cause'][row]}{claims['benefit'][row]}",
        "已由医保或其他保险报销": bool(claims["other_paid"][row] > 0),
        "没有指定受益人": beneficiaries.strip() in UNNAMED,
    }
    return tuple(word for word in known if shown[word])

"""理赔函件: which letters the open cases owe their customers, until when, and their text ready to print.

保险法第二十二条 (missing papers, once and in full), 第二十三条 (the decision), 第二十四条 (a refusal and its reason).
The texts hold no name and no diagnosis; a refusal's reason is the clerk's own wording and may hint at health.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from core.claims.documents import notice_text
from core.claims.duties import GRANTED, REFUSED
from core.claims.papers import CasePapers, case_papers
from core.claims.register import ClaimRegister, Stage
from core.delivery.deadlines import words
from core.law.lookup import Law
from core.money import capital
from core.table import Array, scalar

SUPPLEMENT, DECISION, REFUSAL = "补充资料通知书", "核定通知书", "拒赔通知书"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter that is still to be sent. ``due``: None where the law gives no number of days (``due_words``).

    ``obstacle``: why it can't go out as it is, "" when it can.
    """

    kind: str
    claim_no: str
    policy_no: str
    since: date
    due: date | None
    due_words: str
    basis: str
    text: str
    obstacle: str


def letters_due(register: ClaimRegister, beneficiaries: Array, law: Law) -> list[Letter]:
    """Every letter of the open cases, earliest last day first, those without a number of days behind them.

    ``beneficiaries``: 受益人 of each case's policy. A case that was told once of its missing papers gets no second
    notice.
    """
    rows = np.flatnonzero(register.open)
    found = [letter for row in rows.tolist() for letter in _of_case(register, row, beneficiaries[row], law)]
    return sorted(found, key=lambda each: (each.due or date.max, each.since, each.claim_no))


def _of_case(register: ClaimRegister, row: int, beneficiaries: str, law: Law) -> Iterator[Letter]:
    stage = register.stage[row]
    if stage == Stage.TO_REVIEW.value:
        papers = case_papers(register.claims, row, beneficiaries)
        if papers.missing:
            yield _supplement(register, row, papers, law)
    elif stage == Stage.TO_NOTIFY.value:
        refused = register.claims["conclusion"][row] == REFUSED
        yield _refusal(register, row) if refused else _decision(register, row, law)


def _supplement(register: ClaimRegister, row: int, papers: CasePapers, law: Law) -> Letter:
    since = scalar(register.since[row])
    text = _text(SUPPLEMENT).format(papers=notice_text(papers.claim_no, papers.claim_type, papers.missing))
    obstacle = "" if papers.recorded else _sentence("unrecorded")
    basis = words(law.clock("CL-1", since).basis)
    return Letter(SUPPLEMENT, *_numbers(register, row), since, None, _sentence("prompt"), basis, text, obstacle)


def _refusal(register: ClaimRegister, row: int) -> Letter:
    limit = next(clock.limit for clock in register.clocks if clock.limit.code == "CL-3")
    reason = register.claims["refusal_reason"][row].strip().rstrip("。")
    text = _text(REFUSAL).format(**_case(register, row), reason=f"{reason}。", basis=limit.basis)
    return Letter(
        REFUSAL, *_numbers(register, row), scalar(register.since[row]), scalar(limit.due[row]), limit.stamp(row),
        limit.basis, text if reason else "", "" if reason else _sentence("no_reason"),
    )  # fmt: skip


def _decision(register: ClaimRegister, row: int, law: Law) -> Letter:
    since, claims = scalar(register.since[row]), register.claims
    payment = law.clock("CL-4", since)
    basis = words(tuple(dict.fromkeys((*law.clock("CL-2.2", since).basis, *payment.basis))))
    reason = claims["refusal_reason"][row].strip().rstrip("。")
    ready = claims["conclusion"][row] in GRANTED and not np.isnan(claims["assessed"][row])
    text = _text(DECISION).format(
        **_case(register, row), days=payment.limit, basis=basis,
        reason=_sentence("reason").format(reason=reason) if reason else "",
    ) if ready else ""  # fmt: skip
    obstacle = "" if ready else _sentence("no_conclusion")
    return Letter(DECISION, *_numbers(register, row), since, None, _sentence("prompt"), basis, text, obstacle)


def _numbers(register: ClaimRegister, row: int) -> tuple[str, str]:
    return register.claims["claim_no"][row], register.claims["policy_no"][row]


def _case(register: ClaimRegister, row: int) -> dict[str, str]:
    """What a letter says of its case."""
    claims = register.claims
    money = {name: scalar(claims[name][row]) or 0 for name in ("claimed", "other_paid", "assessed")}
    return {
        "claim_no": claims["claim_no"][row], "policy_no": claims["policy_no"][row], "benefit": claims["benefit"][row],
        "conclusion": claims["conclusion"][row], "assessed_on": str(claims["assessed_on"][row]),
        "capital": capital(money["assessed"]), **{name: f"{amount:,.2f}" for name, amount in money.items()},
    }  # fmt: skip


def _text(kind: str) -> str:
    return str(_data()[kind])


def _sentence(name: str) -> str:
    return str(_data()["sentences"][name])


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    data: Mapping[str, Any] = yaml.safe_load((resources.files("core.claims") / "letters.yaml").read_text("utf-8"))
    return data

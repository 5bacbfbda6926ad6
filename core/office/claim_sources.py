"""What the claims desk hands in: letters without a legal number of days, and payments to look into.

Assessment, refusals and payment run by the clocks CL-2 to CL-5 and stand among 法定时限.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.claims.letters import Letter
from core.findings import Status
from core.measures.todo import Todo
from core.office.known import Known
from core.records.claim import Claim
from core.table import scalar

LETTER, PAYMENT = "理赔函件", "赔款核对"
DESK, FINANCE = "理赔", "财务"


def letters_to_send(known: Known) -> Iterator[Todo]:
    """Missing-paper notices and decisions: the law says 及时, and no day."""
    return (_of_letter(letter) for letter in known.claims.letters if letter.due is None)


def payments_to_look_into(known: Known) -> Iterator[Todo]:
    """Claims paid that do not fit the books, the sum, the cover or the policy's status."""
    claims = known.data.facts.table(Claim)
    for words, mask in known.claims.doubts.items():
        for row in np.flatnonzero(mask).tolist():
            number = claims["claim_no"][row]
            yield Todo(
                origin=PAYMENT, key=number, from_department=FINANCE, to_department=DESK, subject=f"{number} {words}",
                opened_on=scalar(claims["paid_on"][row]), due_on=None, basis="赔款支付核对（公司规定）",
                basis_status=Status.UNCONFIRMED, note="法规未定天数，由公司规定",
            )  # fmt: skip


def _of_letter(letter: Letter) -> Todo:
    return Todo(
        origin=LETTER, key=f"{letter.claim_no}/{letter.kind}", from_department=DESK, to_department=DESK,
        subject=f"{letter.claim_no} 发{letter.kind}", opened_on=letter.since, due_on=None, basis=letter.basis,
        basis_status=Status.OFFICIAL, note="；".join(filter(None, (letter.due_words, letter.obstacle))),
    )  # fmt: skip


CLAIM_SOURCES = (letters_to_send, payments_to_look_into)

"""票据重复, 既往史: what the papers of a claim say against earlier claims and against the disclosures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.flags.flag_data import FlagData, split
from core.flags.hit import At, Fired
from core.flags.pairs import grouped, joined, shared_codes
from core.flags.registry import Settings, flag
from core.flags.words import among, words
from core.normalise.cleaning import key_of
from core.records.claim import Claim
from core.records.papers import Disclosure
from core.records.policy import Policy
from core.table import Array, Rows

QUESTIONS = ("drugs", "doctor_advice", "abnormal_checks", "disability", "infection", "illness_history")
"""The disclosures on health that a medical record can contradict."""


def _in_order(data: FlagData) -> Rows:
    """Claims from the first reported to the last; on one day by 案件号."""
    return np.lexsort((data.claims["claim_no"].astype(str), data.claims["reported_on"]))


@flag("F08", "发票重复", needs={Claim: ("invoices",)})
def same_invoice(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """The same 发票代码 and 发票号 in an earlier claim."""
    first: dict[tuple[str, str], int] = {}
    for row in _in_order(data).tolist():
        code, earlier = data.claims["invoice_code"][row], dict[int, None]()
        for number in dict.fromkeys(split(data.claims["invoices"][row])):
            seen = first.setdefault((code, number), row)
            if seen != row:
                earlier[seen] = None
        if earlier:
            rows = (At(data.claims, row), *(At(data.claims, other) for other in earlier))
            yield Fired(rows, {"most": len(earlier)})


@flag("F08", "金额日期医院相同", needs={Claim: ("claimed", "hospital", "admitted_on")})
def same_bill(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """The same amount, day of admission and hospital in an earlier claim."""
    claims, order = data.claims, _in_order(data)
    known = ~np.isnan(claims["claimed"]) & ~np.isnat(claims["admitted_on"])
    amount = np.array([f"{value:.2f}" for value in claims["claimed"].tolist()], dtype=object)
    day: Array = np.datetime_as_string(claims["admitted_on"]).astype(object)
    codes = shared_codes(np.where(known, joined(amount, day, claims["hospital"]), "").astype(object))[0][order]
    counted = order[codes >= 0]
    for _, rows in grouped(counted, codes[codes >= 0]):
        if len(rows) > 1:
            yield Fired((At(claims, rows[-1]), *(At(claims, row) for row in rows[:-1])), {"most": len(rows) - 1})


@flag(
    "F13", "告知全否有既往史",
    needs={Claim: ("past_history",), Policy: ("application_no",), Disclosure: ("illness_history",)},
)  # fmt: skip
def undisclosed_history(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A past history in the medical record while every health question that was answered says 否."""
    none = {key_of(word) for word in words()["no_history"]}
    told = np.array([key_of(text) for text in data.claims["past_history"].tolist()], dtype=object)
    history = (told != "") & ~among(told, none)
    links, disclosures = data.all_links, data.table(Disclosure)
    numbers = data.policies["application_no"][links.line].tolist()
    rows = disclosures.match("application_no", numbers)
    answers = [disclosures.look_up(rows, question) for question in QUESTIONS]
    all_no = np.any([answer == "否" for answer in answers], axis=0) & ~np.any([a == "是" for a in answers], axis=0)
    fires = np.flatnonzero(history[links.claim] & (rows >= 0) & all_no)
    for claim, found in grouped(rows[fires], links.claim[fires]):
        yield Fired((At(data.claims, claim), *(At(disclosures, row) for row in dict.fromkeys(found))))

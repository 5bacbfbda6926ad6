"""Applications that break a rule by design: which fault stands for which rule, so that a test knows what must come."""

from __future__ import annotations

from collections.abc import Callable

from core.demo import fault_cells as cells
from core.demo.applications import Form, Place
from core.records.application import Coverage
from core.records.papers import Account, DueDiligence, Finance, Signing
from core.records.people import Insured, Policyholder

FAULTS: dict[str, Callable[[Form], Place | None]] = {
    "A101": cells.no_phone,
    "A103": cells.other_words,
    "A104": cells.submitted_too_early,
    "A105": cells.one_year_older,
    "A107": cells.one_value(Coverage, "premium_term", "99年"),
    "A201": cells.wrong_check_character,
    "A203": cells.other_sex,
    "A206": cells.expired,
    "A301": cells.short_phone,
    "A302": cells.phone_of_agent,
    "A304": cells.one_value(Policyholder, "address", "同上"),
    "A403": cells.someone_else_pays,
    "A404": cells.account_of_agent,
    "A406": cells.one_value(Account, "first_payment", "现金"),
    "A501": cells.one_value(Policyholder, "relation", "其他"),
    "A502": cells.parent_too_young,
    "A505": cells.cover_elsewhere,
    "A601": cells.shares_short,
    "A605": cells.nameless_beneficiary,
    "A701": cells.no_declaration,
    "A703": cells.no_needs_analysis,
    "A704": cells.one_value(Finance, "match_opinion", "不适当"),
    "A801": cells.no_recording,
    "A805": cells.insured_did_not_sign,
    "A807": cells.one_value(Signing, "notice_signed", "否"),
    "A901": cells.one_value(DueDiligence, "identity_verified", "否"),
    "A904": cells.watched_beneficiary,
    "A905": cells.one_value(DueDiligence, "risk_level", "高"),
    "A1001": cells.unexplained,
    "A1002": cells.heavy,
    "A1003": cells.one_value(Insured, "occupation_class", "6"),
    "A1004": cells.poor,
}


STRIDE = 11
"""Coprime to the number of faults, so that few forms show faults of every kind."""


def plant(form: Form, turn: int) -> None:
    """Plant the next fault that the form lends itself to, going round the list from ``turn`` on."""
    codes = list(FAULTS)
    for step in range(len(codes)):
        code = codes[(turn * STRIDE + step) % len(codes)]
        place = FAULTS[code](form)
        if place:
            form.faults = (*form.faults, (code, place))
            return
    raise AssertionError("some fault suits every form")

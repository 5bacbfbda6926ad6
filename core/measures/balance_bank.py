"""勾稽 with the bank: what the ledger says was received and paid against the statement, and every line's place.

Both sides count the same matching, so that each difference has its document or its bank line behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from core.measures.balance import Balance, Behind
from core.receipts.model import NEXT_STEP, Match, Matched, State, Suspense, Why
from core.receipts.three_way import HANDLING, Kind

INCOME, OUTLAY = 1, -1
SIDES = {
    INCOME: ("本月收款：台账入账与银行到账", "台账入账", "银行到账"),
    OUTLAY: ("本月付款：台账付款与银行支出", "台账付款", "银行支出"),
}
NOT_AT_BANK = {INCOME: HANDLING[Kind.NO_MONEY], OUTLAY: "登记已付而银行没有支出，核对付款回单和流水号，确未付出的更正"}
REPEATED = (Why.DUPLICATE, Why.REPEATED_LINE)


def bank_balances(matched: Matched | None) -> list[Balance]:
    """Received, paid, and the number of lines; nothing without a statement."""
    if matched is None:
        return []
    return [_side(matched, INCOME), _side(matched, OUTLAY), _lines(matched)]


def _side(matched: Matched, sign: int) -> Balance:
    """One direction: the books' amounts by kind of business against the statement's, both as positive yuan."""
    dues, fen = matched.dues, matched.statement.fen
    own = [due for match in matched.matches if _sign(matched, match) == sign for due in match.dues]
    own += [due for due in matched.unfound if np.sign(dues.booked[due]) == sign]
    business, booked = dues.business[own], dues.booked[own]
    parts = tuple(
        (kind, _yuan(sign * int(booked[business == kind].sum())))
        for kind in dict.fromkeys(dues.business.tolist())
        if booked[business == kind].any()
    )
    item, left, right = SIDES[sign]
    bank = _yuan(sign * int(fen[np.sign(fen) == sign].sum()))
    pairs = len(matched.reversed) if sign == INCOME else 0
    note = f"冲正 {pairs} 对已相抵，不在两边" if pairs else ""
    return Balance(item, "元", left, parts, right, bank, tuple(_rows(matched, sign)), note)


def _rows(matched: Matched, sign: int) -> Iterator[Behind]:
    dues, fen = matched.dues, matched.statement.fen
    for due in matched.unfound:
        if np.sign(dues.booked[due]) == sign:
            booked, cause = _yuan(sign * int(dues.booked[due])), NOT_AT_BANK[sign]
            yield Behind(dues.document[due], booked, Decimal(0), "台账有记录，银行没有流水", Kind.NO_MONEY, cause)
    for match in matched.matches:
        if _sign(matched, match) == sign:
            yield from _of_match(matched, match, sign)
    for each in matched.suspense:
        if np.sign(fen[each.line]) == sign:
            yield _of_suspense(matched, each, sign)


def _of_match(matched: Matched, match: Match, sign: int) -> Iterator[Behind]:
    booked = _yuan(sign * int(matched.dues.booked[list(match.dues)].sum()))
    bank = _yuan(sign * int(matched.statement.fen[list(match.lines)].sum()))
    if booked == bank:
        return
    kind = Kind.AMOUNT if booked else Kind.NO_BUSINESS
    why = "、".join((match.state.value, *(problem.value for problem in match.problems)))
    documents = dict.fromkeys(matched.dues.document[list(match.dues)].tolist())
    yield Behind("、".join(documents), booked, bank, why, kind, HANDLING[kind])


def _of_suspense(matched: Matched, each: Suspense, sign: int) -> Behind:
    bank = _yuan(sign * int(matched.statement.fen[each.line]))
    kind = Kind.REPEATED if each.why in REPEATED else Kind.NO_BUSINESS
    serial = matched.statement["bank_serial"][each.line]
    return Behind(serial, Decimal(0), bank, f"挂账：{each.why.value}", kind, NEXT_STEP[each.why])


def _lines(matched: Matched) -> Balance:
    """Every bank line has one place."""
    by_state = tuple(
        (state.value, Decimal(sum(len(match.lines) for match in matched.matches if match.state is state)))
        for state in State
    )
    parts = (*by_state, ("挂账", Decimal(len(matched.suspense))))
    return Balance("银行流水去向（笔数）", "件", "各处笔数", parts, "流水笔数", Decimal(len(matched.statement)))


def _sign(matched: Matched, match: Match) -> int:
    return int(np.sign(matched.statement.fen[list(match.lines)].sum()))


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)

"""业财对账: policy, books and bank side by side, every difference with its kind, and the sums that must tie.

业务 is what is due, 财务 what 保费收入 says came in, 银行 what the statement shows. 收为正，付为负.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.receipts.model import Match, Matched, Problem, State, Suspense, Why
from core.table import scalar


class Kind(StrEnum):
    """差异类型."""

    AMOUNT = "金额"
    DAY = "时间"
    NO_BUSINESS = "缺业务"
    NO_MONEY = "缺财务"
    REPEATED = "重复"
    PAYER = "户名不符"
    REFUSED = "拒收"


HANDLING = {
    Kind.AMOUNT: "核对应收与到账，少交催补、多交退还或转作下期",
    Kind.DAY: "入账日与到账日不同，核对后更正入账日",
    Kind.NO_BUSINESS: "到账未入账，确认“到账认领”后入账，查不明的挂账",
    Kind.NO_MONEY: "入账没有银行到账，核对流水号，确无到账的冲正",
    Kind.REPEATED: "核对银行回单，重复交费的退还",
    Kind.PAYER: "核对交费人与投保人的关系和代交原因",
    Kind.REFUSED: "更正被拒收的行后重新同步",
}
PAYER_PROBLEMS = (Problem.THIRD_PARTY, Problem.EMPLOYEE)
AMOUNT_PROBLEMS = (Problem.SHORT, Problem.OVER, Problem.WITHIN)


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of 实收对账表. Amounts in yuan; ``note``: what exactly was found."""

    kind: Kind
    document: str
    business: str
    booked_on: date | None
    due: Decimal
    booked: Decimal
    bank: Decimal
    serial: str
    came_on: date | None
    payer: str
    note: str

    @property
    def amount(self) -> Decimal:
        """差额: bank less what is due where the amount is wrong, else bank less books."""
        return self.bank - (self.due if self.kind is Kind.AMOUNT else self.booked)

    @property
    def handling(self) -> str:
        """处理."""
        return HANDLING[self.kind]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sums that must be equal to the fen, and the named parts of the left one."""

    item: str
    parts: tuple[tuple[str, Decimal], ...]
    right_label: str
    right: Decimal

    @property
    def left(self) -> Decimal:
        """The sum of the parts."""
        return sum((amount for _, amount in self.parts), Decimal(0))

    @property
    def ties(self) -> bool:
        """平."""
        return self.left == self.right


def differences(matched: Matched) -> list[Difference]:
    """Every difference, by kind in the order of :class:`Kind`, then by document and serial."""
    found = [*_of_matches(matched), *_of_suspense(matched), *_of_books(matched)]
    order = list(Kind)
    return sorted(found, key=lambda each: (order.index(each.kind), each.document, each.serial, each.note))


def ties(matched: Matched) -> list[Tie]:
    """The statement against where its lines went, and the books against the lines that prove them."""
    by_state = {state: _lines(matched, (m for m in matched.matches if m.state is state)) for state in State}
    dues, booked = matched.dues, matched.dues.booked
    proved = [due for match in matched.matches for due in match.dues]
    reversed_dues = [due for pair in matched.reversed for due in pair]
    statement = tuple((state.value, amount) for state, amount in by_state.items())
    return [
        Tie("银行流水去向", (*statement, ("挂账", matched.suspense_total)), "银行流水合计", matched.statement_total),
        Tie(
            "入账记录与银行流水",
            (
                ("有流水", _yuan(int(booked[proved].sum()))),
                ("没有流水", _yuan(int(booked[list(matched.unfound)].sum()))),
                ("冲正相抵", _yuan(int(booked[reversed_dues].sum()))),
            ),
            "入账合计",
            _yuan(int(dues.booked.sum())),
        ),
    ]


def _of_matches(matched: Matched) -> Iterable[Difference]:
    for match in matched.matches:
        kinds = []
        if any(problem in match.problems for problem in AMOUNT_PROBLEMS):
            kinds.append((Kind.AMOUNT, "、".join(p.value for p in match.problems if p in AMOUNT_PROBLEMS)))
        if _other_day(matched, match):
            kinds.append((Kind.DAY, "入账日与到账日不同"))
        if match.state is not State.BOOKED and not matched.dues.is_booked[list(match.dues)].any():
            kinds.append((Kind.NO_BUSINESS, f"{match.state.value}：{match.why}"))
        if any(problem in match.problems for problem in PAYER_PROBLEMS):
            kinds.append((Kind.PAYER, "、".join(p.value for p in match.problems if p in PAYER_PROBLEMS)))
        for kind, note in kinds:
            yield _row(matched, kind, match.lines, match.dues, note)


def _other_day(matched: Matched, match: Match) -> bool:
    if match.state is not State.BOOKED:
        return False
    came = matched.statement["booked_on"][list(match.lines)].max()
    return bool((matched.dues.booked_on[list(match.dues)] != came).any())


def _of_suspense(matched: Matched) -> Iterable[Difference]:
    for each in matched.suspense:
        repeated = each.why in (Why.DUPLICATE, Why.REPEATED_LINE)
        kind = Kind.REPEATED if repeated else Kind.NO_BUSINESS
        yield _row(matched, kind, (each.line,), (), _suspense_words(each))


def _suspense_words(each: Suspense) -> str:
    hints = f"（{'、'.join(each.hints)}）" if each.hints else ""
    return f"{each.why.value}{hints}"


def _of_books(matched: Matched) -> Iterable[Difference]:
    for due in matched.unfound:
        yield _row(matched, Kind.NO_MONEY, (), (due,), "入账记录的流水号不在银行流水中")


def _row(matched: Matched, kind: Kind, lines: tuple[int, ...], dues: tuple[int, ...], note: str) -> Difference:
    statement, given = matched.statement, matched.dues
    first_due, first_line = (dues or (-1,))[0], (lines or (-1,))[0]
    named = statement.named[first_line] if lines else ()
    return Difference(
        kind=kind,
        document="、".join(dict.fromkeys(given.document[list(dues)].tolist())) if dues else "、".join(named),
        business=given.business[first_due] if dues else "",
        booked_on=scalar(given.booked_on[first_due]) if dues else None,
        due=_yuan(int(given.fen[list(dues)].sum())) if dues else Decimal(0),
        booked=_yuan(int(given.booked[list(dues)].sum())) if dues else Decimal(0),
        bank=_yuan(int(statement.fen[list(lines)].sum())) if lines else Decimal(0),
        serial="、".join(statement["bank_serial"][list(lines)].tolist()) if lines else given.serial[first_due],
        came_on=scalar(statement["booked_on"][first_line]) if lines else None,
        payer=statement["payer"][first_line] if lines else "",
        note=note,
    )


def _lines(matched: Matched, matches: Iterable[Match]) -> Decimal:
    return _yuan(sum(int(matched.statement.fen[list(match.lines)].sum()) for match in matches))


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)

"""What matching gives: matches with their reason, suspense with its reason, and totals that tie to the statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.receipts.due import Dues
from core.receipts.statement import Statement

Fen = NDArray[np.int64]


class How(StrEnum):
    """By what a payment was recognised, strongest first."""

    CONFIRMED = "已由人认领"
    SERIAL = "入账记录的流水号"
    DOCUMENT = "单号和金额"
    TOLERANCE = "单号，金额在容差内"
    SPLIT = "同一应收分笔到账"
    COMBINED = "一笔到账合并交费"
    DOCUMENT_ONLY = "单号，金额不同"
    ACCOUNT = "户名、账号尾号和金额"
    NAME = "户名和金额"


class Sure(StrEnum):
    """How sure the match is."""

    CERTAIN = "确定"
    HIGH = "高"
    MIDDLE = "中"
    LOW = "低"


class State(StrEnum):
    """What still has to be done: a proposal is never booked by itself."""

    BOOKED = "已入账"
    CONFIRMED = "已认领"
    PROPOSED = "待确认"


class Problem(StrEnum):
    """What a person must look at although the payment has its place. The order is that of the report."""

    SHORT = "少交"
    OVER = "多交"
    WITHIN = "容差内差异"
    OTHER_SERIAL = "流水号与入账记录不同"
    LATE = "宽限期后到账"
    EARLY = "提前到账"
    MAYBE_TWICE = "提前交下期或重复交费"
    MAYBE_REPAYMENT = "保单有借款，可能是还款"
    THIRD_PARTY = "第三方交费"
    EMPLOYEE = "公司人员交费"


class Why(StrEnum):
    """Why a line stays in suspense."""

    REPEATED_LINE = "流水重复"
    DUPLICATE = "疑似重复交费"
    NOTHING_DUE = "该单没有应收"
    UNKNOWN_DOCUMENT = "单号不存在"
    SEVERAL = "可能的应收不止一笔"
    NOBODY = "没有单号，户名也对不上"
    REJECTED = "建议已被驳回"
    CLAIM_UNKNOWN = "认领的应收不存在"
    OUTGOING = "付款没有对应的付费记录"


NEXT_STEP = {
    Why.REPEATED_LINE: "核对银行原始回单，确属一笔的删去重复行",
    Why.DUPLICATE: "联系交费人，退回或转作下期保费",
    Why.NOTHING_DUE: "核对保单是否已交清、终止或中止，退回或挂账",
    Why.UNKNOWN_DOCUMENT: "核对单号是否录错",
    Why.SEVERAL: "在“到账认领”填写所交的单号和应交日",
    Why.NOBODY: "联系交费人查明用途，再在“到账认领”填写",
    Why.REJECTED: "查明用途后在“到账认领”另行确认",
    Why.CLAIM_UNKNOWN: "核对“到账认领”的单号、业务类型和应交日",
    Why.OUTGOING: "核对退费、理赔的付款审批",
}


@dataclass(frozen=True, slots=True)
class Match:
    """Bank lines that pay dues: indices into the statement and into the dues. ``difference``: paid less due, in fen."""

    lines: tuple[int, ...]
    dues: tuple[int, ...]
    how: How
    sure: Sure
    state: State
    difference: int
    problems: tuple[Problem, ...] = ()

    @property
    def why(self) -> str:
        """One sentence for the cell."""
        return f"按{self.how}核对，把握{self.sure}"


@dataclass(frozen=True, slots=True)
class Suspense:
    """A bank line that nobody can place yet; ``hints``: document numbers worth a look."""

    line: int
    why: Why
    hints: tuple[str, ...] = ()

    @property
    def next_step(self) -> str:
        """What to do about it."""
        return NEXT_STEP[self.why]


@dataclass(frozen=True)
class Matched:
    """The whole statement: every line in exactly one match or in suspense, every due in at most one match."""

    statement: Statement
    dues: Dues
    matches: tuple[Match, ...]
    suspense: tuple[Suspense, ...]
    unfound: tuple[int, ...] = ()
    """Dues that the books call paid in the statement's period, without a bank line and not 冲正."""
    reversed: tuple[tuple[int, int], ...] = field(default=())
    """冲正 pairs among the booked dues: they cancel and need no bank line."""

    @property
    def matched_total(self) -> Decimal:
        """Yuan of all lines that found their place."""
        return self._sum([line for match in self.matches for line in match.lines])

    @property
    def suspense_total(self) -> Decimal:
        """Yuan of all lines in suspense."""
        return self._sum([each.line for each in self.suspense])

    @property
    def statement_total(self) -> Decimal:
        """Yuan of the whole statement."""
        return self._sum(range(len(self.statement)))

    @property
    def ties(self) -> bool:
        """已核对 + 挂账 = 流水合计, to the fen, and no line lost or used twice."""
        used = [line for match in self.matches for line in match.lines] + [each.line for each in self.suspense]
        whole = sorted(used) == list(range(len(self.statement)))
        return whole and self.matched_total + self.suspense_total == self.statement_total

    def _sum(self, lines: Sequence[int] | range) -> Decimal:
        return Decimal(int(self.statement.fen[list(lines)].sum()) if len(lines) else 0).scaleb(-2)

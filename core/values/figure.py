"""One figure and how it came about: a label that is never mixed, the steps, their basis, and what stands in the way.

Every money answer of this room is a :class:`Figure`: the contract's own value 合同, a value on a stated basis 公式, or
the statutory minimum 法定最低. A 公式 figure in place of a table that does not exist is marked 估算. Where an input is
missing, contradictory or leads below zero there are findings and no amount: a figure is right or it is not there.

Yuan throughout, as Decimal from text, at full precision until the amount; the amount is rounded once, half up to the
fen. A policy of several 险种 is the sum of rounded amounts (:func:`total`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.findings import Basis, Finding, Severity, Status, Where, worst
from core.money import yuan

YUAN = "元"


class Label(StrEnum):
    """Where the number comes from. Figures of different labels are never added up or compared as offers."""

    CONTRACT = "合同"
    FORMULA = "公式"
    STATUTORY = "法定最低"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation sheet. ``inputs``: Chinese name → text; ``result`` unrounded, in ``unit``."""

    name: str
    inputs: Mapping[str, str]
    formula: str
    result: Decimal
    basis: tuple[Basis, ...] = ()
    note: str = ""
    unit: str = YUAN

    @property
    def result_text(self) -> str:
        """The result with its unit: 5,073.00元, 200天."""
        return f"{amount_text(self.result) if self.unit == YUAN else plain(self.result)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Figure:
    """``kind``: what is asked (退保金, 满期金 …). ``amount``: yuan rounded to the fen, None where anything is 拒收.

    ``stamps``: what must be printed beside the amount (估算, 待确认：…). ValueError for an amount beside a 拒收
    finding, with more than two places, or for 估算 on a label other than 公式: those are our own mistakes.
    """

    kind: str
    label: Label
    amount: Decimal | None
    on: date
    steps: tuple[Step, ...] = ()
    basis: tuple[Basis, ...] = ()
    findings: tuple[Finding, ...] = ()
    stamps: tuple[str, ...] = ()
    estimate: bool = False

    def __post_init__(self) -> None:
        if self.amount is not None and worst(self.findings) is Severity.REFUSED:
            raise ValueError("a refused figure has no amount")
        if self.amount is not None and self.amount != yuan(self.amount):
            raise ValueError("round the amount to the fen before it becomes a figure")
        if self.estimate and self.label is not Label.FORMULA:
            raise ValueError("only a formula figure can be an estimate")

    @property
    def label_text(self) -> str:
        """合同, 公式, 公式（估算） or 法定最低."""
        return f"{self.label}（估算）" if self.estimate else str(self.label)


@dataclass(slots=True)
class Working:
    """Collects steps and findings while a figure is worked out; :meth:`figure` closes it."""

    steps: list[Step] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)

    def step(
        self,
        name: str,
        inputs: Mapping[str, str],
        formula: str,
        result: Decimal,
        basis: tuple[Basis, ...] = (),
        note: str = "",
        unit: str = YUAN,
    ) -> Decimal:
        """Write one step down and hand its result on, unrounded."""
        self.steps.append(Step(name, inputs, formula, result, basis, note, unit))
        return result

    def take(self, other: Working) -> None:
        """Continue with the steps, findings and stamps of a part worked out elsewhere."""
        self.steps += other.steps
        self.findings += other.findings
        self.stamps += other.stamps

    @property
    def refused(self) -> bool:
        """Whether a 拒收 finding already rules out an amount."""
        return worst(self.findings) is Severity.REFUSED

    def figure(self, kind: str, label: Label, amount: Decimal | None, on: date, *, estimate: bool = False) -> Figure:
        """The figure, ``amount`` rounded half up to the fen. Refused work and less than 0.00 have no amount."""
        if amount is not None and yuan(amount) < 0 and not self.refused:
            self.findings.append(below_zero(kind, amount))
        basis = tuple(dict.fromkeys(basis for step in self.steps for basis in step.basis))
        stamps = [*(("估算",) if estimate else ()), *self.stamps, *unconfirmed(basis)]
        return Figure(
            kind,
            label,
            None if amount is None or self.refused else yuan(amount),
            on,
            tuple(self.steps),
            basis,
            tuple(dict.fromkeys(self.findings)),
            tuple(dict.fromkeys(stamps)),
            estimate,
        )


def total(figures: Iterable[Figure]) -> Decimal | None:
    """The sum of the rounded amounts of one label, each 险种 rounded first; None where one of them has no amount.

    ValueError for figures of several labels, or estimates among others: their sum would be neither.
    """
    figures = list(figures)
    if len({(figure.label, figure.estimate) for figure in figures}) > 1:
        raise ValueError("figures of different labels are never added up")
    amounts = [figure.amount for figure in figures]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def below_zero(kind: str, amount: Decimal) -> Finding:
    """拒收: the deductions are larger than what there is to pay."""
    return Finding(
        "figure-below-zero",
        Severity.REFUSED,
        Where(),
        amount_text(amount),
        f"{kind}计算结果为负（{amount_text(amount)}元），不能给付",
        "核对借款、垫交、欠交保费的本息和现金价值；债务达到现金价值的，按合同效力终止处理",
    )


def unconfirmed(basis: Iterable[Basis]) -> tuple[str, ...]:
    """A stamp 待确认：… for every basis that is not confirmed."""
    return tuple(f"待确认：{one.title}{one.article}" for one in basis if one.status is Status.UNCONFIRMED)


def amount_text(amount: Decimal) -> str:
    """Yuan as text: thousands, at least two and at most six places (9,636.712329); rounding for show only."""
    text = f"{amount:,.6f}"
    whole, places = text[:-7], text[-6:].rstrip("0")
    return f"{whole}.{places:0<2}"


def plain(number: Decimal | int) -> str:
    """A count or rate without trailing zeros or exponent: 200, 0.05."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day_text(day: date | None) -> str:
    """2026-10-11, or 未填写."""
    return "未填写" if day is None else f"{day:%Y-%m-%d}"


def percent(rate: Decimal) -> str:
    """A rate as 3.5%."""
    return f"{plain(rate * 100)}%"

"""The money of one request over its lines: worked out, compared with what was registered, and signed off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.findings import Finding, Severity
from core.servicing.figures import Asked, Figures
from core.servicing.items import Item
from core.servicing.lines import Line
from core.servicing.notes import note
from core.servicing.requests import Request
from core.values.figure import Figure, amount_text

ONE_LINE = ("loan", "repayment", "reduction", "paid_up", "auto_advance")
"""Calculations that answer for one 险种 only: which one must be said where a policy has several."""
NOT_YET_DUE = "not-yet-due"
NAMED = ("agreed", "repayment", "loan")
"""Amounts that the request itself names: agreed, paid in, or asked for within a limit."""


@dataclass
class Money:
    """Per line the signed amount (company receiving +, paying −; None: none moves) and the figure behind it."""

    amounts: list[Decimal | None]
    figures: list[Figure | None]
    findings: list[Finding] = field(default_factory=list)


def money_of(request: Request, item: Item, lines: Sequence[Line], asked: Asked, figures: Figures, on: date) -> Money:
    """Work out the request on its effective day ``on``. Findings: missing or different amounts, limits, refusals."""
    money = Money([None] * len(lines), [None] * len(lines))
    if item.figure in ONE_LINE and len(lines) > 1:
        money.findings.append(_missing(request, item, "product_code"))
    elif item.figure in NAMED and not request.amount:
        money.findings.append(_missing(request, item, "amount"))
    elif not item.figure or item.figure in NAMED:
        money.amounts[0] = request.amount
    if money.findings:
        return money
    if item.figure == "repayment":
        _check_owed(request, lines[0], money)
    elif item.figure not in ("", "agreed"):
        for place, line in enumerate(lines):
            _work_out(request, item, place, line, asked, figures, on, money)
    _compare(request, item, money)
    return money


def sign_off(request: Request, item: Item, account: str, missing: str = "S10") -> list[Finding]:
    """Where money moves a second account signs off: not the one that prepared it, who may not confirm it either.

    ``missing``: code of the finding where one of the two is not named.
    """
    prepared, signed = (str(request.value(name)).casefold() for name in ("prepared_by", "signed_off_by"))
    if not prepared or not signed:
        return [_missing(request, item, "prepared_by" if not prepared else "signed_off_by", missing)]
    if signed == prepared or account.casefold() == prepared:
        return [note("S11", request.table, "signed_off_by", request.rows[0])]
    return []


def _work_out(
    request: Request, item: Item, place: int, line: Line, asked: Asked, figures: Figures, on: date, money: Money
) -> None:
    figure, findings = figures.of(item.figure, line, asked, on)
    found = (*findings, *(figure.findings if figure else ()))
    codes = {Severity.REFUSED: "S16", Severity.REFERRED: "S17"}
    money.findings += [
        note(codes[one.severity], request.table, "item", request.rows[0], item=item.name, why=one.message)
        for one in found
        if one.severity in codes
    ]
    if figure is None or figure.amount is None:
        return
    if any(one.code == NOT_YET_DUE for one in figure.findings):
        money.findings.append(note("S22", request.table, "effective_on", request.rows[0], item=item.name))
    if figure.estimate and item.sign:
        why = "只有估算，没有合同的价值表，不得收付"
        money.findings.append(note("S16", request.table, "item", request.rows[0], item=item.name, why=why))
    money.figures[place] = figure
    if item.sign and item.figure != "loan":
        money.amounts[place] = figure.amount * item.sign


def _compare(request: Request, item: Item, money: Money) -> None:
    """The registered amount, where there is one, is the sum over the lines with the right sign."""
    given = request.amount
    expected = sum((amount for amount in money.amounts if amount is not None), Decimal(0))
    wrong_sign = given is not None and item.sign != 0 and given * item.sign < 0
    if given is None or (item.sign == 0 and item.figure == ""):
        return
    if wrong_sign or (given != expected and None not in money.amounts):
        expected = abs(expected) * item.sign
        words = {"given": amount_text(given), "expected": amount_text(expected)}
        money.findings.append(note("S09", request.table, "amount", request.rows[0], **words))


def _check_owed(request: Request, line: Line, money: Money) -> None:
    owed = line.amount("loan") + line.amount("advanced_premium")
    if (request.amount or Decimal(0)) > owed:
        words = {"given": amount_text(request.amount or Decimal(0)), "limit": amount_text(owed)}
        money.findings.append(note("S20", request.table, "amount", request.rows[0], **words))


def _missing(request: Request, item: Item, column: str, code: str = "S19") -> Finding:
    name = request.table.record.column(column).heading
    return note(code, request.table, column, request.rows[0], item=item.name, name=name)

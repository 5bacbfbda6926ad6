"""One request carried out on a working copy of its policy lines: the events, or why it cannot be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.findings import Finding, Severity, worst
from core.law.lookup import Law
from core.normalise.parsed import Value
from core.records.servicing import ServicingRequest
from core.servicing.effects import EFFECTS, in_proportion, re_rated
from core.servicing.event import PlannedEvent
from core.servicing.field_changes import field_changes
from core.servicing.figures import Asked, Figures
from core.servicing.items import Item
from core.servicing.letters import letters
from core.servicing.lines import Line
from core.servicing.money import Money, money_of, sign_off
from core.servicing.notes import note
from core.servicing.requests import Request, of_one_item
from core.servicing.transitions import ENDED, Standing, after, nothing_due
from core.table import Table, empty_table

ACCEPTED = ("标准体", "次标准体-加费", "除外", "加费+除外")

PAYEES = frozenset({"policyholder_name", "insured_name", "beneficiaries", "account_masked", "payout_account"})
"""Columns that say who may be paid later, and where: what changes one of them is as good as a payment."""


@dataclass(frozen=True)
class Surroundings:
    """What a request is carried out against. ``on``: today for this run; ``account``: who would confirm.

    ``earlier``: requests that the ledger holds. ``drawn``: survival benefits paid, by ledger key of the line, each with
    its day and event.
    """

    figures: Figures
    law: Law
    on: date
    account: str
    earlier: Table = field(default_factory=lambda: empty_table(ServicingRequest))
    drawn: dict[str, list[tuple[date, str]]] = field(default_factory=dict)


def carry_out(
    request: Request, lines: Mapping[str, Line], around: Surroundings
) -> tuple[list[PlannedEvent], list[Finding]]:
    """The events of one request, none of them numbered; no events where a finding is 拒收. ``lines``: of its policy."""
    item = request.item
    if item is None:
        heading = request.table.record.column("item").heading
        return [], [note("S19", request.table, "item", request.rows[0], item="保全申请", name=heading)]
    if not of_one_item(request):
        return [], [note("S18", request.table, "item", request.rows[0])]
    if item.elsewhere:
        return [], [note("S15", request.table, "item", request.rows[0], item=item.name, elsewhere=item.elsewhere)]
    targets = _targets(request, lines)
    if not targets:
        return [], [note("S01", request.table, "policy_no", request.rows[0], policy=request.policy_no)]
    findings = [*_allowed(request, item, targets), *_underwritten(request, item)]
    changes, faults = field_changes(request, item, targets)
    findings += [*faults, *_dated(request, targets, around.on)]
    effective = request.effective_on
    if worst(findings) is Severity.REFUSED or effective is None:
        return [], findings
    wanted = changes.get("sum_assured")
    asked = Asked(request.amount, wanted if isinstance(wanted, Decimal) else None)
    if wanted is not None and len(targets) > 1:
        return [], [*findings, _one_line(request, item)]
    money = money_of(request, item, targets, asked, around.figures, effective)
    findings += [*money.findings, *_drawn_before(request, item, targets, around, effective)]
    if item.sign or any(money.amounts):
        findings += sign_off(request, item, around.account)
    elif PAYEES & changes.keys():
        findings += sign_off(request, item, around.account, missing="S23")
    if worst(findings) is Severity.REFUSED:
        return [], findings
    return _events(request, item, targets, changes, money, around, effective), findings


def _events(
    request: Request,
    item: Item,
    targets: Sequence[Line],
    changes: Mapping[str, Value],
    money: Money,
    around: Surroundings,
    effective: date,
) -> list[PlannedEvent]:
    found = []
    for line, amount, figure in zip(targets, money.amounts, money.figures, strict=True):
        contract = around.figures.contract_of(line) if item.figure else None
        quantity = figure.amount if figure is not None and item.figure != "loan" else amount
        follows = EFFECTS[item.figure](line, abs(quantity or Decimal(0)), contract, figure, effective)
        new = {**_standing(line, item, effective), **changes, **follows, **_premium(request, item, line, changes)}
        told = letters(request, item, line, tuple(changes), amount, contract, around.law)
        found.append(PlannedEvent("", request, item, line, line.with_changes(new), effective, amount, figure, told))
    return found


def _standing(line: Line, item: Item, effective: date) -> dict[str, Value]:
    """保单状态, 交费状态 and 终止原因 after the event; the 状态日期 moves only when one of them does."""
    reached = after(line.standing, item.event)
    if reached is None or reached == line.standing:
        return {}
    return {
        "status": reached.status,
        "premium_status": reached.premium_status,
        "termination_reason": reached.reason,
        "status_on": effective,
        **nothing_due(reached),
    }


def _premium(request: Request, item: Item, line: Line, changes: Mapping[str, Value]) -> dict[str, Value]:
    wanted, premium = changes.get("sum_assured"), request.value("new_premium")
    if item.figure == "reduction" and isinstance(wanted, Decimal):
        return in_proportion(line, wanted)
    if item.re_rates and premium is not None:
        return re_rated(line, premium, str(changes.get("frequency") or line.text("frequency")))
    return {}


def _targets(request: Request, lines: Mapping[str, Line]) -> list[Line]:
    """The lines asked for; those that have ended are left alone while others have not."""
    product = request.value("product_code")
    named = [line for line in lines.values() if product in ("", line.text("product_code"))]
    return [line for line in named if line.text("status") != ENDED] or named


def _allowed(request: Request, item: Item, targets: Sequence[Line]) -> list[Finding]:
    stuck = {line.standing for line in targets if after(line.standing, item.event) is None}
    return [_not_allowed(request, item, standing) for standing in stuck]


def _not_allowed(request: Request, item: Item, standing: Standing) -> Finding:
    words = {"status": standing.status or "空白", "premium": standing.premium_status or "空白", "item": item.name}
    return note("S02", request.table, "item", request.rows[0], **words)


def _underwritten(request: Request, item: Item) -> list[Finding]:
    conclusion = request.value("conclusion")
    if not item.underwriting or conclusion in ACCEPTED:
        return []
    return [note("S08", request.table, "conclusion", request.rows[0], item=item.name, conclusion=conclusion or "空白")]


def _dated(request: Request, targets: Sequence[Line], on: date) -> list[Finding]:
    day, first = request.effective_on, request.rows[0]
    if day is None:
        heading = request.table.record.column("received_on").heading
        return [note("S19", request.table, "received_on", first, item=request.value("item"), name=heading)]
    if day > on:
        return [note("S12", request.table, "effective_on", first, day=day, on=on)]
    since = max((known for line in targets if (known := line.day("status_on"))), default=None)
    if since is not None and day < since:
        return [note("S13", request.table, "effective_on", first, day=day, since=since)]
    return []


def _drawn_before(
    request: Request, item: Item, targets: Sequence[Line], around: Surroundings, effective: date
) -> list[Finding]:
    """A survival benefit is paid once for each policy year: not again in the year that begins with its due day."""
    if item.figure != "survival":
        return []
    found = []
    for line in targets:
        contract = around.figures.contract_of(line)
        year = contract.year_on(effective) if contract is not None else 0
        due, following = (contract.year_start(year), contract.year_start(year + 1)) if contract else (effective, None)
        found += [
            note("S21", request.table, "item", request.rows[0], item=item.name, day=day, event=event)
            for day, event in around.drawn.get(line.key, ())
            if day >= due and (following is None or day < following)
        ]
    return found


def _one_line(request: Request, item: Item) -> Finding:
    heading = request.table.record.column("product_code").heading
    return note("S19", request.table, "product_code", request.rows[0], item=item.name, name=heading)

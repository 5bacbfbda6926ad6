"""B203, B206, B207, B209: identity before money, the chain of changes, who is paid, and how much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from core.checks.rule import Context, Hit, rule
from core.checks.servicing_rows import (
    INSURED,
    POLICYHOLDER,
    first_rows,
    named,
    of_policy,
    policies,
    requests,
    where_item,
)
from core.checks.words import money_words, whole_words
from core.identifiers import person_name
from core.identifiers.bank_account import same_account
from core.money import reaches
from core.records.claim import Claim
from core.records.papers import Account
from core.records.servicing import ServicingRequest
from core.servicing.chain import chains
from core.servicing.figures import Asked, Figures
from core.servicing.items import item_of, items
from core.servicing.lines import Line, line_from
from core.table import Array, Mask, Table, blanks
from core.values.figure import Figure, amount_text

IDENTITY = ("退保", "犹豫期退保", "协议退保", "减保", "保单贷款")
GIVEN_UP = ("退保", "犹豫期退保")
ORIGINAL, AGREED = "原交费账户", "约定账户"


@rule("B203")
def identity_before_money(context: Context) -> Iterator[Hit]:
    """令11号第十三条 (seen in two paraphrases): from the threshold the applicant's identity is verified."""
    table = requests(context)
    asked = first_rows(table, named(table, *IDENTITY) & (table["identity_check"] == ""))
    limit = context.limit("aml_identity_check_amount_cny", table)
    amount = np.abs(table["amount"])
    large = asked & reaches(amount, limit)
    words = {"name": table["item"][large].tolist(), "limit": money_words(limit[large])}
    yield Hit(table, "amount", large, details=dict(words))
    unstated = asked & np.isnan(amount) & reaches(of_policy(context, "cash_value", table), limit)
    words = {"name": table["item"][unstated].tolist(), "limit": money_words(limit[unstated])}
    yield Hit(table, "amount", unstated, "value", details=dict(words))


@rule("B206")
def chain_of_changes(context: Context) -> Iterator[Hit]:
    """Practice (待确认): phone, then account, then money, each within some days of the other."""
    table = requests(context)
    days = context.limit("change_chain_days", table)
    found = chains(table, (context.in_force.of(ServicingRequest),), days)
    rows = np.array([chain.row for chain in found], dtype=np.intp)
    words = {"days": whole_words(days[rows]), "name": table["item"][rows].tolist()}
    yield Hit(table, "item", rows, details=dict(words))


@rule("B207")
def payee(context: Context) -> Iterator[Hit]:
    """《互联网保险业务监管办法》第四十条, 《保险销售行为管理办法》第三十二条: who is entitled, or who paid."""
    table = requests(context)
    pays = first_rows(table, where_item(table, lambda item: item.sign < 0))
    expected = np.array(["、".join(item_of(name).payees) if name else "" for name in table["item"]], dtype=object)
    nobody = pays & (table["payee"] == "") & (table["payee_account"] == "")
    words = {"name": table["item"][nobody].tolist(), "expected": expected[nobody].tolist()}
    yield Hit(table, "payee", nobody, "blank", details=dict(words))
    entitled = np.zeros(len(table), dtype=bool)
    for role, name in ((POLICYHOLDER, "policyholder_name"), (INSURED, "insured_name")):
        due = named(table, *(item.name for item in items().values() if role in item.payees))
        entitled |= due & _same_name(table["payee"], of_policy(context, name, table))
    paying = where_item(table, lambda item: ORIGINAL in item.payees)
    entitled |= paying & _account_of(context, table, "account_masked")
    agreed = where_item(table, lambda item: AGREED in item.payees)
    entitled |= agreed & _account_of(context, table, "payout_account")
    wrong = pays & ~nobody & ~entitled
    yield Hit(table, "payee", wrong & paying, "surrender")
    other = wrong & ~paying
    words = {"name": table["item"][other].tolist(), "expected": expected[other].tolist()}
    yield Hit(table, "payee", other, details=dict(words))


@rule("B209")
def surrender_amount(context: Context) -> Iterator[Hit]:
    """《保险法》第四十七条: the amount is what value, debts and balances give; inside the 犹豫期 the premium."""
    table = requests(context)
    asked = first_rows(table, named(table, *GIVEN_UP) & ~blanks(table["amount"]))
    lines = _lines(context, table, asked)
    figures = Figures(lines, context.references, context.in_force.of(Claim), context.law)
    for row in np.flatnonzero(asked & (table["amount"] <= 0)).tolist():
        own = [line for line in lines.values() if _meant(table, row, line)]
        found, missing = _worked_out(context, figures, own, table, row)
        expected = sum((figure.amount for figure in found if figure.amount is not None), Decimal(0))
        given = -Decimal(repr(float(table["amount"][row])))
        if missing or not own:
            words = {"name": missing or "台账中的保单"}
            yield Hit(table, "amount", np.array([row]), "cannot_compute", details=dict(words))
        elif given != expected:
            early = any("犹豫期" in figure.kind for figure in found) and table["item"][row] != "犹豫期退保"
            words = {"expected": amount_text(expected), "other": amount_text(abs(given - expected))}
            yield Hit(table, "amount", np.array([row]), "cooling_off" if early else "default", details=dict(words))


def _worked_out(
    context: Context, figures: Figures, lines: list[Line], table: Table, row: int
) -> tuple[list[Figure], str]:
    """The figures of the lines on the effective day, and what is missing where one has no amount."""
    day = table["effective_on"][row] if not np.isnat(table["effective_on"][row]) else context.event_days(table)[row]
    found, missing = list[Figure](), ""
    for line in lines:
        figure, faults = figures.of(item_of(table["item"][row]).figure, line, Asked(), day.astype(object))
        reasons = [one.message for one in (*faults, *(figure.findings if figure else ()))]
        if figure is None or figure.amount is None:
            missing = missing or (reasons[0] if reasons else "测算所需的资料")
        else:
            found.append(figure)
    return found, missing


def _lines(context: Context, table: Table, asked: Mask) -> dict[str, Line]:
    """The policy lines of the requests that are recomputed."""
    from core.ledger.rows import row_keys, stored_rows

    held = policies(context)
    numbers = set(table["policy_no"][asked].tolist())
    own = held.take(np.array([number in numbers for number in held["policy_no"].tolist()], dtype=bool))
    stored = stored_rows(own)
    keys = row_keys(own.record, stored)
    rows = zip(*(stored[column.name] for column in own.record.columns()), strict=True)
    return {key: line_from(key, values, "") for key, values in zip(keys, rows, strict=True)}


def _meant(table: Table, row: int, line: Line) -> bool:
    product = table["product_code"][row]
    same = line.text("policy_no") == table["policy_no"][row] and product in ("", line.text("product_code"))
    return same and line.text("status") != "终止"


def _same_name(typed: Array, name: Array) -> Mask:
    pairs = zip(typed.tolist(), name.tolist(), strict=True)
    return np.array([bool(a) and person_name.compact(a) == person_name.compact(b) for a, b in pairs], dtype=bool)


def _account_of(context: Context, table: Table, name: str) -> Mask:
    """Is the account the one of the policy (its last digits where it is masked), or that of its application?"""
    held = of_policy(context, name, table).tolist()
    applied = context.in_force.of(Account)
    rows = applied.match("application_no", of_policy(context, "application_no", table))
    full = applied.look_up(rows, "account_no").tolist()
    given = table["payee_account"].tolist()
    return np.array(
        [
            bool(number) and (number == whole or same_account(number, masked))
            for number, whole, masked in zip(given, full, held, strict=True)
        ],
        dtype=bool,
    )

"""累计风险保额: what one insured has in force, pending and applied for, by kind of risk; premiums by policyholder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.checks.applications import aligned, product_column
from core.checks.coverages import PAYMENTS_A_YEAR, coverages
from core.checks.ledger_rows import with_ledger
from core.checks.rule import Context
from core.normalise.terms import SINGLE
from core.records.application import Application, Coverage
from core.records.decision import Decision
from core.records.people import Insured, Policyholder
from core.records.policy import Policy
from core.records.product import Product
from core.records.record import Record
from core.table import Array, Mask, Table

RISK_KINDS = {
    "定期寿险": "寿险",
    "终身寿险": "寿险",
    "两全保险": "寿险",
    "疾病保险": "重疾",
    "护理保险": "重疾",
    "意外伤害保险": "意外",
    "医疗保险": "医疗",
    "年金保险": "年金",
}
UNKNOWN_KIND = "未知"
CLOSED = ("延期", "拒保", "客户撤单", "逾期未回复撤单")


@dataclass(frozen=True)
class Exposure:
    """Sums assured in yuan by person (certificate number) and kind of risk."""

    totals: dict[tuple[str, str], float]

    def of(self, people: Array, kinds: Iterable[str]) -> Array:
        """The total of each person over some kinds, shape (n,)."""
        wanted = tuple(kinds)
        return np.array([sum(self.totals.get((person, kind), 0.0) for kind in wanted) for person in people])


def kinds_of(categories: Array) -> Array:
    """The kind of risk of each 险种类别; 未知 where the product is not known."""
    return np.array([RISK_KINDS.get(category, UNKNOWN_KIND) for category in categories], dtype=object)


def line_kinds(context: Context) -> Array:
    """The kind of risk of each 险种 line of the run."""
    return kinds_of(product_column(context, "category", coverages(context)))


def insured_of(context: Context, table: Table) -> Array:
    """The insured's certificate number, else the application number, on the rows of a table of the run."""
    number = aligned(context, Insured, "document_no", table)
    return np.where(number == "", table["application_no"], number).astype(object)


def exposure(context: Context) -> Exposure:
    """The run's lines, the ledger's pending lines and its living policies, each application counted once."""
    if "exposure" not in context.worked_out:
        context.worked_out["exposure"] = _exposure(context)
    found: Exposure = context.worked_out["exposure"]
    return found


def _exposure(context: Context) -> Exposure:
    totals: dict[tuple[str, str], float] = {}
    lines = coverages(context)
    if not len(lines) and not len(context.tables.of(Insured)):
        return Exposure(totals)  # nobody to ask about: a run over policies in force only
    pending = _pending(context)
    policies = _living(context)
    products = context.references.of(Product)
    for people, kinds, sums in (
        (insured_of(context, lines), line_kinds(context), lines["sum_assured"]),
        (_holders(context, Insured, pending), _kinds_in(products, pending), pending["sum_assured"]),
        (policies["insured_document_no"], _kinds_in(products, policies), policies["sum_assured"]),
    ):
        for person, kind, amount in zip(people, kinds, np.nan_to_num(sums), strict=True):
            totals[person, kind] = totals.get((person, kind), 0.0) + float(amount)
    return Exposure(totals)


def yearly_premiums(context: Context, amounts: Array) -> dict[str, float]:
    """Premiums a year in yuan by policyholder: ``amounts`` of the run's lines and what living policies still pay."""
    totals: dict[str, float] = {}
    if not len(context.tables.of(Application)):
        return totals
    lines, policies = coverages(context), _living(context)
    paying = (policies["frequency"] != SINGLE) & np.isin(policies["premium_status"].astype(str), ("交费中", ""))
    payments = np.array([PAYMENTS_A_YEAR.get(word, 1.0) for word in policies["frequency"]])
    by_year = np.where(
        np.isnan(policies["annual_premium"]), policies["first_premium"] * payments, policies["annual_premium"]
    )
    for people, sums in (
        (aligned(context, Policyholder, "document_no", lines), amounts),
        (policies["policyholder_document_no"], np.where(paying, by_year, 0.0)),
    ):
        for person, amount in zip(people, np.nan_to_num(sums), strict=True):
            totals[person] = totals.get(person, 0.0) + float(amount)
    return totals


def _pending(context: Context) -> Table:
    """险种 lines of the ledger's applications that are neither a policy nor closed, and not in the run."""
    held = context.in_force.of(Coverage)
    decisions = context.in_force.of(Decision)
    closed = decisions["application_no"][np.isin(decisions["conclusion"].astype(str), CLOSED)]
    gone = {*closed, *context.in_force.of(Policy)["application_no"], *context.tables.of(Application)["application_no"]}
    return held.take(_not_in(held, gone))


def _living(context: Context) -> Table:
    """The ledger's policies that are not at an end and do not come from an application of the run."""
    policies = context.in_force.of(Policy)
    return policies.take(
        (policies["status"] != "终止") & _not_in(policies, {*context.tables.of(Application)["application_no"]})
    )


def _not_in(table: Table, numbers: set[str]) -> Mask:
    return np.array([number not in numbers for number in table["application_no"]], dtype=bool)


def _holders(context: Context, record: type[Record], lines: Table) -> Array:
    people = with_ledger(context, record)
    return people.look_up(people.match("application_no", lines["application_no"]), "document_no")


def _kinds_in(products: Table, lines: Table) -> Array:
    return kinds_of(products.look_up(products.match("product_code", lines["product_code"]), "category"))

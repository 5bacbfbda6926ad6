"""The columns that flags read, straight from the ledger: a look over 100,000 policies needs a third of theirs."""

from __future__ import annotations

import sqlite3

from core.bulk import no_collection
from core.ledger.current import load_table
from core.measures.loading import load_columns
from core.records.application import Application, Coverage
from core.records.claim import Claim
from core.records.decision import Decision
from core.records.event import PolicyEvent
from core.records.flag_decision import FlagDecision
from core.records.papers import Account, Disclosure, DueDiligence, Finance
from core.records.people import Insured
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Product
from core.records.record import Record
from core.records.reference import Staff
from core.records.service import Complaint
from core.records.servicing import ServicingRequest
from core.table import Table, Tables

COLUMNS: dict[type[Record], tuple[str, ...]] = {
    Policy: (
        "policy_no", "application_no", "branch_code", "agent_no", "policyholder_name", "policyholder_document_no",
        "policyholder_address", "insured_name", "insured_document_no", "insured_address", "product_code",
        "product_version", "sum_assured", "frequency", "first_premium", "applied_on", "issued_on", "effective_on",
        "status", "status_on", "termination_reason", "account_masked",
    ),
    PremiumReceipt: (
        "policy_no", "product_code", "business", "instalment", "bank_serial", "received_on", "received", "payer",
    ),
    Insured: ("application_no", "document_no", "occupation", "annual_income"),
    Application: ("application_no", "applied_on"),
    Coverage: ("application_no", "product_code"),
    Account: ("application_no", "account_no", "first_payment", "cash_amount"),
    DueDiligence: ("application_no", "suspicious"),
    Finance: ("application_no", "match_opinion", "insists"),
    Decision: ("application_no", "conclusion", "decided_on"),
}  # fmt: skip
WHOLE: tuple[type[Record], ...] = (
    Claim,
    Product,
    Complaint,
    ServicingRequest,
    PolicyEvent,
    Staff,
    Disclosure,
    FlagDecision,
)


def tables_of(source: sqlite3.Connection | Tables, until_change: int | None = None) -> Tables:
    """Every table that a flag looks at, of a ledger now or as known after a change; tables as they are given."""
    if isinstance(source, Tables):
        return source
    tables: list[Table] = []
    with no_collection():
        for record, names in COLUMNS.items():
            tables.append(load_columns(source, record, names, until_change)[0])
        tables += [load_table(source, record, until_change=until_change) for record in WHOLE]
    return Tables(table for table in tables if len(table))

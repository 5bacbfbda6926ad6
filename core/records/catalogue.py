"""Every record of the house, so that readers, templates, ledger and reference page see the same list."""

from __future__ import annotations

from functools import cache

from core.records.application import Application, Coverage
from core.records.banking import BankLine, ReceiptClaim
from core.records.channel_cost import ChannelCost
from core.records.claim import Claim
from core.records.decision import Decision, MedicalExam
from core.records.delivery import CallBack, DeliveryReceipt
from core.records.event import PolicyEvent
from core.records.flag_decision import FlagDecision
from core.records.needs import NeedsAnalysis
from core.records.papers import Account, Disclosure, DueDiligence, Finance, Signing
from core.records.payment import PaymentOrder
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.policy import Policy, PremiumReceipt
from core.records.product import CashValue, Clause, Product
from core.records.record import Record
from core.records.reference import REFERENCE_RECORDS
from core.records.renewal import DueAction, RenewalContact
from core.records.service import Complaint, Inquiry, Satisfaction
from core.records.servicing import ServicingRequest
from core.records.tasks import Task
from core.records.training import SalesMaterial, Training

APPLICATION_RECORDS: tuple[type[Record], ...] = (
    Application, Policyholder, Insured, Beneficiary, Coverage, Disclosure, Finance, Account, DueDiligence, Signing,
    Decision, MedicalExam,
)  # fmt: skip

PRODUCT_RECORDS: tuple[type[Record], ...] = (Product, CashValue, Clause)

POLICY_RECORDS: tuple[type[Record], ...] = (Policy, PremiumReceipt, Claim, ServicingRequest)

SERVICE_RECORDS: tuple[type[Record], ...] = (
    BankLine, ReceiptClaim, PaymentOrder, DeliveryReceipt, CallBack, RenewalContact, DueAction, Complaint, Inquiry,
    Satisfaction,
)  # fmt: skip
"""What happens to policies in force month by month; read for the month's work, not for judging new business."""

OFFICE_RECORDS: tuple[type[Record], ...] = (
    NeedsAnalysis, Training, SalesMaterial, Task, FlagDecision, ChannelCost,
)  # fmt: skip
"""What the departments keep for themselves and for each other."""

ALL_RECORDS: tuple[type[Record], ...] = (
    *APPLICATION_RECORDS, *PRODUCT_RECORDS, *POLICY_RECORDS, *SERVICE_RECORDS, *OFFICE_RECORDS, *REFERENCE_RECORDS,
)  # fmt: skip

KEPT_RECORDS: tuple[type[Record], ...] = (*ALL_RECORDS, PolicyEvent)
"""What the ledger keeps: all that workbooks bring, and what only the ledger itself writes."""


@cache
def by_table() -> dict[str, type[Record]]:
    """Records by their English plural name."""
    return {record.table: record for record in KEPT_RECORDS}


@cache
def by_sheet() -> dict[str, type[Record]]:
    """Records by worksheet name, synonyms included."""
    return {name: record for record in ALL_RECORDS for name in (record.sheet, *record.sheet_aliases)}

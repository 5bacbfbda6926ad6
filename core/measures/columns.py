"""The columns that a report reads of each record (fewer than the ledger holds: that is faster), and its 参数."""

from __future__ import annotations

from core.records.application import Application
from core.records.banking import BankLine, ReceiptClaim
from core.records.channel_cost import ChannelCost
from core.records.claim import Claim
from core.records.decision import Decision, MedicalExam
from core.records.delivery import CallBack, DeliveryReceipt
from core.records.event import PolicyEvent
from core.records.papers import Account
from core.records.payment import PaymentOrder
from core.records.people import Policyholder
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Clause, Product
from core.records.record import Record
from core.records.reference import CalendarDay, CompanyParameter, InternalRule, Staff, Target
from core.records.renewal import RenewalContact
from core.records.service import Complaint, Inquiry, Satisfaction
from core.records.servicing import ServicingRequest
from core.records.tasks import Task
from core.records.training import SalesMaterial, Training
from core.table import Table, scalar

COLUMNS: dict[type[Record], tuple[str, ...]] = {
    Policy: (
        "policy_no", "application_no", "branch_code", "branch_name", "channel", "agent_no", "policyholder_name",
        "insured_birth_date", "beneficiaries", "product_code", "main_or_rider", "design", "sum_assured", "frequency",
        "premium_term", "policy_term", "first_premium", "annual_premium", "paid_premium", "applied_on",
        "underwritten_on", "underwriting_type", "conclusion", "issued_on", "effective_on", "next_due_on", "matures_on",
        "receipt_on", "cooling_off_ends_on", "called_back_on", "call_back_result", "status", "premium_status",
        "status_on", "termination_reason", "product_name", "product_version", "agent_name", "service_agent",
        "policyholder_phone", "account_masked", "recording_no", "policy_form", "cash_value", "surrender_reason",
        "auto_renewal", "loan", "advanced_premium",
    ),
    PremiumReceipt: (
        "policy_no", "product_code", "business", "instalment", "due_on", "due", "received_on", "received",
        "bank_serial",
    ),
    Claim: (
        "claim_no", "reported_on", "policy_no", "insured_name", "applicant_name", "agent_person", "cause", "benefit",
        "hospital", "occurred_on", "applied_on", "documents_received", "documents_on", "supplement_on",
        "supplement_listed", "second_supplement_on", "opened_on", "claimed", "other_paid", "assessed", "conclusion",
        "refusal_reason", "investigated", "assessed_on", "advanced", "advanced_on", "notified_on", "agreed_on",
        "paid_on", "payee", "payee_account",
    ),
    Application: (
        "application_no", "branch_code", "branch_name", "channel", "agent_no", "applied_on", "submitted_on",
        "premium_total", "corrects",
    ),
    Policyholder: ("application_no", "name"),
    Account: ("application_no", "account_no"),
    Decision: (
        "application_no", "conclusion", "underwriting_type", "decided_on", "overrides", "reason", "notice_returned",
    ),
    MedicalExam: ("application_no", "asked_on", "booked_for", "done_on", "report_on"),
    BankLine: tuple(column.name for column in BankLine.columns()),
    ReceiptClaim: ("bank_serial", "own_account", "document_no", "business", "due_on", "decision"),
    Complaint: (
        "complaint_no", "source", "received_on", "complainant", "contact", "identity_verified", "by_other", "authority",
        "agent_person", "people", "policy_no", "line", "channel", "agent_no", "branch_code", "kind", "cause", "amount",
        "handler", "due_ordinary_on", "due_complex_on", "due_extended_on", "complex_case", "extension_approved_on",
        "extension_approved_by", "extension_told_on", "decided_on", "told_on", "review_asked_on", "review_decided_on",
        "responsibility", "remediation", "surrender_agency", "major", "closed_on",
    ),
    Inquiry: (
        "inquiry_no", "asked_on", "way", "policy_no", "subject", "asked_for_person", "reached_person", "handler",
        "passed_to", "answered_on",
    ),
    Satisfaction: tuple(column.name for column in Satisfaction.columns()),
    ServicingRequest: (
        "request_no", "received_on", "policy_no", "product_code", "item", "amount", "effective_on", "completed_on",
        "payee", "payee_account", "identity_check", "prepared_by", "signed_off_by", "paid_on", "surrender_reason",
    ),
    PolicyEvent: (
        "event_no", "policy_no", "product_code", "event", "item", "effective_on", "amount", "status_before",
        "status_after", "termination_reason", "sum_assured_change", "paid_premium_change", "request_no",
    ),
    PaymentOrder: tuple(column.name for column in PaymentOrder.columns()),
    DeliveryReceipt: ("policy_no", "sent_on", "signed_on", "signed_by_policyholder", "returned_on"),
    CallBack: tuple(column.name for column in CallBack.columns()),
    RenewalContact: ("policy_no", "due_on", "done_on", "action", "way", "result", "failure", "campaign"),
    Clause: ("product_code", "clause_no", "clause_kind", "subject", "wording"),
    Product: (
        "product_code", "version", "category", "sold_from", "sold_to", "cooling_off_days", "cooling_off_starts",
        "grace_days", "grace_starts", "auto_advance",
    ),
    Staff: ("staff_no", "name", "account_no", "role", "branch_code", "licensed_from", "left_on"),
    ChannelCost: ("month", "branch_code", "channel", "cost_kind", "payee", "amount"),
    Target: ("month", "branch_code", "channel", "product_code", "measure", "target"),
    CompanyParameter: (
        "key_name", "value", "effective_from", "effective_to", "source", "confirmed_by", "confirmed_on",
    ),
    CalendarDay: ("day", "kind"),
    InternalRule: tuple(column.name for column in InternalRule.columns()),
    Task: tuple(column.name for column in Task.columns()),
    Training: (
        "staff_no", "kind", "course", "product_code", "rule_no", "trained_on", "expires_on", "result", "signed_in",
        "evidence",
    ),
    SalesMaterial: tuple(column.name for column in SalesMaterial.columns()),
}  # fmt: skip
"""What a report reads of each record."""


def own_values(parameters: Table) -> list[dict[str, object]]:
    """The company's own values of 参数, as the law takes them."""
    rows = (
        {name: scalar(parameters[name][index]) for name in COLUMNS[CompanyParameter]}
        for index in range(len(parameters))
    )
    return [{"key": row.pop("key_name"), **row} for row in rows]

"""The customer service of the random office: complaints, questions, evaluations and servicing requests."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from core.days.anniversary import anniversary
from core.records.delivery import CallBack, DeliveryReceipt
from core.records.record import Record
from core.records.renewal import RenewalContact
from core.records.service import Complaint, Inquiry, Satisfaction
from core.records.servicing import ServicingRequest

Row = dict[str, Any]
END = date(2026, 10, 31)


def customer_service(rng: Random, lines: list[Row]) -> dict[type[Record], list[Row]]:
    """Rows about policies of the office, up to the end of October 2026, some of them decided only in November."""
    return {
        Complaint: [_complaint(rng, number, rng.choice(lines)) for number in range(160)],
        Inquiry: [_inquiry(rng, number, rng.choice(lines)) for number in range(200)],
        Satisfaction: [_evaluation(rng, number, rng.choice(lines)) for number in range(200)],
        ServicingRequest: [_request(rng, number, rng.choice(lines)) for number in range(120)],
    }


def busy_service(rng: Random, lines: list[Row]) -> dict[type[Record], list[Row]]:
    """Customer service in proportion to the policies: every one delivered, most called back, 1 in 50 complains."""
    mains = [line for line in lines if line["main_or_rider"] == "主险"]
    count = len(mains)
    return {
        Complaint: [_complaint(rng, number, rng.choice(lines)) for number in range(count // 50)],
        Inquiry: [_inquiry(rng, number, rng.choice(lines)) for number in range(count // 10)],
        Satisfaction: [_evaluation(rng, number, rng.choice(lines)) for number in range(count // 10)],
        ServicingRequest: [_request(rng, number, rng.choice(lines)) for number in range(count // 20)],
        DeliveryReceipt: [_delivery(line) for line in mains if line["receipt_on"]],
        RenewalContact: [_reminder(rng, line) for line in mains if line["frequency"] == "年交"],
        CallBack: [_call_back(rng, line) for line in mains if line["called_back_on"]],
    }


def _delivery(line: Row) -> Row:
    return {
        "policy_no": line["policy_no"], "policy_form": "纸质", "sent_on": line["issued_on"],
        "signed_on": line["receipt_on"], "signed_by_policyholder": "是",
    }  # fmt: skip


def _call_back(rng: Random, line: Row) -> Row:
    return {
        "policy_no": line["policy_no"], "way": "电话", "tried_at": f"{line['called_back_on']} 10:05",
        "tried_results": "接通", "result": rng.choices(("成功-无问题", "成功-问题件"), (49, 1))[0],
        "succeeded_on": line["called_back_on"], "is_policyholder": "是", "score": rng.choice((None, 3, 4, 5)),
    }  # fmt: skip


def _reminder(rng: Random, line: Row) -> Row:
    due = anniversary(line["effective_on"], rng.choice((1, 2)))
    return {
        "policy_no": line["policy_no"], "due_on": due, "done_on": due - timedelta(days=rng.randrange(1, 20)),
        "action": "缴费提示", "way": rng.choice(("短信", "电话")), "result": rng.choice(("已送达", "未接通")),
        "campaign": rng.choice(("", "", "开门红")),
    }  # fmt: skip


def _complaint(rng: Random, number: int, line: Row) -> Row:
    received = END - timedelta(days=rng.randrange(0, 100))
    row: Row = {
        "complaint_no": f"TS{number}", "source": "公司", "received_on": received, "complainant": f"某{number}",
        "kind": "销售纠纷", "policy_no": line["policy_no"], "channel": line["channel"],
        "complex_case": rng.choice(("是", "否", "")),
    }  # fmt: skip
    if rng.random() < 0.3:
        row["extension_approved_on"] = received + timedelta(days=rng.randrange(20, 34))
        row["extension_told_on"] = row["extension_approved_on"] + timedelta(days=rng.randrange(0, 3))
    if rng.random() < 0.9:
        row["decided_on"] = received + timedelta(days=rng.randrange(5, 70))
        row["told_on"] = row["decided_on"] + timedelta(days=rng.randrange(0, 4))
    return row


def _inquiry(rng: Random, number: int, line: Row) -> Row:
    return {
        "inquiry_no": f"ZX{number}", "asked_on": END - timedelta(days=rng.randrange(0, 60)), "subject": "保全",
        "question": "询问", "way": rng.choice(("电话", "柜面")), "asked_for_person": rng.choice("是否"),
        "reached_person": rng.choice("是是否"), "policy_no": line["policy_no"],
    }  # fmt: skip


def _evaluation(rng: Random, number: int, line: Row) -> Row:
    return {
        "survey_no": f"PJ{number}", "answered_on": END - timedelta(days=rng.randrange(0, 60)), "step": "保全",
        "policy_no": line["policy_no"], "channel": line["channel"], "score": rng.randrange(1, 6),
        "recommends": rng.choice((None, *range(11))),
    }  # fmt: skip


def _request(rng: Random, number: int, line: Row) -> Row:
    received = END - timedelta(days=rng.randrange(0, 60))
    return {
        "request_no": f"BQ{number}", "received_on": received, "applicant_role": "投保人", "item": "联系方式变更",
        "policy_no": line["policy_no"], "completed_on": min(END, received + timedelta(days=rng.randrange(0, 9))),
    }  # fmt: skip

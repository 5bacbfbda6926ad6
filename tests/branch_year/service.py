"""送达, 回访 and 投诉 of the policies issued in the year; each day is known beforehand from the policy's number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from core.demo.sheets import Book
from core.records.delivery import CallBack, DeliveryReceipt
from core.records.record import Record
from core.records.service import Complaint
from tests.branch_year.accounts import Account
from tests.branch_year.calendar import Batch

Row = dict[str, Any]
COOLING_OFF_DAYS = 15
NEVER_SIGNED_EVERY, COMPLAINT_EVERY = 41, 61
ANSWERS = dict.fromkeys(
    ("is_policyholder", "bought_and_signed", "read_documents", "knows_cover", "knows_surrender_loss",
     "knows_cooling_off", "knows_instalments", "recording_is_true"), "是"
)  # fmt: skip


def draw(policy_no: str, what: str, sides: int) -> int:
    """A die for a policy and a purpose, always the same."""
    return crc32(f"{policy_no}{what}".encode()) % sides


@dataclass(frozen=True)
class Course:
    """The days of a new policy: sent, signed, called back; None where it never happens."""

    sent_on: date
    signed_on: date | None
    called_on: date | None

    @classmethod
    def of(cls, account: Account) -> Course:
        """What becomes of a policy after its issue."""
        sent = account.issued_on + timedelta(days=1)
        if draw(account.policy_no, "signs", NEVER_SIGNED_EVERY) == 0:
            return cls(sent, None, None)
        signed = sent + timedelta(days=1 + draw(account.policy_no, "signed", 7))
        return cls(sent, signed, signed + timedelta(days=1 + draw(account.policy_no, "called", 8)))


def write_service(path: Path, accounts: Iterable[Account], batch: Batch) -> list[Account]:
    """回执登记, 回访登记 and 投诉登记表 of the batch; the policies whose days moved, already told to the model."""
    rows: dict[type[Record], list[Row]] = {DeliveryReceipt: [], CallBack: [], Complaint: []}
    moved = []
    for account in accounts:
        if account.ended:
            continue
        course = Course.of(account)
        if batch.covers(course.sent_on) or batch.covers(course.signed_on):
            rows[DeliveryReceipt].append(_delivery(account, course, batch))
        if batch.covers(course.called_on) and not account.short:
            rows[CallBack].append(_call(account, course))
        if batch.covers(course.called_on) and draw(account.policy_no, "complains", COMPLAINT_EVERY) == 0:
            rows[Complaint].append(_complaint(account, batch.day))
        if batch.covers(course.signed_on) or batch.covers(course.called_on):
            account.signed_on = course.signed_on
            called = course.called_on is not None and course.called_on <= batch.day and not account.short
            account.called_on = course.called_on if called else None
            moved.append(account)
    if any(rows.values()):
        with Book(path) as book:
            for record, lines in rows.items():
                sheet = book.add(record, record.sheet, batch.day)
                for line in lines:
                    sheet.write(line)
    return moved


def _delivery(account: Account, course: Course, batch: Batch) -> Row:
    signed = course.signed_on if course.signed_on and course.signed_on <= batch.day else None
    row = {"policy_no": account.policy_no, "policy_form": "电子", "sent_on": course.sent_on, "sent_way": "电子发送"}
    return row | ({"signed_on": signed, "signed_by_policyholder": "是", "filed_on": signed} if signed else {})


def _call(account: Account, course: Course) -> Row:
    assert course.signed_on and course.called_on
    return {
        "policy_no": account.policy_no, "policyholder_name": account.holder, "issued_on": account.issued_on,
        "signed_on": course.signed_on, "cooling_off_ends_on": course.signed_on + timedelta(days=COOLING_OFF_DAYS),
        "way": "电话", "tried_at": f"{course.called_on} 10:05", "tried_results": "接通", "result": "成功-无问题",
        "succeeded_on": course.called_on, "score": 5, **ANSWERS,
    }  # fmt: skip


def _complaint(account: Account, day: date) -> Row:
    return {
        "complaint_no": f"TS{day:%Y%m%d}{account.policy_no[-6:]}", "source": "公司", "received_on": day,
        "complainant": account.holder, "identity_verified": "是", "policy_no": account.policy_no,
        "channel": account.channel, "branch_code": account.branch, "kind": "销售纠纷", "cause": "收益夸大",
        "text": "称销售时未说明退保损失", "demand": "要求说明", "handler": "N20004",
    }  # fmt: skip

"""Applications that wait: an exclusion to be confirmed, examinations at every stage, a changed plan not signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.demo.applications import Form
from core.demo.sheets import Book
from core.demo.staff import COMPANY
from core.findings import Severity
from core.law.lookup import Law
from core.money import capital
from core.records.application import Application, Coverage
from core.records.decision import Decision, MedicalExam
from core.records.papers import Signing

Row = dict[str, Any]
ITEMS = "普通体检、尿常规、血生化、心电图"
SERIAL = 900_000
"""Forms that replace another are numbered from here on."""


def replacement(form: Form) -> Form:
    """The customer takes half the cover on a new form, and signs nothing new: what U15 must find."""
    number = f"{form.number[:8]}{SERIAL + int(form.number[8:]):06d}"
    rows = deepcopy(form.rows)
    for lines in rows.values():
        for line in lines:
            line["application_no"] = number
    for line in rows[Coverage]:
        line |= {"sum_assured": line["sum_assured"] / 2, "premium": round(line["premium"] / 2, 2)}
    total = round(sum(line["premium"] for line in rows[Coverage]), 2)
    rows[Application][0] |= {
        "corrects": form.number, "premium_total": total, "premium_total_words": capital(Decimal(str(total))),
    }  # fmt: skip
    return Form(number, form.sale, rows, (("U15", (Signing, "signed_on")),))


def write_waiting(path: Path, forms: Sequence[Form], last: date) -> None:
    """核保结论与体检.xlsx: the first referred application was given an exclusion, the others are being examined."""
    faulty = [form for form in forms if form.faults and not form.replaced_by]
    referred = [form for form in faulty if _severity(form) is Severity.REFERRED]
    examined = [*referred[1:], *(form for form in faulty if form not in referred)]
    with Book(path) as book:
        decisions = book.add(Decision, f"{COMPANY} 核保结论", last)
        for form in referred[:1]:
            decisions.write(_exclusion(form, last))
        exams = book.add(MedicalExam, f"{COMPANY} 体检跟踪", last)
        for form, days in zip(examined, _stages(last), strict=False):
            exams.write({"application_no": form.number, "examinations": ITEMS, "hospital": "示例体检中心"} | days)


def _severity(form: Form) -> Severity:
    return Law.default().rule(form.faults[0][0]).severities[0]


def _exclusion(form: Form, last: date) -> Row:
    return {
        "application_no": form.number, "conclusion": "除外", "underwriting_type": "人工",
        "exclusion": "约定部位的疾病及并发症", "decided_on": last - timedelta(days=4),
        "underwriter": "核保示例", "notice_returned": "否", "overrides": form.faults[0][0],
        "reason": "复核资料后可以除外承保",
    }  # fmt: skip


def _stages(last: date) -> Iterator[Row]:
    """Missed, done without a report, asked, booked, reported."""
    ago = [last - timedelta(days=back) for back in range(13)]
    yield {"asked_on": ago[8], "booked_for": ago[3]}
    yield {"asked_on": ago[9], "booked_for": ago[5], "done_on": ago[5]}
    yield {"asked_on": ago[6]}
    yield {"asked_on": ago[5], "booked_for": last + timedelta(days=4)}
    yield {"asked_on": ago[12], "booked_for": ago[9], "done_on": ago[9], "report_on": ago[4]}

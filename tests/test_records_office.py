"""The registers of the office: found by their headings alone, and their words understood as clerks write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from core.records.catalogue import OFFICE_RECORDS, SERVICE_RECORDS
from core.records.record import Record
from core.records.service import Complaint
from core.records.servicing import ServicingRequest
from core.records.tasks import Task
from core.workbook.read import read_workbooks


@pytest.mark.parametrize("record", (*SERVICE_RECORDS, *OFFICE_RECORDS), ids=lambda record: record.sheet)
def test_a_sheet_named_sheet1_is_known_by_its_headings(record: type[Record], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    book.active.append([column.heading for column in record.columns()])
    book.active.append([column.example for column in record.columns()])
    book.save(tmp_path / "book.xlsx")
    tables = read_workbooks([tmp_path / "book.xlsx"]).tables
    assert {name for name, table in tables.items() if len(table)} == {record.table}


def test_the_complaint_register_has_every_column_of_the_regulators_list_and_dates_for_every_clock() -> None:
    headings = {column.heading for column in Complaint.columns()}
    assert {"15日到期", "30日到期", "60日到期", "延期审批", "延期告知", "核查申请", "告知日", "代投诉授权"} <= headings
    days = {column.name for column in Complaint.columns() if column.kind.holds == "day"}
    assert {"received_on", "decided_on", "told_on", "review_asked_on", "review_decided_on", "closed_on"} <= days


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1", "01 经济困难/资金周转"),
        ("02", "02 销售误导/与宣传不符"),
        ("孤儿单", "07 代理人离职(孤儿单)"),
        ("99", "99 其他"),
    ],
)
def test_a_reason_of_surrender_is_understood_by_its_code_or_its_words(written: str, reason: str) -> None:
    assert ServicingRequest.model().model_validate({"退保原因": written}).surrender_reason == reason


def test_a_source_written_as_the_number_12378_is_the_hotline() -> None:
    assert Complaint.model().model_validate({"来源(公司/监管转办/12378/协会/媒体)": 12378}).source == "12378"


def test_a_task_says_who_asks_whom_by_when_and_with_which_proof() -> None:
    row = {"提出部门": "客服", "承办部门": "理赔", "到期日": "2026年11月5日", "状态": "已整改", "办结证明": "邮件1105"}
    task = Task.model().model_validate(row)
    assert (task.from_department, task.to_department, task.due_on) == ("客服", "理赔", date(2026, 11, 5))
    assert (task.status, task.proof) == ("已办结", "邮件1105")

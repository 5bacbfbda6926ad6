"""One list of what every department owes another, with what the departments wrote back laid over it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.findings import Severity, Status
from core.ledger.runs import Place
from core.measures.clocks import running_clocks
from core.measures.compliance import load_compliance
from core.office import claim_sources, service_sources, todo_sources, training_todos
from core.office.known import Known
from core.office.todo_list import TodoList, TodoRow, todo_list
from core.records.policy import Policy
from core.records.record import Record
from core.records.reference import InternalRule
from core.records.tasks import Task
from tests.month_ledger import add, log, month, new_ledger

REFUSED, REFERRED, NOTICE = Severity
FOUND_ON, MONTH_END = date(2026, 10, 12), date(2026, 10, 31)
ONE_POLICY = "| 保单号 | 险种代码 | 渠道 |\n| P1 | WL | 个险 |"
BLANK_SUM = ("A103", REFUSED, "T1", Place("applications", "8601", "个险", "A1", "2026-10-10"))
TASK = (
    "| 待办编号 | 提出日 | 来源 | 来源单号 | 提出部门 | 承办部门 | 承办人 | 事项 | 依据 | 到期日"
    " | 状态 | 办结日 | 办结证明 |\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, {Policy: ONE_POLICY})
    yield connection
    connection.close()


def october(ledger: sqlite3.Connection) -> TodoList:
    data = month(ledger)
    compliance = load_compliance(ledger, data)
    return todo_list(Known(data, compliance, running_clocks(data, compliance)))


def write_back(ledger: sqlite3.Connection, *rows: str, more: dict[type[Record], str] | None = None) -> None:
    add(ledger, {Task: TASK + "\n".join(rows), **(more or {})}, known=datetime(2026, 11, 2, tzinfo=UTC))


def only(todos: TodoList) -> TodoRow:
    (row,) = todos.rows
    return row


def test_a_refused_finding_goes_to_sales_and_its_agent_with_five_working_days(ledger: sqlite3.Connection) -> None:
    log(ledger, FOUND_ON, "一.xlsx", [BLANK_SUM])
    row = only(october(ledger))
    assert (row.todo.origin, row.todo.key) == ("合规整改", "A103/T1/投保单号")
    assert (row.todo.from_department, row.todo.to_department, row.todo.owner) == ("合规", "销售", "A1")
    # Monday 12 October 2026 and five working days: 13, 14, 15, 16, 19
    assert (row.todo.opened_on, row.todo.due_on) == (FOUND_ON, date(2026, 10, 19))
    assert row.todo.overdue(MONTH_END) and row.todo.basis_status is Status.UNCONFIRMED
    assert row.number.startswith("ZD") and row.number == only(october(ledger)).number


def test_a_referral_is_the_underwriters_and_a_notice_is_nobodys(ledger: sqlite3.Connection) -> None:
    log(ledger, FOUND_ON, "一.xlsx", [("A104", REFERRED, "T2", BLANK_SUM[3]), ("A604", NOTICE, "T3", BLANK_SUM[3])])
    row = only(october(ledger))
    # ten working days after 12 October: the 26th
    assert (row.todo.to_department, row.todo.owner, row.todo.due_on) == ("核保", "", date(2026, 10, 26))


def test_confidential_findings_are_not_on_a_list_that_every_department_reads(ledger: sqlite3.Connection) -> None:
    """A hit on a watch list is compliance's own matter (反洗钱法第三十五条)."""
    log(ledger, FOUND_ON, "一.xlsx", [("A904", REFUSED, "T1", BLANK_SUM[3]), BLANK_SUM])
    assert [row.todo.key for row in october(ledger).rows] == ["A103/T1/投保单号"]


def test_all_papers_of_an_application_are_one_row(ledger: sqlite3.Connection) -> None:
    place = BLANK_SUM[3]
    log(ledger, FOUND_ON, "一.xlsx", [("A805", REFUSED, "T1", place), ("A1001", REFUSED, "T1", place)])
    row = only(october(ledger))
    assert (row.todo.origin, row.todo.key) == ("资料补正", "T1")
    assert row.todo.subject == "投保单T1缺：本人亲笔签名、完整的健康告知和说明"


def test_a_finding_that_an_earlier_run_had_shown_is_marked_and_counts_from_the_first_day(
    ledger: sqlite3.Connection,
) -> None:
    log(ledger, FOUND_ON, "一.xlsx", [BLANK_SUM])
    log(ledger, date(2026, 10, 22), "一.xlsx", [BLANK_SUM])
    row = only(october(ledger))
    assert row.repeated and row.marks == ("再次检出",)
    assert row.todo.opened_on == FOUND_ON


def test_a_corrected_finding_leaves_the_list(ledger: sqlite3.Connection) -> None:
    log(ledger, FOUND_ON, "一.xlsx", [BLANK_SUM])
    log(ledger, date(2026, 10, 22), "一.xlsx", [])
    assert october(ledger).rows == ()


def written(number: str, status: str, closed: str, proof: str, to: str = "运营", owner: str = "N20002") -> str:
    return (
        f"| {number} | 2026-10-13 | 合规整改 | A103/T1/投保单号 | 合规 | {to} | {owner} | 补金额 | GZ-1 | 2026-10-20"
        f" | {status} | {closed} | {proof} |"
    )


def test_a_departments_row_of_the_same_source_and_number_takes_over_owner_department_day_and_status(
    ledger: sqlite3.Connection,
) -> None:
    log(ledger, FOUND_ON, "一.xlsx", [BLANK_SUM])
    write_back(ledger, written("ZD1", "处理中", "", ""))
    row = only(october(ledger))
    assert (row.number, row.todo.to_department, row.todo.owner) == ("ZD1", "运营", "N20002")
    assert (row.todo.due_on, row.todo.status, row.marks) == (date(2026, 10, 20), "处理中", ())


def test_a_proof_closes_what_no_later_run_has_shown(ledger: sqlite3.Connection) -> None:
    log(ledger, FOUND_ON, "一.xlsx", [BLANK_SUM])
    write_back(ledger, written("ZD1", "已办结", "2026-10-15", "ZG-7"))
    todos = october(ledger)
    assert (todos.open, [row.todo.proof for row in todos.closed]) == ([], ["ZG-7"])


def test_what_a_later_run_still_shows_is_open_again(ledger: sqlite3.Connection) -> None:
    log(ledger, FOUND_ON, "一.xlsx", [BLANK_SUM])
    write_back(ledger, written("ZD1", "已办结", "2026-10-15", "ZG-7"))
    log(ledger, date(2026, 10, 22), "一.xlsx", [BLANK_SUM])
    row = only(october(ledger))
    assert (row.todo.status, row.todo.open) == ("待复核", True)
    assert row.marks == ("办结后仍检出", "再次检出")


def test_closed_without_a_proof_stays_open(ledger: sqlite3.Connection) -> None:
    write_back(ledger, written("DB1", "已办结", "2026-10-15", ""))
    row = only(october(ledger))
    assert (row.todo.status, row.marks) == ("待复核", ("缺办结证明",))


def test_what_was_closed_after_the_day_of_the_report_was_still_in_work_then(ledger: sqlite3.Connection) -> None:
    write_back(ledger, written("DB1", "已办结", "2026-11-02", "ZG-7"))
    assert only(october(ledger)).todo.status == "处理中"


def test_a_generated_row_whose_cause_is_gone_says_so_and_a_hand_made_one_does_not(ledger: sqlite3.Connection) -> None:
    other = written("DB9", "待办", "", "").replace("A103/T1/投保单号", "")
    write_back(ledger, written("ZD1", "处理中", "", ""), other)
    assert {row.number: row.marks for row in october(ledger).rows} == {"ZD1": ("来源已消除，可办结",), "DB9": ()}


def test_a_task_may_rest_on_a_company_rule_or_a_legal_limit(ledger: sqlite3.Connection) -> None:
    rule = "| 制度编号 | 制度名称 | 制度条款 | 生效日 | 条款摘要 |\n| GZ-1 | 整改管理办法 | | 2026-01-01 | 要有证明 |"
    limit = written("DB9", "待办", "", "").replace("A103/T1/投保单号", "X9").replace("GZ-1", "CP-1.1")
    write_back(ledger, written("DB1", "待办", "", ""), limit, more={InternalRule: rule})
    by_number = {row.number: row.todo for row in october(ledger).rows}
    assert (by_number["DB1"].basis, by_number["DB1"].basis_status) == (
        "公司制度《整改管理办法》（GZ-1）（2026-01-01起）", Status.COMPANY,
    )  # fmt: skip
    assert by_number["DB9"].basis.startswith("《银行业保险业消费投诉处理管理办法》")


def test_departments_with_most_overdue_come_first(ledger: sqlite3.Connection) -> None:
    late, early = ("A103", REFUSED, "T1", BLANK_SUM[3]), ("A104", REFERRED, "T2", BLANK_SUM[3])
    log(ledger, FOUND_ON, "一.xlsx", [late])
    log(ledger, date(2026, 10, 30), "二.xlsx", [early, ("A104", REFERRED, "T3", BLANK_SUM[3])])
    assert [(name, len(rows)) for name, rows in october(ledger).by_department()] == [("销售", 1), ("核保", 2)]
    assert [row.todo.key[:7] for row in october(ledger).overdue] == ["A103/T1"]


def test_every_source_that_a_room_names_is_a_word_of_the_sheet_so_that_its_rows_come_back() -> None:
    """A workbook with another word in 待办来源 could not be matched with its matter again."""
    used = {
        claim_sources.LETTER, claim_sources.PAYMENT, service_sources.COMPLAINT, service_sources.OPINION,
        service_sources.QUESTION, service_sources.PROBLEM_CASE, todo_sources.FINDING, todo_sources.PAPERS,
        todo_sources.LIMIT, training_todos.TRAINING,
    }  # fmt: skip
    assert used <= set(Task.column("source").kind.choices)

"""One look, two sources: a ledger gives the hints that its tables give, and gives them again for a past day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.flags.look import flags
from core.flags.registry import parts
from core.ledger.current import change_known_on
from core.records.application import Application, Coverage
from core.records.claim import Claim
from core.records.decision import Decision
from core.records.papers import Account, Disclosure, DueDiligence, Finance
from core.records.people import Insured
from core.records.record import Record
from core.records.reference import Staff
from tests.flag_planted import planted
from tests.flag_tables import ON, START, Row, claim, company, office, policy, receipt, request, table_of
from tests.month_ledger import add_tables, new_ledger
from tests.test_flags_planted import LAW

PAPERS: dict[type[Record], Row] = {
    Insured: {"annual_income": "1000", "occupation": "职员", "document_no": "ID1", "name": "某某"},
    Application: {"applied_on": START, "branch_code": "860101", "channel": "个险"},
    Coverage: {"product_code": "WL", "sum_assured": 1},
    Decision: {"conclusion": "客户撤单", "decided_on": START + timedelta(days=30), "underwriter": "钱七"},
    Account: {"first_payment": "现金", "account_no": "6222021234567890128"},
    Disclosure: {"illness_history": "否"},
    DueDiligence: {"suspicious": "是"},
    Finance: {"match_opinion": "不适当", "insists": "是"},
}


def test_a_ledger_gives_the_hints_of_its_tables_for_every_part_that_can_run(tmp_path: Path) -> None:
    papers = {record: [row | {"application_no": "T1"}] for record, row in PAPERS.items()}
    staff = {Staff: [{"staff_no": "A9", "name": "某某", "role": "销售人员", "left_on": START}]}
    asked = [
        request(1, "犹豫期退保", START, payee="某外人", payee_account="6222021234567890128", invoice_lost="是"),
        request(1, "保单贷款", START, amount="-20000"),
    ]
    sick = claim(9001, policy_no="P1", past_history="高血压", occupation_found="司机", daily_allowance="600")
    own = office(
        [policy(9000, product_code="ME")], [sick], asked, receipts=[receipt(1, START, 9500)], more=papers | staff
    )
    tables = planted()[0].together(own)
    connection = new_ledger(tmp_path, {})
    add_tables(connection, list(tables.values()))
    by_tables, by_ledger = flags(tables, ON, LAW), flags(connection, ON, LAW)
    assert {(hit.code, hit.part, hit.subject, hit.sentence) for hit in by_ledger[0]} == {
        (hit.code, hit.part, hit.subject, hit.sentence) for hit in by_tables[0]
    }
    not_run = {(one.code, one.part) for one in by_ledger[1]}
    assert not_run == {(one.code, one.part) for one in by_tables[1]}
    assert len(not_run) < 12
    assert {"F12", "F13", "F15", "S08", "S09", "S11"} <= {hit.code for hit in by_ledger[0]}
    assert {part.code for part in parts()} - {code for code, _ in not_run} > {"S06", "S10", "F04"}


def test_a_look_at_a_past_state_of_the_ledger_does_not_know_what_came_later(tmp_path: Path) -> None:
    connection = new_ledger(tmp_path, {})
    first = datetime(2026, 10, 1, tzinfo=UTC)
    add_tables(connection, list(office([policy(1), policy(2)], [claim(1, 20)]).values()), known=first)
    add_tables(connection, [table_of(Claim, [claim(2, 20)])], known=first + timedelta(days=5))
    law = company()
    now, _ = flags(connection, ON, law)
    then, _ = flags(connection, ON, law, until_change=change_known_on(connection, first.date()))
    assert sorted({hit.subject.key for hit in now}) == ["L1", "L2"]
    assert sorted({hit.subject.key for hit in then}) == ["L1"]

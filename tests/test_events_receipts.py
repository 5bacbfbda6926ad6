"""到账认领 confirmed: 保费收入, the policy line and the events in one batch; nothing twice, nothing unseen."""

from __future__ import annotations

import pytest

from core.ledger.undo import undo
from tests.events_book import Office, policies
from tests.servicing import view

LINE = """
| 流水号 | 到账日     | 本方账号 | 金额 | 对方户名 | 单号 |
| LS1    | 2026-03-10 | 6222     | {}   | 张三     | P1   |
"""
CLAIM = """
| 流水号 | 认领单号 | 业务类型 | 应交日     | 认领结果 | 确认人 | 确认日     |
| LS1    | P1       | 续期     | 2026-03-01 | 确认     | lisi   | 2026-03-11 |
"""
LINE_OF_POLICY = "status, premium_status, next_due_on, paid_premium, status_on"


def opened(office: Office, amount: str = "1000", **changes: str) -> None:
    """P1 and one bank line of some amount."""
    office.sync("2026-03-10", policies=policies(changes), lines=LINE.format(amount))


def test_a_confirmed_receipt_is_booked_moves_the_due_day_and_writes_an_event_in_one_batch(office: Office) -> None:
    opened(office, 保单状态="宽限期", 状态日期="2026-03-02")
    plan, changes = office.sync("2026-03-11", claims=CLAIM)
    assert plan.findings == []
    assert [(c.record, c.inserted, c.changed) for c in changes] == [
        ("receipt_claims", 1, 0), ("premium_receipts", 1, 0), ("policies", 0, 1), ("policy_events", 1, 0),
    ]  # fmt: skip
    assert {c.batch for c in changes} == {changes[0].id}
    assert office.rows("policies", LINE_OF_POLICY) == [("有效", "交费中", "2027-03-01", 300000, "2026-03-10")]
    assert office.rows(
        "premium_receipts", "policy_no, instalment, due_on, due, received, received_on, bank_serial"
    ) == [("P1", 3.0, "2026-03-01", 100000, 100000, "2026-03-10", "LS1")]
    ((event, before, after, why),) = office.rows("policy_events", "event, status_before, status_after, why")
    assert (event, before, after) == ("续期交费", "宽限期", "有效")
    assert "保险法" in str(why) and "LS1" in str(why)


def test_the_same_claim_again_changes_nothing(office: Office) -> None:
    opened(office)
    office.sync("2026-03-11", claims=CLAIM)
    before = view(office.ledger)
    plan, changes = office.sync("2026-03-12", claims=CLAIM)
    assert (changes, plan.findings, view(office.ledger) == before) == ([], [], True)


def test_a_receipt_that_finance_booked_already_is_not_doubled(office: Office) -> None:
    booked = """
    | 保单号 | 险种代码 | 业务类型 | 期次 | 应交日     | 应交保费 | 实收日     | 实收 | 流水号 |
    | P1     | WL       | 续期     | 3    | 2026-03-01 | 1000     | 2026-03-10 | 1000 | LS1    |
    """
    office.sync("2026-03-10", policies=policies(), lines=LINE.format("1000"), receipts=booked)
    plan, changes = office.sync("2026-03-11", claims=CLAIM)
    assert [finding.code for finding in plan.findings] == ["R02"]
    assert [change.record for change in changes] == ["receipt_claims"]


def test_an_open_row_of_the_due_is_settled_and_comes_back_with_undo(office: Office) -> None:
    open_row = """
    | 保单号 | 险种代码 | 业务类型 | 期次 | 应交日     | 应交保费 |
    | P1     | WL       | 续期     | 3    | 2026-03-01 | 1000     |
    """
    opened(office)
    office.sync("2026-03-10", receipts=open_row)
    before = view(office.ledger), office.rows("premium_receipts", "instalment, due, received, bank_serial")
    _, changes = office.sync("2026-03-11", claims=CLAIM)
    assert office.rows("premium_receipts", "instalment, due, received, bank_serial") == [(3.0, 100000, 100000, "LS1")]
    undo(office.ledger, changes[0].id, "认错")
    assert (view(office.ledger), office.rows("premium_receipts", "instalment, due, received, bank_serial")) == before


def test_the_last_instalment_makes_the_policy_paid_up(office: Office) -> None:
    opened(office, 生效日="2017-03-01", 累计保费="9000")
    office.sync("2026-03-11", claims=CLAIM)
    assert office.rows("policies", LINE_OF_POLICY) == [("有效", "交清", None, 1000000, "2026-03-10")]
    assert [row[1] for row in office.rows("policy_events", "event_no, event, why")] == ["续期交费", "交费期满"]


def test_too_little_is_booked_and_leaves_the_policy_and_the_rest_open(office: Office) -> None:
    opened(office, "600")
    plan, _ = office.sync("2026-03-11", claims=CLAIM)
    assert [finding.code for finding in plan.findings] == ["R09"]
    assert "尚欠400.00元" in plan.findings[0].message
    assert office.rows("policies", LINE_OF_POLICY) == [("有效", "交费中", "2026-03-01", 200000, "2024-03-01")]
    assert office.rows("premium_receipts", "due, received, bank_serial") == [(40000, None, None), (60000, 60000, "LS1")]


def test_the_rest_that_comes_later_completes_the_instalment(office: Office) -> None:
    opened(office, "600")
    office.sync("2026-03-11", claims=CLAIM)
    later = LINE.format("400").replace("LS1", "LS2").replace("03-10", "03-20")
    plan, _ = office.sync("2026-03-21", lines=later, claims=CLAIM.replace("LS1", "LS2"))
    assert plan.findings == []
    assert office.rows("policies", LINE_OF_POLICY) == [("有效", "交费中", "2027-03-01", 300000, "2024-03-01")]
    assert office.rows("premium_receipts", "due, received, bank_serial") == [
        (40000, 40000, "LS2"), (60000, 60000, "LS1"),
    ]  # fmt: skip


def test_too_much_is_booked_whole_and_said(office: Office) -> None:
    opened(office, "1200")
    plan, _ = office.sync("2026-03-11", claims=CLAIM)
    assert [(finding.code, finding.severity.value) for finding in plan.findings] == [("R10", "转核")]
    assert office.rows("premium_receipts", "due, received, note") == [
        (100000, 120000, "多收200.00元，待退还或转作下期")
    ]


def test_one_payment_for_two_policies_is_one_batch(office: Office) -> None:
    two = policies({}, {"保单号": "P2", "首期保费": "500"})
    office.sync("2026-03-10", policies=two, lines=LINE.format("1500"))
    claims = CLAIM + "| LS1 | P2 | 续期 | 2026-03-01 | 确认 | lisi | 2026-03-11 |\n"
    plan, changes = office.sync("2026-03-11", claims=claims)
    assert plan.findings == []
    assert {change.batch for change in changes} == {changes[0].id}
    assert office.rows("premium_receipts", "policy_no, received, bank_serial") == [
        ("P1", 100000, "LS1"), ("P2", 50000, "LS1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "claim", "policy", "code"),
    [
        ("1000", CLAIM.replace("LS1", "LS9"), {}, "R01"),
        ("1000", CLAIM.replace("P1 ", "P9 "), {}, "R04"),
        ("1000", CLAIM.replace("2026-03-01", "2026-02-01"), {}, "R05"),
        ("1000", CLAIM.replace("2026-03-01", "2027-03-01"), {}, "R06"),
        ("1000", CLAIM, {"保单状态": "终止", "终止原因": "退保"}, "R07"),
        ("1000", CLAIM, {"保单状态": "中止(失效)"}, "R07"),
        ("-1000", CLAIM, {}, "R12"),
    ],
)
def test_what_cannot_be_booked_is_refused_with_its_cell_and_writes_nothing(
    office: Office, line: str, claim: str, policy: dict[str, str], code: str
) -> None:
    opened(office, line, **policy)
    before = view(office.ledger)
    plan, changes = office.sync("2026-03-11", claims=claim)
    assert [finding.code for finding in plan.findings] == [code]
    assert plan.findings[0].where.cell.endswith("2")
    assert (changes, view(office.ledger) == before) == ([], True)


@pytest.mark.parametrize(("day", "codes"), [("2026-04-30", []), ("2026-05-01", ["R08"])])
def test_the_last_day_of_grace_still_counts_and_the_day_after_does_not(
    office: Office, day: str, codes: list[str]
) -> None:
    line = LINE.format("1000").replace("2026-03-10", day)
    office.sync("2026-05-02", policies=policies({"保单状态": "宽限期"}), lines=line)
    plan, _ = office.sync("2026-05-02", claims=CLAIM)
    assert [finding.code for finding in plan.findings] == codes


def test_a_rider_has_the_grace_of_the_main_cover_it_is_paid_with(office: Office) -> None:
    """The rider's product says 0 days of 宽限期, its main cover 60: on 2026-04-30 both are paid in time."""
    rider = {"险种代码": "ACC", "险种名称": "示例意外", "主附险": "附加险", "首期保费": "100", "累计保费": "200"}
    products = office.lists.replace("| ACC      | 示例意外 | 60 ", "| ACC      | 示例意外 | 0  ")
    office = Office(office.ledger, products)
    line = LINE.format("1100").replace("2026-03-10", "2026-04-30")
    office.sync("2026-05-02", policies=policies({"保单状态": "宽限期"}, rider | {"保单状态": "宽限期"}), lines=line)
    plan, _ = office.sync("2026-05-02", claims=CLAIM)
    assert plan.findings == []
    assert office.rows("policies", "product_code, next_due_on, paid_premium") == [
        ("ACC", "2027-03-01", 30000), ("WL", "2027-03-01", 300000),
    ]  # fmt: skip


def test_a_booked_claim_cannot_be_turned_down_before_it_is_taken_back(office: Office) -> None:
    opened(office)
    _, changes = office.sync("2026-03-11", claims=CLAIM)
    turned_down = CLAIM.replace("确认     | lisi", "驳回     | lisi")
    assert [finding.code for finding in office.plan("2026-03-12", claims=turned_down).findings] == ["R11"]
    undo(office.ledger, changes[0].id, "认错")
    assert office.plan("2026-03-12", claims=turned_down).findings == []


NAMELESS = """
| 保单号 | 险种代码 | 业务类型 | 应交日     | 应交保费 | 实收日     | 实收 |
| P1     | WL       | 续期     | {month}-01 | 1000     | {month}-02 | 1000 |
"""


def test_a_second_month_without_number_and_serial_is_refused_and_not_put_over_the_first(office: Office) -> None:
    office.sync("2026-03-31", receipts=NAMELESS.format(month="2026-03"))
    plan, changes = office.sync("2026-04-30", receipts=NAMELESS.format(month="2026-04"))
    assert ([finding.code for finding in plan.findings], changes) == (["L05"], [])
    assert "没有应交期次和银行流水号，与台账里应交日2026-03-01的一行分不清" in plan.findings[0].message
    again, _ = office.sync("2026-05-01", receipts=NAMELESS.format(month="2026-03").replace("1000 |", "900 |"))
    assert again.findings == []

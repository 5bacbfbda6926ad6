"""B204: a written authority that lacks nothing, covers the day and the item, and is nobody's business model."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import citizen, columns
from tests.servicing_rules import check, request

AUTHORITY = {
    "是否代办": "是",
    "代办人": "王五",
    "代办人证件": citizen("1980-01-01"),
    "代办人证件已核实": "是",
    "授权事项": "联系方式变更、保单补发",
    "授权权限": "代为办理并签收",
    "授权期限": "2026-10-01至2026-10-31",
    "委托人签名": "是",
}


@pytest.mark.parametrize(
    ("column", "cell", "missing"),
    [
        ("代办人", "", "代理人姓名"),
        ("代办人证件", "", "代办人证件"),
        ("授权事项", "", "代理事项"),
        ("授权权限", "", "权限"),
        ("授权期限", "", "期限"),
        ("委托人签名", "否", "委托人签名"),
        ("代办人证件已核实", "", "代办人身份核实"),
    ],
)
def test_B204_an_authority_lacks_nothing(column: str, cell: str, missing: str) -> None:
    assert check("B204", request(**AUTHORITY)) == []
    (finding,) = check("B204", request(**{**AUTHORITY, column: cell}))
    assert finding.message == f"代办授权书缺少{missing}"


@pytest.mark.parametrize(("day", "found"), [("2026-09-30", 1), ("2026-10-01", 0), ("2026-10-31", 0), ("2026-11-01", 1)])
def test_B204_the_day_lies_inside_the_term_both_ends_included(day: str, found: int) -> None:
    findings = check("B204", request(**AUTHORITY, 受理日时=day))
    assert columns(findings) == ["保全受理登记表.受理日时"] * found


@pytest.mark.parametrize(
    ("scope", "found"), [("联系方式变更", 0), ("电话变更", 0), ("全部保全事项", 0), ("保单补发", 1), ("退保，减保", 1)]
)
def test_B204_the_scope_covers_the_item_however_it_is_written(scope: str, found: int) -> None:
    findings = check("B204", request(**{**AUTHORITY, "授权事项": scope}))
    assert columns(findings) == ["保全受理登记表.授权事项"] * found


@pytest.mark.parametrize(
    ("item", "found"),
    [("退保", 1), ("保单贷款", 1), ("受益人变更", 1), ("客户重要资料变更", 1), ("保单补发", 0), ("减保", 0)],
)
def test_B204_some_items_are_done_in_person(item: str, found: int) -> None:
    findings = check("B204", request(**{**AUTHORITY, "授权事项": item, "保全项目": item}))
    assert [finding.message for finding in findings] == [f"{item}应由本人亲自办理"] * found


def _clients(count: int, earlier_day: str = "2026-10-10") -> tuple[str, str]:
    """``count`` policies of unrelated people, one request today, the others in the ledger on an earlier day."""
    surnames = "张李赵钱孙"
    policies = "| 保单台账 | 保单号 | 投保人姓名 | 投保人证件号码 | 投保人地址 |\n" + "\n".join(
        f"| | P{i} | {surnames[i]}三 | {citizen(f'197{i}-01-01')} | 第{i}路1号 |" for i in range(count)
    )
    heading = "| 保全受理登记表 | 受理号 | 受理日时 | 保单号 | " + " | ".join(AUTHORITY) + " |\n"
    rows = [
        f"| | BQ{i} | {earlier_day if i else '2026-10-20'} | P{i} | " + " | ".join(AUTHORITY.values()) + " |"
        for i in range(count)
    ]
    return heading + rows[0], policies + "\n" + heading + "\n".join(rows[1:])


@pytest.mark.parametrize(("count", "found"), [(2, 0), (3, 1), (4, 1)])
def test_B204_one_agent_for_three_unrelated_clients_is_referred(count: int, found: int) -> None:
    asked, held = _clients(count)
    findings = check("B204", asked, policy=held)
    assert [(f.severity, f"为{count}名" in f.message) for f in findings] == [(Severity.REFERRED, True)] * found


@pytest.mark.parametrize(("day", "found"), [("2026-04-23", 1), ("2026-04-22", 0)])
def test_B204_clients_count_for_180_days(day: str, found: int) -> None:
    asked, held = _clients(3, day)
    assert len(check("B204", asked, policy=held)) == found


@pytest.mark.parametrize(("day", "found"), [("2020-12-31", 0), ("2021-01-01", 1)])
def test_B204_starts_on_2021_01_01(day: str, found: int) -> None:
    cells = {**AUTHORITY, "授权期限": "2020-01-01至2022-12-31", "委托人签名": "", "受理日时": day}
    assert len(check("B204", request(**cells))) == found

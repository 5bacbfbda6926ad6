"""Legal limits on 31 October 2026, counted by hand. National Day is 1 to 7 October; Saturday 10 October is worked."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from core.days.working_days import NOT_ANNOUNCED
from core.findings import Severity
from core.ledger.runs import Place
from core.measures.clocks import RunningClock, running_clocks
from core.measures.compliance import load_compliance
from core.records.application import Application
from core.records.claim import Claim
from core.records.decision import MedicalExam
from core.records.delivery import CallBack
from core.records.policy import Policy, PremiumReceipt
from tests.month_ledger import Sheets, log, month, new_ledger


def clocks(
    folder: Path, sheets: Sheets, cutoff: date = date(2026, 10, 31), refused: tuple[str, ...] = ()
) -> dict[tuple[str, str], RunningClock]:
    """The limits listed, by code and number."""
    with closing(new_ledger(folder, sheets, cutoff)) as connection:
        if refused:
            log(connection, cutoff, "投保单.xlsx", [("A101", Severity.REFUSED, key, Place()) for key in refused])
        data = month(connection, f"{cutoff:%Y-%m}")
        found = running_clocks(data, load_compliance(connection, data))
    return {(clock.code, clock.key): clock for clock in found}


def policies(*rows: dict[str, str]) -> Sheets:
    """保单台账 of long regular policies sold by 个险, each row with what differs."""
    usual = {"险种代码": "WL", "渠道": "个险", "交费方式": "年交", "保险期间": "终身", "保单状态": "有效"}
    headings = list(dict.fromkeys(name for row in (usual, *rows) for name in row))
    lines = [headings, *([(usual | row).get(name, "") for name in headings] for row in rows)]
    return {Policy: "\n".join(f"| {' | '.join(line)} |" for line in lines)}


def test_documents_handed_in_on_20_october_are_to_be_answered_by_27_october(tmp_path: Path) -> None:
    sheets: Sheets = {
        Application: "| 投保单号 | 渠道 | 交单日期 |\n| T1 | 个险 | 2026-10-26 |\n| T2 | 个险 | 2026-10-20 |"
    }
    found = clocks(tmp_path, sheets, refused=("T1/WL2601", "T2"))
    assert found["NB-1", "T1"].due_on == date(2026, 11, 2)
    assert found["NB-1", "T1"].state == "剩2天"
    late = found["NB-1", "T2"]
    assert (late.due_on, late.missed) == (date(2026, 10, 27), False)
    assert late.state == "到期日已过4天，请核对是否已办", "the ledger has no column for the notice"


def test_an_application_without_refusal_has_no_notice_to_send(tmp_path: Path) -> None:
    sheets: Sheets = {Application: "| 投保单号 | 渠道 | 交单日期 |\n| T1 | 个险 | 2026-10-26 |"}
    assert clocks(tmp_path, sheets) == {}


def test_the_national_day_holiday_is_not_counted(tmp_path: Path) -> None:
    sheets: Sheets = {
        Application: "| 投保单号 | 渠道 | 交单日期 |\n| T1 | 个险 | 2026-09-30 |",
        MedicalExam: "| 投保单号 | 体检项目 | 通知日 |\n| T1 | 常规体检 | |",
    }
    found = clocks(tmp_path, sheets, date(2026, 10, 9))
    # 8, 9, 10 (a worked Saturday), 12, 13 October
    assert found["NB-2", "T1"].due_on == date(2026, 10, 13)


def test_an_examination_told_in_time_stops_its_clock(tmp_path: Path) -> None:
    sheets: Sheets = {
        Application: "| 投保单号 | 渠道 | 交单日期 |\n| T1 | 个险 | 2026-10-26 |",
        MedicalExam: "| 投保单号 | 体检项目 | 通知日 |\n| T1 | 常规体检 | 2026-10-27 |",
    }
    assert clocks(tmp_path, sheets) == {}


@pytest.mark.parametrize(("receipt", "listed"), [("", True), ("2026-10-30", False)])
def test_delivery_is_due_15_working_days_after_the_documents(tmp_path: Path, receipt: str, listed: bool) -> None:
    policy = {"保单号": "P1", "投保单号": "T1", "承保日": "2026-10-15", "生效日": "2026-10-16", "回执日": receipt}
    sheets = policies(policy)
    sheets |= {Application: "| 投保单号 | 渠道 | 交单日期 |\n| T1 | 个险 | 2026-10-12 |"}
    found = clocks(tmp_path, sheets)
    assert (("NB-3", "P1") in found, ("NB-3", "T1") in found) == (False, listed)
    if listed:
        assert found["NB-3", "T1"].due_on == date(2026, 11, 2)


def test_a_reported_examination_starts_the_clock_of_the_decision(tmp_path: Path) -> None:
    sheets: Sheets = {
        Application: "| 投保单号 | 渠道 | 交单日期 |\n| T1 | 个险 | 2026-10-09 |",
        MedicalExam: "| 投保单号 | 体检项目 | 通知日 | 报告日 |\n| T1 | 常规体检 | 2026-10-10 | 2026-10-20 |",
    }
    assert clocks(tmp_path, sheets)["NB-4", "T1"].due_on == date(2026, 11, 10)


def test_a_call_back_is_due_on_the_last_day_of_the_cooling_off(tmp_path: Path) -> None:
    new = {"承保日": "2026-10-15", "生效日": "2026-10-16", "回执日": "2026-10-20", "犹豫期截止": "2026-11-04"}
    over = {"承保日": "2026-10-05", "生效日": "2026-10-06", "回执日": "2026-10-10", "犹豫期截止": "2026-10-25"}
    old = {"承保日": "2026-08-15", "生效日": "2026-08-16", "回执日": "2026-08-20", "犹豫期截止": "2026-09-04"}
    sheets = policies(
        {"保单号": "P1", **new},
        {"保单号": "P2", **over},
        {"保单号": "P3", **new, "保险期间": "1年"},
        {"保单号": "P4", **new, "渠道": "团险"},
        {"保单号": "P5", **old},
    )
    found = clocks(tmp_path, sheets)
    assert {key for _, key in found} == {"P1", "P2"}, "not the one-year policy, group business, an older month's miss"
    assert found["CB-1", "P1"].state == "剩4天"
    assert (found["CB-1", "P2"].state, found["CB-1", "P2"].missed) == ("已逾期6天", True)


def test_an_unpaid_instalment_runs_to_the_60th_day(tmp_path: Path) -> None:
    row = {"承保日": "2025-09-05", "生效日": "2025-09-06", "下次应交日": "2026-09-06", "交费状态": "交费中"}
    sheets = policies({"保单号": "P1", **row}, {"保单号": "P2", **row})
    sheets |= {
        PremiumReceipt: "| 保单号 | 险种代码 | 业务类型 | 期次 | 应交日 | 应交保费 | 实收日 | 实收金额 |\n"
        "| P2 | WL | 续期 | 2 | 2026-09-06 | 100 | 2026-10-20 | 100 |"
    }
    found = clocks(tmp_path, sheets)
    assert {key: clock.due_on for (_, key), clock in found.items()} == {"P1": date(2026, 11, 5)}, "P2 has paid"


def test_a_lapse_is_to_be_told_in_10_working_days_and_reinstated_in_2_years(tmp_path: Path) -> None:
    sheets = policies(
        {"保单号": "P1", "承保日": "2024-01-05", "保单状态": "中止(失效)", "状态日期": "2026-10-26"},
        {"保单号": "P2", "承保日": "2022-01-05", "保单状态": "中止(失效)", "状态日期": "2024-11-10"},
    )
    found = clocks(tmp_path, sheets)
    assert {key: clock.due_on for key, clock in found.items()} == {
        ("RN-3", "P1"): date(2026, 11, 9),
        ("RN-4.2", "P2"): date(2026, 11, 10),
    }


def test_claims_are_assessed_in_5_working_days_or_30_days_when_investigated(tmp_path: Path) -> None:
    claims = """
    | 案件号 | 保单号 | 资料齐全日 | 调查? | 核定日     | 结论 | 通知日     | 协议日     |
    | C1     | P1     | 2026-10-28 | 否    |            |      |            |            |
    | C2     | P1     | 2026-10-09 | 是    |            |      |            |            |
    | C3     | P1     | 2026-10-09 | 否    | 2026-10-28 | 拒赔 |            |            |
    | C4     | P1     | 2026-10-09 | 否    | 2026-10-20 | 赔付 | 2026-10-21 | 2026-10-23 |
    """
    found = clocks(tmp_path, {Claim: claims})
    assert {key: clock.due_on for key, clock in found.items()} == {
        ("CL-2.1", "C1"): date(2026, 11, 4),
        ("CL-2.2", "C2"): date(2026, 11, 9),  # the 30th day, 8 November, is a Sunday
        ("CL-3", "C3"): date(2026, 11, 2),  # the 3rd day, 31 October, is a Saturday
        ("CL-4", "C4"): date(2026, 11, 2),  # the 10th day, 2 November, is a Monday
    }


def test_a_limit_that_reaches_into_an_unannounced_year_says_so(tmp_path: Path) -> None:
    sheets: Sheets = {Claim: "| 案件号 | 保单号 | 资料齐全日 | 调查? |\n| C1 | P1 | 2026-12-30 | 否 |"}
    clock = clocks(tmp_path, sheets, date(2026, 12, 31))["CL-2.1", "C1"]
    assert clock.stamp == NOT_ANNOUNCED
    assert "第二十三条" in clock.basis


def test_a_call_back_and_a_receipt_that_only_the_registers_hold_are_done(tmp_path: Path) -> None:
    signed = {"承保日": "2026-09-24", "生效日": "2026-09-25", "回执日": "2026-09-30", "犹豫期截止": "2026-10-15"}
    sheets = policies({"保单号": "P1", **signed}, {"保单号": "P2", **signed})
    sheets[CallBack] = "| 保单号 | 回访结果 | 成功日 |\n| P1 | 成功-无问题 | 2026-10-06 |\n| P2 | 未接通 | |"
    found = clocks(tmp_path, sheets)
    assert ("CB-1", "P1") not in found, "保单台账 has not been filled in yet, 回访登记 has"
    assert found["CB-1", "P2"].missed

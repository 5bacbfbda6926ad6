"""B201, B202, B205, B213: who asked, and what is on paper."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import citizen, columns
from tests.servicing_rules import check, policy, request

TWO_PERSONS = policy(被保险人证件号码=citizen("2000-01-01"), 与投保人关系="子女")


@pytest.mark.parametrize("number", range(201, 215))
def test_a_plain_change_of_phone_asked_by_the_policyholder_passes(number: int) -> None:
    assert check(f"B{number}") == []


@pytest.mark.parametrize(
    ("item", "role", "found"),
    [
        ("退保", "投保人", 0),
        ("退保", "被保险人", 1),
        ("退保", "受益人", 1),
        ("退保", "其他", 1),
        ("退保", "投保人和被保险人", 0),
        ("保单贷款", "被保险人", 1),
        ("交费方式及账号变更", "被保险人", 1),
        ("投保人变更", "被保险人", 1),
        ("受益人变更", "被保险人", 0),
        ("受益人变更", "受益人", 1),
        ("满期给付", "被保险人", 0),
        ("满期给付", "投保人", 1),
    ],
)
def test_B201_who_may_ask_for_what(item: str, role: str, found: int) -> None:
    findings = check("B201", request(保全项目=item, 申请人身份=role), policy=TWO_PERSONS)
    assert columns(findings) == ["保全受理登记表.申请人身份"] * found
    assert all(finding.severity is Severity.REFUSED for finding in findings)


def test_B201_a_request_that_nobody_signed_is_refused() -> None:
    (finding,) = check("B201", request(申请人身份=""))
    assert finding.message == "没有登记申请人身份"


@pytest.mark.parametrize(
    ("role", "missing"), [("投保人和被保险人", ""), ("投保人", "被保险人"), ("被保险人", "投保人")]
)
def test_B201_a_disclosure_is_made_by_both(role: str, missing: str) -> None:
    findings = check("B201", request(保全项目="补充告知", 申请人身份=role), policy=TWO_PERSONS)
    assert [finding.message for finding in findings] == [f"健康或职业告知变更缺少{missing}的签名"] * bool(missing)


def test_B201_one_person_is_both() -> None:
    assert check("B201", request(保全项目="补充告知", 申请人身份="投保人")) == []


@pytest.mark.parametrize(("consent", "found"), [("是", 0), ("否", 1), ("", 1)])
def test_B201_a_policyholder_changes_the_beneficiary_only_with_the_insureds_consent(consent: str, found: int) -> None:
    asked = request(保全项目="受益人变更", 申请人身份="投保人", 被保险人同意=consent)
    assert columns(check("B201", asked, policy=TWO_PERSONS)) == ["保全受理登记表.被保险人同意"] * found
    assert check("B201", asked) == []


@pytest.mark.parametrize(
    ("died", "benefit", "found"), [("2026-10-20", "身故", 1), ("2026-10-21", "身故", 0), ("2026-10-01", "医疗", 0)]
)
def test_B201_after_the_insured_event_no_beneficiary_is_changed(died: str, benefit: str, found: int) -> None:
    claim = f"| 理赔台账 | 出险日 | 险种责任 |\n| | {died} | {benefit} |"
    asked = request(保全项目="受益人变更", 申请人身份="被保险人", 受理日时="2026-10-20")
    findings = check("B201", asked, policy=claim)
    assert [f"保险事故{died}发生后" in finding.message for finding in findings] == [True] * found


@pytest.mark.parametrize(("day", "found"), [("2015-04-23", 0), ("2015-04-24", 1)])
def test_B201_starts_on_2015_04_24(day: str, found: int) -> None:
    assert len(check("B201", request(保全项目="退保", 申请人身份="受益人", 受理日时=day))) == found


@pytest.mark.parametrize(
    ("channel", "role", "consent", "found"),
    [
        ("APP", "投保人", "", 1),
        ("APP", "投保人", "否", 1),
        ("APP", "投保人", "是", 0),
        ("APP", "被保险人", "", 0),
        ("柜面", "投保人", "", 0),
    ],
)
def test_B202_online_the_insureds_consent_is_proven_too(channel: str, role: str, consent: str, found: int) -> None:
    asked = {"保全项目": "受益人变更", "渠道(柜面/APP/代理人)": channel, "申请人身份": role, "被保险人同意": consent}
    findings = check("B202", request(**asked), policy=TWO_PERSONS)
    assert [finding.severity for finding in findings] == [Severity.REFUSED] * found


@pytest.mark.parametrize(("day", "found"), [("2021-01-31", 0), ("2021-02-01", 1)])
def test_B202_starts_on_2021_02_01(day: str, found: int) -> None:
    asked = {"保全项目": "受益人变更", "渠道(柜面/APP/代理人)": "APP", "受理日时": day}
    assert len(check("B202", request(**asked), policy=TWO_PERSONS)) == found


@pytest.mark.parametrize(
    ("result", "channel", "message"),
    [
        ("一致", "柜面", ""),
        ("不一致已回拨", "柜面", ""),
        ("不一致", "柜面", "签名与预留签名不一致"),
        ("", "代理人", "没有签名比对记录"),
        ("", "APP", ""),
    ],
)
def test_B205_signatures_on_paper_are_compared(result: str, channel: str, message: str) -> None:
    findings = check("B205", request(**{"签名比对": result, "渠道(柜面/APP/代理人)": channel}))
    assert [(f.message, f.severity) for f in findings] == [(message, Severity.REFERRED)] * bool(message)


@pytest.mark.parametrize(
    ("item", "done", "number", "found"),
    [
        ("联系方式变更", "2026-10-21", "", 1),
        ("联系方式变更", "2026-10-21", "PD1", 0),
        ("联系方式变更", "", "", 0),
        ("减额交清", "2026-10-21", "", 1),
        ("协议退保", "2026-10-21", "", 1),
        ("退保", "2026-10-21", "", 0),
        ("保单补发", "2026-10-21", "", 0),
    ],
)
def test_B213_a_change_that_is_done_has_its_slip(item: str, done: str, number: str, found: int) -> None:
    findings = check("B213", request(保全项目=item, 办结日=done, 批单号=number))
    assert columns(findings) == ["保全受理登记表.批单号"] * found


@pytest.mark.parametrize(("day", "found"), [("2015-04-23", 0), ("2015-04-24", 1)])
def test_B213_starts_on_2015_04_24(day: str, found: int) -> None:
    assert len(check("B213", request(受理日时=day, 办结日=day, 批单号=""))) == found


def test_what_holds_for_a_request_is_said_once_for_all_its_rows() -> None:
    two_rows = request(签名比对="", 变更内容="投保人手机") + "\n| | | 投保人地址 |"
    assert len(check("B205", two_rows)) == 1

"""核保: what passes by itself, what goes back with one notice, what goes to a person."""

from __future__ import annotations

from datetime import date

from core.checks.rule import RULES
from core.underwriting.decision import Outcome
from tests.checking import NUMBER
from tests.underwriting import RULES_OF_THIS_ROOM, one, underwrite


def test_a_standard_case_passes_by_itself_with_the_rules_that_were_applied() -> None:
    decision = one()
    assert (decision.outcome, decision.type, decision.conclusion) == (Outcome.PASSED, "自动", "标准体")
    assert set(decision.rules_applied) == RULES_OF_THIS_ROOM and decision.rules_not_run == ()
    assert decision.reasons == () and decision.notice == "" and decision.issuable
    assert [due.code for due in decision.deadlines] == ["NB-3"]


def test_rules_that_were_not_in_force_that_day_are_not_listed() -> None:
    assert "A701" not in one("| 投保单 | 投保日期 |\n| | 2026-01-31 |").rules_applied


def test_any_refusal_sends_it_back_with_one_notice_that_names_every_gap() -> None:
    decision = one("| 签名与双录 | 投保人签名 | 业务员签名 |\n| | 否 | |\n| 受益人 | 受益份额 |\n| | 90% |")
    assert decision.outcome is Outcome.SENT_BACK and not decision.issuable
    for word in ("以下3项", "缺少投保人的签名", "缺少销售人员的签名", "合计为90.00%", "2026-10-15前一次性送达"):
        assert word in decision.notice
    assert "4号" in decision.notice and decision.missing_documents == ("本人亲笔签名",)
    (due,) = [due for due in decision.deadlines if due.code == "NB-1"]
    assert due.day == date(2026, 10, 15) and due.stamp == ""
    assert not due.overdue(date(2026, 10, 15)) and due.overdue(date(2026, 10, 16))


def test_a_deadline_in_a_year_not_announced_says_so() -> None:
    decision = one("| 投保单 | 投保日期 | 交单日期 |\n| | 2026-12-28 | 2026-12-30 |", on="2026-12-31")
    assert decision.deadlines[0].day.year == 2027 and "调休未公布" in decision.deadlines[0].stamp


def test_a_hit_on_a_list_is_never_told_to_the_customer() -> None:
    listed = "| 名单 | 姓名 | 证件号码 |\n| | 张三 | |"
    decision = one(lists=listed)
    assert decision.outcome is Outcome.REFERRED and decision.notice == ""
    assert {reason.code for reason in decision.reasons} == {"A904"}
    both = one("| 签名与双录 | 投保人签名 |\n| | 否 |", lists=listed)
    assert both.outcome is Outcome.SENT_BACK and "名单" not in both.notice


def test_a_referral_goes_to_a_person_with_reasons_papers_and_examinations() -> None:
    decision = one("| 险种 | 基本保额 |\n| | 1000000 |")
    assert (decision.outcome, decision.type, decision.conclusion) == (Outcome.REFERRED, "人工", "")
    assert {reason.code for reason in decision.reasons} == {"A1006"}
    assert decision.exams == ("常规体检",) and "体检报告" in decision.missing_documents
    assert [due.code for due in decision.deadlines] == ["NB-2"]


def test_a_notice_does_not_stop_a_standard_case() -> None:
    assert one(lists="| 产品 | 犹豫期天数 |\n| | |").outcome is Outcome.PASSED


def test_a_stopping_rule_that_could_not_run_sends_the_case_to_a_person() -> None:
    decision = one(without=["名单"])
    assert decision.outcome is Outcome.REFERRED and decision.rules_not_run == ("A904",)
    assert "缺少：名单" in decision.reasons[0].message


def test_large_sums_without_income_evidence_go_to_a_person() -> None:
    held = "| 保单台账 | 保单号 | 投保单号 | 保额 |\n| | P1 | T0 | {} |"
    no_proof = "| 财务 | 收入证明在档 |\n| | |"
    decisions, findings, _ = underwrite(no_proof, in_force=held.format("500000"))
    assert [finding.code for finding in findings] == ["U10"] and "收入证明" in decisions[0].missing_documents
    assert underwrite(no_proof, in_force=held.format("499999.99"))[1] == []


def test_every_application_gets_its_own_decision() -> None:
    two = "| 投保单 | 投保单号 |\n| | T1 |\n| | T2 |\n"
    two += "| 险种 | 投保单号 | 基本保额 |\n| | T1 | 10000 |\n| | T2 | 10000 |\n"
    two += "| 签名与双录 | 投保单号 | 投保人签名 |\n| | T1 | 否 |\n| | T2 | 是 |"
    decisions = underwrite(two)[0]
    assert [(one.application_no, one.outcome) for one in decisions] == [
        ("T1", Outcome.SENT_BACK),
        ("T2", Outcome.PASSED),
    ]
    assert one().application_no == NUMBER and set(RULES) >= RULES_OF_THIS_ROOM

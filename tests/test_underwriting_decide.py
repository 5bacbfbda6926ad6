"""核保: what passes by itself, what goes back, what goes to a person, and what a person's decision may do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.checks.engine import run_checks
from core.checks.rule import RULES, Context
from core.findings import Finding
from core.underwriting.decide import decide
from core.underwriting.decision import Outcome, UnderwritingDecision
from tests.checking import NUMBER, context

RULES_OF_THIS_ROOM = frozenset(
    {"A601", "A701", "A706", "A801", "A805", "A809", "A904", "A1001", "A1002", "A1006", "A1008"}
)


def underwrite(changes: str = "", **surroundings: Any) -> tuple[list[UnderwritingDecision], list[Finding], Context]:
    """The decisions on the default application with changes, by the rules of this room."""
    held = context(changes, **surroundings)
    runs, findings = run_checks(held, RULES_OF_THIS_ROOM)
    return *decide(held.tables, findings, runs, held), held


def one(changes: str = "", **surroundings: Any) -> UnderwritingDecision:
    """The only decision."""
    (decision,) = underwrite(changes, **surroundings)[0]
    return decision


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


HEAVY = "| 被保险人 | 体重kg |\n| | 95 |\n| 投保人 | 体重kg |\n| | 95 |\n"
HEADINGS = (
    "核保结论", "加费金额", "额外死亡率EM", "除外内容", "延期至",
    "复核条件", "核保理由", "核保通知书回执", "豁免的转核规则",
)  # fmt: skip


def decision_row(**cells: str) -> str:
    """A manual decision; what is not named is blank."""
    values = " | ".join(cells.get(heading, "") for heading in HEADINGS)
    return f"| 核保结论 | {' | '.join(HEADINGS)} |\n| | {values} |\n"


def test_an_accepted_referral_passes_by_a_person_and_is_kept_with_its_reason() -> None:
    assert one(HEAVY).outcome is Outcome.REFERRED
    decisions, findings, _ = underwrite(
        HEAVY + decision_row(核保结论="标准体", 核保理由="肌肉发达", 豁免的转核规则="A1002")
    )
    (decision,) = decisions
    assert (decision.outcome, decision.type, decision.conclusion) == (Outcome.PASSED, "人工", "标准体")
    assert [(kept.code, kept.reason) for kept in decision.overrides] == [("A1002", "肌肉发达")]
    assert findings == []


def test_a_loading_waits_for_the_customers_signature() -> None:
    loaded = {
        "核保结论": "次标准体-加费",
        "加费金额": "500",
        "额外死亡率EM": "50%",
        "核保理由": "体重",
        "豁免的转核规则": "A1002",
    }
    line = "| 险种 | 加费金额 |\n| | 500 |\n"
    waiting = one(HEAVY + line + decision_row(**loaded))
    assert waiting.outcome is Outcome.LOADED and waiting.awaits_confirmation and not waiting.issuable
    signed = one(HEAVY + line + decision_row(**loaded, 核保通知书回执="是"))
    assert signed.issuable and signed.extra_premium == 500


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"核保结论": "标准体", "加费金额": "500"}, {"U01"}),
        ({"核保结论": "标准体", "加费金额": "0"}, set()),
        ({"核保结论": "次标准体-加费", "核保理由": "x", "核保通知书回执": "是"}, {"U01"}),
        ({"核保结论": "延期", "核保理由": "x", "复核条件": "复查"}, {"U02"}),
        ({"核保结论": "延期", "核保理由": "x", "延期至": "2026-10-12", "复核条件": "复查"}, {"U02"}),
        ({"核保结论": "延期", "核保理由": "x", "延期至": "2026-10-13", "复核条件": "复查"}, set()),
        ({"核保结论": "延期", "核保理由": "x", "延期至": "2027-10-13"}, {"U02"}),
        ({"核保结论": "除外", "核保理由": "x", "除外内容": "甲状腺", "核保通知书回执": "否"}, {"U03"}),
        ({"核保结论": "除外", "核保理由": "x", "核保通知书回执": "是"}, {"U05"}),
        ({"核保结论": "拒保"}, {"U08"}),
        ({"核保结论": "标准体", "豁免的转核规则": "A1002"}, {"U08"}),
    ],
)
def test_a_manual_decision_is_checked_itself(cells: dict[str, str], codes: set[str]) -> None:
    assert {finding.code for finding in underwrite(decision_row(**cells))[1]} == codes


@pytest.mark.parametrize(("em", "fires"), [("25%", 0), ("24%", 1), ("300%", 0), ("301%", 1)])
def test_extra_mortality_stays_inside_the_companys_range(em: str, fires: int) -> None:
    cells = {
        "核保结论": "次标准体-加费",
        "加费金额": "500",
        "额外死亡率EM": em,
        "核保理由": "x",
        "核保通知书回执": "是",
    }
    findings = underwrite("| 险种 | 加费金额 |\n| | 500 |\n" + decision_row(**cells))[1]
    assert [finding.code for finding in findings] == ["U06"] * fires


def test_the_premium_booked_is_standard_plus_loading() -> None:
    cells = {"核保结论": "次标准体-加费", "加费金额": "500", "核保理由": "x", "核保通知书回执": "是"}
    booked = "| 险种 | 加费金额 |\n| | 500 |\n| 保单台账 | 首期保费 |\n| | {} |\n"
    assert underwrite(booked.format("10500") + decision_row(**cells))[1] == []
    (finding,) = underwrite(booked.format("10000") + decision_row(**cells))[1]
    assert finding.code == "U04" and "应为10,500.00元" in finding.message


def test_a_person_cannot_lift_a_refusal_but_may_decline() -> None:
    unsigned = "| 签名与双录 | 投保人签名 |\n| | 否 |\n"
    decisions, findings, _ = underwrite(unsigned + decision_row(核保结论="标准体", 豁免的转核规则="A805", 核保理由="x"))
    assert decisions[0].outcome is Outcome.SENT_BACK
    assert [finding.code for finding in findings] == ["U07", "U07"]
    assert one(unsigned + decision_row(核保结论="拒保", 核保理由="x")).outcome is Outcome.DECLINED
    assert one(unsigned + decision_row(核保结论="客户撤单")).outcome is Outcome.WITHDRAWN


def test_a_faulty_decision_does_not_stand() -> None:
    assert one(decision_row(核保结论="延期", 核保理由="x")).outcome is Outcome.REFERRED


def test_a_referral_that_an_acceptance_does_not_mention_is_noted() -> None:
    findings = underwrite(HEAVY + decision_row(核保结论="标准体"))[1]
    assert [(finding.code, finding.severity.value) for finding in findings] == [("U09", "提示")]


def test_every_application_gets_its_own_decision() -> None:
    two = "| 投保单 | 投保单号 |\n| | T1 |\n| | T2 |\n"
    two += "| 险种 | 投保单号 | 基本保额 |\n| | T1 | 10000 |\n| | T2 | 10000 |\n"
    two += "| 签名与双录 | 投保单号 | 投保人签名 |\n| | T1 | 否 |\n| | T2 | 是 |"
    decisions = underwrite(two)[0]
    assert [(one.application_no, one.outcome) for one in decisions] == [
        ("T1", Outcome.SENT_BACK),
        ("T2", Outcome.PASSED),
    ]
    assert one().application_no == NUMBER and RULES_OF_THIS_ROOM <= set(RULES)

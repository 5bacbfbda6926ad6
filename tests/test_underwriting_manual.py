"""A person's decision: what it may do, and how it is checked itself."""

from __future__ import annotations

import pytest

from core.underwriting.decision import Outcome
from tests.underwriting import one, underwrite

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

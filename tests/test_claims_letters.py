"""理赔函件: which letters are due until when, and what they say."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from core.claims.letters import DECISION, REFUSAL, SUPPLEMENT, Letter, letters_due
from core.claims.register import claim_register
from core.days.working_days import Calendar
from core.law.lookup import Law
from core.records.claim import Claim
from tests.tables import table

CASES = """
| 案件号 | 保单号 | 险种责任 | 被保险人 | 诊断 | 报案日     | 申请日     | 已收资料                               | 补充通知日 | 资料齐全日 | 立案日     | 核定日     | 结论 | 申请金额 | 社保/其他赔付 | 核定金额 | 拒赔理由     | 通知日 |
| C1     | P1     | 医疗     | 张三丰   | 骨折 | 2026-10-19 | 2026-10-20 | 理赔申请书、身份证件、银行账户、发票   |            |            |            |            |      |          |               |          |              |        |
| C2     | P1     | 医疗     | 张三丰   | 骨折 | 2026-10-19 | 2026-10-20 | 理赔申请书                             | 2026-10-21 |            |            |            |      |          |               |          |              |        |
| C3     | P1     | 医疗     | 张三丰   | 骨折 | 2026-10-19 | 2026-10-20 |                                        |            |            |            |            |      |          |               |          |              |        |
| C4     | P1     | 医疗     | 张三丰   | 骨折 | 2026-10-19 | 2026-10-20 |                                        |            | 2026-10-21 | 2026-10-21 | 2026-10-28 | 拒赔 | 8000     |               | 0        | 不在保险期间 |        |
| C5     | P1     | 医疗     | 张三丰   | 骨折 | 2026-10-19 | 2026-10-20 |                                        |            | 2026-10-21 | 2026-10-21 | 2026-10-27 | 拒赔 | 8000     |               | 0        |              |        |
| C6     | P1     | 医疗     | 张三丰   | 骨折 | 2026-10-19 | 2026-10-20 |                                        |            | 2026-10-21 | 2026-10-21 | 2026-10-26 | 部分 | 4200     | 1680          | 2268     | 超出社保目录 |        |
| C7     | P1     | 医疗     | 张三丰   | 骨折 | 2026-10-19 | 2026-10-20 |                                        |            | 2026-10-21 | 2026-10-21 | 2026-10-26 |      | 4200     |               |          |              |        |
"""  # noqa: E501


@pytest.fixture(scope="module")
def letters() -> dict[str, Letter]:
    claims = table(Claim, CASES)
    people = np.full(len(claims), "法定", object)
    day = np.datetime64("2026-10-31")
    register = claim_register(claims, np.full(len(claims), "个险", object), Law.default(), Calendar(), day)
    found = letters_due(register, people, Law.default())
    assert [letter.claim_no for letter in found] == ["C5", "C4", "C1", "C3", "C6", "C7"], "C2 was told once already"
    return {letter.claim_no: letter for letter in found}


def test_one_notice_names_every_missing_paper(letters: dict[str, Letter]) -> None:
    notice = letters["C1"]
    assert (notice.kind, notice.due, notice.due_words) == (SUPPLEMENT, None, "及时（法律没有规定天数）")
    assert "还缺以下2项，请一次补齐：\n1. 门急诊病历或出院记录\n2. 费用明细清单\n" in notice.text
    assert "第二十二条" in notice.basis
    assert letters["C3"].obstacle == "台账没有登记已收资料，请先核对再发"


def test_a_refusal_gives_its_reason_and_is_due_on_the_third_day_rolled_past_the_weekend(
    letters: dict[str, Letter],
) -> None:
    refusal = letters["C4"]
    # 28 October and three days: Saturday 31 October, so Monday 2 November
    assert (refusal.kind, refusal.due, refusal.obstacle) == (REFUSAL, date(2026, 11, 2), "")
    assert "理由：不在保险期间。" in refusal.text
    assert "第二十四条" in refusal.text


def test_a_refusal_without_a_reason_is_no_letter(letters: dict[str, Letter]) -> None:
    assert (letters["C5"].text, letters["C5"].obstacle) == ("", "缺拒赔理由，不能发出")
    assert letters["C5"].due == date(2026, 10, 30)


def test_a_decision_states_its_amounts_in_figures_and_capitals_and_the_days_of_payment(
    letters: dict[str, Letter],
) -> None:
    decision = letters["C6"]
    assert decision.kind == DECISION
    assert "核定给付2,268.00元（人民币贰仟贰佰陆拾捌元整）。未全额给付的理由：超出社保目录。" in decision.text
    assert "达成给付协议后10日内支付" in decision.text
    assert letters["C7"].obstacle == "缺核定结论或金额，不能发出"


def test_no_letter_names_a_person_or_a_diagnosis(letters: dict[str, Letter]) -> None:
    assert not [letter for letter in letters.values() if "张" in letter.text or "骨折" in letter.text]

"""服务 formulas: the papers of a change or a claim, and the wording of a clause."""

from __future__ import annotations

from udfs.registry import formulas
from udfs.service import CLAUSES

F = formulas()


def test_an_agent_brings_an_authority_and_a_certificate_besides() -> None:
    own, through_agent = (F["NQ_EVIDENCE"]("退保", given, "清单") for given in (None, "代办"))
    assert [row for row in through_agent if row not in own] == [
        ["写明事项、权限、期限并有委托人签名的授权书"],
        ["代办人有效身份证件"],
    ]
    assert F["NQ_EVIDENCE"]("退保", "下雨") == "错误：情形只能填：代办、达到核身金额（填写了下雨）"
    assert F["NQ_EVIDENCE"]("过户").startswith("错误：没有“过户”的清单，可查：投保人变更")


def test_a_claim_lists_what_is_still_missing() -> None:
    papers = F["NQ_CLAIM_DOCUMENTS"]
    needed = papers("身故", None, "没有指定受益人", "清单")
    assert ["继承人的身份和关系证明"] in needed
    assert papers("身故", needed, "没有指定受益人") == "齐全"
    assert papers("身故", needed[:-1], "没有指定受益人", "清单") == [needed[-1]]
    assert "保险法" in papers("身故", None, None, "依据")
    assert papers("车险") == "错误：理赔类型只能填：医疗、重大疾病、伤残、身故、意外"


def test_a_clause_is_found_by_number_subject_kind_or_words() -> None:
    clause = F["NQ_CLAUSE"]
    waiting = "2.6 等待期：自合同生效日起90日为等待期。"
    assert [clause(CLAUSES, "WL2601", asked) for asked in ("2.6", "等待期", "90日")] == [waiting] * 3
    assert clause(CLAUSES, "WL2601", "重症") == "错误：条款库中没有WL2601关于“重症”的条款"
    assert clause(CLAUSES, "WL2601", "等待期", "2").startswith("错误：")


def test_a_clause_is_found_by_the_other_name_of_its_kind_and_two_versions_are_told_apart() -> None:
    clause = F["NQ_CLAUSE"]
    table = [*CLAUSES, ["WL2601", "2", "3.1", "等待期", "等待期", "等待期为180日。"]]
    assert clause(table, "WL2601", "观察期", "2") == "3.1 等待期：等待期为180日。"
    assert clause(table, "WL2601", "观察期") == (
        "版本1　2.6 等待期：自合同生效日起90日为等待期。\n版本2　3.1 等待期：等待期为180日。"
    )

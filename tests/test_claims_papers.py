"""每案资料: the list by benefit and circumstances of the case, and what is missing of it."""

from __future__ import annotations

import pytest

from core.claims.documents import claim_types, type_of
from core.claims.papers import CasePapers, case_papers, listed
from core.records.claim import Claim
from tests.tables import table


def papers(row: dict[str, str], beneficiaries: str = "法定") -> CasePapers:
    headings = f"| 案件号 | {' | '.join(row)} |"
    return case_papers(table(Claim, f"{headings}\n| C1 | {' | '.join(row.values())} |"), 0, beneficiaries)


@pytest.mark.parametrize(
    ("benefit", "claim_type"),
    [("医疗", "医疗"), ("意外医疗", "医疗"), ("住院津贴", "医疗"), ("意外身故", "身故"), ("重疾", "重大疾病"),
     ("意外伤残", "伤残"), ("意外伤害", "意外"), ("生存金", "")],
)  # fmt: skip
def test_the_benefit_tells_the_type_of_claim(benefit: str, claim_type: str) -> None:
    assert type_of(benefit) == claim_type
    assert claim_type in ("", *claim_types())


def test_a_cell_of_papers_is_read_although_a_name_holds_the_separator() -> None:
    text = "理赔申请书、病理、影像等检查报告；诊断证明书，\n意外事故证明（交警、公安、单位等出具）"
    assert listed(text) == (
        "理赔申请书", "病理、影像等检查报告", "诊断证明书", "意外事故证明（交警、公安、单位等出具）",
    )  # fmt: skip
    assert listed("") == ()


def test_a_medical_case_lacks_what_neither_its_full_nor_its_short_name_says() -> None:
    found = papers({"险种责任": "医疗", "已收资料": "申请书、身份证、银行卡、发票", "社保/其他赔付": "300"})
    assert found.circumstances == ("已由医保或其他保险报销",)
    assert [paper.name for paper in found.missing] == [
        "门急诊病历或出院记录", "费用明细清单", "其他途径已报销的分割单",
    ]  # fmt: skip
    assert (found.came_in, len(found.needed), found.recorded) == (4, 7, True)


def test_the_case_itself_shows_its_circumstances() -> None:
    row = {"险种责任": "意外身故", "申请人": "李四", "被保险人": "张三", "代办人": "王五", "出险原因": "意外"}
    assert set(papers(row).circumstances) == {"申请人不是被保险人", "委托他人办理", "意外事故", "没有指定受益人"}
    assert "没有指定受益人" not in papers(row, "李四").circumstances


def test_a_case_without_recorded_papers_says_so_and_an_unknown_benefit_needs_nothing() -> None:
    assert not papers({"险种责任": "医疗"}).recorded
    unknown = papers({"险种责任": "生存金"})
    assert (unknown.claim_type, unknown.needed, unknown.missing) == ("", (), ())

"""理赔材料: the list by type and circumstance, what is missing, and the one notice that asks for all of it."""

from __future__ import annotations

import pytest

from core.claims.documents import basis, circumstances, claim_documents, claim_types, missing, notice_text
from core.findings import Status


def test_every_type_asks_for_the_application_form_and_something_of_its_own() -> None:
    for name in claim_types():
        papers = [document.name for document in claim_documents(name)]
        assert papers[0] == "理赔申请书"
        assert (
            len(papers) > len(set(papers) & {document.name for document in claim_documents("伤残")}) or name == "伤残"
        )
        assert len(papers) == len(set(papers))


def test_a_circumstance_adds_its_paper_and_an_unknown_one_is_refused() -> None:
    added = set(claim_documents("医疗", ["意外事故"])) - set(claim_documents("医疗"))
    assert [document.name for document in added] == ["意外事故证明（交警、公安、单位等出具）"]
    assert "没有指定受益人" in circumstances("身故")
    with pytest.raises(ValueError, match="填写了下雨"):
        claim_documents("医疗", ["下雨"])


def test_the_accident_paper_is_always_asked_for_in_an_accident_claim() -> None:
    assert any("意外事故证明" in document.name for document in claim_documents("意外"))


def test_a_paper_counts_as_there_without_its_bracket_and_the_notice_names_the_rest_once() -> None:
    needed = claim_documents("意外")
    lacking = missing(needed, ["意外事故证明", "理赔申请书", " 被保险人身份证件 ", "申请人本人银行账户"])
    assert [document.name for document in lacking] == ["病历或出院记录"]
    notice = notice_text("LP2026100001", "意外", lacking)
    assert "还缺以下1项，请一次补齐：\n1. 病历或出院记录\n依据：《中华人民共和国保险法》" in notice
    assert notice_text("LP2026100001", "意外", []) == ""


def test_the_companys_list_is_shown_as_unconfirmed() -> None:
    assert Status.UNCONFIRMED in {source.status for source in basis()}

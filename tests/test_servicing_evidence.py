"""保全凭证: who may ask, which papers, and that the list itself is 待确认."""

from __future__ import annotations

import pytest

from core.findings import Status
from core.servicing.evidence import applicant, basis, circumstances, evidence, items


def test_a_change_of_beneficiary_belongs_to_the_insured() -> None:
    assert applicant("受益人变更").startswith("被保险人")
    assert applicant("退保") == "投保人"


def test_every_item_asks_for_form_certificate_and_signature() -> None:
    for item in items():
        assert [one.name for one in evidence(item)][:2] == ["保全变更申请书", "申请人有效身份证件"]
        assert "代办" in circumstances(item)


def test_a_loan_on_a_death_cover_needs_the_insureds_written_consent() -> None:
    asked = set(evidence("保单贷款", ["含身故责任"])) - set(evidence("保单贷款"))
    assert [one.name for one in asked] == ["被保险人书面同意"]
    with pytest.raises(ValueError, match="填写了下雨"):
        evidence("保单贷款", ["下雨"])


def test_the_companys_list_is_shown_as_unconfirmed() -> None:
    assert Status.UNCONFIRMED in {source.status for source in basis()}

"""保全项目: every item of the list is described, agrees with the evidence lists, and changes columns that exist."""

from __future__ import annotations

import pytest

from core.findings import Status
from core.normalise.parsed import Heading
from core.records.policy import Policy
from core.records.servicing import ServicingRequest
from core.servicing import evidence
from core.servicing.effects import EFFECTS
from core.servicing.figures import CALCULATIONS
from core.servicing.items import item_of, items
from core.servicing.transitions import events

LIST = ServicingRequest.column("item").kind


def test_the_items_are_those_of_the_list_in_its_order() -> None:
    assert set(items()) == set(LIST.choices)


@pytest.mark.parametrize("name", list(items()))
def test_an_item_has_an_event_or_says_where_to_go_instead(name: str) -> None:
    item = item_of(name)
    assert (item.event in events()) != bool(item.elsewhere)


@pytest.mark.parametrize("name", list(items()))
def test_the_code_of_the_item_is_read_as_its_name(name: str) -> None:
    assert LIST.parse(item_of(name).code, Heading()).value == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("保单借款", "保单贷款"),
        ("PA", "加保"),
        ("生存金/年金领取", "生存金领取"),
        ("挂失/解挂", "挂失解挂"),
        ("CT", "退保"),
    ],
)
def test_other_ways_to_write_an_item(written: str, name: str) -> None:
    assert LIST.parse(written, Heading()).value == name


def test_only_three_codes_were_seen_in_use_the_others_wait_for_confirmation() -> None:
    assert [i.code for i in items().values() if i.status is not Status.UNCONFIRMED] == ["GM", "GB", "BM"]


@pytest.mark.parametrize("name", evidence.items())
def test_who_may_ask_agrees_with_the_evidence_list(name: str) -> None:
    assert item_of(name).applicants[0] == evidence.applicant(name).split("，")[0]


@pytest.mark.parametrize("name", list(items()))
def test_columns_calculations_and_payees_exist(name: str) -> None:
    item = item_of(name)
    assert all(Policy.column(field) for field in item.fields)
    assert item.figure in {"", "agreed", "repayment", *CALCULATIONS}
    assert item.figure in EFFECTS
    assert bool(item.payees) == (item.pays == "付")
    assert item.sign == {"收": 1, "付": -1, "": 0}[item.pays]

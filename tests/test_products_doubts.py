"""What a ledger leaves open about product, version, age, debts and claims is said beside the figure."""

from __future__ import annotations

import pytest

from core.products.claimed import claimed_policies
from core.products.contract_of import Contracts
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import CashValue, Product
from tests.test_products_contract_of import CHILD, CLAIM, CONCLUSION, ENDOWMENT, VALUES, Row, sheet


def doubts(*policies: Row, products: tuple[Row, ...] = (ENDOWMENT,)) -> list[str]:
    """The codes of the first line's doubts."""
    contracts = Contracts(sheet(Policy, *policies), sheet(Product, *products), sheet(CashValue, *VALUES))
    contract, _ = contracts.at(0)
    assert contract is not None
    return [doubt.code for doubt in contract.doubts]


def test_a_plain_line_has_no_doubts() -> None:
    assert doubts(CHILD) == []


def test_of_two_versions_on_sale_the_one_taken_is_a_guess_unless_the_policy_names_it() -> None:
    both = (ENDOWMENT, {**ENDOWMENT, "版本": "2"})
    assert doubts(CHILD, products=both) == ["T07"]
    assert doubts({**CHILD, "产品版本": "2"}, products=both) == []


@pytest.mark.parametrize(("since", "found"), [("2022-03-01", []), ("2022-03-02", ["T08"])])
def test_an_application_before_the_first_day_of_sale_is_doubtful(since: str, found: list[str]) -> None:
    assert doubts(CHILD, products=({**ENDOWMENT, "开售日": since},)) == found


@pytest.mark.parametrize(("born", "found"), [("2017-03-01", []), ("2017-03-02", ["T09"]), ("2017-03-10", ["T09"])])
def test_a_birthday_between_application_and_start_leaves_the_age_open(born: str, found: list[str]) -> None:
    assert doubts({**CHILD, "被保险人出生日期": born}) == found


def test_the_same_loan_on_two_lines_of_a_policy_is_deducted_twice() -> None:
    assert doubts(CHILD, {**CHILD, "借款": "1000"}) == ["T13"]
    assert doubts(CHILD, {**CHILD, "借款": "0"}) == []


def test_without_sex_or_birth_date_it_is_said_which_is_missing() -> None:
    passport = {**CHILD, "被保险人证件类型": "护照", "被保险人证件号码": "E12345678"}
    assert doubts({**passport, "被保险人性别": ""}) == ["T14"]
    assert doubts({**passport, "被保险人出生日期": ""}) == ["T14"]


def test_open_claims_and_several_policies_in_one_cell_are_seen() -> None:
    claims = sheet(
        Claim,
        {**CLAIM, "保单号": "P1、P2", CONCLUSION: "赔付"},
        {**CLAIM, "案件号": "C2", "保单号": "P3", CONCLUSION: ""},
        {**CLAIM, "案件号": "C3", "保单号": "P3", CONCLUSION: "拒赔"},
        {**CLAIM, "案件号": "C4", "保单号": "P4", CONCLUSION: "拒赔"},
    )
    assert claimed_policies(claims) == {"P1": True, "P2": True, "P3": None, "P4": False}


def test_contradictory_rows_of_a_year_give_no_value_for_it() -> None:
    again = {**VALUES[1], "年末现金价值": "99999"}
    for rows in ((*VALUES, again), (again, *VALUES)):
        contracts = Contracts(sheet(Policy, CHILD), sheet(Product, ENDOWMENT), sheet(CashValue, *rows))
        contract, _ = contracts.at(0)
        assert contract is not None
        assert contract.table is not None
        assert contract.table.entry(contract.table.excluding, 2) is None
        assert [finding.code for finding in contracts.findings][:1] == ["T04"]

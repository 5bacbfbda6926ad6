"""docs/law.md is what core/law would write today, and hides nothing that is not confirmed."""

from __future__ import annotations

from decimal import Decimal

from core.findings import Status
from core.law.law_page import PAGE, page, shown
from core.law.lookup import Law


def section(heading: str) -> list[str]:
    """The table rows under a heading that begins so."""
    text = page().split(f"## {heading}")[1].split("\n## ")[0]
    return [line for line in text.splitlines() if line.startswith("| ")][2:]


def test_the_page_in_the_repository_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_parameter_that_is_not_confirmed_is_listed_with_its_key() -> None:
    law = Law.default()
    unconfirmed = {key for key in law if (row := law.timeline(key).at(None)) and row.status is Status.UNCONFIRMED}
    assert {row.split("`")[1] for row in section("待确认的参数")} == unconfirmed
    assert "parent_child_age_gap" in unconfirmed


def test_every_rule_with_an_unconfirmed_part_is_listed() -> None:
    assert len(section("规则里待确认的部分")) == sum(bool(rule.unconfirmed) for rule in Law.default().rules())


def test_values_are_shown_as_a_clerk_would_write_them() -> None:
    assert shown(Decimal("0.025")) == "0.025"
    assert shown(("退保", "保单贷款")) == "退保、保单贷款"
    assert shown({0: Decimal(1), 18: None}) == "0＝1；18＝（未设）"
    assert shown("长" * 61) == "长" * 60 + "……"

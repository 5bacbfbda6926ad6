"""法定最低 as a floor: published products stand on or above it, and it never becomes an offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.values.accounts import Accounts
from core.values.contract import Contract, YearTable
from core.values.figure import Label
from core.values.floor import floor_figure, formula_table
from core.values.golden import product
from core.values.surrender import surrender
from tests.contracts import column, contract
from tests.golden_products import basis_of, cover_of

NOTHING = Accounts()
START = 2025


def per_unit(table: YearTable, factor: Decimal, printed: dict[int, Decimal | None]) -> YearTable:
    """A table for the whole contract as one per unit; ``printed`` values take the place of the formula's."""
    rows = tuple((printed.get(year) or value) / factor for year, value in enumerate(table.excluding, 1))
    return replace(table, excluding=rows, at_start=(), survival=())


def published(case: str) -> Contract:
    """The product with its table per 1,000 yuan of yearly premium, printed to 0.01, and the minimum of the same basis.

    Years that were not published carry the formula value.
    """
    row = product(case)
    years, factor = int(row["premium_term"]), Decimal(row["premium"]) / 1000
    cover, basis = cover_of(case, float(row["exact"])), basis_of(case)
    floor, formula = (formula_table(cover, basis, label)[0] for label in (Label.STATUTORY, Label.FORMULA))
    assert floor is not None
    assert formula is not None
    table = per_unit(formula, factor, dict(enumerate(column(case, "年末"), 1)))
    return contract(
        effective_on=date(START, 1, 1),
        policy_years=None,
        premium_years=years,
        premium=Decimal(row["premium"]),
        paid_premium=None,
        signed_on=date(START, 1, 1),
        next_due_on=date(START + years, 1, 1),
        table=replace(table, label=Label.CONTRACT),
        floor=per_unit(floor, factor, {}),
        factor=factor,
    )


@pytest.mark.parametrize(
    ("case", "year", "value", "least"),
    [
        # published and minimum values at the ends of these years; the next premium is not paid yet
        ("G2-M40", 1, "58290.00", 58290),
        ("G2-M40", 5, "1701000.00", 900499),
        ("G2-M40", 10, "5473655.00", 3023217),
        ("G7-M40", 1, "58716.00", 33754),
        ("G7-M40", 3, "283219.00", 164694),
        ("G7-M40", 20, "391542.00", 281376),
    ],
)
def test_published_values_stand_on_or_above_the_floor(case: str, year: int, value: str, least: int) -> None:
    base, on = published(case), date(START + year, 1, 1)
    figure, floor = surrender(replace(base, next_due_on=min(on, base.premiums_end_on)), NOTHING, on)
    assert floor is not None
    assert floor.amount is not None
    assert (figure.label, figure.amount) == (Label.CONTRACT, Decimal(value))
    assert floor.label is Label.STATUTORY
    assert abs(floor.amount - least) <= Decimal("2.5")  # G2 is published in steps of 5 yuan
    assert "below-minimum" not in [finding.code for finding in figure.findings]


def test_the_floor_names_its_basis_and_its_table() -> None:
    base = published("G2-M40")
    floor = floor_figure(base, date(2030, 6, 1))
    assert floor is not None
    assert any("法定最低" in step.inputs.get("价值表", "") for step in floor.steps)


def test_no_known_basis_means_no_floor() -> None:
    assert floor_figure(contract(), date(2023, 6, 1)) is None


def test_a_formula_table_is_never_a_contract_table() -> None:
    with pytest.raises(ValueError, match="contract table"):
        formula_table(cover_of("G2-M40", 1.0), basis_of("G2-M40"), Label.CONTRACT)


def test_the_estimate_from_the_right_basis_lies_at_the_published_value() -> None:
    row = product("G2-M40")
    formula, _ = formula_table(cover_of("G2-M40", float(row["exact"])), basis_of("G2-M40"), Label.FORMULA)
    estimate = replace(published("G2-M40"), table=formula, floor=None, factor=Decimal(1))
    figure = surrender(estimate, NOTHING, date(START + 20, 1, 1)).figure
    assert figure.estimate
    assert figure.amount is not None
    assert abs(figure.amount - Decimal(7326820)) <= Decimal("2.5")


@pytest.mark.parametrize(("short_by", "referred"), [("0.00", False), ("0.01", True)])
def test_one_fen_below_the_floor_and_its_rounding_is_referred(short_by: str, referred: bool) -> None:
    # Floor 1,000.00 on the anniversary, table one unit of rounding (half a fen) below it still passes.
    base = contract(next_due_on=date(2023, 3, 10))
    assert base.table is not None
    below = (Decimal("1000.00") - Decimal(short_by), *base.table.excluding[1:])
    floor = replace(base.table, label=Label.STATUTORY)
    figure = surrender(
        replace(base, table=replace(base.table, excluding=below), floor=floor), NOTHING, date(2023, 3, 10)
    )
    assert ("below-minimum" in [finding.code for finding in figure.figure.findings]) is referred

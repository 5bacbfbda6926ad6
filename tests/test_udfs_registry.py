"""The registry's promises: every formula helps, is shown by an example and is tested; importing it is cheap."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from udfs.declared import Argument
from udfs.listing import listing
from udfs.office_js import metadata
from udfs.registry import FORMULAS, Formula, example, formula, formulas

PROMISED = {
    "NQ_ID_CHECK",
    "NQ_ID_BIRTHDATE",
    "NQ_ID_SEX",
    "NQ_MASK",
    "NQ_AGE",
    "NQ_POLICY_YEAR",
    "NQ_ANNIVERSARY",
    "NQ_GRACE_END",
    "NQ_COOLING_OFF_END",
    "NQ_WORKDAYS",
    "NQ_CASH_VALUE",
    "NQ_SURRENDER_VALUE",
    "NQ_MATURITY_VALUE",
    "NQ_PAID_UP",
    "NQ_LOAN_LIMIT",
    "NQ_REINSTATEMENT",
    "NQ_UNEARNED_REFUND",
    "NQ_MIN_CASH_VALUE",
    "NQ_EXTRA_PREMIUM",
    "NQ_SHARES_CHECK",
    "NQ_DISCLOSURE_CHECK",
    "NQ_EVIDENCE",
    "NQ_CLAIM_DOCUMENTS",
    "NQ_CLAUSE",
    "NQ_POLICY",
    "NQ_KPI",
    "NQ_BASIS",
}
HEAVY = ("numpy", "pandas", "pydantic", "xlwings", "sqlite_utils", "openpyxl", "yaml")
CHINESE = re.compile("[一-鿿]")
EVERY = list(formulas().values())


def test_every_promised_formula_is_there() -> None:
    assert set(FORMULAS) >= PROMISED


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_a_formula_has_chinese_help_and_an_example(one: Formula) -> None:
    assert re.fullmatch(r"NQ_[A-Z_]+", one.name)
    for text in (one.summary, one.returns, one.category, *(argument.title for argument in one.arguments)):
        assert CHINESE.search(text), text
    assert all(argument.help for argument in one.arguments)
    assert one.examples
    assert one.compute.__doc__


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_a_formula_shows_what_its_examples_say(one: Formula) -> None:
    for shown in one.examples:
        assert one(*shown.cells) == shown.result, one.text(shown)


def test_every_formula_is_named_by_a_test_of_its_own() -> None:
    tests = Path(__file__).parent.glob("test_udfs_*.py")
    texts = "".join(path.read_text("utf-8") for path in tests if path != Path(__file__))
    assert [name for name in FORMULAS if f'"{name}"' not in texts] == []


def test_declaring_and_listing_the_formulas_imports_nothing_heavy() -> None:
    program = (
        "import sys; from udfs.registry import formulas; from udfs.listing import listing;"
        f"formulas(); listing(); print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("NQ_AGE", ("numpy", "yaml", "pydantic")),
        ("NQ_CASH_VALUE", ("numpy", "pydantic")),
        ("NQ_SURRENDER_VALUE", ("pydantic", "pandas", "openpyxl")),
    ],
)
def test_the_first_formula_of_a_process_loads_no_more_than_it_needs(name: str, without: tuple[str, ...]) -> None:
    program = (
        "import sys; from udfs.registry import formulas\n"
        f"one = formulas()[{name!r}]; shown = one.examples[0]; assert one(*shown.cells) == shown.result\n"
        f"print([name for name in {without} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_required_argument_may_not_stand_behind_an_optional_one() -> None:
    optional, required = Argument("甲", "甲", required=False), Argument("乙", "乙")
    with pytest.raises(ValueError, match="required arguments first"):
        formula("NQ_WRONG", "错", optional, required, category="错", returns="错", examples=[example("", "")])(str)


def test_a_name_is_declared_once_and_with_the_prefix() -> None:
    for name in ("NQ_AGE", "AGE"):
        with pytest.raises(ValueError, match=name):
            formula(name, "错", category="错", returns="错", examples=[])(str)


def test_an_example_reads_as_it_is_typed_into_excel() -> None:
    age, shares = FORMULAS["NQ_AGE"], FORMULAS["NQ_SHARES_CHECK"]
    assert age.text(age.examples[0]) == '=NQ_AGE("1988-05-06","2026-11-01")'
    assert shares.text(shares.examples[1]) == "=NQ_SHARES_CHECK({0.5;0.4})"
    assert age.text(example(1, 'a"b', None, True)) == '=NQ_AGE("a""b",,TRUE)'


def test_functions_json_names_every_parameter_in_chinese() -> None:
    functions = metadata()["functions"]
    assert [entry["id"] for entry in functions] == list(FORMULAS)
    grace = next(entry for entry in functions if entry["id"] == "NQ_GRACE_END")
    assert [parameter["name"] for parameter in grace["parameters"]] == ["应交日", "宽限期天数", "起算"]
    assert [parameter["optional"] for parameter in grace["parameters"]] == [False, True, True]
    assert {parameter["dimensionality"] for parameter in grace["parameters"]} == {"matrix"}


def test_neiqin_udfs_lists_all_and_explains_one() -> None:
    assert len(listing().splitlines()) == len(FORMULAS)
    assert "NQ_AGE（出生日期，计算日期）" in listing(["nq_age"])
    with pytest.raises(ValueError, match="没有函数 NQ_NOTHING"):
        listing(["NQ_NOTHING"])

"""The register is kept honest: a built row names functions, rules and tests that exist; no row is forgotten."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.checks.engine import load_rules
from core.law.lookup import Law
from udfs.registry import formulas

ROOT = Path(__file__).parents[1]
ROWS: dict[int, dict[str, Any]] = yaml.safe_load((ROOT / "core" / "coverage.yaml").read_text(encoding="utf-8"))
BUILT = {number: row for number, row in ROWS.items() if row["status"] == "built"}


def test_the_register_has_its_39_rows_each_with_its_work_and_a_known_status() -> None:
    assert list(ROWS) == list(range(1, 40))
    assert all(row["work"] and row["status"] in ("built", "planned") for row in ROWS.values())


@pytest.mark.parametrize("number", BUILT)
def test_a_built_row_has_functions_that_exist(number: int) -> None:
    names = BUILT[number]["functions"]
    assert names
    for name in names:
        module, function = name.rsplit(".", 1)
        assert callable(getattr(import_module(module), function)), name


@pytest.mark.parametrize("number", BUILT)
def test_a_built_row_has_rules_and_formulas_that_exist_and_at_least_one_of_them_or_a_tab(number: int) -> None:
    row = BUILT[number]
    law = Law.default()
    registered = load_rules()
    for code in row.get("rules", []):
        assert law.rule(code).says
        assert code in registered or code.startswith("U"), code
    assert set(row.get("formulas", [])) <= set(formulas())
    assert row.get("rules") or row.get("formulas") or any("reports" in name for name in row["functions"])


@pytest.mark.parametrize("number", BUILT)
def test_a_built_row_has_tests_that_hold_tests(number: int) -> None:
    files = BUILT[number]["tests"]
    assert files
    for name in files:
        assert "def test_" in (ROOT / name).read_text(encoding="utf-8"), name


def test_every_rule_of_the_catalogue_is_written_and_every_rule_has_a_test_that_names_it() -> None:
    """A-rules and whatever else is registered; a rule that no test file names would be kept by nobody."""
    written = load_rules()
    assert {rule.code for rule in Law.default().rules("A")} <= set(written)
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_checks_*.py"))
    assert [code for code in written if f'"{code}"' not in tests and code.lower() not in tests.lower()] == []

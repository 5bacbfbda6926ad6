"""The applications of a generated month: clean ones pass every rule, planted faults are all found."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from random import Random

import pytest

from core.checks.engine import load_rules, run_checks
from core.checks.rule import Context
from core.days.working_days import Calendar
from core.demo import DemoMonth, make_month
from core.demo.applications import Form, fill_in
from core.demo.desk import Desk
from core.demo.faults import FAULTS
from core.demo.forms import write_book
from core.demo.people import household
from core.demo.sales import sell
from core.demo.staff import agents
from core.findings import Finding, Severity
from core.law import Law
from core.records.application import Application
from core.records.people import Insured, Policyholder
from core.table import Tables
from core.workbook.read import read_workbooks

CUT_OFF = date(2026, 10, 31)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> DemoMonth:
    return make_month(tmp_path_factory.mktemp("month"), policies=1000, seed=3)


@pytest.fixture(scope="module")
def references(month: DemoMonth) -> Tables:
    return read_workbooks([*month.paths["参考资料"], *month.paths["产品与现金价值表"]]).tables


@pytest.fixture(scope="module")
def applications(month: DemoMonth) -> Tables:
    return read_workbooks(month.paths["投保单"]).tables


@pytest.fixture(scope="module")
def stopped(month: DemoMonth, references: Tables, applications: Tables) -> dict[str, set[str]]:
    """Per 投保单号, the rules that refuse or refer it."""
    in_force = read_workbooks([*month.paths["保单台账"], *month.paths["理赔台账"]]).tables
    return _stopped(_check(applications, references, in_force))


def test_a_clean_application_is_neither_refused_nor_referred_by_any_rule(
    month: DemoMonth, stopped: dict[str, set[str]]
) -> None:
    clean = month.expected.clean_applications
    assert len(clean) == 80 - 8 - 2  # faulty forms, and first premiums that fall short
    assert {number: codes for number, codes in stopped.items() if number in clean} == {}


def test_every_application_that_breaks_a_rule_by_design_is_stopped_by_that_rule(
    month: DemoMonth, stopped: dict[str, set[str]]
) -> None:
    planted = [(flaw.key, flaw.code) for flaw in month.expected.planted if flaw.code.startswith("A")]
    assert len(planted) == 8
    assert [(number, code) for number, code in planted if code not in stopped[number]] == []


def test_every_application_is_read_from_the_weekly_books_and_from_the_wide_list(
    month: DemoMonth, applications: Tables
) -> None:
    read = applications.of(Application)
    assert sorted(read["application_no"].tolist()) == sorted(month.expected.applications)
    assert len(applications.of(Policyholder)) == len(applications.of(Insured)) == len(read) == 82
    assert len(month.paths["投保单"]) == 5


@pytest.mark.parametrize("code", FAULTS)
def test_a_planted_fault_is_found_by_its_rule(code: str, references: Tables, tmp_path: Path) -> None:
    form = _form_with(code)
    book = tmp_path / "投保单.xlsx"
    list(write_book(book, [form], "投保单", CUT_OFF, Random(1)))
    findings = _check(read_workbooks([book]).tables, references, Tables())
    assert code in _stopped(findings)[form.number]


def test_every_planted_fault_stands_for_a_rule_that_exists() -> None:
    assert set(FAULTS) <= set(load_rules())


def _form_with(code: str) -> Form:
    """The first form, in a fixed order, that the fault can be planted in."""
    desk = Desk(3, agents(Random("3 staff")), date(2026, 10, 1), CUT_OFF)
    for place in range(2000):
        dice = Random(f"form {place}")
        day = date(2026, 10, 12)
        sale = sell(dice, household(dice, place * 8, day, foreigners=False), desk.pick_agent(dice), day)
        if sale is None:
            continue
        form = fill_in(dice, sale, "TB202610999999")
        if FAULTS[code](form):
            form.faults = ((code, (Application, "application_no")),)
            return form
    raise AssertionError(f"no form lends itself to {code}")


def _check(tables: Tables, references: Tables, in_force: Tables) -> list[Finding]:
    return run_checks(Context(tables, references, in_force, Law.default(), Calendar(), CUT_OFF))[1]


def _stopped(findings: list[Finding]) -> dict[str, set[str]]:
    by_number: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.severity is not Severity.NOTICE:
            by_number[finding.record_key.split("/")[0]].add(finding.code)
    return by_number

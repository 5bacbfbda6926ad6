"""A generated month: the same for the same seed, readable, and as large as asked."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from core.demo import DemoMonth, make_month
from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt
from core.records.product import CashValue, Clause, Product
from core.records.reference import REFERENCE_RECORDS, Permission, Target
from core.table import blanks
from core.workbook.read import Reading, read_workbooks

POLICIES = 300


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> DemoMonth:
    return make_month(tmp_path_factory.mktemp("month"), policies=POLICIES)


@pytest.fixture(scope="module")
def reading(month: DemoMonth) -> Reading:
    return read_workbooks([path for kind, paths in month.paths.items() if kind != "投保单" for path in paths])


def test_the_same_seed_gives_the_same_bytes(month: DemoMonth, tmp_path: Path) -> None:
    again = make_month(tmp_path, policies=POLICIES)
    for kind, paths in month.paths.items():
        for first, second in zip(paths, again.paths[kind], strict=True):
            assert _hash(first) == _hash(second), first.name


def test_another_seed_gives_other_people(month: DemoMonth, tmp_path: Path) -> None:
    other = make_month(tmp_path, policies=POLICIES, seed=2)
    assert _hash(other.paths["保单台账"][0]) != _hash(month.paths["保单台账"][0])


def test_every_workbook_is_read_and_every_sheet_is_known(month: DemoMonth, reading: Reading) -> None:
    assert reading.unread == []
    assert [sheet.sheet for sheet in reading.sheets if not sheet.records] == []
    for record in (Policy, PremiumReceipt, Claim, Product, CashValue, Clause, Target, *REFERENCE_RECORDS):
        if record is Permission:  # a list of invented accounts would shut out whoever runs the demo
            continue
        assert reading.tables.has(record), record.sheet


def test_the_ledger_has_the_lines_asked_for_and_ends_the_month_before(month: DemoMonth, reading: Reading) -> None:
    policies = reading.tables.of(Policy)
    assert len(set(policies.keys())) == POLICIES == month.expected.policies
    assert policies.origins[0].cutoff == date(2026, 9, 30)
    assert np.nanmax(policies["applied_on"]) <= np.datetime64("2026-09-30")
    assert reading.tables.of(PremiumReceipt).origins[0].cutoff == date(2026, 10, 31) == month.cut_off


def test_receipts_reach_back_26_months_and_belong_to_a_policy_or_an_application(
    month: DemoMonth, reading: Reading
) -> None:
    receipts, policies = reading.tables.of(PremiumReceipt), reading.tables.of(Policy)
    assert np.nanmin(receipts["due_on"]) >= np.datetime64("2024-09-01")
    known = {*policies["policy_no"].tolist(), *month.expected.applications}
    assert set(receipts["policy_no"].tolist()) <= known
    assert {"新单", "续期"} <= set(receipts["business"].tolist())
    refunds = receipts["received"][receipts["business"] == "退费"]
    assert (refunds < 0).all()


def test_planted_dirt_is_in_about_six_percent_of_the_rows_and_covers_many_cases(month: DemoMonth) -> None:
    expected = month.expected
    dirty = [flaw for flaw in expected.planted if flaw.code.startswith("D")]
    assert 0.04 < len(dirty) / (expected.policies + expected.receipts + expected.claims) < 0.09
    assert len({flaw.code for flaw in dirty}) >= 10


def test_numbers_stored_as_numbers_and_error_cells_are_found_where_they_were_planted(
    month: DemoMonth, reading: Reading
) -> None:
    planted = {
        (flaw.code, flaw.path.name, flaw.row) for flaw in month.expected.planted if flaw.code in ("D01", "D02", "D20")
    }
    places = ((finding.code, finding.where) for finding in reading.findings)
    found = {(code, Path(where.path).name, where.row) for code, where in places if code in ("D01", "D02", "D20")}
    assert len(planted) > 5
    assert found == planted


def test_every_policy_with_a_value_table_finds_its_cell_and_values_never_fall_below_zero(reading: Reading) -> None:
    values, policies = reading.tables.of(CashValue), reading.tables.of(Policy)
    cells = set(
        zip(values["product_code"], values["version"], values["premium_term"], values["policy_term"], strict=True)
    )
    with_table = {code for code, *_ in cells}
    rows = zip(
        policies["product_code"],
        policies["product_version"],
        policies["premium_term"],
        policies["policy_term"],
        strict=True,
    )
    missing = [row for row in rows if row[0] in with_table and "" not in row and row not in cells]
    assert missing == []
    assert not blanks(values["value"]).any()
    assert (values["value"] >= 0).all()


def test_january_sells_more_than_any_other_month_and_channels_differ(tmp_path: Path) -> None:
    month = make_month(tmp_path, policies=900, seed=5)
    policies = read_workbooks(month.paths["保单台账"]).tables.of(Policy)
    months = policies["applied_on"].astype("datetime64[M]").astype(int) % 12 + 1
    assert Counter(months.tolist()).most_common(1)[0][0] == 1
    assert {"个险", "银保", "经代", "公司直销", "电销"} <= set(policies["channel"].tolist())


def test_another_month_has_its_own_days(tmp_path: Path) -> None:
    month = make_month(tmp_path, policies=60, month="2026-02")
    policies = read_workbooks(month.paths["保单台账"]).tables.of(Policy)
    assert month.cut_off == date(2026, 2, 28)
    assert policies.origins[0].cutoff == date(2026, 1, 31)


@pytest.mark.long
def test_a_book_ten_times_as_large_needs_no_more_memory(tmp_path: Path) -> None:
    assert _peak_megabytes(tmp_path / "large", 30_000) < _peak_megabytes(tmp_path / "small", 3_000) + 60


def _peak_megabytes(folder: Path, policies: int) -> float:
    """The most memory that a process of its own holds while it makes a month."""
    program = (
        "import resource, sys; from pathlib import Path; from core.demo import make_month;"
        f"make_month(Path(sys.argv[1]), policies={policies});"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""The benchmarks measure the same work: identical findings, values and rows, at sizes that take a second or two.

Speed is no gate here: machines are shared. The ratios at full size are in docs/performance.md.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks import batch, chain, checks, dataset, resync
from benchmarks.measure import fresh_process
from core.identifiers.columns import resident_check_digit_ok
from tests.batches import held


def test_the_naive_chain_and_ours_find_value_and_store_the_same(tmp_path: Path) -> None:
    told = chain.answers(600, tmp_path)
    assert told["ours"] == told["naive"]
    found = Counter(code for code, _, _ in told["ours"]["findings"])
    assert found == {"A201": 6, "A202": 6, "A203": 4, "D28": 4, "A205": 3, "A301": 3, "D11": 2, "D14": 2}
    assert told["ours"]["stored"] == 576
    assert told["ours"]["values"].count(None) == 2


def test_the_dataset_is_the_same_every_time_and_5_percent_of_it_is_bad() -> None:
    rows = list(dataset.policy_rows(4000))
    assert rows == list(dataset.policy_rows(4000))
    good = list(dataset.policy_rows(4000, seed=1))
    assert good != rows and len({row["policy_no"] for row in rows}) == 4000
    numbers = np.array([row["policyholder_document_no"] for row in rows], dtype=object)
    assert 0.990 < resident_check_digit_ok(numbers).mean() < 1.0


def test_rules_over_columns_find_what_the_same_rules_find_row_by_row() -> None:
    whole = checks.context(600)
    assert checks.compare(whole, checks.sample_of(whole, 16)) == 9


def test_a_second_sync_writes_the_changed_rows_only(tmp_path: Path) -> None:
    assert set(resync.costs(500, tmp_path)) == {"upsert", "changed", "unchanged"}


def test_a_batch_of_two_processes_or_dask_workers_leaves_the_ledger_of_one(tmp_path: Path) -> None:
    folder = batch.folder_of(3, 20, tmp_path)
    for name, way in batch.WAYS.items():
        (tmp_path / name).mkdir()
        assert batch.run(way, folder, tmp_path / name).cpu > 0
    one, *others = (held(tmp_path / name / "l.sqlite") for name in batch.WAYS)
    assert others == [one, one]
    assert len(one["policies_versions"]) == 57


def test_a_bare_process_has_a_cost() -> None:
    cost = fresh_process(["-c", "pass"])
    assert 0 < cost.cpu < 5
    assert cost.peak > 1

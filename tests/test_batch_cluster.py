"""batch over a Dask cluster: a real scheduler and two workers on loopback, one of them killed in the middle."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from macros.batch import batch
from macros.outcome import UsageError
from tests.batches import held, ledger_book, ledger_books

distributed = pytest.importorskip("distributed")


def test_a_cluster_that_loses_a_worker_leaves_the_ledger_of_one_process(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", 8)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as cluster:
        killed = [nanny.pid for nanny in cluster.workers.values()][:1]

        def kill_one() -> None:
            while not list((tmp_path / "出").glob("*/批量.json")):
                time.sleep(0.002)
            os.kill(killed[0], signal.SIGKILL)

        killer = threading.Thread(target=kill_one, daemon=True)
        killer.start()
        outcome = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", scheduler=cluster.scheduler_address)
        killer.join()
    batch(tmp_path / "入", tmp_path / "n.sqlite", tmp_path / "另", jobs=1)
    assert [book["problem"] for book in outcome.data["books"]] == [""] * 8
    assert held(tmp_path / "l.sqlite") == held(tmp_path / "n.sqlite")


def test_without_dask_the_scheduler_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ledger_book(tmp_path / "入", 1).parent
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="没有安装 Dask"):
        batch(folder, tmp_path / "l.sqlite", tmp_path / "出", scheduler="tcp://127.0.0.1:1")


def test_an_address_where_nobody_answers_is_wrong_usage(tmp_path: Path) -> None:
    folder = ledger_book(tmp_path / "入", 1).parent
    with pytest.raises(UsageError, match="连不上"):
        batch(folder, tmp_path / "l.sqlite", tmp_path / "出", scheduler="tcp://127.0.0.1:1")

"""For all tests: an empty ledger; hypothesis judges results, never how fast a busy machine is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("office", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("office")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new ledger in a file of its own; a test file with another one declares its own."""
    from core.ledger.schema import open_ledger

    connection = open_ledger(tmp_path / "台账.sqlite")
    yield connection
    connection.close()

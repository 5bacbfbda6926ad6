"""For all tests: an empty ledger, a small office; hypothesis judges results, never how fast a busy machine is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.events_book import Office

settings.register_profile("office", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("office")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new ledger in a file of its own; a test file with another one declares its own."""
    from core.ledger.schema import open_ledger

    connection = open_ledger(tmp_path / "台账.sqlite")
    yield connection
    connection.close()


@pytest.fixture
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """An office with the products of the test file's ``LISTS``, else the usual ones; its chain is whole at the end."""
    from core.ledger.audit import audit
    from core.ledger.schema import empty_ledger
    from tests.events_book import PRODUCTS, Office

    ledger = empty_ledger()
    yield Office(ledger, getattr(request.module, "LISTS", PRODUCTS))
    assert audit(ledger).breaks == ()
    ledger.close()

"""What a row's hash covers: ledgers of earlier versions hold such hashes, so its bytes never change."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from core.ledger.rows import blank_rows, is_blank, row_hashes
from core.records.policy import Policy


def columns(*rows: dict[str, Any]) -> dict[str, list[Any]]:
    """Rows by field as columns of the ledger, None where a row says nothing."""
    return {column.name: [row.get(column.name) for row in rows] for column in Policy.columns()}


def of(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


def test_a_rows_hash_covers_each_field_that_it_fills_by_name_in_the_records_order() -> None:
    full = {"product_code": "WL2601", "policy_no": "8601", "sum_assured": 1_000_000, "units": 1.5}
    gaps = {"policy_no": "8602", "sum_assured": 0}
    assert row_hashes(Policy, columns(full, gaps, {})) == [
        of("\x1epolicy_no=8601\x1eproduct_code=WL2601\x1esum_assured=1000000\x1eunits=1.5"),
        of("\x1epolicy_no=8602\x1esum_assured=0"),
        of(""),
    ]


def test_a_per_cent_sign_in_a_cell_is_a_character_like_any_other() -> None:
    row = {"policy_no": "%s", "product_name": "100%(A)s 分红", "channel": "%%"}
    assert row_hashes(Policy, columns(row, {})) == [
        of("\x1epolicy_no=%s\x1echannel=%%\x1eproduct_name=100%(A)s 分红"),
        of(""),
    ]


def test_nothing_stored_is_another_thing_than_nought() -> None:
    assert [is_blank(values) for values in ([], [None, None], [None, 0], ["", None])] == [True, True, False, False]
    assert [blank_rows(values) for values in (["a", None], [0, 5], [0, None], ["a", "b"])] == [[1], [], [1], []]

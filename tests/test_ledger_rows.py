"""What a row's hash covers: ledgers of earlier versions hold such hashes, so its bytes never change."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from core.ledger.rows import is_blank, row_hashes
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


def test_a_few_gaps_in_a_long_column_are_left_out_like_those_of_a_column_that_is_half_blank() -> None:
    rows = [{"policy_no": f"P{row}", "channel": "个险", "units": row} for row in range(300)]
    for row in rows[::2]:
        row["plan"] = "A%"
    del rows[7]["channel"], rows[8]["units"], rows[8]["channel"]
    hashes = row_hashes(Policy, columns(*rows))
    assert hashes[6] == of("\x1epolicy_no=P6\x1echannel=个险\x1eplan=A%\x1eunits=6")
    assert hashes[7] == of("\x1epolicy_no=P7\x1eunits=7")
    assert hashes[8] == of("\x1epolicy_no=P8\x1eplan=A%")
    assert hashes[9] == of("\x1epolicy_no=P9\x1echannel=个险\x1eunits=9")
    assert len(set(hashes)) == 300


def test_a_per_cent_sign_in_a_cell_is_a_character_like_any_other() -> None:
    row = {"policy_no": "%s", "product_name": "100%(A)s 分红", "channel": "%%"}
    assert row_hashes(Policy, columns(row, {})) == [
        of("\x1epolicy_no=%s\x1echannel=%%\x1eproduct_name=100%(A)s 分红"),
        of(""),
    ]


def test_nothing_stored_is_another_thing_than_nought() -> None:
    assert [is_blank(values) for values in ([], [None, None], [None, 0], ["", None])] == [True, True, False, False]

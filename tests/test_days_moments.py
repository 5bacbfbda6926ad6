"""A moment of the ledger on the clock of an office in China."""

from __future__ import annotations

from core.days.moments import beijing


def test_eight_hours_are_added_and_a_late_evening_in_utc_is_the_next_morning() -> None:
    assert beijing("2026-10-08T08:37:48+00:00") == "2026-10-08 16:37:48"
    assert beijing("2026-10-08T20:00:00+00:00") == "2026-10-09 04:00:00"

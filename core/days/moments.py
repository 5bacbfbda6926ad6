"""A moment as the ledger keeps it, in UTC, on the clock of every office in China."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def beijing(known_at: str) -> str:
    """ISO text of a moment, ``2026-10-08T08:37:48+00:00``, as 2026-10-08 16:37:48; the same on every computer."""
    return f"{datetime.fromisoformat(known_at).astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"

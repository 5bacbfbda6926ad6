"""A moment as the ledger keeps it, in UTC, on the clock of every office in China."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def beijing(known_at: str) -> str:
    """ISO text of a moment, ``2026-10-08T08:37:48+00:00``, as 2026-10-08 16:37:48; the same on every computer."""
    return f"{datetime.fromisoformat(known_at).astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def after(day: date) -> str:
    """The moment, as the ledger keeps it, at which a day of China is over: what was known that day was known before."""
    midnight = datetime.combine(day + timedelta(days=1), time(), BEIJING)
    return midnight.astimezone(UTC).isoformat(timespec="seconds")


def day_of(known_at: str) -> date:
    """The day in China of a moment as the ledger keeps it."""
    return datetime.fromisoformat(known_at).astimezone(BEIJING).date()


def today() -> date:
    """The day that it is in China, where the offices are, whatever the computer's clock is set to."""
    return datetime.now(BEIJING).date()

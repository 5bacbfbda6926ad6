"""What a verb gives back: lines for a person, data for a program, files written, and the exit code."""

from __future__ import annotations

TYPE_CHECKING = False  # typing is not imported: every command starts through this module
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

DONE, REFUSED, WRONG_USAGE, UNREADABLE = 0, 1, 2, 3


class Outcome:
    """``lines``: the Chinese summary. ``exit_code``: 0 none refused, 1 some refused, 2 wrong usage, 3 unreadable."""

    def __init__(
        self,
        lines: list[str] | None = None,
        data: dict[str, Any] | None = None,
        files: list[Path] | None = None,
        exit_code: int = DONE,
    ) -> None:
        self.lines = lines or []
        self.data = data or {}
        self.files = files or []
        self.exit_code = exit_code

    def say(self, *lines: str) -> None:
        """Add lines to the summary."""
        self.lines.extend(lines)

    def at_least(self, exit_code: int) -> None:
        """Raise the exit code; with several books the highest wins."""
        self.exit_code = max(self.exit_code, exit_code)


class UsageError(Exception):
    """The call's words are off; the Chinese message says what to write instead."""

"""What a verb gives back: lines for a person, data for a program, files written, and the exit code."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DONE, REFUSED, WRONG_USAGE, UNREADABLE = 0, 1, 2, 3


@dataclass
class Outcome:
    """``lines``: the Chinese summary. ``exit_code``: 0 none refused, 1 some refused, 2 wrong usage, 3 unreadable."""

    lines: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    exit_code: int = DONE

    def say(self, *lines: str) -> None:
        """Add lines to the summary."""
        self.lines.extend(lines)

    def at_least(self, exit_code: int) -> None:
        """Raise the exit code; with several books the highest wins."""
        self.exit_code = max(self.exit_code, exit_code)


class UsageError(Exception):
    """The call's words are off; the Chinese message says what to write instead."""

"""How far a batch is: a line that renews itself in a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

_BAR = 20
_SECONDS_BETWEEN_LINES = 10.0


@dataclass
class Progress:
    """Files, rows and findings so far, and the time left as the files before suggest. Goes to standard error."""

    files: int
    to: TextIO = field(default_factory=lambda: sys.stderr)
    done: int = 0
    rows: int = 0
    findings: int = 0
    _started: float = field(default_factory=time.monotonic)
    _said: float = 0.0

    def advance(self, rows: int, findings: int) -> None:
        """One more file is done."""
        self.done, self.rows, self.findings = self.done + 1, self.rows + rows, self.findings + findings
        now = time.monotonic()
        if self.to.isatty():
            self.to.write(f"\r{self.line(now)}" + ("\n" if self.done == self.files else ""))
        elif self.done == self.files or now - self._said >= _SECONDS_BETWEEN_LINES:
            self.to.write(f"{self.line(now)}\n")
            self._said = now
        self.to.flush()

    def line(self, now: float) -> str:
        """[####    ] 3/10 个工作簿　1500 行　问题 42 条　剩余约 0:07"""
        full = _BAR * self.done // self.files
        left = round((now - self._started) / self.done * (self.files - self.done))
        return (
            f"[{'#' * full}{' ' * (_BAR - full)}] {self.done}/{self.files} 个工作簿　{self.rows} 行"
            f"　问题 {self.findings} 条　剩余约 {left // 60}:{left % 60:02d}"
        )

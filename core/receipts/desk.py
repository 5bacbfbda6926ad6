"""The desk on which lines and dues are put together: what is still free, and what has been matched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.receipts.due import Dues
from core.receipts.model import How, Match, State, Sure
from core.receipts.statement import Statement


@dataclass
class Desk:
    """``free_lines`` and ``free_dues`` are indices, in the order of the statement and of the dues."""

    statement: Statement
    dues: Dues
    tolerance: int
    matches: list[Match] = field(default_factory=list)
    free_lines: dict[int, None] = field(default_factory=dict)
    free_dues: dict[int, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.free_lines = dict.fromkeys(range(len(self.statement)))
        self.free_dues = dict.fromkeys(range(len(self.dues)))
        self._fen: list[int] = self.statement.fen.tolist()
        self._expected: list[int] = self.dues.expected.tolist()

    def fen(self, line: int) -> int:
        """What a line brought or took, in fen."""
        return self._fen[line]

    def expected(self, due: int) -> int:
        """What a line for this due should show, in fen."""
        return self._expected[due]

    def put_together(
        self, lines: Sequence[int], dues: Sequence[int], how: How, sure: Sure, state: State = State.PROPOSED
    ) -> None:
        """Match lines with dues; neither is free any more."""
        for line in lines:
            del self.free_lines[line]
        for due in dues:
            del self.free_dues[due]
        difference = sum(map(self.fen, lines)) - sum(map(self.expected, dues))
        self.matches.append(Match(tuple(sorted(lines)), tuple(sorted(dues)), how, sure, state, difference))

    def dues_by_document(self) -> dict[str, list[int]]:
        """Free dues of every document, oldest first."""
        return _grouped(self.free_dues, self.dues.document.tolist())


def _grouped(places: Iterable[int], keys: Sequence[str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place in places:
        groups[keys[place]].append(place)
    return groups

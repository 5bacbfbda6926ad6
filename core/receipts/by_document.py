"""Lines that name a document: exact amount, tolerance, split, combined, and last the amount that differs."""

from __future__ import annotations

from collections import defaultdict

from core.receipts.desk import Desk
from core.receipts.model import How, Sure
from core.receipts.subsets import adding_up


def match_by_document(desk: Desk) -> None:
    """Match the free lines of every document with its free dues, oldest due first."""
    dues = desk.dues_by_document()
    for numbers, lines in _lines_by_documents(desk).items():
        of_documents = sorted({due for number in numbers for due in dues.get(number, ())})
        group = _Group(desk, lines, [due for due in of_documents if due in desk.free_dues])
        group.match(several_documents=len(numbers) > 1)


def _lines_by_documents(desk: Desk) -> dict[tuple[str, ...], list[int]]:
    """Free lines by the documents they name, those naming one document first: they leave less open."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for line in desk.free_lines:
        if named := desk.statement.named[line]:
            groups[tuple(sorted(named))].append(line)
    return dict(sorted(groups.items(), key=lambda group: (len(group[0]), group[0])))


class _Group:
    """The free lines that name the same documents, and the free dues of these."""

    def __init__(self, desk: Desk, lines: list[int], dues: list[int]) -> None:
        self.desk, self.lines, self.dues = desk, lines, dues

    def match(self, several_documents: bool) -> None:
        self._pairs(0, How.DOCUMENT, Sure.HIGH)
        self._combined(Sure.HIGH if several_documents else Sure.MIDDLE)
        self._split()
        self._pairs(self.desk.tolerance, How.TOLERANCE, Sure.HIGH)
        if not several_documents:
            self._differing()

    def _pairs(self, allowed: int, how: How, sure: Sure) -> None:
        """One line and one due, at most ``allowed`` fen apart."""
        for due in list(self.dues):
            expected = self.desk.expected(due)
            line = next((line for line in self.lines if abs(self.desk.fen(line) - expected) <= allowed), None)
            if line is not None:
                self._put([line], [due], how, sure)

    def _combined(self, sure: Sure) -> None:
        """One line that pays several dues."""
        for line in list(self.lines):
            places = adding_up([self.desk.expected(due) for due in self.dues], self.desk.fen(line))
            if places:
                self._put([line], [self.dues[place] for place in places], How.COMBINED, sure)

    def _split(self) -> None:
        """Several lines that pay one due together."""
        for due in list(self.dues):
            places = adding_up([self.desk.fen(line) for line in self.lines], self.desk.expected(due))
            if places:
                self._put([self.lines[place] for place in places], [due], How.SPLIT, Sure.HIGH)

    def _differing(self) -> None:
        """The first line left goes to the oldest due left of the same direction: too little or too much."""
        for due in list(self.dues):
            expected = self.desk.expected(due)
            line = next((line for line in self.lines if self.desk.fen(line) * expected > 0), None)
            if line is not None:
                self._put([line], [due], How.DOCUMENT_ONLY, Sure.LOW)

    def _put(self, lines: list[int], dues: list[int], how: How, sure: Sure) -> None:
        self.desk.put_together(lines, dues, how, sure)
        self.lines = [line for line in self.lines if line not in lines]
        self.dues = [due for due in self.dues if due not in dues]

"""到账认领 first: what a person confirmed stands, and what a person turned down is not proposed again."""

from __future__ import annotations

from collections import defaultdict

from core.receipts.desk import Desk
from core.receipts.model import How, Match, State, Sure, Suspense, Why
from core.table import Table

CONFIRMED, REJECTED = "确认", "驳回"


def match_confirmed(desk: Desk, claims: Table) -> list[Suspense]:
    """Match what was confirmed, one group per chain of lines and dues; lines whose due nobody knows."""
    lines, dues = _line_keys(desk), _due_keys(desk)
    partners: dict[int, set[int]] = defaultdict(set)
    lost: dict[int, str] = {}
    for line_key, due_key, number in _decided(claims, CONFIRMED):
        line, found = lines.get(line_key), dues.get(due_key, [])
        if line is not None and not found:
            lost[line] = number
        elif line is not None:
            partners[line].add(_own(desk, found, line_key[0]))
    for group_lines, group_dues in _groups({line: due for line, due in partners.items() if line not in lost}):
        desk.put_together(sorted(group_lines), sorted(group_dues), How.CONFIRMED, Sure.CERTAIN, State.CONFIRMED)
    for line in lost:
        del desk.free_lines[line]
    return [Suspense(line, Why.CLAIM_UNKNOWN, (number,)) for line, number in sorted(lost.items())]


def drop_rejected(desk: Desk, claims: Table) -> list[Suspense]:
    """Take back proposals that a person turned down; their lines go to suspense, their dues are free again."""
    lines, dues = _line_keys(desk), _due_keys(desk)
    refused = {
        (line, due)
        for line_key, due_key, _ in _decided(claims, REJECTED)
        if (line := lines.get(line_key)) is not None
        for due in dues.get(due_key, [])[:1]
    }
    dropped = [match for match in desk.matches if match.state is State.PROPOSED and _touches(match, refused)]
    desk.matches = [match for match in desk.matches if match not in dropped]
    desk.free_dues |= dict.fromkeys(due for match in dropped for due in match.dues)
    documents = desk.dues.document
    return [
        Suspense(line, Why.REJECTED, tuple(sorted({documents[due] for due in match.dues})))
        for match in dropped
        for line in match.lines
    ]


def _touches(match: Match, refused: set[tuple[int, int]]) -> bool:
    return any((line, due) in refused for line in match.lines for due in match.dues)


def _decided(claims: Table, decision: str) -> list[tuple[tuple[str, str], tuple[str, str, str], str]]:
    """Line key, due key and document number of every row with a decision."""
    columns = zip(
        *(claims[name].tolist() for name in ("bank_serial", "own_account", "document_no", "business", "decision")),
        claims["due_on"],
        strict=True,
    )
    return [
        ((serial, account), (number, business, str(due_on)), number)
        for serial, account, number, business, decided, due_on in columns
        if decided == decision
    ]


def _line_keys(desk: Desk) -> dict[tuple[str, str], int]:
    keys = zip(desk.statement["bank_serial"].tolist(), desk.statement["own_account"].tolist(), strict=True)
    return {key: line for line, key in reversed(list(enumerate(keys)))}


def _due_keys(desk: Desk) -> dict[tuple[str, str, str], list[int]]:
    """What is open and what is booked of each due day, what is open first."""
    columns = zip(desk.dues.document.tolist(), desk.dues.business.tolist(), desk.dues.due_on.astype(str), strict=True)
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for due, (number, kind, day) in enumerate(columns):
        found[number, kind, str(day)].append(due)
    return found


def _own(desk: Desk, dues: list[int], serial: str) -> int:
    """The booking of the line itself, once it is booked: what a part payment left open is another payment's."""
    return next((due for due in dues if desk.dues.serial[due] == serial), dues[0])


def _groups(partners: dict[int, set[int]]) -> list[tuple[set[int], set[int]]]:
    """Lines that share a due, directly or through others, in one group."""
    groups: list[tuple[set[int], set[int]]] = []
    for line, dues in sorted(partners.items()):
        together = [group for group in groups if group[1] & dues]
        groups = [group for group in groups if not group[1] & dues]
        groups.append(({line}.union(*(group[0] for group in together)), dues.union(*(group[1] for group in together))))
    return groups

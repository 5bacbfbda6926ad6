"""权限复核: every account with its role, what it did and looked at, and whether it still needs its rights."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.access.viewer import SUPERVISOR, days_of, granted, in_force
from core.days.moments import after, day_of
from core.ledger.access import Access, accesses
from core.ledger.closings import CLOSED
from core.ledger.current import load_table
from core.records.reference import Permission
from core.table import Table

IDLE_DAYS = 90
"""A product choice: an account without a change or a look in so many days is put up for closing."""
GIVEN = ("unmask", "health", "restricted")


@dataclass(frozen=True)
class AccountLine:
    """One account. ``role`` blank: it acted, but no list names it. ``rights``: of :data:`GIVEN`, those it really has.

    ``last``: the day in China of its last change or look, None for never. ``remark``: Chinese, what the reviewer should
    look at; blank where nothing stands out.
    """

    account: str
    name: str
    role: str
    rights: frozenset[str]
    first: date | None
    until: date | None
    last: date | None
    changes: int
    looks: int
    refused: int
    remark: str


@dataclass(frozen=True)
class Review:
    """The accounts, those of the list first, and every line of the access list until the day, newest first."""

    on: date
    accounts: tuple[AccountLine, ...]
    looks: tuple[Access, ...]
    listed: bool


@dataclass
class _Done:
    """What one account did, under the name that the system gave it."""

    account: str
    moments: list[str] = field(default_factory=list)
    changes: int = 0
    looks: int = 0
    refused: int = 0

    @property
    def last(self) -> date | None:
        return day_of(max(self.moments)) if self.moments else None


def review(connection: sqlite3.Connection, on: date) -> Review:
    """What the ledger knows at the end of ``on`` (in China) of its accounts and their looks."""
    end = after(on)
    looks = list(accesses(connection, end))
    done, listed = _done(connection, looks, end), load_table(connection, Permission)
    written = _as_written(connection)
    lines = [_listed(listed, row, done, written, on) for row in range(len(listed))]
    known = {name.casefold() for name in listed["account"].tolist()}
    remark = "不在权限表中，却在台账留有操作，请查明" if known else "没有权限表，单人使用"
    lines += [_unlisted(one, remark) for key, one in sorted(done.items()) if key not in known]
    return Review(on, tuple(lines), tuple(reversed(looks)), bool(len(listed)))


def _done(connection: sqlite3.Connection, looks: Sequence[Access], end: str) -> dict[str, _Done]:
    """By account (small letters: Windows does not tell A from a) what it did until the moment."""
    done: dict[str, _Done] = {}
    for who, moment in connection.execute("SELECT who, known_at FROM changes WHERE known_at < ?", (end,)):
        one = done.setdefault(who.casefold(), _Done(who))
        one.moments.append(moment)
        one.changes += 1
    for look in looks:
        one = done.setdefault(look.who.casefold(), _Done(look.who))
        one.moments.append(look.known_at)
        one.refused += bool(look.refused)
        one.looks += not look.refused and look.verb != CLOSED
    return done


def _as_written(connection: sqlite3.Connection) -> dict[str, str]:
    """Accounts as the system writes them, by their small letters, whenever they acted: a list is kept in capitals."""
    query = "SELECT who FROM changes UNION SELECT who FROM accesses ORDER BY who"
    return {who.casefold(): who for (who,) in connection.execute(query)}


def _listed(listed: Table, row: int, done: Mapping[str, _Done], written: Mapping[str, str], on: date) -> AccountLine:
    key, role = listed["account"][row].casefold(), listed["role"][row]
    one = done.get(key, _Done(written.get(key, key)))
    given = {right: listed[right][row] == "是" for right in GIVEN}
    first, until = days_of(listed, row)
    rights = granted(role, given) & set(GIVEN) if in_force(first, until, on) else frozenset()
    void = [right for right in GIVEN if given[right] and right not in granted(role, given)]
    remark = "；".join(_remarks(one, in_force(first, until, on), role, bool(void), on))
    return AccountLine(
        one.account, listed["name"][row], role, rights, first, until, one.last, one.changes, one.looks, one.refused,
        remark,
    )  # fmt: skip


def _unlisted(one: _Done, remark: str) -> AccountLine:
    counts = (one.changes, one.looks, one.refused)
    return AccountLine(one.account, "", "", frozenset(), None, None, one.last, *counts, remark)


def _remarks(one: _Done, valid: bool, role: str, void: bool, on: date) -> Iterator[str]:
    if not valid:
        yield "不在有效期内，请确认系统账号已停用"
    elif one.last is None:
        yield "从未使用，请确认是否需要"
    elif (on - one.last).days > IDLE_DAYS:
        yield f"{(on - one.last).days} 天未使用，建议停用"
    if void:
        yield f"表中有写“是”而{role}不能有的项，实际无效"
    if one.refused:
        yield f"越权尝试 {one.refused} 次，请问明原因"
    if valid and role == SUPERVISOR:
        yield "可改权限"

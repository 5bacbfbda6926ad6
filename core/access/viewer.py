"""Whose account this is and what it may see: the operating-system account, mapped to a role by 权限 in the ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from core.account import current_account
from core.days.moments import today
from core.ledger.current import load_table
from core.records.reference import Permission
from core.table import Table, scalar

SUPERVISOR = "主管"
ALONE = "台账没有《权限》，按单人使用处理：本机账号视为主管。多人使用前请主管同步权限表。"
RIGHTS = {
    "unmask": "查看完整个人信息", "health": "查看健康信息", "restricted": "查看受限资料", "permissions": "修改权限",
    "review": "出权限复核表",
}  # fmt: skip
_OF_ROLE = ("permissions", "review")
"""Rights that the role itself carries; the others an account is given one by one."""


@dataclass(frozen=True)
class Viewer:
    """One account and its rights on a day. ``role`` blank: the list does not name the account, or not for that day.

    ``alone``: the ledger holds no list, so one person does everything (:data:`ALONE` is said with every result).
    """

    account: str
    role: str
    rights: frozenset[str]
    alone: bool = False

    def may(self, right: str) -> bool:
        """Has the account this right?"""
        return right in self.rights

    def kinds(self, health: bool) -> frozenset[str]:
        """The kinds of personal data that a logged reason opens; health only on demand and with its own right."""
        open_kinds: set[str] = set(_roles()[self.role].get("unmask", ())) if self.may("unmask") else set()
        return frozenset(open_kinds | ({"health"} if health and self.may("health") else set()))

    def __str__(self) -> str:
        return f"账号 {self.account}（{self.role or '未在权限表中'}）"


def viewer_of(connection: sqlite3.Connection, on: date | None = None, account: str = "") -> Viewer:
    """The account's rights by the ledger's list on ``on`` (today: access is a matter of the moment it is asked for).

    Never by a workbook lying beside another: anybody may write that one.
    """
    name = account or current_account()
    listed = load_table(connection, Permission)
    if not len(listed):
        return Viewer(name, SUPERVISOR, frozenset(RIGHTS), alone=True)
    accounts = [each.casefold() for each in listed["account"].tolist()]  # Windows does not tell A from a
    row = accounts.index(name.casefold()) if name.casefold() in accounts else -1
    if row < 0 or not in_force(*days_of(listed, row), on or today()):
        return Viewer(name, "", frozenset())
    given = {right: listed[right][row] == "是" for right in RIGHTS if right not in _OF_ROLE}
    return Viewer(name, listed["role"][row], granted(listed["role"][row], given))


def granted(role: str, given: Mapping[str, bool]) -> frozenset[str]:
    """The rights of a role that are the role's own, or that this account was given."""
    most = _roles().get(role, {})
    return frozenset(right for right in RIGHTS if most.get(right) and (right in _OF_ROLE or given.get(right)))


def days_of(listed: Table, row: int) -> tuple[date | None, date | None]:
    """The first and the last day of a row of 权限."""
    return scalar(listed["valid_from"][row]), scalar(listed["valid_to"][row])


def in_force(first: date | None, last: date | None, on: date) -> bool:
    """Does a row of 权限 from ``first`` to ``last`` (both included, None: open) hold on a day?"""
    return (first is None or first <= on) and (last is None or on <= last)


@cache
def _roles() -> Mapping[str, Mapping[str, Any]]:
    """What each role may be given at most."""
    import yaml

    roles: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
        (resources.files("core.access") / "roles.yaml").read_text("utf-8")
    )
    return roles

"""Whose account may see what: the ledger's 权限 decides, and only what the role can be given counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from sqlite3 import Connection

import pytest

from core.access.asking import NotAllowedError, ask_right, ask_sight
from core.access.viewer import viewer_of
from core.account import current_account
from core.ledger.access import accesses
from core.ledger.schema import open_ledger
from core.privacy import MASKED, Sight
from macros.command_line import main
from tests.accounts import acts_as, permissions_book

EVERYDAY = {"name", "document", "phone", "account", "address", "email"}


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """A ledger with the list of accounts."""
    path = tmp_path / "台账.sqlite"
    acts_as(monkeypatch, "boss")
    assert main(["sync", str(permissions_book(tmp_path)), "--db", str(path), "--yes"]) == 0
    with closing(open_ledger(path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("account", "role", "rights"),
    [
        ("boss", "主管", {"unmask", "health", "restricted", "permissions", "review"}),
        ("BOSS", "主管", {"unmask", "health", "restricted", "permissions", "review"}),
        ("clerk", "经办", {"unmask"}),
        ("junior", "经办", set()),
        ("auditor", "审计", {"unmask", "restricted", "review"}),
        ("actuary", "精算", set()),
        ("gone", "", set()),
        ("stranger", "", set()),
    ],
)
def test_an_account_has_what_its_role_can_be_given_and_the_list_gives(
    ledger: Connection, account: str, role: str, rights: set[str]
) -> None:
    viewer = viewer_of(ledger, account=account)
    assert (viewer.role, viewer.rights, viewer.alone) == (role, rights, False)


def test_a_list_is_in_force_from_its_first_to_its_last_day(ledger: Connection) -> None:
    assert viewer_of(ledger, date(2020, 1, 1), "gone").role == "主管"
    assert viewer_of(ledger, date(2020, 1, 2), "gone").role == ""


def test_without_a_list_one_person_may_do_everything_and_is_told_so(tmp_path: Path) -> None:
    with closing(open_ledger(tmp_path / "新.sqlite")) as new:
        sight, told = ask_sight(new, "check", [], 3, "核实号码", health=True)
        assert sight.full == EVERYDAY | {"health"}
        assert "按单人使用处理" in told


def test_health_data_needs_to_be_asked_for_and_a_right_of_its_own(
    ledger: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts_as(monkeypatch, "boss")
    assert ask_sight(ledger, "card", [], 1, "回复客户")[0].full == EVERYDAY
    assert ask_sight(ledger, "card", [], 1, "理赔复核", health=True)[0].full == EVERYDAY | {"health"}
    for account in ("clerk", "auditor"):
        acts_as(monkeypatch, account)
        with pytest.raises(NotAllowedError, match="无权查看健康信息"):
            ask_sight(ledger, "card", [], 1, "好奇", health=True)
        assert "health" not in ask_sight(ledger, "card", [], 1, "核实号码")[0].full


def test_every_look_and_every_refusal_is_a_line_of_the_access_list(
    ledger: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts_as(monkeypatch, "junior")
    with pytest.raises(NotAllowedError, match=r"账号 junior（经办）无权查看完整个人信息，这次尝试已记入查阅记录"):
        ask_sight(ledger, "check", [Path("某表.xlsx")], 9, "看看")
    acts_as(monkeypatch, "auditor")
    assert ask_right(ledger, "restricted", "flags", [Path("线索.xlsx")], "季度抽查").endswith("第 2 号查阅记录。")
    seen = [(line.who, line.verb, line.books, line.why, line.shown, line.refused) for line in accesses(ledger)]
    assert seen == [
        ("junior", "check", "某表.xlsx", "看看", "查看完整个人信息", "拒绝"),
        ("auditor", "flags", "线索.xlsx", "季度抽查", "受限资料", ""),
    ]


def test_the_account_is_the_systems_and_no_variable_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = current_account()
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "boss")
    assert current_account() == before


def test_a_sight_shows_its_own_kinds_and_masks_the_rest() -> None:
    names = Sight(frozenset({"name"}))
    assert [names.shown("name", "张小明"), names.shown("health", "高血压")] == ["张小明", "（健康信息已隐去）"]
    assert [MASKED.shown("name", "张小明"), MASKED.shown("", "普通")] == ["张**", "普通"]
    assert bool(names)
    assert not MASKED

"""Every button, all the way: ribbon XML, VBA of the shipped add-in, Python macro, cells of a live spreadsheet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import xlwings

from core.demo import DemoMonth, make_month
from core.ledger.schema import open_ledger
from tests.ribbon import Ribbon, actions, live_ribbon

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> DemoMonth:
    """A desk with its workbooks; the products lie among the reference lists."""
    made = make_month(tmp_path_factory.mktemp("desk"), policies=20)
    shutil.copy(made.paths["产品与现金价值表"][0], made.directory / "参考资料")
    return made


@pytest.fixture(scope="module")
def ribbon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ribbon]:
    with live_ribbon(tmp_path_factory.mktemp("office")) as ribbon:
        yield ribbon


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user whose folder is empty: no ledger yet."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("NEIQIN_DB", raising=False)
    return tmp_path / "保险内勤"


@pytest.fixture
def policies(ribbon: Ribbon, month: DemoMonth) -> Iterator[xlwings.Book]:
    book = ribbon.open(month.paths["保单台账"][0])
    yield book
    book.close()


@pytest.fixture
def applications(ribbon: Ribbon, month: DemoMonth) -> Iterator[xlwings.Book]:
    book = ribbon.open(month.paths["投保单"][0])
    yield book
    book.close()


def rows(book: xlwings.Book, tab: str) -> list[list[object]]:
    return book.sheets[tab].used_range.options(ndim=2).value


def ledger_count(home: Path, table: str) -> int:
    connection = open_ledger(home / "台账.db", create=False)
    try:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def test_these_are_all_the_buttons() -> None:
    """A button that this file does not press has no test."""
    assert list(actions()) == [
        "校验",
        "核保",
        "测算",
        "试算",
        "保单一页",
        "出单",
        "同步",
        "撤销",
        "报表",
        "风险提示",
        "清除标记",
        "自检",
    ]


def test_check_lists_the_findings_and_clear_takes_everything_away(ribbon: Ribbon, applications: xlwings.Book) -> None:
    sheets = [sheet.name for sheet in applications.sheets]
    message = ribbon.press("校验")
    assert "业务日 2026-10-31" in message and "工作簿尚未保存" in message
    assert [sheet.name for sheet in applications.sheets] == [*sheets, "校验结果", "检查范围"]
    assert rows(applications, "校验结果")[2][:5] == ["序号", "级别", "规则", "工作表", "单元格"]
    assert ribbon.press("清除标记").startswith("已清除 2 个标签页")
    assert [sheet.name for sheet in applications.sheets] == sheets


def test_underwriting_gives_a_decision_per_application(ribbon: Ribbon, applications: xlwings.Book) -> None:
    ribbon.press("核保")
    applied = [row[0] for row in rows(applications, "投保单")[1:]]
    decided = {row[0]: row[1] for row in rows(applications, "核保结果")[2:]}
    assert set(decided) <= set(applied) and len(decided) >= 4
    assert set(decided.values()) <= {"通过", "退回补充", "转人工", "延期", "拒保"}


def test_values_stand_beside_their_label_and_steps(ribbon: Ribbon, policies: xlwings.Book) -> None:
    ribbon.press("测算")
    table = rows(policies, "测算结果")
    assert table[1][:5] == ["保单号", "险种", "项目", "性质", "金额（元）"]
    with_amount = [row for row in table[2:] if row[4] is not None]
    assert with_amount and all(isinstance(row[4], float) and row[4] >= 0 and row[8] for row in with_amount)
    assert {len(str(row[0])) for row in table[2:]} == {len(str(table[2][0]))}, "policy numbers keep all their digits"


def test_sync_without_a_yes_writes_nothing(ribbon: Ribbon, policies: xlwings.Book, home: Path) -> None:
    ribbon.shown.answer = "no"
    assert ribbon.press("同步").startswith("没有写入，台账没有改动。")
    ribbon.shown.answer = "yes"
    assert not (home / "台账.db").exists()
    assert rows(policies, "同步结果")[0][0] == "同步：预览，没有写入"


def test_sync_writes_20_policies_once_and_undo_takes_them_back(
    ribbon: Ribbon, policies: xlwings.Book, home: Path
) -> None:
    ribbon.press("同步")
    assert rows(policies, "同步结果")[0][0] == "同步：已写入台账"
    assert ledger_count(home, "policies") == 20
    assert "没有需要写入的内容" in ribbon.press("同步")

    assert "写明理由" in ribbon.press("撤销")
    listed = rows(policies, "撤销")
    at = next(place for place, row in enumerate(listed) if row[4] == "保单台账")
    policies.sheets["撤销"].range((at + 1, 8)).value = "导错了文件"
    assert f"已撤销第 {listed[at][0]:.0f} 号变更（同步的保单台账），20 行恢复原状" in ribbon.press("撤销")
    assert ledger_count(home, "policies") == 0


def test_issue_asks_first_and_then_writes_policies_and_their_pages(
    ribbon: Ribbon, applications: xlwings.Book, home: Path
) -> None:
    ribbon.shown.answer = "no"
    assert ribbon.press("出单") == "没有出单，台账没有改动。"
    ribbon.shown.answer = "yes"
    assert not (home / "台账.db").exists()
    message = ribbon.press("出单")
    passed = [row for row in rows(applications, "核保结果")[2:] if row[1] == "通过"]
    assert f"出单：{len(passed)} 件保单" in message
    assert ledger_count(home, "policies") == len(passed) > 0
    assert (home / "出单_2026-10-31" / "保单页.xlsx").is_file()


def test_the_report_needs_a_ledger_and_then_lies_in_the_users_folder(
    ribbon: Ribbon, policies: xlwings.Book, home: Path
) -> None:
    assert "还没有台账" in ribbon.press("报表")
    ribbon.press("同步")
    ribbon.press("报表")
    assert (home / "月报" / "月报_2026-09.xlsx").is_file()
    table = rows(policies, "月报摘要")
    assert table[0][0].startswith("2026-09 月报")
    assert "新单保费" in [row[0] for row in table]


def test_a_quote_is_asked_for_in_a_form_and_answered_beside_it(ribbon: Ribbon, policies: xlwings.Book) -> None:
    assert "请先按“同步”" in ribbon.press("试算")
    ribbon.press("同步")
    assert "请在“试算”表填好保单号" in ribbon.press("试算")
    column = [row[0] for row in rows(policies, "保单台账")]
    number = column[column.index("保单号") + 1]
    policies.sheets["试算"].range((3, 1)).value = [["退保金", number, "2026.10.31"]]
    assert "试算 1 行" in ribbon.press("试算")
    label, policy, on, _, product, amount, *_ = rows(policies, "试算")[2]
    assert (label, policy, on) == ("退保金", number, datetime(2026, 10, 31))
    assert product and (amount is None or amount >= 0)
    assert "试算 1 行" in ribbon.press("试算"), "the answered form can be asked again"
    policies.sheets["试算"].range((3, 1)).value = "退保"
    assert "第 3 行：项目请填" in ribbon.press("试算")
    assert rows(policies, "试算")[2][0] == "退保", "a mistake leaves what the user typed"


def test_a_policy_s_page_is_asked_for_in_a_form_and_stands_below_it_masked(
    ribbon: Ribbon, policies: xlwings.Book
) -> None:
    ribbon.press("同步")
    assert "请在“保单一页”表填好保单号" in ribbon.press("保单一页")
    listed = rows(policies, "保单台账")
    heading = next(row for row in listed if "保单号" in row)
    first = dict(zip(heading, listed[listed.index(heading) + 1], strict=True))
    policies.sheets["保单一页"].range((3, 1)).value = first["保单号"]
    assert "见“保单一页”表" in ribbon.press("保单一页")
    page = {row[0]: row[2] for row in rows(policies, "保单一页")[3:]}
    assert page["保单状态"] == first["保单状态"]
    assert page["投保人姓名"] == f"{first['投保人姓名'].strip()[0]}**"
    policies.sheets["保单一页"].range((3, 1)).value = "没有的保单"
    assert "台账里没有保单" in ribbon.press("保单一页")


def test_red_flags_ask_for_a_reason_and_leave_only_numbers_in_the_open_book(
    ribbon: Ribbon, policies: xlwings.Book, home: Path
) -> None:
    ribbon.press("同步")
    assert "写明查看理由" in ribbon.press("风险提示")
    policies.sheets["风险提示"].range((3, 1)).value = "季度抽查"
    said = ribbon.press("风险提示")
    assert "查看受限资料，已记入第 1 号查阅记录" in said
    assert len(rows(policies, "风险提示")) == 3
    assert rows(policies, "风险提示")[2][0] is None
    assert ledger_count(home, "accesses") == 1


def test_the_self_check_lists_what_it_looked_at(ribbon: Ribbon, policies: xlwings.Book) -> None:
    ribbon.press("自检")
    listed = {row[0]: row[1] for row in rows(policies, "自检结果")[2:]}
    assert len(listed) >= 5 and all(listed.values())


def test_the_status_bar_tells_what_is_going_on_and_is_given_back(ribbon: Ribbon, applications: xlwings.Book) -> None:
    ribbon.shown.states.clear()
    ribbon.press("校验")
    assert ribbon.shown.states == ["保险内勤：校验：正在读取和计算……", "保险内勤：校验：正在写入……", False]

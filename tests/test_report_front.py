"""首页: each question of a supervisor is answered in a line that leads to its tab; the contents fit one page."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.findings import Severity
from core.ledger.runs import Place
from core.reports.month_report import TABS, write_month_report
from tests.month_ledger import log, new_ledger, sheets_of


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("front")
    with closing(new_ledger(folder, sheets_of("month_by_hand.md"))) as connection:
        place = Place("applications", "8601", "个险", "A1", "2026-10-03")
        log(connection, date(2026, 10, 31), "一.xlsx", [("A101", Severity.REFUSED, "T4", place)])
        return write_month_report(connection, "2026-10", folder / "月报.xlsx").path


def test_the_front_page_answers_a_supervisors_questions_each_with_a_link_to_its_tab(report: Path) -> None:
    front = load_workbook(report)["首页"]
    said = {
        front.cell(row, front.max_column).hyperlink.location.split("!")[0].strip("'"): front.cell(row, 2).value
        for row in range(1, front.max_row + 1)
        if front.cell(row, 1).value in ("须处理", "注意", "正常")
    }
    assert said["目标"] == "目标 1 项，未达成 1 项（达成率）：新单保费 80.0%"
    assert said["退保"].startswith("本月退保（含犹豫期）3 件 9,100.00 元") and "主要原因：" in said["退保"]
    assert said["整改"] == "检查结果未整改 1 条（销售 1），其中本月单据拒收 1 条"
    assert said["合规"].startswith("到期日已过、台账没有办理登记 2 件（续期 1、新契约 1）"), (
        "by the office's work, not by code"
    )


def test_the_contents_name_every_tab_in_two_columns(report: Path) -> None:
    front = load_workbook(report)["首页"]
    linked = [cell.value for row in front.iter_rows() for cell in row if cell.hyperlink and cell.value in TABS]
    assert set(linked) >= set(TABS) - {"首页"}
    assert front.page_setup.fitToHeight in (None, 1), "left out it is 1: one printed page"


def test_every_tab_leads_back_to_the_front_page_in_one_click(report: Path) -> None:
    book = load_workbook(report)
    back = {sheet.title: sheet["A3"].hyperlink for sheet in book if sheet.title != "首页"}
    assert {name for name, link in back.items() if link is None or "首页" not in link.location} == set()


def test_an_empty_ledger_is_not_told_as_all_well(tmp_path: Path) -> None:
    with closing(new_ledger(tmp_path, {})) as connection:
        result = write_month_report(connection, "2026-10", tmp_path / "月报.xlsx")
    assert result.notes[0].startswith("台账里没有保单台账、保费收入、理赔台账")
    assert not any("没有逾期" in note for note in result.notes)

"""The month's report: what its tabs say, what it never shows, and that the same knowledge gives the same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from core.findings import Severity
from core.ledger.audit import audit
from core.ledger.changes import head
from core.ledger.problems import LedgerError
from core.ledger.runs import Place
from core.ledger.schema import open_ledger
from core.measures.registry import measures
from core.privacy import masked
from core.records.policy import Policy
from core.reports.month_report import TABS, write_month_report
from tests.month_ledger import add, log, new_ledger, sheets_of
from tests.random_office import random_office

SHEETS = sheets_of("month_by_hand.md")
LATER = {Policy: "| 保单号 | 险种代码 | 首期保费 |\n| N2 | SP | 60000 |"}
NOVEMBER = datetime(2026, 11, 20, 8, tzinfo=UTC)
Cells = dict[str, list[list[Any]]]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, SHEETS)
    yield connection
    connection.close()


def values(path: Path) -> Cells:
    """Cached values of every sheet."""
    book = load_workbook(path, data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def formulas(path: Path, sheet: str) -> list[str]:
    rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [cell for row in rows for cell in row if isinstance(cell, str) and cell.startswith("=")]


def kpi_row(cells: Cells, name: str) -> list[Any]:
    return next(row for row in cells["KPI"] if row[0] == name)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    with closing(new_ledger(folder, SHEETS)) as connection:
        place = Place("applications", "8601", "个险", "A1", "2026-10-03")
        log(connection, date(2026, 10, 31), "一.xlsx", [("A101", Severity.REFUSED, "T4", place)])
        write_month_report(connection, "2026-10", folder / "月报.xlsx")
    return folder / "月报.xlsx"


@pytest.fixture(scope="module")
def cells(report: Path) -> Cells:
    return values(report)


def test_the_tabs_stand_in_order(cells: Cells) -> None:
    assert tuple(cells) == TABS


def test_the_front_page_says_whose_month_as_of_when_and_from_which_ledger(
    ledger: sqlite3.Connection, tmp_path: Path
) -> None:
    result = write_month_report(ledger, "2026-10", tmp_path / "月报.xlsx")
    said = [str(cell) for row in values(result.path)["首页"] for cell in row if cell is not None]
    assert "2026年10月经营月报" in said
    assert {"2026-10-31", head(ledger), "全部机构（2家）"} <= set(said)
    assert result.headline["新单保费"] == 51200
    assert 51200 in [cell for row in values(result.path)["首页"] for cell in row]


def test_every_indicator_stands_on_kpi_with_its_formula_and_status(cells: Cells) -> None:
    names = [row[0] for row in cells["KPI"]]
    assert [name for name in measures() if name not in names] == []
    notes = [row[1] for row in cells["KPI"] if str(row[1]).startswith("公式：")]
    assert len(notes) == len(measures())
    assert all("口径：" in note and "截止：2026-10-31" in note for note in notes)
    assert kpi_row(cells, "标准保费")[11] == "待确认"


def test_a_ratio_is_a_native_formula_with_its_value_cached(report: Path, cells: Cells) -> None:
    row = kpi_row(cells, "犹豫期退保率")
    assert (row[2], row[3], row[4]) == (1, 4, 0.25)
    place = next(index for index, each in enumerate(cells["KPI"], 1) if each[0] == "犹豫期退保率")
    assert f'=IF(D{place}=0,"—",C{place}/D{place})' in formulas(report, "KPI")


def test_an_empty_or_immature_indicator_is_a_dash(cells: Cells) -> None:
    assert kpi_row(cells, "25个月继续率")[4] == "—"


def test_target_and_achievement_stand_beside_the_value(cells: Cells) -> None:
    row = kpi_row(cells, "新单保费")
    assert (row[4], row[5], row[6]) == (51200, 64000, pytest.approx(0.8))


def test_the_rows_of_the_detail_add_up_to_every_total(cells: Cells) -> None:
    listed: dict[str, float] = {}
    for row in cells["明细"]:
        if row[0] in measures():
            listed[row[0]] = listed.get(row[0], 0) + row[8]
    assert listed["新单保费"] == 51200
    assert listed["13个月继续率(保费)"] == 1100
    assert {name: kpi_row(cells, name)[2] for name in listed} == pytest.approx(listed)


def test_balances_that_do_not_tie_are_named_with_their_rows(cells: Cells) -> None:
    results = {row[0]: row[6] for row in cells["勾稽"] if row[6] in ("平", "不平")}
    assert results["期初、增减与期末有效件数"] == "平"
    assert results["本月承保：首期保费与新单实收"] == "不平"
    assert any("勾稽" in str(cell) for row in cells["首页"] for cell in row if cell and "不平" in str(cell))


def test_findings_and_limits_stand_on_the_compliance_tab(cells: Cells) -> None:
    said = {row[0]: row for row in cells["合规"]}
    assert said["A101"][2:5] == ["拒收", 1, 1]
    assert any(row[5] == "NB-1" for row in cells["合规"])


def test_no_personal_data_is_shown(tmp_path: Path) -> None:
    headings = "| 保单号 | 险种代码 | 投保人姓名 | 投保人证件号码 | 投保人手机 |"
    named = {Policy: f"{headings}\n| N2 | SP | 欧阳测试 | 110101198805060013 | 13800138000 |"}
    with closing(new_ledger(tmp_path, SHEETS)) as connection:
        add(connection, named)
        path = write_month_report(connection, "2026-10", tmp_path / "月报.xlsx").path
    text = "".join(ZipFile(path).read(name).decode() for name in ZipFile(path).namelist() if name.endswith(".xml"))
    for personal in ("欧阳测试", "110101198805060013", "13800138000"):
        assert personal not in text
    assert masked("name", "欧阳测试") in text


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    hostile = {Policy: SHEETS[Policy].replace("| A1 ", '| =HYPERLINK("x") ')}
    with closing(new_ledger(tmp_path, {**SHEETS, **hostile})) as connection:
        path = write_month_report(connection, "2026-10", tmp_path / "月报.xlsx").path
    sheet = load_workbook(path)["明细"]
    found = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK")]
    assert found
    assert {cell.data_type for cell in found} == {"s"}


def test_the_same_knowledge_gives_the_same_bytes(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    first, second = (write_month_report(ledger, "2026-10", tmp_path / name).path for name in ("一.xlsx", "二.xlsx"))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("later", [NOVEMBER, NOVEMBER.replace(day=25)], ids=["in the same second", "days later"])
def test_a_closed_month_is_reissued_unchanged_after_later_corrections(
    ledger: sqlite3.Connection, tmp_path: Path, later: datetime
) -> None:
    closed = write_month_report(ledger, "2026-10", tmp_path / "月结.xlsx", close=True, clock=lambda: NOVEMBER).path
    add(ledger, LATER, date(2026, 11, 25), later)
    missing = ("A101", Severity.REFUSED, "T4", Place(event_day="2026-10-03"))
    log(ledger, date(2026, 11, 25), "一.xlsx", [missing], later)
    again = write_month_report(ledger, "2026-10", tmp_path / "重出.xlsx")
    assert again.path.read_bytes() == closed.read_bytes()
    assert again.headline["新单保费"] == 51200
    write_month_report(ledger, "2026-10", tmp_path / "再结.xlsx", close=True)
    assert (tmp_path / "再结.xlsx").read_bytes() == closed.read_bytes()


def test_a_closing_moved_to_another_change_shows_in_the_audit(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    write_month_report(ledger, "2026-10", tmp_path / "月结.xlsx", close=True, clock=lambda: NOVEMBER)
    add(ledger, LATER, date(2026, 11, 25), NOVEMBER.replace(day=25))
    last = ledger.execute("SELECT last_change FROM closed_months").fetchone()[0]
    assert audit(ledger).breaks == ()
    for moved in (last - 1, last + 1):
        ledger.execute("UPDATE closed_months SET last_change = ?", (moved,))
        assert audit(ledger).breaks == (
            f"月结记录缺失或被改动：查阅记录写着2026-10 月结，截至第 {last} 号变更。",
            f"2026-10 月结记录写着截至第 {moved} 号变更，与月结时点（第 {last} 号）不符。",
        )


def test_a_closing_taken_away_shows_in_the_audit_and_so_does_its_line(
    ledger: sqlite3.Connection, tmp_path: Path
) -> None:
    write_month_report(ledger, "2026-10", tmp_path / "月结.xlsx", close=True, clock=lambda: NOVEMBER)
    ledger.execute("DELETE FROM closed_months")
    assert [text[:13] for text in audit(ledger).breaks] == ["月结记录缺失或被改动：查阅"]
    head = audit(ledger).access_head
    ledger.execute("DELETE FROM accesses")
    assert [text.split("：")[0] for text in audit(ledger, head).breaks] == [f"给出的链头 {head[:12]} 不在台账中"]


def test_a_report_as_known_on_a_day_leaves_later_changes_out(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    add(ledger, LATER, date(2026, 11, 25), NOVEMBER)
    now = write_month_report(ledger, "2026-10", tmp_path / "今.xlsx")
    then = write_month_report(ledger, "2026-10", tmp_path / "昔.xlsx", known_on=date(2026, 11, 19))
    assert (now.headline["新单保费"], then.headline["新单保费"]) == (61200, 51200)


def test_a_month_that_is_not_over_can_not_be_closed(tmp_path: Path) -> None:
    with closing(new_ledger(tmp_path, SHEETS, date(2026, 10, 30))) as connection:
        with pytest.raises(LedgerError, match="本月未满"):
            write_month_report(connection, "2026-10", tmp_path / "月报.xlsx", close=True)
        notes = write_month_report(connection, "2026-10", tmp_path / "月报.xlsx").notes
    assert "数据只到 2026-10-30，本月未满，本月数不可与整月比较" in notes


def test_an_empty_ledger_gives_a_report_of_dashes(tmp_path: Path) -> None:
    with closing(open_ledger(tmp_path / "空.sqlite")) as connection:
        result = write_month_report(connection, "2026-10", tmp_path / "月报.xlsx")
    assert kpi_row(values(result.path), "13个月继续率(保费)")[4] == "—"
    assert result.headline["新单保费"] == 0


@pytest.mark.parametrize("text", ["2026-13", "2026年10月", "202610", ""])
def test_a_month_written_otherwise_is_refused(ledger: sqlite3.Connection, tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="月份要写成"):
        write_month_report(ledger, text, tmp_path / "月报.xlsx")


def test_every_page_prints_on_a4_with_page_numbers_and_dates(report: Path) -> None:
    for sheet in load_workbook(report):
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert "统计日 2026-10-31" in sheet.oddFooter.left.text, sheet.title
        assert sheet.title == "首页" or sheet.title == "合规" or sheet.freeze_panes, sheet.title


def test_charts_are_native_and_read_their_cells(report: Path) -> None:
    with ZipFile(report) as book:
        charts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 11
    assert all("<c:f>" in chart for chart in charts)


@pytest.mark.long
def test_the_report_takes_at_most_3_times_what_reading_its_tables_takes(tmp_path: Path) -> None:
    import pandas

    tables = ("policies", "premium_receipts", "claims", "applications", "decisions", "medical_exams", "staff")
    with closing(random_office(tmp_path, policies=60_000)) as office:
        begun = process_time()
        for table in tables:
            pandas.read_sql(f"SELECT * FROM {table}", office)
        reading = process_time() - begun
        begun = process_time()
        write_month_report(office, "2026-10", tmp_path / "月报.xlsx")
        assert process_time() - begun <= 3 * reading

"""Empty workbooks: drawn from the records alone, helpful to the clerk, and read back without a single finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.checks.engine import run_checks
from core.records.catalogue import ALL_RECORDS, by_sheet
from core.workbook.read import read_workbooks
from macros.check import check
from macros.session import open_session
from tests.checking import context
from tests.markdown import workbook
from xlsx_templates.builder import build_template
from xlsx_templates.catalogue import TEMPLATES, asked
from xlsx_templates.explanation import SHEET

BOOKS_OF_RECORDS = [name for name, template in TEMPLATES.items() if template.records]
NAMED_IN_THE_PLAN = (
    "投保单", "产品与现金价值表", "保单台账", "保全申请", "续期与到账", "银行流水", "理赔", "客户服务", "条款库",
    "需求分析", "培训登记", "目标", "待办", "测算", "核对",
)  # fmt: skip
MONTHLY_WORK = ("保全申请", "续期与到账", "银行流水", "送达与回访", "理赔", "客户服务", "需求分析", "培训登记", "待办")

BANK = "| 流水号 | 到账日 | 金额 | 户名 | 单号 |\n| L1 | 2026-10-15 | 1000 | 张小三 | P4 |"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("templates")
    for name in BOOKS_OF_RECORDS:
        build_template(name, out)
    return out


def records_in(name: str, folder: Path) -> list[Worksheet]:
    return [sheet for sheet in openpyxl.load_workbook(folder / f"{name}.xlsx") if sheet.title != SHEET]


def filled(name: str, folder: Path, out: Path) -> Path:
    """The template with the examples of its columns in the first row."""
    book = openpyxl.load_workbook(folder / f"{name}.xlsx")
    book[SHEET]["B3"] = "2026-10-31"
    for record in TEMPLATES[name].records:
        for place, column in enumerate(asked(record), start=1):
            if column.example:
                book[record.sheet].cell(2, place, column.example)
    book.save(out / f"{name}.xlsx")
    return out / f"{name}.xlsx"


def test_the_fifteen_workbooks_of_the_plan_are_there() -> None:
    assert len(NAMED_IN_THE_PLAN) == 15
    assert set(NAMED_IN_THE_PLAN) <= set(TEMPLATES)


def test_every_record_has_its_sheet_in_exactly_one_template() -> None:
    drawn = [record for template in TEMPLATES.values() for record in template.records]
    assert len(drawn) == len(ALL_RECORDS)
    assert set(drawn) == set(ALL_RECORDS)


@pytest.mark.parametrize("name", BOOKS_OF_RECORDS)
def test_headings_are_those_of_the_record_in_its_order(name: str, folder: Path) -> None:
    for sheet in records_in(name, folder):
        headings = [column.heading for column in asked(by_sheet()[sheet.title])]
        assert [cell.value for cell in sheet[1]] == headings


def test_identity_numbers_phones_and_policy_numbers_are_text_columns(folder: Path) -> None:
    sheet = records_in("保单台账", folder)[0]
    formats = {cell.value: sheet.column_dimensions[cell.column_letter] for cell in sheet[1]}
    assert formats["保单号"].number_format == "@"
    assert formats["投保人证件号码"].number_format == "@"
    assert formats["投保人手机"].number_format == "@"
    assert formats["生效日"].number_format == "yyyy-mm-dd"
    assert formats["现金价值"].number_format == "#,##0.00"


def test_a_closed_word_list_is_a_dropdown_and_the_prompt_says_what_is_required(folder: Path) -> None:
    sheet = next(sheet for sheet in records_in("投保单", folder) if sheet.title == "被保险人")
    by_column = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    sex = by_column[next(cell.coordinate for cell in sheet[1] if cell.value == "性别").replace("1", "2")]
    assert (sex.type, sex.formula1) == ("list", '"男,女"')
    assert sex.prompt == "必填。\n例：男"
    assert len(by_column) == sheet.max_column


def test_required_headings_are_dark_and_the_others_pale(folder: Path) -> None:
    sheet = next(sheet for sheet in records_in("投保单", folder) if sheet.title == "投保人")
    colours = {cell.value: cell.fill.fgColor.rgb for cell in sheet[1]}
    assert (colours["证件号码"], colours["邮箱"]) == ("FF1F4E79", "FFDCE6F1")


@pytest.mark.parametrize("name", BOOKS_OF_RECORDS)
def test_sheets_are_frozen_and_print_on_landscape_a4_with_the_heading_on_every_page(name: str, folder: Path) -> None:
    for sheet in records_in(name, folder):
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert "&P" in str(sheet.oddFooter.center.text)


def test_the_explanation_lists_every_column_with_its_example_and_asks_for_the_cut_off_day(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "保单台账.xlsx")[SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[2][:2] == ["数据截止日", None]
    policy = next(row for row in rows if row[1] == "保单号")
    assert policy[0] == "保单台账"
    assert policy[2] == "是"
    assert policy[6] == "860101202600000011"
    assert sum(row[0] == "保单台账" for row in rows) == len(by_sheet()["保单台账"].columns()) + 1


def test_no_template_asks_for_genetic_tests(folder: Path) -> None:
    headings = {cell.value for name in BOOKS_OF_RECORDS for sheet in records_in(name, folder) for cell in sheet[1]}
    assert len(headings) > 200
    assert not any("基因" in heading for heading in headings)


@pytest.mark.parametrize("name", BOOKS_OF_RECORDS)
def test_a_template_filled_with_its_examples_reads_back_as_typed_and_without_findings(
    name: str, folder: Path, tmp_path: Path
) -> None:
    reading = read_workbooks([filled(name, folder, tmp_path)])
    assert [finding.message for finding in reading.findings] == []
    for record in TEMPLATES[name].records:
        table = reading.tables.of(record)
        examples = {column.name: column.example for column in asked(record) if column.example}
        assert len(table) == 1, record.sheet
        assert table.origins[0].cutoff == date(2026, 10, 31)
        assert table.record_at(0) == record.model()(**examples), record.sheet


def test_the_months_work_beside_a_sound_application_gives_the_rules_of_new_business_nothing_to_say(
    folder: Path, tmp_path: Path
) -> None:
    reading = read_workbooks([filled(name, folder, tmp_path) for name in MONTHLY_WORK])
    sound = context()
    tables = sound.tables.together(reading.tables)
    assert {"complaints", "tasks", "trainings", "needs_analyses"} <= {name for name in tables if len(tables[name])}
    _, findings = run_checks(replace(sound, tables=tables))
    assert [(finding.code, finding.message) for finding in findings] == []


def test_a_complaint_may_be_anonymous_about_no_policy_and_by_somebody_without_a_phone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "投诉登记表"
    book.active.append(["编号", "来源", "收到日", "投诉人", "类别", "联系方式"])
    book.active.append(["TS1", "12378", "2026-10-12", "匿名", "销售纠纷", None])
    book.save(tmp_path / "投诉.xlsx")
    reading = read_workbooks([tmp_path / "投诉.xlsx"])
    assert reading.findings == []
    assert run_checks(replace(context(), tables=reading.tables))[1] == []


def test_an_empty_template_reads_as_empty_tables_without_findings(folder: Path) -> None:
    reading = read_workbooks([folder / "投保单.xlsx"])
    assert reading.findings == []
    assert {name: len(table) for name, table in reading.tables.items() if len(table)} == {}


def test_its_own_explanation_is_no_sheet_that_was_left_unread_and_any_other_sheet_is(
    folder: Path, tmp_path: Path
) -> None:
    ours = open_session([folder / "银行流水.xlsx"])
    theirs = open_session([workbook(tmp_path, {"银行流水": BANK, "说明": "| 说明 |\n| 李姐手写 |"})])
    said = [check(session, None).lines for session in (ours, theirs)]
    assert not any("没有读入的工作表" in line for line in said[0])
    assert any(line.startswith("没有读入的工作表：") and line.endswith("的 说明") for line in said[1])


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    first = build_template("投保单", tmp_path / "a").read_bytes()
    assert build_template("投保单", tmp_path / "b").read_bytes() == first


def test_an_unknown_name_is_our_own_mistake(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        build_template("不存在", tmp_path)

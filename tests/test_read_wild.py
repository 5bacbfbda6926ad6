"""Workbooks that nobody made from our templates."""

from __future__ import annotations

import subprocess
from decimal import Decimal

import pytest

from core.records.application import Application, Coverage
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.policy import Policy
from core.records.reference import Staff
from core.workbook.read import read_workbooks
from tests.markdown import workbook
from tests.reading import day, read, said, value

WIDE = """
| 投保单号 | 机构 | 渠道 | 投保人姓名 | 投保人证件号码 | 被保人姓名 | 被保人身份证号 | 险种代码 | 主附险 | 保障期间 | 缴费期 | 保额(万元) | 保费 | 身故受益人1姓名 | 身故受益人1份额 | 身故受益人2姓名 | 身故受益人2份额 | 投保日 |
| TB1 | 860101 | 个险 | 张三 | E1 | 李四 | E2 | WL2601 | 主险 | 终身 | n:10 | n:50 | n:10000 | 王五 | 60% | 赵六 | 40% | 2026/10/8 |
| TB1 | 860101 | 个险 | 张三 | E1 | 李四 | E2 | RD2601 | 附加险 | 1年 | n:1 | n:5 | n:100 | 王五 | 60% | 赵六 | 40% | 2026/10/8 |
| TB2 | 860102 | 银保 | 钱七 | E3 | 钱七 | E3 | WL2601 | 主险 | 终身 | n:5 | n:10 | n:9000 | | | | | 2026/10/9 |"""  # noqa: E501

LEDGER = """
| 保单号 | 投保单号 | 客户姓名 | 投保人证件号 | 被保险人 | 被保人身份证号 | 险种代码 | 保额 | 交费方式 | 缴费期 | 保险期间 | 保费 | 生效日期 | 状态 | 渠道 | 机构 |
| P1 | TB1 | 张三 | E1 | 李四 | E2 | WL | n:100 | 年缴 | 10年 | 终身 | n:1 | d:2026-01-05 | 失效 | 个代 | 86 |"""  # noqa: E501


@pytest.mark.parametrize("name", ["投保清单", "Sheet1", "10月新契约清单"])
def test_a_wide_sheet_feeds_the_application_its_people_and_its_products(tmp_path, name):
    reading = read(tmp_path, {name: WIDE})
    assert reading.sheets[0].records == ("投保单", "投保人", "被保险人", "受益人", "险种")
    tables = reading.tables
    assert tables.of(Application)["application_no"].tolist() == ["TB1", "TB2"], "one row for an application"
    assert tables.of(Policyholder)["name"].tolist() == ["张三", "钱七"]
    assert tables.of(Insured)["document_no"].tolist() == ["E2", "E3"]
    assert tables.of(Coverage)["product_code"].tolist() == ["WL2601", "RD2601", "WL2601"]
    assert value(tables.of(Coverage), "sum_assured", 2) == Decimal(100_000)
    heirs = tables.of(Beneficiary)
    assert sorted(zip(heirs["name"], heirs["share"], strict=True)) == [("王五", 0.6), ("赵六", 0.4)]
    assert (tables.of(Insured).where("name", 1).cell, tables.of(Insured).where("name", 1).column) == (
        "F4",
        "被保人姓名",
    )


def test_a_line_of_a_wide_sheet_that_is_repeated_as_a_whole_is_kept_for_all_to_see(tmp_path):
    reading = read(tmp_path, {"投保清单": WIDE + "\n" + WIDE.strip().splitlines()[-1]})
    assert reading.tables.of(Application)["application_no"].tolist() == ["TB1", "TB2", "TB2"]
    assert reading.tables.of(Coverage).row.tolist() == [2, 3, 4, 5]


def test_a_two_row_heading_tells_whose_name_it_is(tmp_path):
    reading = read(
        tmp_path,
        {
            "投保单": """
        | 投保单号 | 机构代码 | 投保人 | | 被保险人 | |
        | | | 姓名 | 证件号码 | 姓名 | 证件号码 |
        | TB1 | 86 | 张三 | E1 | 李四 | E2 |"""
        },
        merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )
    tables = reading.tables
    assert [value(tables.of(record), "name") for record in (Policyholder, Insured)] == ["张三", "李四"]
    assert tables.of(Insured).where("document_no", 0).cell == "F3"
    assert reading.findings == []


def test_the_names_in_a_policy_ledger_belong_to_the_policy(tmp_path):
    reading = read(tmp_path, {"Sheet1": LEDGER})
    assert reading.sheets[0].records == ("保单台账",)
    policy = reading.tables.of(Policy)
    row = [value(policy, name) for name in ("policyholder_name", "insured_name", "status", "frequency", "effective_on")]
    assert row == ["张三", "李四", "中止(失效)", "年交", day("2026-01-05")]
    assert len(reading.tables.of(Policyholder)) == 0


def test_columns_in_another_order_extra_sheets_and_a_title_do_not_matter(tmp_path):
    reading = read(tmp_path, {
        "目录": "| 本工作簿说明 |",
        "人员": "| 工资册 |\n| 手机 | 姓名 | 人员类别 | 工号 |\n| 13800138000 | 王五 | 外勤 | 0012 |",
        "图表": "| 月份 | 件数 |\n| 1月 | n:3 |",
    })  # fmt: skip
    staff = reading.tables.of(Staff)
    assert [value(staff, name) for name in ("staff_no", "name", "role")] == ["0012", "王五", "销售人员"]
    assert staff.where("staff_no", 0).cell == "D3"
    assert [seen.records for seen in reading.sheets] == [(), ("人员名册",), ()]
    assert reading.findings == []


def test_a_nameless_sheet_that_could_be_several_records_is_not_guessed(tmp_path):
    reading = read(
        tmp_path, {"Sheet1": "| 投保单号 | 姓名 | 性别 | 证件类型 | 证件号码 |\n| TB1 | 张三 | 男 | 身份证 | E1 |"}
    )
    assert reading.sheets[0].records == ()
    assert said(reading.findings) == [("D23", "提示", "")]


def test_a_named_sheet_without_headings_says_so(tmp_path):
    reading = read(
        tmp_path, {"投保人": "| 张三 | 男 |\n| 李四 | 女 |", "险种": "| 投保单号 | 险种代码 | 保费 |\n| T | W | 1 |"}
    )
    assert [(f.code, f.severity.value, f.where.sheet) for f in reading.findings] == [("D17", "拒收", "投保人")]
    assert len(reading.tables.of(Coverage)) == 1


def test_rows_of_several_workbooks_keep_their_addresses(tmp_path):
    first = workbook(tmp_path, {"投保人": "| 投保单号 | 姓名 | 证件号码 |\n| TB1 | 张三 | E1 |"}, name="一.xlsx")
    second = workbook(tmp_path, {"投保人": "| 证件号码 | 客户姓名 | 投保单号 |\n| E2 | 李四 | TB2 |"}, name="二.csv")
    moved = second.rename(tmp_path / "投保人.csv")
    people = read_workbooks([first, moved]).tables.of(Policyholder)
    assert people["name"].tolist() == ["张三", "李四"]
    assert (people.where("document_no", 0).cell, people.where("document_no", 1).cell) == ("C2", "A2")
    assert people.where("name", 1).path == str(moved)


@pytest.mark.office
@pytest.mark.parametrize("format_", ["xls", "ods"])
def test_old_excel_and_opendocument_give_the_same_rows(tmp_path, format_):
    book = workbook(
        tmp_path, {"投保单": "| 投保单号 | 机构 | 投保日 | 保费合计 |\n| 001 | 0086 | d:2026-10-08 | n:1.5 |"}
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", format_, "--outdir", str(tmp_path), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    applications = read_workbooks([book.with_suffix(f".{format_}")]).tables.of(Application)
    row = [value(applications, name) for name in ("application_no", "branch_code", "applied_on", "premium_total")]
    assert row == ["001", "0086", day("2026-10-08"), Decimal("1.5")]

"""The main job end to end on a small invented month: check, underwrite, issue, value, sync, report; twice."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.command_line import main


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("演示") / "一月"
    assert main(["demo", "--dir", str(folder), "--policies", "200", "--seed", "7"]) == 0
    return folder


def inputs(month: Path) -> list[str]:
    return [str(path) for path in sorted((month / "输入").iterdir()) if path.is_file()]


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_demo_leaves_inputs_marked_copies_ledger_and_report(month: Path) -> None:
    assert (month / "台账.sqlite").is_file()
    assert {path.name for path in (month / "结果").iterdir()} == {
        "校验结果", "核保结果.xlsx", "保单页.xlsx", "测算结果.xlsx", "月报_2026-10.xlsx",
    }  # fmt: skip
    assert len(list((month / "结果" / "校验结果").iterdir())) == len(inputs(month))


def test_a_marked_copy_lists_every_finding_with_a_link(month: Path) -> None:
    book = load_workbook(next((month / "结果" / "校验结果").glob("投保单_*.xlsx")))
    tab = book["校验结果"]
    assert tab["A3"].value == "序号"
    assert all(tab.cell(row, 5).hyperlink for row in range(4, tab.max_row + 1) if tab.cell(row, 5).value)


def test_no_policy_is_issued_twice_when_the_chain_runs_again(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = month / "台账.sqlite"
    before = policies(db)
    data = run_json(capsys, "run", *inputs(month), "--db", str(db), "--out", str(month / "再来"))[1]
    assert data["issued"] == []
    assert (data["counts"]["inserted"], data["counts"]["changed"]) == (0, 0)
    assert policies(db) == before


def policies(db: Path) -> list[tuple]:
    with sqlite3.connect(db) as connection:
        return connection.execute("SELECT policy_no, product_code, sum_assured FROM policies ORDER BY 1, 2").fetchall()


def test_every_issued_policy_belongs_to_one_passed_application(month: Path) -> None:
    with sqlite3.connect(month / "台账.sqlite") as connection:
        issued = connection.execute(
            "SELECT application_no, COUNT(DISTINCT policy_no) FROM policies WHERE issued_on = '2026-10-31' GROUP BY 1"
        ).fetchall()
        standard = {row[0] for row in connection.execute("SELECT application_no FROM decisions")}
    assert issued
    assert {count for _, count in issued} == {1}
    assert {number for number, _ in issued} <= standard


def test_ids_phones_and_accounts_are_text_in_the_ledger(month: Path) -> None:
    with sqlite3.connect(month / "台账.sqlite") as connection:
        kinds = connection.execute(
            "SELECT DISTINCT typeof(policy_no), typeof(policyholder_document_no), typeof(policyholder_phone)"
            " FROM policies WHERE policyholder_document_no IS NOT NULL AND policyholder_phone IS NOT NULL"
        ).fetchall()
    assert kinds == [("text", "text", "text")]


def test_the_front_page_says_who_may_lapse_and_what_is_unpaid(month: Path) -> None:
    front = load_workbook(month / "结果" / "月报_2026-10.xlsx")["首页"]
    said = {str(cell.value).partition(" ")[0]: cell.row for cell in front["B"] if cell.value}
    linked = {word: front.cell(row, front.max_column).value for word, row in said.items()}
    assert linked["续期到期未交"] == "续期"
    assert linked["待付"] == "收付清单"


def test_the_same_report_again_is_the_same_file(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("甲.xlsx", "乙.xlsx"):
        code = main(["report", "--db", str(month / "台账.sqlite"), "--month", "2026-10", "--out", str(month / name)])
        assert code == 0
    assert (month / "甲.xlsx").read_bytes() == (month / "乙.xlsx").read_bytes()


def test_the_findings_log_holds_no_personal_data(month: Path) -> None:
    with sqlite3.connect(month / "台账.sqlite") as connection:
        people = {
            value
            for row in connection.execute("SELECT name, document_no, phone FROM policyholders")
            for value in row
            if value and len(value) > 1
        }
        logged = "\n".join(
            f"{message} {key}" for message, key in connection.execute("SELECT message, record_key FROM findings")
        )
    assert people
    assert not [value for value in people if value in logged]


def test_history_names_the_chain_and_the_ledger_is_whole(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = str(month / "台账.sqlite")
    number = policies(month / "台账.sqlite")[0][0]
    code, data = run_json(capsys, "history", number, "--db", db)
    assert (code, data["steps"][0]["kind"]) == (0, "run")
    assert main(["audit", "--db", db]) == 0


def test_a_book_checked_alone_takes_the_lists_from_the_ledger_and_says_so(
    month: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "投保单.xlsx"
    book.write_bytes(next((month / "输入").glob("投保单_*.xlsx")).read_bytes())
    main(["check", str(book)])
    assert "缺参考资料" in capsys.readouterr().out
    main(["check", str(book), "--db", str(month / "台账.sqlite")])
    said = capsys.readouterr().out
    assert "缺参考资料" not in said
    assert "参考资料取自台账：产品" in said


def test_every_balance_ties_but_for_differences_that_are_listed_with_their_rows(month: Path) -> None:
    """What the invented month plants (refused rows, missing first premiums, bank oddities) is found and explained."""
    sheet = load_workbook(month / "结果" / "月报_2026-10.xlsx", data_only=True)["勾稽"]
    shown = [(row[0].value, row[6].value) for row in sheet.iter_rows() if row[6].value]
    assert "不平" not in {result for _, result in shown}
    results = dict(reversed(shown))
    assert results["本月收款：台账入账与银行到账"] == "差异已列明"
    assert results["收费记录与保单累计保费"] in ("平", "差异已列明")
    assert results["银行流水去向（笔数）"] == "平"

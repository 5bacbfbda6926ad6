"""The command line as the contract has it: exit codes, JSON, Chinese help, nothing written over an input."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from core.records.policy import Policy
from macros.command_line import main
from macros.verbs import build_parser
from tests.markdown import workbook

POLICIES = """
| 数据截止日：2026-10-31 | | | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 渠道 | 业务员工号 | 投保人姓名 | 投保人证件号码 | 保额 | 投保人手机 |
| P1 | WL2601 | 860101 | 个险 | A1 | 张三 | {document} | 100000 | 13800138000 |
| P2 | WL2601 | 860101 | 个险 | A1 | 张三 | {document} | 50000.5 | {phone} |
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return ledger_book(tmp_path, "13900139000")


def ledger_book(folder: Path, phone: str, name: str = "台账.xlsx") -> Path:
    folder.mkdir(exist_ok=True)
    document = Policy.column("policyholder_document_no").example
    return workbook(folder, {"保单台账": POLICIES.format(phone=phone, document=document)}, name=name)


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = main([str(word) for word in words])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def run_json(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict]:
    code, text = run(capsys, *words, "--json")
    return code, json.loads(text)


def verbs() -> list[str]:
    (choices,) = (action.choices for action in build_parser()._actions if action.choices)
    return list(choices)


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_has_chinese_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([verb, "--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0
    assert "用法：" in text
    assert "usage" not in text


def test_help_starts_without_any_heavy_package() -> None:
    code = (
        "import sys; from macros.command_line import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = 'pandas numpy pydantic xlwings openpyxl yaml sqlite3 pathlib datetime decimal typing shutil'.split()\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_wrong_word_is_exit_2_with_one_chinese_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["chekc"])
    assert stop.value.code == 2
    assert "用法不对" in capsys.readouterr().err


def test_a_missing_workbook_is_exit_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, text = run(capsys, "check", tmp_path / "没有.xlsx")
    assert (code, "找不到工作簿" in text) == (2, True)


def test_a_clean_book_is_exit_0_and_a_refused_one_exit_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    clean = ledger_book(tmp_path, "13900139000", "好.xlsx")
    refused = ledger_book(tmp_path, "139001390", "坏.xlsx")
    assert run(capsys, "check", clean)[0] == 0
    assert run(capsys, "check", refused)[0] == 1


def test_an_unreadable_book_is_exit_3_and_the_highest_code_wins(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    broken = tmp_path / "断.xlsx"
    broken.write_bytes(book.read_bytes()[:2000])
    code, text = run(capsys, "check", book, broken)
    assert code == 3
    assert "断.xlsx" in text
    assert "Traceback" not in text


def test_check_json_has_the_contract_s_shape_and_masks_personal_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, data = run_json(capsys, "check", ledger_book(tmp_path, "139001390"))
    (one,) = data["books"]
    (finding,) = [found for found in one["findings"] if found["code"] == "A301"]
    assert (code, one["sheets"], one["counts"]["拒收"]) == (1, ["保单台账"], 1)
    assert (finding["sheet"], finding["cell"], finding["column"], finding["severity"]) == (
        "保单台账",
        "I4",
        "投保人手机",
        "拒收",
    )
    assert {"title", "article", "effective", "status"} == set(finding["basis"])
    assert "139001390" not in json.dumps(data)


def test_check_writes_a_copy_and_leaves_the_input_as_it_was(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    before = sha256(book.read_bytes()).hexdigest()
    data = run_json(capsys, "check", book, "--out", tmp_path / "结果")[1]
    assert [Path(path).name for path in data["files"]] == ["台账.xlsx"]
    assert sha256(book.read_bytes()).hexdigest() == before


def test_the_input_s_own_folder_as_output_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    code, text = run(capsys, "check", book, "--out", book.parent)
    assert (code, "不能覆盖" in text) == (2, True)


def test_sync_plan_changes_nothing_sync_writes_and_again_changes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "台账.sqlite"
    assert run_json(capsys, "sync", book, "--db", db, "--yes")[1]["counts"]["inserted"] == 2
    changed = ledger_book(tmp_path / "后来", "13700137000")
    assert run_json(capsys, "sync", changed, "--db", db, "--plan")[1]["counts"]["changed"] == 1
    assert run_json(capsys, "sync", changed, "--db", db, "--yes")[1]["counts"]["changed"] == 1
    assert run_json(capsys, "sync", changed, "--db", db, "--yes")[1]["counts"] == {
        "inserted": 0, "changed": 0, "same": 0, "refused": 0,
    }  # fmt: skip


def test_sync_plan_on_a_new_ledger_creates_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "台账.sqlite"
    code, data = run_json(capsys, "sync", book, "--db", db, "--plan")
    assert (code, data["counts"]["inserted"], db.exists()) == (0, 2, False)


def test_history_shows_the_masked_change_and_undo_takes_it_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "台账.sqlite"
    run(capsys, "sync", book, "--db", db, "--yes")
    run(capsys, "sync", ledger_book(tmp_path / "后来", "13700137000"), "--db", db, "--yes")
    text = run(capsys, "history", "P2", "--db", db)[1]
    assert "139****9000 → 137****7000" in text
    assert run(capsys, "undo", 2, "--db", db, "--why", "录错")[0] == 0
    assert "137****7000 → 139****9000" in run(capsys, "history", "P2", "--db", db)[1]
    assert run(capsys, "audit", "--db", db)[0] == 0


def test_an_impossible_undo_says_why(capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path) -> None:
    db = tmp_path / "台账.sqlite"
    run(capsys, "sync", book, "--db", db, "--yes")
    code, text = run(capsys, "undo", 9, "--db", db, "--why", "试")
    assert (code, "没有第 9 号变更" in text) == (3, True)


def test_unmasking_needs_a_reason_and_a_ledger_and_is_logged(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book, db = ledger_book(tmp_path, "139001390"), tmp_path / "台账.sqlite"
    assert run(capsys, "check", book, "--unmask", "核实号码")[0] == 2
    code, text = run(capsys, "check", book, "--unmask", "核实号码", "--db", db, "--json")
    assert (code, "139001390" in text) == (1, True)
    with sqlite3.connect(db) as ledger:
        assert ledger.execute("SELECT verb, books, rows, why FROM accesses").fetchall() == [
            ("check", "台账.xlsx", 2, "核实号码")
        ]


def test_a_changed_or_deleted_line_of_the_access_list_shows_in_the_audit(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book, db = ledger_book(tmp_path, "139001390"), tmp_path / "台账.sqlite"
    for reason in ("核实号码", "再核实"):
        run(capsys, "check", book, "--unmask", reason, "--db", db)
    assert run(capsys, "audit", "--db", db)[0] == 0
    with sqlite3.connect(db) as ledger:
        ledger.execute("UPDATE accesses SET why = '无' WHERE id = 1")
    assert run(capsys, "audit", "--db", db)[0] == 1
    with sqlite3.connect(db) as ledger:
        ledger.execute("DELETE FROM accesses WHERE id = 1")
    assert "查阅记录缺失" in run(capsys, "audit", "--db", db)[1]


def test_clear_gives_the_book_back_as_it_was(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = ledger_book(tmp_path, "139001390")
    marked = Path(run_json(capsys, "check", book, "--out", tmp_path / "标")[1]["files"][0])
    assert marked.read_bytes() != book.read_bytes()
    code, data = run_json(capsys, "clear", marked, "--out", tmp_path / "清")
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(data["files"][0]) as after:
        assert {name: before.read(name) for name in before.namelist()} == {
            name: after.read(name) for name in after.namelist()
        }
    assert code == 0


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([sys.executable, "-m", "macros.command_line", "udfs"], stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_company_s_own_parameter_is_found_by_its_key_and_a_wrong_one_is_shown_with_its_cell(tmp_path, capsys) -> None:
    lists = (
        "| 参数 | 参数值 | 生效日 | 来源 | 确认人 | 确认日 |\n| {} | 18 | 2026-01-01 | 核保手册 | 赵六 | 2025-12-20 |"
    )
    (tmp_path / "参考资料").mkdir()
    book = workbook(tmp_path, {"保单台账": POLICIES})
    workbook(tmp_path / "参考资料", {"参数": lists.format("parent_child_age_gap")}, name="参数.xlsx")
    main(["check", str(book)])
    assert "拒收 参数" not in capsys.readouterr().out
    workbook(tmp_path / "参考资料", {"参数": lists.format("parent_child_gap")}, name="参数.xlsx")
    assert main(["check", str(book), "--out", str(tmp_path / "校验")]) == 1
    assert "拒收 参数!B2　参数值　没有名为“parent_child_gap”的参数" in capsys.readouterr().out

"""Words on the command line that cannot be meant: one Chinese line and exit code 2, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.command_line import main
from tests.test_command_line import POLICIES, Policy, book, run, workbook

__all__ = ["book"]


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as stop:
        main(list(words))
    assert stop.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-13-01", "昨天", "2019-02-29"])
def test_a_day_outside_the_years_of_business_is_a_typing_error(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = refused(capsys, "history", "P1", "--db", "x.sqlite", "--known-on", day)
    assert ("日期请写成" in text) or ("年份应在 1950 至 2199 之间" in text)


@pytest.mark.parametrize("amount", ["nan", "inf", "1e400", "0", "-5", "五万"])
def test_an_amount_is_a_number_above_nothing(amount: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("quote", "loan", "P1", "--on", "2026-10-31", "--db", "x.sqlite", f"--amount={amount}")
    assert "金额请写大于0的数字" in refused(capsys, *words)


def test_an_undo_needs_a_reason_and_a_number_that_can_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert "理由不能空白" in refused(capsys, "undo", "1", "--db", "x.sqlite", "--why", " ")
    assert "变更号" in refused(capsys, "undo", "9" * 23, "--db", "x.sqlite", "--why", "试")


def test_missing_and_unknown_words_are_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert "缺少 工作簿" in refused(capsys, "check")
    assert "没有 'frobnicate'" in refused(capsys, "frobnicate")
    assert refused(capsys, "check").count("用法：") == 1


def test_a_policy_is_found_however_its_number_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "l.sqlite"
    run(capsys, "sync", book, "--db", db, "--yes")
    assert "第 1 号变更" in run(capsys, "history", " ｐ1", "--db", db)[1]


def test_a_month_before_any_law_in_the_files_is_no_traceback(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "l.sqlite"
    run(capsys, "sync", book, "--db", db, "--yes")
    code, text = run(capsys, "report", "--db", db, "--month", "1960-01", "--out", tmp_path / "r.xlsx")
    assert (code in (0, 2), "Traceback" in text) == (True, False)


@pytest.mark.parametrize("amount", ["n:1e15", "99999999999999999999", "n:1e308"])
def test_an_amount_too_large_to_keep_to_the_fen_is_refused_at_its_cell(
    amount: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = POLICIES.format(phone="13900139000", document=Policy.column("policyholder_document_no").example)
    large = workbook(tmp_path, {"保单台账": text.replace("| 100000 |", f"| {amount} |")})
    code, said = run(capsys, "check", large, "--json")
    assert (code, '"cell": "H3"' in said) == (1, True)

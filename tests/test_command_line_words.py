"""Words on the command line that cannot be meant: one Chinese line and exit code 2, never a traceback."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from macros.command_line import main
from macros.verbs import build_parser
from macros.words import VERBS, meant
from tests.markdown import workbook
from tests.test_command_line import POLICIES, Policy, book, run

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
    assert "没有“frobnicate”。全部命令见 neiqin --help" in refused(capsys, "frobnicate")
    assert refused(capsys, "check").count("用法：") == 1


def test_a_newer_python_may_ask_a_verb_about_its_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What argparse of Python 3.14 does with every verb that is added."""
    kept = argparse._SubParsersAction.add_parser

    def add_parser(self: Any, name: str, **words: Any) -> Any:
        verb = kept(self, name, **words)
        verb._check_help(self._choices_actions[-1])
        return verb

    monkeypatch.setattr(argparse._SubParsersAction, "add_parser", add_parser)
    assert "缺少 工作簿" in refused(capsys, "check")


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


@pytest.mark.parametrize(("typed", "said"), [("chekc", "check（校验）"), ("Reprot", "report（报表）"), ("校检", "。")])
def test_a_mistyped_verb_gets_the_one_that_was_meant(typed: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said in refused(capsys, typed, "x.xlsx")


def test_verbs_and_figures_may_be_written_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert "缺少 工作簿" in refused(capsys, "校验")
    assert "缺少 --db" in refused(capsys, "试算", "退保", "P1", "--on", "2026-10-31")
    assert "没有“退报”。可用：退保 surrender、" in refused(
        capsys, "quote", "退报", "P1", "--on", "2026-10-31", "--db", "x"
    )


def test_every_verb_has_a_chinese_name() -> None:
    (verbs,) = (action for action in build_parser()._actions if isinstance(action, argparse._SubParsersAction))
    assert set(VERBS.values()) == set(verbs.choices)


@pytest.mark.parametrize("dash", ["—", "——", "－－", "–"])
def test_a_dash_of_the_input_method_is_a_dash_of_the_command_line(dash: str) -> None:
    assert meant(["Check", "七月—八月.xlsx", f"{dash}out", "x"]) == ["check", "七月—八月.xlsx", "--out", "x"]


def test_without_a_word_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main([]), "underwrite" in capsys.readouterr().out) == (2, True)


def test_a_folder_is_no_workbook_and_leaves_no_ledger_behind(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, text = run(capsys, "sync", tmp_path, "--db", tmp_path / "l.sqlite", "--yes")
    assert (code, "这是文件夹" in text, (tmp_path / "l.sqlite").exists()) == (2, True, False)


def test_the_past_says_why_it_is_empty(capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path) -> None:
    db = tmp_path / "l.sqlite"
    older = workbook(tmp_path, {"保单台账": "| 保单号 | 投保单号 | 险种代码 |\n| P9 | T1 | WL2601 |"}, name="九.xlsx")
    run(capsys, "sync", book, older, "--db", db, "--yes")
    asked = ("history", "P1", "--db", db)
    assert "到 2020-01-01 为止，台账里还没有保单 P1 的记录" in run(capsys, *asked, "--known-on", "2020-01-01")[1]
    assert "T1 是投保单号，出的保单是 P9" in run(capsys, "history", "T1", "--db", db)[1]


def test_what_is_written_and_taken_back_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "l.sqlite"
    assert "已写入台账：第 1 号变更" in run(capsys, "sync", book, "--db", db, "--yes")[1]
    assert "已撤销第 1 号变更（同步的保单台账）" in run(capsys, "undo", "1", "--db", db, "--why", "试")[1]

"""The ledger under strain: nothing is lost, nothing stands twice, whatever the workbook or the moment."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.records.policy import Policy
from tests.markdown import workbook
from tests.test_command_line import POLICIES, book, ledger_book, run, run_json

__all__ = ["book"]

SYNC = [sys.executable, "-m", "macros.command_line", "sync"]
DOCUMENT = Policy.column("policyholder_document_no").example


def changed_book(folder: Path, old: str, new: str, name: str = "台账.xlsx") -> Path:
    """The book of two policies with one piece of its text replaced."""
    folder.mkdir(exist_ok=True)
    assert old in POLICIES
    text = POLICIES.replace(old, new).format(phone="13900139000", document=DOCUMENT)
    return workbook(folder, {"保单台账": text}, name=name)


def counts(capsys: pytest.CaptureFixture[str], db: Path, *books: Path) -> dict[str, int]:
    return dict(run_json(capsys, "sync", *books, "--db", db, "--yes")[1]["counts"])


def versions(db: Path) -> tuple[int, int]:
    """Policies that the ledger holds, and versions it ever wrote."""
    with sqlite3.connect(db) as ledger:
        held = ledger.execute("SELECT COUNT(*) FROM policies").fetchone()[0]
        return held, ledger.execute("SELECT COUNT(*) FROM policies_versions").fetchone()[0]


@pytest.mark.parametrize("written", ["ｐ１", "p1", " P 1", "P1\u200b"])
def test_a_policy_number_written_otherwise_is_the_same_policy(
    written: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "l.sqlite"
    counts(capsys, db, book)
    other = changed_book(tmp_path / "另", "| P1 ", f"| {written} ")
    assert counts(capsys, db, other) == {"inserted": 0, "changed": 0, "same": 2, "refused": 0}


@pytest.mark.parametrize(("old", "new"), [("| P1 |", "| |"), ("| P1 | WL2601 |", "| P1 | |")])
def test_a_row_without_its_key_is_refused_with_its_address(
    old: str, new: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    db = tmp_path / "l.sqlite"
    code, text = run(capsys, "sync", changed_book(tmp_path / "缺", old, new), "--db", db, "--yes")
    assert (code, "分不清是哪一条记录" in text) == (1, True)
    assert versions(db) == (1, 1)


def test_an_emptied_required_cell_does_not_wipe_the_ledger(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "l.sqlite"
    counts(capsys, db, book)
    emptied = changed_book(tmp_path / "空", "| 100000 |", "| |")
    assert counts(capsys, db, emptied) == {"inserted": 0, "changed": 0, "same": 1, "refused": 1}
    with sqlite3.connect(db) as ledger:
        assert ledger.execute("SELECT sum_assured FROM policies WHERE policy_no = 'P1'").fetchone() == (10_000_000,)


def test_of_two_books_in_one_sync_the_later_cutoff_wins_and_the_older_row_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    september = changed_book(tmp_path / "九月", "2026-10-31", "2026-09-30")
    october = changed_book(tmp_path / "十月", "| 100000 |", "| 200000 |")
    db = tmp_path / "l.sqlite"
    code, text = run(capsys, "sync", october, september, "--db", db, "--yes")
    assert (code, "以那一行为准" in text) == (0, True)
    with sqlite3.connect(db) as ledger:
        held = ledger.execute("SELECT sum_assured FROM policies ORDER BY policy_no").fetchall()
    assert held == [(20_000_000,), (5_000_050,)]
    assert versions(db) == (2, 2)


def test_of_three_rows_of_one_policy_that_disagree_none_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    row = POLICIES.split("\n")[3]
    text = "\n".join([row, row.replace("100000", "7"), row])
    db = tmp_path / "l.sqlite"
    assert counts(capsys, db, changed_book(tmp_path / "重", row, text))["refused"] == 3
    assert versions(db) == (1, 1)


def test_a_renamed_book_an_older_one_and_one_without_a_column_change_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "l.sqlite"
    counts(capsys, db, book)
    lacking = "\n".join("|".join(line.split("|")[:-2]) + "|" for line in POLICIES.strip().split("\n"))
    for other in (
        changed_book(tmp_path / "名", "P1", "P1", "改名.xlsx"),
        changed_book(tmp_path / "旧", "2026-10-31", "2026-09-30"),
        changed_book(tmp_path / "少", POLICIES.strip(), lacking),
    ):
        found = counts(capsys, db, other)
        assert (found["inserted"], found["changed"], found["refused"]) == (0, 0, 0)
    assert versions(db) == (2, 2)


def test_a_book_with_a_refused_row_is_looked_at_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    refused = changed_book(tmp_path / "缺", "| P1 |", "| |")
    for _ in range(2):
        code, data = run_json(capsys, "sync", refused, "--db", tmp_path / "l.sqlite", "--yes")
        assert (code, data["counts"]["refused"]) == (1, 1)


def test_a_book_saved_between_preview_and_yes_is_not_taken_for_synced(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, newer = tmp_path / "l.sqlite", ledger_book(tmp_path / "新", "13700137000").read_bytes()

    def saves_then_agrees(_: str) -> str:
        book.write_bytes(newer)
        return "y"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", saves_then_agrees)
    run(capsys, "sync", book, "--db", db)
    assert counts(capsys, db, book) == {"inserted": 0, "changed": 1, "same": 1, "refused": 0}


def test_what_was_taken_back_comes_in_again_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    db = tmp_path / "l.sqlite"
    counts(capsys, db, book)
    run(capsys, "undo", 1, "--db", db, "--why", "试")
    assert versions(db)[0] == 0
    assert counts(capsys, db, book)["inserted"] == 2
    assert versions(db) == (2, 6)
    assert run(capsys, "audit", "--db", db)[0] == 0


def test_two_books_that_say_the_same_give_one_policy_and_two_that_differ_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Path
) -> None:
    same = changed_book(tmp_path, "P1", "P1", "另.xlsx")
    assert counts(capsys, tmp_path / "a.sqlite", book, same)["inserted"] == 2
    differs = changed_book(tmp_path, "100000", "1", "异.xlsx")
    assert counts(capsys, tmp_path / "b.sqlite", book, differs) == {
        "inserted": 1, "changed": 0, "same": 1, "refused": 2,
    }  # fmt: skip


def test_two_programs_at_once_write_each_row_once(tmp_path: Path, book: Path) -> None:
    db = tmp_path / "l.sqlite"
    words = [*SYNC, str(book), "--db", str(db), "--yes"]
    both = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    said = [each.communicate()[1].decode() for each in both]
    assert all(each.returncode == 0 or "又有了新的变动" in text for each, text in zip(both, said, strict=True)), said
    assert versions(db) == (2, 2)


@pytest.mark.long
def test_killed_at_any_moment_the_ledger_holds_all_rows_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "大"
    rows = "".join(POLICIES.split("\n")[3].replace("P1", f"P{number}") + "\n" for number in range(3, 3000))
    large = changed_book(folder, POLICIES.split("\n")[3] + "\n", POLICIES.split("\n")[3] + "\n" + rows)
    for attempt in range(20):
        db = tmp_path / f"{attempt}.sqlite"
        worker = subprocess.Popen([*SYNC, str(large), "--db", str(db), "--yes"], stdout=subprocess.DEVNULL)
        time.sleep(0.3 + attempt * 0.1)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        if db.exists() and db.stat().st_size:
            with sqlite3.connect(db) as ledger:
                there = ledger.execute("SELECT 1 FROM sqlite_master WHERE name = 'policies'").fetchone()
            assert not there or versions(db) in ((0, 0), (2999, 2999))
        subprocess.run([*SYNC, str(large), "--db", str(db), "--yes"], stdout=subprocess.DEVNULL, check=True)
        assert versions(db) == (2999, 2999)

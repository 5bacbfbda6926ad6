"""A full disk, a read-only folder, a locked file, an older file: one clear message each, and the ledger as before."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.ledger.schema import GENERATION
from macros.command_line import main
from tests.reliability import COMMAND, copy_of, held, ledger_of, one_clear_message, policies, requests, sync

MANY = range(1, 1500)
HOLD = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1],isolation_level=None); c.execute('BEGIN IMMEDIATE');"
LATER = {"changes": ("batch",), "policies_versions": ("payout_account", "adult_signed_on")}
"""Columns that a file of generation 1 did not have yet, and tables below."""
LATER_TABLES = ("synced_books", "accesses", "policy_events_versions", "policy_events_current")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return ledger_of(tmp_path, 3)


def may_mount() -> bool:
    """Can this process make a mount of its own? (root outside most containers of a CI)"""
    tried = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return sys.platform == "linux" and os.getuid() == 0 and subprocess.run(tried, check=False).returncode == 0


def in_own_mounts(*commands: str) -> subprocess.CompletedProcess[str]:
    """Shell commands with mounts that nobody else sees."""
    script = " && ".join(commands)
    return subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, check=False)


def with_small_files(words: list[str], limit: int) -> subprocess.CompletedProcess[str]:
    """Run a command whose files the kernel does not let grow beyond ``limit`` bytes."""
    import resource
    import signal

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(words, capture_output=True, text=True, check=False, preexec_fn=limited)


@pytest.mark.skipif(not may_mount(), reason="a small file system needs the right to mount; the next test needs none")
def test_a_full_disk_is_said_and_nothing_is_written(db: Path, tmp_path: Path) -> None:
    book, small, back = policies(tmp_path, MANY, "多.xlsx"), tmp_path / "小盘", tmp_path / "取回"
    small.mkdir()
    back.mkdir()
    size = db.stat().st_size // 1024 + 160
    words = f"{' '.join(COMMAND)} sync '{book}' --db '{small}/{db.name}' --yes"
    ended = in_own_mounts(
        f"mount -t tmpfs -o size={size}k tmpfs '{small}'", f"cp '{db}' '{small}'",
        f"{{ {words} > /dev/null; code=$?; cp '{small}'/* '{back}'; exit $code; }}",
    )  # fmt: skip
    one_clear_message(ended, "磁盘空间不足", "没有写入任何内容", "请清理磁盘")
    assert held(back / db.name) == held(db)


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file sizes is the system's")
def test_a_file_that_may_not_grow_is_said_and_nothing_is_written(db: Path, tmp_path: Path) -> None:
    """The quota of a shared drive, by the kernel's own limit on file sizes."""
    book, before = policies(tmp_path, MANY, "多.xlsx"), held(db)
    words = [*COMMAND, "sync", str(book), "--db", str(db), "--yes"]
    ended = with_small_files(words, 150_000)
    one_clear_message(ended, "没有写入任何内容")
    assert held(db) == before


@pytest.mark.skipif(sys.platform == "win32", reason="folder rights of POSIX")
def test_a_read_only_folder_is_said(db: Path, tmp_path: Path) -> None:
    book, folder = requests(tmp_path, range(1, 4)), tmp_path / "只读"
    locked = copy_of(db, folder)
    if os.getuid() == 0:  # root writes whatever the rights say, so the mount itself is read-only
        if not may_mount():
            pytest.skip("root, and no right to mount: nothing here is read-only for root")
        words = f"{' '.join(COMMAND)} sync '{book}' --db '{locked}' --yes"
        ended = in_own_mounts(f"mount --bind '{folder}' '{folder}'", f"mount -o remount,ro,bind '{folder}'", words)
    else:
        locked.chmod(stat.S_IRUSR)
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        ended = sync(locked, book)
        folder.chmod(stat.S_IRWXU)
        locked.chmod(stat.S_IRUSR | stat.S_IWUSR)
    one_clear_message(ended, "没有写入权限", "换一个可写的位置")
    assert held(locked) == held(db)


@pytest.fixture
def writer(db: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the write lock until the test ends."""
    code = f"{HOLD} print('held', flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", code, str(db)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate()


def test_a_ledger_that_another_process_is_writing_is_said_after_waiting(
    db: Path, writer: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    before = held(db)
    monkeypatch.setattr("core.ledger.schema._BUSY_SECONDS", 0.3)
    code = main(["sync", str(requests(tmp_path, range(1, 4))), "--db", str(db), "--yes"])
    said = capsys.readouterr().err.strip()
    assert (code, said.splitlines()) == (3, ["台账正被他人使用：台账.sqlite。请稍候再试；本次没有写入任何内容。"])
    assert writer.poll() is None
    assert held(db) == before


def back_to_generation_one(db: Path) -> None:
    """Take from the file what the first generation did not have."""
    with sqlite3.connect(db) as ledger:
        views = [row[0] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        for view in views:
            ledger.execute(f"DROP VIEW {view}")
        for table in LATER_TABLES:
            ledger.execute(f"DROP TABLE {table}")
        for table, columns in LATER.items():
            for column in columns:
                ledger.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        ledger.execute("PRAGMA user_version=1")
    ledger.close()


def test_an_older_file_is_brought_forward_with_a_backup_beside_it(db: Path, tmp_path: Path) -> None:
    before = held(db)["policies"]
    back_to_generation_one(db)
    assert sync(db, requests(tmp_path, range(1, 4))).returncode == 0
    (backup,) = tmp_path.glob("台账.备份-*.sqlite")
    with sqlite3.connect(backup) as old, sqlite3.connect(db) as new:
        versions = [ledger.execute("PRAGMA user_version").fetchone()[0] for ledger in (old, new)]
        columns = {row[1] for row in old.execute("PRAGMA table_info(changes)")}
        kept = old.execute("SELECT COUNT(*) FROM policies_versions").fetchone()[0]
    assert (versions, "batch" in columns, kept) == ([1, GENERATION], False, len(before))
    assert backup.stat().st_mode & 0o077 == 0, "a backup holds the same personal data"
    after = held(db)
    assert len(after["policy_events"]) == 3
    assert len(after["policies"]) == len(before)


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file sizes is the system's")
def test_an_older_file_on_a_full_disk_stays_as_it_was(db: Path, tmp_path: Path) -> None:
    """No half migration: where the backup can't be written, the file is not touched."""
    back_to_generation_one(db)
    untouched = db.read_bytes()
    words = [*COMMAND, "sync", str(requests(tmp_path, range(1, 4))), "--db", str(db), "--yes"]
    ended = with_small_files(words, 60_000)
    one_clear_message(ended, "没有写入任何内容")
    assert db.read_bytes() == untouched

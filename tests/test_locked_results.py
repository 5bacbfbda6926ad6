"""--password: results under an Excel password that round-trips to the byte, and a password that is nowhere else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import pytest

from core.workbook.lock import LockError, lock
from macros.command_line import main
from macros.locking import VARIABLE
from tests.markdown import workbook
from tests.office import private_office, require_office

PASSWORD = "内勤-Mima-2026"
POLICIES = """
| 数据截止日：2026-10-31 | | | | | | |
| 保单号 | 险种代码 | 机构代码 | 投保人姓名 | 保额 | 投保人手机 | 保单状态 |
| P1 | WL2601 | 860101 | 张小明 | 100000 | 13800138000 | 有效 |
"""


def opened(path: Path, password: str = PASSWORD) -> bytes:
    """As Excel would: the password verified, the contents' integrity verified."""
    office, content = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())), io.BytesIO()
    office.load_key(password=password, verify_password=True)
    office.decrypt(content, verify_integrity=True)
    return content.getvalue()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "台账.sqlite"
    book = workbook(tmp_path, {"保单台账": POLICIES}, name="台账.xlsx")
    assert main(["sync", str(book), "--db", str(path), "--yes"]) in (0, 1)
    return path


def card(db: Path, target: Path, *words: str) -> int:
    return main(["card", "P1", "--db", str(db), "--on", "2026-10-31", "--out", str(target), *words])


def test_what_was_locked_opens_to_the_same_bytes_and_to_nobody_else(db: Path, tmp_path: Path) -> None:
    plain, locked, secret = tmp_path / "明.xlsx", tmp_path / "密.xlsx", tmp_path / "口令.txt"
    secret.write_text(f"{PASSWORD}\n第二行不算", encoding="utf-8")
    assert card(db, plain) == 0
    assert card(db, locked, "--password-file", str(secret)) == 0
    assert opened(locked) == plain.read_bytes()
    assert not zipfile.is_zipfile(locked)
    assert locked.stat().st_mode & 0o077 == 0
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        opened(locked, "内勤-Mima-2027")


@pytest.mark.parametrize("size", [1, 4_096, 4_097, 3_000_000])
def test_packages_of_every_size_come_back(tmp_path: Path, size: int) -> None:
    path = workbook(tmp_path, {"保单台账": POLICIES}, name="a.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/media/x.bin", (bytes(range(251)) * (size // 251 + 1))[:size])
    before = path.read_bytes()
    lock(path, PASSWORD)
    assert opened(path) == before


def test_the_prompt_asks_twice_and_the_variable_spares_it(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter([PASSWORD, PASSWORD, PASSWORD, "另一个口令123"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    assert card(db, tmp_path / "1.xlsx", "--password") == 0
    assert card(db, tmp_path / "2.xlsx", "--password") == 2
    assert "两次输入的口令不一样" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, PASSWORD)
    assert card(db, tmp_path / "3.xlsx", "--password") == 0
    assert opened(tmp_path / "1.xlsx") == opened(tmp_path / "3.xlsx")
    assert not (tmp_path / "2.xlsx").exists()
    assert card(db, tmp_path / "4.xlsx") == 0
    assert zipfile.is_zipfile(tmp_path / "4.xlsx")


@pytest.mark.parametrize("content", ["", "短口令", "       　 \n", "1234567"])
def test_a_short_or_blank_password_is_refused_before_anything_is_made(db: Path, tmp_path: Path, content: str) -> None:
    secret = tmp_path / "口令.txt"
    secret.write_text(content, encoding="utf-8")
    assert card(db, tmp_path / "a.xlsx", "--password-file", str(secret)) == 2
    assert card(db, tmp_path / "a.xlsx", "--password-file", str(tmp_path / "没有.txt")) == 2
    assert not (tmp_path / "a.xlsx").exists()


def test_the_password_is_in_no_output_no_ledger_and_no_message(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    capsys.readouterr()
    assert card(db, tmp_path / "a.xlsx", "--password", "--json", "--unmask", "核实号码") == 0
    text = capsys.readouterr().out
    assert json.loads(text)["encrypted"] is True
    assert card(db, tmp_path / "a.xlsx", "--password") == 3
    text += "".join(capsys.readouterr())
    assert "或已加密" in text
    assert PASSWORD not in text
    for file in tmp_path.iterdir():
        assert PASSWORD.encode() not in file.read_bytes(), file.name


def test_nobody_can_write_a_password_on_the_command_line(db: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        card(db, tmp_path / "a.xlsx", f"--password={PASSWORD}")
    assert stop.value.code == 2


@pytest.mark.parametrize("make", [lambda p: p.write_bytes(b"PK damaged"), lambda p: p.write_bytes(b"")])
def test_what_cannot_be_locked_says_so_and_stays_as_it_was(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "坏.xlsx"
    make(path)
    before = path.read_bytes()
    with pytest.raises(LockError, match=r"坏\.xlsx"):
        lock(path, PASSWORD)
    assert path.read_bytes() == before
    with pytest.raises(LockError):
        lock(tmp_path / "老.xls", PASSWORD)


def test_libreoffice_opens_it_with_the_password_and_only_with_it(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_office()
    monkeypatch.setenv(VARIABLE, PASSWORD)
    assert card(db, tmp_path / "密.xlsx", "--password") == 0
    with private_office(tmp_path / "lo") as office:
        document = office.open(tmp_path / "密.xlsx", Password=PASSWORD)
        assert "P1" in document.Sheets.getByIndex(0).getCellRangeByName("A2").String
        document.close(True)
        with pytest.raises(Exception, match=r"detection aborted|cannot open"):
            office.open(tmp_path / "密.xlsx", Password="不是这个口令")

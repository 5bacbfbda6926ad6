"""The installer's scripts, as far as can be told without Windows: encodings, quoting, checked steps, no network."""

from __future__ import annotations

import re

from macros.kit import script_bytes
from macros.verbs import build_parser
from xlsx_templates.addin.settings import ENVIRONMENT

POWERSHELL = script_bytes("install.ps1").decode("utf-8-sig")
GUIDE = script_bytes("安装说明.txt").decode("utf-8-sig")


def test_the_batch_file_is_ascii_and_the_others_say_that_they_are_utf8() -> None:
    assert script_bytes("install.bat").isascii()
    for name in ("install.ps1", "安装说明.txt"):
        assert script_bytes(name).startswith(b"\xef\xbb\xbf")


def test_every_line_ends_as_windows_ends_lines() -> None:
    for name in ("install.bat", "install.ps1", "安装说明.txt"):
        text = script_bytes(name)
        assert text.count(b"\n") == text.count(b"\r\n") > 5


def test_the_batch_file_quotes_its_own_folder_and_hands_the_exit_code_on() -> None:
    batch = script_bytes("install.bat").decode()
    assert '-File "%~dp0install.ps1"' in batch
    assert "exit /b %code%" in batch


def test_the_environment_is_where_the_add_in_looks_for_it() -> None:
    assert '$program = Join-Path $env:LOCALAPPDATA "Neiqin"' in POWERSHELL
    assert '$environment = Join-Path $program "env"' in POWERSHELL
    assert ENVIRONMENT == r"%LOCALAPPDATA%\Neiqin\env"
    assert GUIDE.count(r"%LOCALAPPDATA%\Neiqin") >= 3


def test_a_path_with_blanks_or_brackets_is_one_argument() -> None:
    """PowerShell hands variables and Join-Path results on whole; -Path would read [ ] as a pattern."""
    commands = "Copy-Item|Test-Path|Get-FileHash|Get-Content|Get-ChildItem|Unblock-File"
    assert not re.search(rf"(?:{commands}) (?!-LiteralPath)", POWERSHELL)
    assert not re.search(r"Invoke-Expression|\biex\b|cmd /c", POWERSHELL)


def test_brackets_and_quotes_are_closed() -> None:
    code = "\n".join(line for line in POWERSHELL.splitlines() if not line.startswith("#"))
    code = re.sub(r"'[^'\n]*'", "", code)
    for opening, closing in ("{}", "()", "[]"):
        assert code.count(opening) == code.count(closing)
    assert all(line.count('"') % 2 == 0 for line in code.splitlines())


def test_pip_installs_from_the_kit_alone_by_hash_and_each_step_is_checked() -> None:
    [install] = [line for line in POWERSHELL.splitlines() if "pip install" in line]
    assert "--no-index" in install
    assert "--require-hashes" in install
    steps = re.findall(r"^& \$.*\n(.*)$", POWERSHELL.replace("\r", ""), re.MULTILINE)
    assert len(steps) >= 2
    assert all("$LASTEXITCODE" in line for line in steps)


def test_it_runs_the_self_check_and_downloads_nothing() -> None:
    assert 'neiqin.exe") doctor' in POWERSHELL
    assert not re.search(r"https?://|Invoke-WebRequest|DownloadFile|-Verb RunAs|HKLM", POWERSHELL)


def test_the_words_of_the_verbs_in_the_guide_are_real() -> None:
    known = build_parser().format_help()
    for verb in re.findall(r"neiqin(?:\.cmd)? ([a-z]+)", GUIDE):
        assert re.search(rf"^\s+{verb}\s", known, re.MULTILINE) or verb in ("doctor", "serve"), verb

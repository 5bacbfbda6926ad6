"""自检: sound machines pass, and each thing that is wrong is named with its way out. Windows is told, not needed."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.ledger.schema import GENERATION, open_ledger
from macros.doctor import doctor, facts
from macros.doctor.excel import Excel
from macros.doctor.facts import Facts, gather
from macros.doctor.judgements import State, fits, judge
from macros.home import ledger_file

ENVIRONMENT = r"C:\Users\ls\AppData\Local\Neiqin\env"
SOUND_EXCEL = Excel(
    version="16.0.17928",
    libraries=("xlwings32-0.37.8.dll", "xlwings64-0.37.8.dll"),
    add_in=r"C:\Users\ls\AppData\Roaming\Microsoft\Excel\XLSTART\保险内勤.xlam",
    add_in_xlwings="0.37.8",
)
WINDOWS = Facts(
    platform="win32",
    executable=rf"{ENVIRONMENT}\Scripts\python.exe",
    prefix=ENVIRONMENT,
    environment=ENVIRONMENT,
    packages=(("numpy", ">=2.1,<3", "2.4.6"), ("xlwings", ">=0.37.8,<0.38", "0.37.8")),
    xlwings="0.37.8",
    excel=SOUND_EXCEL,
    clouds=(r"C:\Users\ls\OneDrive",),
    ledger=r"C:\保险内勤\台账.db",
    writable={"结果": (r"C:\保险内勤", True)},
    certificate_days=700,
)


def told(machine: Facts) -> dict[str, tuple[str, str, str]]:
    """Name → state, what was seen and way out, of all that is not fine."""
    return {
        found.name: (found.state.value, found.what, found.way_out)
        for found in judge(machine)
        if found.state is not State.FINE
    }


def with_excel(**changes: object) -> Facts:
    return replace(WINDOWS, excel=replace(SOUND_EXCEL, **changes))  # type: ignore[arg-type]


def test_a_sound_windows_machine_and_a_sound_linux_machine_have_nothing_to_tell() -> None:
    assert told(WINDOWS) == {}
    assert told(Facts(certificate_days=700)) == {}


@pytest.mark.parametrize(
    ("machine", "name", "state", "what", "way_out"),
    [
        (replace(WINDOWS, python=(3, 10)), "解释器", "不行", "Python 3.10 太旧", "Python 3.11"),
        (replace(WINDOWS, bits=32), "解释器", "不行", "32 位", "64 位"),
        (replace(WINDOWS, own_environment=False), "运行环境", "注意", "公共的 Python", "单独的环境"),
        (replace(WINDOWS, prefix=r"D:\other"), "运行环境", "注意", r"D:\other", ENVIRONMENT),
        (replace(WINDOWS, packages=(("numpy", ">=2.1,<3", ""),)), "组件", "不行", "缺少 numpy", "install.bat"),
        (replace(WINDOWS, packages=(("numpy", "<3", "3.0"),)), "组件", "不行", "numpy 3.0（需要 <3）", "install.bat"),
        (with_excel(version=""), "Excel", "注意", "没有找到 Excel", "命令行"),
        (with_excel(macros=4), "宏设置", "注意", "禁用全部宏", "命令行"),
        (with_excel(macros=3, trusted_places=False), "宏设置", "不行", "只允许签名的宏", "受信任位置"),
        (with_excel(macros=4, macros_by_policy=True, trusted_places=False), "宏设置", "不行", "单位策略", "信息部门"),
        (with_excel(add_in=""), "加载项", "不行", "没有 保险内勤.xlam", "install.bat"),
        (with_excel(add_in_xlwings="0.36.0"), "加载项", "不行", "0.36.0 制作，已安装的是 0.37.8", "install.bat"),
        (with_excel(add_in_xlwings=""), "加载项", "不行", "认不出的版本", "install.bat"),
        (with_excel(libraries=("xlwings64-0.37.7.dll",)), "xlwings 库", "不行", "缺少 xlwings64-0.37.8.dll", "杀毒"),
        (with_excel(bits=32, libraries=("xlwings64-0.37.8.dll",)), "xlwings 库", "不行", "缺少 xlwings32", "杀毒"),
        (with_excel(wps=True), "WPS", "注意", "没有单元格函数", "neiqin serve"),
        (replace(WINDOWS, ledger=r"C:\Users\ls\OneDrive\台账.db"), "台账位置", "不行", "OneDrive", "本机文件夹"),
        (replace(WINDOWS, writable={"结果": (r"c:\users\LS\onedrive", True)}), "结果位置", "注意", "OneDrive", "本机"),
        (replace(WINDOWS, writable={"结果": (r"C:\Windows", False)}), "结果文件夹", "不行", r"C:\Windows", "写入权限"),
        (replace(WINDOWS, ledger_problem="这个文件不是台账"), "台账", "不行", "不是台账", "备份"),
        (Facts(libreoffice="", certificate_days=9), "LibreOffice", "注意", "没有安装", "命令行不受影响"),
        (Facts(fonts=(), certificate_days=9), "中文字体", "注意", "没有找到", "fonts-noto-cjk"),
        (replace(WINDOWS, certificate_days=-1), "本机证书", "注意", "过期", "doctor --trust"),
    ],
)  # fmt: skip
def test_one_thing_that_is_wrong_is_named_alone_with_its_way_out(
    machine: Facts, name: str, state: str, what: str, way_out: str
) -> None:
    [(told_name, (told_state, told_what, told_way_out))] = told(machine).items()
    assert (told_name, told_state) == (name, state)
    assert what in told_what
    assert way_out in told_way_out


def test_a_neighbouring_folder_of_onedrive_is_not_inside_it() -> None:
    assert told(replace(WINDOWS, ledger=r"C:\Users\ls\OneDriveOld\台账.db")) == {}


@pytest.mark.parametrize(
    ("version", "needs", "fit"),
    [
        ("3.1.5", ">=3.1.5,<3.2", True),
        ("3.2", ">=3.1.5,<3.2", False),
        ("3.10", ">=3.9", True),
        ("0.37.8", ">=0.37.8,<0.38", True),
        ("2.0", "==2", True),
        ("2.1.3", "~=2.1", True),
        ("3.0", "~=2.1", False),
        ("2.4.6+local", ">=2.4,<3", True),
        ("9", "", True),
    ],
)
def test_versions_are_compared_as_numbers(version: str, needs: str, fit: bool) -> None:
    assert fits(version, needs) is fit


def test_this_machine_is_looked_at_and_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    outcome = doctor()
    assert f"正常　解释器：Python {sys.version_info[0]}.{sys.version_info[1]}" in outcome.lines[0]
    assert {check["state"] for check in outcome.data["checks"]} <= {"正常", "注意", "不行"}
    assert list(tmp_path.rglob("*")) == []


def test_something_wrong_makes_the_exit_code_1_and_notes_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "gather", lambda db: with_excel(add_in=""))
    outcome = doctor()
    assert outcome.exit_code == 1
    assert outcome.lines[-1] == "共 12 项，1 项不行。"
    monkeypatch.setattr(facts, "gather", lambda db: with_excel(wps=True))
    assert doctor().exit_code == 0


def test_a_ledger_that_opens_and_one_that_does_not(tmp_path: Path) -> None:
    whole, broken = tmp_path / "台账.db", tmp_path / "坏.db"
    open_ledger(whole, create=True).close()
    broken.write_text("这不是数据库" * 1000, encoding="utf-8")
    assert gather(whole).ledger_problem == ""
    assert "不是台账" in gather(broken).ledger_problem
    assert "没有这个文件" in gather(tmp_path / "absent.db").ledger_problem
    (tmp_path / "空.db").touch()
    assert "不是台账" in gather(tmp_path / "空.db").ledger_problem


def test_the_buttons_ledger_may_be_missing_before_the_first_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEIQIN_DB", str(tmp_path / "台账.db"))
    assert gather(ledger_file()).ledger_problem == gather().ledger_problem == ""


def test_an_older_ledger_is_looked_at_and_not_brought_forward(tmp_path: Path) -> None:
    older, newer = tmp_path / "旧.db", tmp_path / "新.db"
    for path, generation in ((older, GENERATION - 1 or 1), (newer, GENERATION + 1)):
        with closing(sqlite3.connect(path)) as ledger:
            ledger.execute(f"PRAGMA user_version={generation}")
    before = older.read_bytes()
    assert gather(older).ledger_problem == ""
    assert older.read_bytes() == before
    assert "升级" in gather(newer).ledger_problem


def test_trust_makes_the_certificate_and_prints_one_command_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    outcome = doctor(trust=True)
    authority = next(tmp_path.rglob("neiqin-ca.crt"))
    assert outcome.data["trust_command"] in outcome.lines
    assert str(authority) in outcome.data["trust_command"]
    assert "正常　本机证书：还有 730 天到期" in outcome.lines or "正常　本机证书：还有 729 天到期" in outcome.lines

"""A mailed workbook with a core/ folder, a zip of its own name and a settings file beside it: none of them is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from xlsx_templates.addin.settings import SETTINGS
from xlsx_templates.addin.xlwings_vba import xlwings_vba

HOSTILE = 'from pathlib import Path\nPath({!r}).write_text("owned")\n'
ROOT = Path(__file__).parent.parent


@pytest.fixture
def mailed(tmp_path: Path) -> Path:
    """The workbook in a folder of traps; ``owned.txt`` appears when one of them is run."""
    folder = tmp_path / "附件"
    trap = HOSTILE.format(str(tmp_path / "owned.txt"))
    for package in ("core", "macros", "xlwings", "udfs"):
        (folder / package).mkdir(parents=True)
        (folder / package / "__init__.py").write_text(trap, encoding="utf-8")
    with zipfile.ZipFile(folder / "投保单.zip", "w") as archive:
        archive.writestr("core/__init__.py", trap)
    (folder / "sitecustomize.py").write_text(trap, encoding="utf-8")
    return folder / "投保单.xlsx"


def python_arguments(vba: str, workbook: Path, pythonpath: str) -> list[str]:
    """What the shipped RunPython puts on the command line: its own switches and its own list of folders."""
    line = re.search(r'RunCommand = CondaCmd & PythonInterpreter & " (.*) -c ""(.*)\(\\""" & PYTHONPATH', vba)
    first = re.search(
        r'^    AddExcelDir = (?:"(\w+)"|GetConfig\("ADD_WORKBOOK_TO_PYTHONPATH", "(\w+)"\))', vba, re.MULTILINE
    )
    assert line and first
    folders = f"{first[1] or first[2]};{workbook};{workbook};;;;{pythonpath}"
    asked = "import core, macros.buttons; print(core.__file__)"
    return [sys.executable, *line[1].split(), "-c", f"{line[2]}({folders!r}); {asked}"]


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Started in the workbook's folder, where Excel often stands, with that folder in PYTHONPATH on top."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_add_in_runs_its_own_code_beside_a_hostile_folder(mailed: Path, tmp_path: Path) -> None:
    site_packages = f"{sysconfig.get_path('purelib')};{ROOT}"
    done = run(python_arguments(xlwings_vba(), mailed, site_packages), mailed.parent)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(ROOT / "core" / "__init__.py")
    assert not (tmp_path / "owned.txt").exists()


@pytest.mark.parametrize("opened", ['AddExcelDir = "true"', "no -I"])
def test_with_either_door_open_the_hostile_code_would_run(opened: str, mailed: Path, tmp_path: Path) -> None:
    vba = xlwings_vba()
    vba = vba.replace(" -I -B", " -B") if opened == "no -I" else vba.replace('AddExcelDir = "false"', opened)
    run(python_arguments(vba, mailed, sysconfig.get_path("purelib")), mailed.parent)
    assert (tmp_path / "owned.txt").exists()


def test_no_setting_can_open_the_door_again() -> None:
    assert "ADD_WORKBOOK_TO_PYTHONPATH" not in xlwings_vba()
    assert xlwings_vba().count('AddExcelDir = "false"') == 2


def test_a_settings_file_beside_the_add_in_is_not_read() -> None:
    body = re.search(r"Function GetConfig\(.*?End Function", xlwings_vba(), re.DOTALL)
    assert body is not None
    assert "GetDirectoryConfigFilePath" not in body[0]
    assert "GetConfigFilePath" in body[0]


def test_the_command_line_holds_no_name_of_the_users_workbook() -> None:
    assert "ActiveWorkbook" not in xlwings_vba()


def test_python_and_its_folder_are_fixed_and_local() -> None:
    assert SETTINGS["INTERPRETER_WIN"].startswith("%LOCALAPPDATA%\\")
    assert SETTINGS["PYTHONPATH"] != "", "a blank entry is the current folder"

"""What is installed is what was built: the wheel, in a bare environment, runs the demo without this folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tracked() -> list[str]:
    """The files of the project that git knows."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    source = out / "source"
    for name in tracked():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(out),
        str(source),
    ]
    subprocess.run(build, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_the_data_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    rooms = ("core/", "udfs/", "macros/", "xlsx_templates/")
    data = [name for name in tracked() if name.startswith(rooms) and not name.endswith(".py")]
    assert data
    assert not [name for name in data if name not in names]
    assert not [name for name in names if name.startswith("tests")]


def test_the_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    """The bare environment sees the dependencies through a path file, but not this folder's editable install."""
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    folder = next(bare.glob("lib/python*/site-packages"), bare / "Lib" / "site-packages")
    (folder / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    zipfile.ZipFile(wheel).extractall(folder)
    python = bare / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    code = (
        "import sys, core; from macros.command_line import main;"
        "assert 'site-packages' in core.__file__, core.__file__;"
        "sys.exit(main(['demo', '--dir', 'demo', '--policies', '60']))"
    )
    done = subprocess.run([str(python), "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "demo" / "结果").glob("月报_*.xlsx"))

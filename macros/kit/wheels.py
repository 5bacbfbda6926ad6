"""The wheels of the kit: pip brings those of the lock, hash by hash, and our own is built from the source."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.outcome import UsageError

TARGET = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "--only-binary=:all:")
_SOURCE = Path(__file__).parents[2]
_PARTS = ("core", "udfs", "macros", "xlsx_templates", "pyproject.toml", "README.md", "LICENSE")
_DAY = "1767225600"
"""2026-01-01 for every file in our wheel, so that the same source gives the same bytes."""


def get_wheels(lock: Path, folder: Path, wheels: Path | None) -> None:
    """Put what ``lock`` names into ``folder``; from the folder ``wheels`` instead of the internet when it is given."""
    offline = ["--no-index", "--find-links", str(wheels)] if wheels else []
    _pip("download", *TARGET, *offline, "--no-deps", "--require-hashes", "-r", str(lock), "-d", str(folder))


def own_wheel(folder: Path, wheels: Path | None) -> Path:
    """Our own wheel in ``folder``: the one among ``wheels``, else built from the source this program runs from."""
    if wheels:
        found = sorted(wheels.glob("neiqin-*.whl"))
        if not found:
            raise UsageError(f"文件夹里没有 neiqin 的 wheel：{wheels}")
        return Path(shutil.copy(found[-1], folder))
    if not (_SOURCE / "pyproject.toml").is_file():
        raise UsageError("请在源代码文件夹里制作安装包，或用 --wheels 指明备好的文件夹。")
    with TemporaryDirectory() as made:
        source = Path(made) / "source"
        source.mkdir()
        for part in filter(Path.exists, map(_SOURCE.joinpath, _PARTS)):
            if part.is_dir():
                shutil.copytree(part, source / part.name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(part, source)
        _pip("wheel", "--no-deps", "-w", str(folder), str(source))
    return next(folder.glob("neiqin-*.whl"))


def _pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", *words, "--quiet", "--disable-pip-version-check"]
    ran = subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": _DAY}, capture_output=True, text=True)
    if ran.returncode:
        problems = [line for line in ran.stderr.splitlines() if "ERROR" in line] or ["pip 没有成功"]
        raise UsageError(f"备不齐组件，请检查网络：{problems[-1]}")

"""Renews the lock of the kit: ``python -m macros.kit.lock``, in the source folder, with the test extra installed.

pip resolves for the target's wheels but evaluates environment markers for the machine it runs on, so what only Windows
needs (pywin32 of xlwings) would be missing: the resolution is repeated with those added until nothing is missing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from macros.kit import LOCK
from macros.kit.wheels import TARGET

WINDOWS = {
    "platform_system": "Windows",
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "extra": "",
}
EXTRA = "web"


def asked(project: Path) -> list[str]:
    """What our own metadata requires, the extra of the local server included."""
    words = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    return [*words["dependencies"], *words.get("optional-dependencies", {}).get(EXTRA, [])]


def resolved(requirements: list[str]) -> list[dict[str, Any]]:
    """pip's report of every distribution that Windows needs."""
    while True:
        chosen = _report(requirements)
        names = {_canonical(item["metadata"]["name"]) for item in chosen}
        missing = {
            needed for item in chosen for needed in needed_on_windows(item["metadata"].get("requires_dist", ()))
            if _canonical(needed) not in names
        }  # fmt: skip
        if not missing:
            return chosen
        requirements = [*requirements, *sorted(missing)]


def needed_on_windows(requires: list[str]) -> list[str]:
    """Of a distribution's requirements those that hold on the target, as name and version bounds."""
    from packaging.requirements import Requirement

    parsed = map(Requirement, requires)
    return [f"{r.name}{r.specifier}" for r in parsed if r.marker is None or r.marker.evaluate(WINDOWS)]


def lock_lines(chosen: list[dict[str, Any]]) -> list[str]:
    """``name==version --hash=sha256:…``, sorted."""
    return sorted(
        f"{_canonical(item['metadata']['name'])}=={item['metadata']['version']} "
        f"--hash=sha256:{item['download_info']['archive_info']['hashes']['sha256']}"
        for item in chosen
    )


def _report(requirements: list[str]) -> list[dict[str, Any]]:
    with TemporaryDirectory() as made:
        report = Path(made) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
        subprocess.run(
            [*command, *TARGET, "--target", made, "--report", str(report), *requirements], check=True, cwd=made
        )  # fmt: skip
        found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["install"]
        return found


def _canonical(name: str) -> str:
    """The name alone, as package indexes compare it."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    return str(canonicalize_name(Requirement(name).name))


if __name__ == "__main__":
    project = Path(__file__).parents[2] / "pyproject.toml"
    LOCK.write_text("\n".join(lock_lines(resolved(asked(project)))) + "\n", encoding="utf-8", newline="\n")

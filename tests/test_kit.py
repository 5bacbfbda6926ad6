"""The offline kit for Windows: complete, locked, verifiable, and scripts that Windows reads as they are meant."""

from __future__ import annotations

import re
import tomllib
import zipfile
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import ClassVar

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from macros.kit import CHECKSUMS, LOCK, REQUIREMENTS, contents, kit
from macros.kit.lock import asked, lock_lines, needed_on_windows
from macros.kit.parts_list import PARTS_LIST
from macros.outcome import UsageError
from xlsx_templates.addin.build import FILE as ADD_IN

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def wheel(folder: Path, name: str, version: str) -> Path:
    """A wheel that holds nothing but its metadata."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    told = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(f"{told}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        package.writestr(f"{told}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        package.writestr(f"{told}/RECORD", "")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A folder with a lock of one wheel, that wheel, one that nobody asked for, and our own."""
    folder = tmp_path / "store"
    folder.mkdir()
    needed = wheel(folder, "needed", "1.0")
    wheel(folder, "unasked", "1.0")
    wheel(folder, "neiqin", "0.1.0")
    (folder / "lock.txt").write_text(f"needed==1.0 --hash=sha256:{sha256(needed.read_bytes()).hexdigest()}\n")
    return folder


def test_the_kit_holds_what_the_lock_names_our_wheel_the_add_in_templates_and_scripts(
    tmp_path: Path, store: Path
) -> None:
    out = tmp_path / "离线 安装包"
    outcome = kit(out, wheels=store, lock=store / "lock.txt")
    names = list(outcome.data["contents"])
    assert names == sorted(names)
    assert {name for name in names if "/" not in name} == {
        "install.bat", "install.ps1", "安装说明.txt", REQUIREMENTS, PARTS_LIST,
    }  # fmt: skip
    assert [name for name in names if name.startswith("wheels/")] == [
        "wheels/needed-1.0-py3-none-any.whl",
        "wheels/neiqin-0.1.0-py3-none-any.whl",
    ]
    assert (out / "addin" / ADD_IN.name).read_bytes() == ADD_IN.read_bytes()
    assert "templates/核对.xlsx" in names
    assert any(name.startswith("templates/投保单") for name in names)


def test_every_file_has_its_checksum_and_every_wheel_its_hash(tmp_path: Path, store: Path) -> None:
    out = tmp_path / "kit"
    kit(out, wheels=store, lock=store / "lock.txt")
    listed = dict(reversed(line.split("  ")) for line in (out / CHECKSUMS).read_text(encoding="utf-8").splitlines())
    assert listed == contents(out)
    assert set(listed) == {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {CHECKSUMS}
    requirements = (out / REQUIREMENTS).read_text(encoding="utf-8").splitlines()
    assert [line.split(" ")[0] for line in requirements] == ["needed==1.0", "neiqin==0.1.0"]
    for line in requirements:
        name, version = line.split(" ")[0].split("==")
        file = out / "wheels" / f"{name}-{version}-py3-none-any.whl"
        assert line.endswith(f"--hash=sha256:{sha256(file.read_bytes()).hexdigest()}")


def test_a_wheel_that_is_not_the_locked_one_stops_the_kit(tmp_path: Path, store: Path) -> None:
    with (store / "needed-1.0-py3-none-any.whl").open("ab") as file:
        file.write(b"changed")
    with pytest.raises(UsageError, match="备不齐组件"):
        kit(tmp_path / "kit", wheels=store, lock=store / "lock.txt")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, store: Path) -> None:
    (store / "own.txt").touch()
    before = sorted(store.iterdir())
    with pytest.raises(UsageError, match="空的文件夹"):
        kit(store, wheels=store, lock=store / "lock.txt")
    assert sorted(store.iterdir()) == before


class TestTheLock:
    """Exact versions that satisfy what pyproject.toml asks; otherwise: ``python -m macros.kit.lock``."""

    locked: ClassVar = dict(line.split(" ")[0].split("==") for line in LOCK.read_text().splitlines())

    def test_it_satisfies_every_requirement_of_the_project(self) -> None:
        for words in asked(PROJECT):
            requirement = Requirement(words)
            version = self.locked.get(canonicalize_name(requirement.name))
            assert version, f"{requirement.name} is not in the lock: python -m macros.kit.lock"
            assert requirement.specifier.contains(version), f"{words}: locked {version}; python -m macros.kit.lock"

    def test_it_holds_what_only_windows_needs(self) -> None:
        assert {"pywin32", "tzdata"} <= set(self.locked)
        for name in self.locked:
            try:
                requires = metadata.requires(name) or []
            except metadata.PackageNotFoundError:
                continue
            for needed in needed_on_windows(requires):
                assert canonicalize_name(Requirement(needed).name) in self.locked, f"{name} needs {needed}"

    def test_every_line_has_a_hash_and_the_lines_are_sorted(self) -> None:
        lines = LOCK.read_text().splitlines()
        assert all(re.fullmatch(r"[a-z0-9-]+==\S+ --hash=sha256:[0-9a-f]{64}", line) for line in lines)
        assert lines == sorted(lines)

    def test_its_xlwings_is_the_one_the_add_in_is_built_for(self) -> None:
        assert self.locked["xlwings"] == metadata.version("xlwings")

    def test_lines_come_from_pips_report(self) -> None:
        item = {"metadata": {"name": "Some_Name", "version": "1.2"},
                "download_info": {"archive_info": {"hashes": {"sha256": "ab"}}}}  # fmt: skip
        assert lock_lines([item]) == ["some-name==1.2 --hash=sha256:ab"]

    def test_requirements_are_judged_for_windows_and_extras_are_left_out(self) -> None:
        requires = ["pywin32>=224 ; platform_system == 'Windows'", "psutil ; platform_system == 'Darwin'",
                    "black ; extra == 'all'", "numpy"]  # fmt: skip
        assert needed_on_windows(requires) == ["pywin32>=224", "numpy"]


@pytest.mark.long
def test_the_real_kit_twice_is_the_same_and_holds_windows_wheels(tmp_path: Path) -> None:
    first = kit(tmp_path / "first").data["contents"]
    second = kit(tmp_path / "second").data["contents"]
    assert first == second
    wheels = [name for name in first if name.startswith("wheels/")]
    assert len(wheels) == len(LOCK.read_text().splitlines()) + 1
    assert not [name for name in wheels if not name.endswith(("-any.whl", "win_amd64.whl"))]
    version = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    with zipfile.ZipFile(tmp_path / "first" / "wheels" / f"neiqin-{version}-py3-none-any.whl") as own:
        packed = set(own.namelist())
    for part in ("udfs/web/pages/taskpane.html", "udfs/web/manifest.xml", "macros/kit/files/install.ps1"):
        assert part in packed

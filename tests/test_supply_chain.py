"""What Neiqin is built on: few parts, locked by hash, each free to use, each on the kit's list."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from email.message import Message
from hashlib import sha256
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from macros.kit import LOCK
from macros.kit.licences import LOCKS, PAGE, SOURCE, UNKNOWN, Part, licence_in, locked, page, parts
from macros.kit.parts_list import parts_list
from tests.test_kit import wheel

PROJECT = tomllib.loads((SOURCE / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_has_a_hash(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", (SOURCE / lock).read_text(encoding="utf-8").strip())
    assert len(blocks) > 30
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_the_locks_hold_what_the_project_asks_for_within_its_bounds() -> None:
    versions = [dict(locked(SOURCE / lock)) for lock in LOCKS]
    extras = PROJECT["optional-dependencies"]
    asked = [
        [*PROJECT["dependencies"], *extras["web"], *extras["extract"]],
        [*PROJECT["dependencies"], *extras["test"]],
    ]
    for held, requirements in zip(versions, asked, strict=True):
        for requirement in map(Requirement, requirements):
            assert requirement.specifier.contains(held[canonicalize_name(requirement.name)]), requirement


def test_users_get_twelve_packages_by_our_choice_and_at_most_forty_in_all() -> None:
    assert len(PROJECT["dependencies"]) <= 12
    assert len(LOCK.read_text(encoding="utf-8").splitlines()) <= 40


def test_every_part_has_a_licence_that_is_accepted_and_the_page_says_which() -> None:
    listed = parts()
    assert [(one.name, one.licence) for one in listed if not one.accepted] == []
    assert PAGE.read_text(encoding="utf-8") == page(listed)


@pytest.mark.parametrize(
    ("licence", "accepted"),
    [("MIT", True), ("Apache-2.0 OR BSD-3-Clause", True), ("MIT AND Proprietary", False), ("GPL-3.0-only", False),
     ("PolyForm-Noncommercial-1.0.0", False), (UNKNOWN, False)],
)  # fmt: skip
def test_what_is_paid_non_commercial_or_unknown_is_not_accepted_for_users(licence: str, accepted: bool) -> None:
    assert Part("x", "1", "运行", licence).accepted is accepted


def test_a_licence_is_read_from_old_and_new_metadata() -> None:
    assert licence_in(_told("License-Expression", "MIT OR Apache-2.0")) == "MIT OR Apache-2.0"
    assert licence_in(_told("License", "Apache License, Version 2.0")) == "Apache-2.0"
    assert licence_in(_told("Classifier", "License :: OSI Approved :: MIT License")) == "MIT"
    assert licence_in(_told("License", "ask our sales department")) == UNKNOWN


def _told(name: str, value: str) -> Message:
    message = Message()
    message[name] = value
    return message


def test_the_list_of_parts_names_each_wheel_with_its_hash_and_another_reader_understands_it(tmp_path: Path) -> None:
    from cyclonedx.model.bom import Bom

    for name, version in (("needed", "1.0"), ("neiqin", "0.1.0"), ("xlwings", "0.37.8")):
        wheel(tmp_path, name, version)
    text = parts_list(tmp_path)
    bom = Bom.from_json(json.loads(text))  # type: ignore[attr-defined]
    held = {component.name: component for component in bom.components}
    assert set(held) == {"needed", "xlwings"}
    digest = sha256((tmp_path / "needed-1.0-py3-none-any.whl").read_bytes()).hexdigest()
    assert [each.content for each in held["needed"].hashes] == [digest]
    assert str(held["needed"].purl) == "pkg:pypi/needed@1.0"
    assert [each.value for each in held["xlwings"].licenses] == ["BSD-3-Clause"]
    assert bom.metadata.component.name == "neiqin"
    assert parts_list(tmp_path) == text


@pytest.mark.long
def test_an_installation_from_the_lock_alone_runs_the_demo(tmp_path: Path) -> None:
    """A bare environment takes exactly the locked bytes, and the main job runs in it."""
    python = tmp_path / "bare" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "bare"], check=True)
    install = [python, "-m", "pip", "install", "-q"]
    subprocess.run([*install, "--require-hashes", "-r", SOURCE / "requirements.lock"], check=True)
    subprocess.run([*install, "--no-deps", SOURCE], check=True)
    words = ["demo", "--dir", tmp_path / "demo", "--policies", "200"]
    ran = subprocess.run([python, "-m", "macros.command_line", *words], cwd=tmp_path, capture_output=True, text=True)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)

"""The licence of every locked distribution: ``python -m macros.kit.licences`` writes ``docs/licences.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).parents[2]
LOCKS = {"requirements.lock": "运行", "requirements-test.lock": "仅测试"}
PAGE = SOURCE / "docs" / "licences.md"
UNKNOWN = "?"
_LOCKED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
_JOINED = re.compile(r"\s+(?:AND|OR)\s+|[()]")


@dataclass(frozen=True)
class Part:
    """One distribution of a lock. ``licence``: SPDX, ``"?"`` where neither its metadata nor a reader says."""

    name: str
    version: str
    used: str
    licence: str
    why: str = ""

    @property
    def accepted(self) -> bool:
        """May it be part of Neiqin? Every licence that it names must be on the list."""
        known = known_licences()
        allowed = {*known["accepted"], *(known["accepted_in_tests"] if self.used != LOCKS["requirements.lock"] else ())}
        return all(name in allowed for name in _JOINED.split(self.licence) if name)


@cache
def known_licences() -> dict[str, Any]:
    """What ``licences.yaml`` says."""
    told: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "licences.yaml").read_text(encoding="utf-8"))
    return told


def parts() -> list[Part]:
    """Every distribution of the locks, by name and version; what both locks name counts as needed to run."""
    found: dict[tuple[str, str], Part] = {}
    for lock, used in LOCKS.items():
        for name, version in locked(SOURCE / lock):
            found.setdefault((name, version), Part(name, version, used, *_licence(name)))
    return [found[key] for key in sorted(found)]


def locked(lock: Path) -> Iterator[tuple[str, str]]:
    """Name and version of every line of a lock."""
    for match in _LOCKED.finditer(lock.read_text(encoding="utf-8")):
        yield match[1], match[2]


def _licence(name: str) -> tuple[str, str]:
    read = known_licences()["read"].get(name)
    if read:
        return str(read["licence"]), str(read["why"])
    try:
        return licence_in(metadata.metadata(name)), ""  # type: ignore[arg-type]
    except metadata.PackageNotFoundError:
        return UNKNOWN, ""


def licence_in(told: Message) -> str:
    """SPDX of a distribution's metadata: its expression, its licence line, else its classifiers."""
    words = known_licences()["words"]
    expression = told.get("License-Expression")
    if expression:
        return str(expression)
    classifiers = [text.rsplit("::", 1)[-1].strip() for text in told.get_all("Classifier") or () if "License" in text]
    for text in ((told.get("License") or "").split("\n")[0].strip(), *classifiers):
        spdx = words.get(text, text)
        if spdx in (*known_licences()["accepted"], *known_licences()["accepted_in_tests"]):
            return str(spdx)
    return UNKNOWN


def page(listed: list[Part]) -> str:
    """The page for ``docs``."""
    rows = "\n".join(f"| {one.name} | {one.version} | {one.licence} | {one.used} | {one.why} |" for one in listed)
    return (
        "# Licences of what Neiqin is built on\n\n"
        "Generated from `requirements.lock` and `requirements-test.lock` by `python -m macros.kit.licences`;\n"
        "a test fails for a licence that `macros/kit/licences.yaml` does not accept. 仅测试: not in what users get.\n\n"
        f"| Package | Version | Licence (SPDX) | 用途 | Note |\n|---|---|---|---|---|\n{rows}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(parts()), encoding="utf-8", newline="\n")

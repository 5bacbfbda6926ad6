"""Reading the YAML of this room: one file at a time, each read once, and never a binary float."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from yaml import CSafeLoader, load

FOLDER = Path(__file__).parent
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("int", "timestamp", "null", "merge")}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
TOP_KEY = re.compile(r"^([\w.-]+):", re.MULTILINE)


class _Loader(CSafeLoader):
    """YAML with whole numbers, days and nulls; everything else stays text, so a rate can't become a binary float."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own class attribute)
        first: [resolver for resolver in resolvers if resolver[0] in _PLAIN_TAGS]
        for first, resolvers in CSafeLoader.yaml_implicit_resolvers.items()
    }


@cache
def read(name: str) -> Mapping[str, Any]:
    """The content of one file of this room, named relative to it, such as ``rules/A2.yaml``."""
    with (FOLDER / name).open("rb") as stream:
        content: Mapping[str, Any] = load(stream, Loader=_Loader) or {}
    return content


@cache
def homes(folder: str) -> Mapping[str, str]:
    """Which file of a folder holds which top-level key; found in the text, because parsing every file would be slow."""
    return MappingProxyType(
        {
            key: f"{folder}/{path.name}"
            for path in sorted((FOLDER / folder).glob("*.yaml"))
            for key in TOP_KEY.findall(path.read_text(encoding="utf-8"))
        }
    )


def exact(value: Any) -> Any:
    """A value as callers get it: quoted numbers as Decimal, lists as tuples, mappings read-only, all levels deep."""
    if isinstance(value, str):
        return Decimal(value) if _NUMBER.fullmatch(value) else value
    if isinstance(value, Mapping):
        return MappingProxyType({exact(key): exact(item) for key, item in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple(exact(item) for item in value)
    return value

"""Reading the YAML of this room: each file or entry parsed once, when first asked for, and never a binary float."""

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
def entry_of(name: str, key: str) -> Mapping[str, Any]:
    """One entry of a file whose entries stand alone (laws, parameters): only its own lines are parsed.

    Raises ``KeyError`` for a key that the file does not hold.
    """
    content: Mapping[str, Any] = load(_entries(name)[key], Loader=_Loader)[key]
    return content


@cache
def homes(folder: str) -> Mapping[str, str]:
    """Which file of a folder holds which top-level key; found in the text, because parsing every file would be slow."""
    names = (f"{folder}/{path.name}" for path in sorted((FOLDER / folder).glob("*.yaml")))
    return MappingProxyType({key: name for name in names for key in _entries(name)})


@cache
def _entries(name: str) -> Mapping[str, str]:
    """The text of every top-level entry of a file."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    found = list(TOP_KEY.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return {match[1]: text[match.start() : end] for match, end in zip(found, ends, strict=True)}


def exact(value: Any) -> Any:
    """A value as callers get it: quoted numbers as Decimal, lists as tuples, mappings read-only, all levels deep."""
    if isinstance(value, str):
        return Decimal(value) if _NUMBER.fullmatch(value) else value
    if isinstance(value, Mapping):
        return MappingProxyType({exact(key): exact(item) for key, item in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple(exact(item) for item in value)
    return value

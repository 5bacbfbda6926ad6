"""The words that flags look for (``words.yaml``) and the sentences they say (``sentences.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from core.table import Array, Mask


@cache
def words() -> Mapping[str, Any]:
    """Every list of words, by its English name."""
    return _read("words.yaml")


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Per flag and part what it says, with the places of its parts in braces."""
    return _read("sentences.yaml")


def contains(column: Array, parts: Iterable[str]) -> Mask:
    """Where a text holds any of the parts."""
    wanted = tuple(parts)
    return np.fromiter((any(part in text for part in wanted) for text in column.tolist()), bool, len(column))


def among(column: Array, values: Iterable[str]) -> Mask:
    """Where a text is one of the values."""
    wanted = frozenset(values)
    return np.fromiter(map(wanted.__contains__, column.tolist()), bool, len(column))


def _read(name: str) -> Mapping[str, Any]:
    import yaml

    data: Mapping[str, Any] = yaml.safe_load((resources.files("core.flags") / name).read_text("utf-8"))
    return data

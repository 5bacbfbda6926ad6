"""A company's value as typed in a cell, brought to the kind of the value it replaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from core.law.loading import exact

_BETWEEN = re.compile(r"[、,，;；]")
_STEP = re.compile(r"[=＝:：]")


def like(shipped: Any, given: Any) -> Any:
    """The given value in the kind of ``shipped``: a number for a number, text for text, a table for a table.

    A list may be typed as ``反恐名单、联合国制裁名单``, a ``bands`` table as ``0=200000；10=500000；18=``, a table of
    names as ``claims=5；window_days=90``: names not given keep what is shipped. Where nothing is shipped yet, anything
    goes. Raises ``ValueError`` for another kind.
    """
    if given is None or isinstance(given, bool):
        raise ValueError(given)
    value = _exact(given)
    if shipped is None:
        return value
    if isinstance(shipped, (int, Decimal)):
        return _number(shipped, value)
    if isinstance(shipped, tuple):
        return _list(value)
    if isinstance(shipped, Mapping):
        return _table(shipped, value)
    if not isinstance(value, type(shipped)):
        raise ValueError(given)
    return value


def _exact(given: Any) -> Any:
    """Floats come only from a cell; their shortest text is what the person typed, and that is made exact."""
    if isinstance(given, float):
        return Decimal(repr(given))
    return exact(given.strip() if isinstance(given, str) else given)


def _number(shipped: int | Decimal, value: Any) -> int | Decimal:
    """Counts stay whole (a cell gives 5 as 5.0); money, rates and a broken count are Decimal."""
    if not isinstance(value, (int, Decimal)) or not Decimal(value).is_finite():
        raise ValueError(value)
    exact_value = Decimal(value)
    whole = isinstance(shipped, int) and exact_value == exact_value.to_integral_value()
    return int(exact_value) if whole else exact_value


def _list(value: Any) -> tuple[Any, ...]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, (str, Decimal, int)):
        return tuple(exact(part.strip()) for part in _BETWEEN.split(str(value)) if part.strip())
    raise ValueError(value)


def _table(shipped: Mapping[Any, Any], value: Any) -> Mapping[Any, Any]:
    if isinstance(value, str) and "bands" in shipped:
        bands = {_bound(low): _height(high) for low, high in _steps(value)}
        return MappingProxyType({"bands": MappingProxyType(bands)})
    if isinstance(value, str):
        named = {name.strip(): text.strip() for name, text in _steps(value)}
        if not named.keys() <= shipped.keys():
            raise ValueError(value)
        return MappingProxyType({**shipped, **{name: like(shipped[name], text) for name, text in named.items()}})
    if isinstance(value, Mapping) and ("bands" in value) == ("bands" in shipped):
        return value
    raise ValueError(value)


def _steps(text: str) -> list[list[str]]:
    steps = [_STEP.split(part) for part in _BETWEEN.split(text) if part.strip()]
    if not steps or any(len(step) != 2 for step in steps):
        raise ValueError(text)
    return steps


def _bound(text: str) -> int | Decimal:
    return _number(0, exact(text.strip()))


def _height(text: str) -> Decimal | None:
    return Decimal(_number(Decimal(0), exact(text.strip()))) if text.strip() else None

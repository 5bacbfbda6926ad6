"""Which department sees to what: findings by their rule, limits by their clock (``routing.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from core.findings import Severity

NOBODY = "其他"


def asks() -> str:
    """The department that asks for the correction of a finding."""
    return str(_data()["from"])


@cache
def of_finding(code: str, severity: Severity, record: str) -> str:
    """The department that corrects a finding: by its rule, else by the record it stands in."""
    known = _longest(_data()["rules"], code)
    if known:
        return str(known[severity.value])
    return str(_data()["records"].get(record) or _data()["default"][severity.value])


@cache
def of_clock(code: str) -> str:
    """The department whose limit runs."""
    return str(_longest(_data()["clocks"], code) or NOBODY)


@cache
def listed_by_its_room(code: str) -> bool:
    """Do the cases of this clock come as rows of their own (a complaint, a problem of a call-back)?"""
    return code in _data()["own_rows"]


def _longest(table: Mapping[str, Any], code: str) -> Any:
    """The entry of the longest beginning of ``code``, None without one."""
    return next((table[code[:end]] for end in range(len(code), 0, -1) if code[:end] in table), None)


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    data: Mapping[str, Any] = yaml.safe_load((resources.files("core.office") / "routing.yaml").read_text("utf-8"))
    return data

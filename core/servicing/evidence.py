"""保全凭证: who may ask for a change, and which papers and signatures it needs.

Who may ask is law (保险法第四十一条); the lists of papers are the company's own and 待确认 (``evidence.yaml``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from core.findings import Basis
from core.law.basis import cite_all


@dataclass(frozen=True, slots=True)
class Evidence:
    """One paper or signature; ``when`` names the circumstance in which alone it is asked for, "" for always."""

    name: str
    when: str = ""


def items() -> tuple[str, ...]:
    """The kinds of change that have a list."""
    return tuple(_data()["items"])


def applicant(item: str) -> str:
    """Who may ask for the change. KeyError for a kind without a list."""
    return str(_data()["items"][item]["applicant"])


def circumstances(item: str) -> tuple[str, ...]:
    """What may be the case and asks for further evidence, for one kind of change."""
    return tuple(dict.fromkeys(one.when for one in _listed(item) if one.when))


def evidence(item: str, given: Collection[str] = ()) -> tuple[Evidence, ...]:
    """Everything that a change needs in the ``given`` circumstances.

    KeyError for a kind without a list, ValueError for a circumstance that it does not know.
    """
    known = circumstances(item)
    if strange := [word for word in given if word not in known]:
        raise ValueError(f"情形只能填：{'、'.join(known)}（填写了{'、'.join(strange)}）")
    return tuple(one for one in _listed(item) if not one.when or one.when in given)


def basis() -> tuple[Basis, ...]:
    """What the lists rest on; the company's part is 待确认."""
    return cite_all(_data()["basis"])


def _listed(item: str) -> tuple[Evidence, ...]:
    rows = [*_data()["common"], *_data()["items"][item]["papers"]]
    return tuple(Evidence(row["name"], row.get("when", "")) for row in rows)


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    data: Mapping[str, Any] = yaml.safe_load((resources.files("core.servicing") / "evidence.yaml").read_text("utf-8"))
    return data

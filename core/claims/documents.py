"""理赔材料: what a claim of a type needs, what is still missing, and the notice that asks for all of it at once.

The lists are the company's own and 待确认 (``documents.yaml``); the law asks that missing papers are named once and
in full (保险法第二十二条).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from core.findings import Basis, Status
from core.law.basis import cite_all
from core.normalise.cleaning import key_of


@dataclass(frozen=True, slots=True)
class ClaimDocument:
    """One paper. ``when``: the circumstance in which alone it is asked for, "" for always; ``also``: short names."""

    name: str
    when: str = ""
    also: tuple[str, ...] = ()


def claim_types() -> tuple[str, ...]:
    """The types of claim that have a list."""
    return tuple(_data()["types"])


@cache
def type_of(benefit: str) -> str:
    """The type of claim that a benefit (险种责任) belongs to, "" where no word of it is known."""
    return next((row["type"] for row in _data()["benefits"] if row["has"] in benefit), "")


def benefit_categories() -> Mapping[str, list[str]]:
    """Words of a benefit (险种责任) with the categories of product (险种类别) that it belongs to."""
    categories: Mapping[str, list[str]] = _data()["categories"]
    return categories


def known_names() -> tuple[str, ...]:
    """Every paper of every list in full, each once."""
    return tuple(dict.fromkeys(paper.name for name in claim_types() for paper in _listed(name)))


def circumstances(claim_type: str) -> tuple[str, ...]:
    """What may be the case and asks for further papers, for one type."""
    return tuple(dict.fromkeys(document.when for document in _listed(claim_type) if document.when))


def claim_documents(claim_type: str, given: Collection[str] = ()) -> tuple[ClaimDocument, ...]:
    """Every paper that a claim of a type needs in the ``given`` circumstances, each once.

    KeyError for a type without a list, ValueError for a circumstance that the type does not know.
    """
    known = circumstances(claim_type)
    if strange := [word for word in given if word not in known]:
        raise ValueError(f"情形只能填：{'、'.join(known)}（填写了{'、'.join(strange)}）")
    return tuple(document for document in _listed(claim_type) if not document.when or document.when in given)


def missing(needed: Iterable[ClaimDocument], present: Iterable[str]) -> tuple[ClaimDocument, ...]:
    """What is needed and not there; a paper is there when one of its names is listed."""
    there = {key_of(name) for name in present}
    return tuple(one for one in needed if not _ways_to_write(one) & there)


def notice_text(case_no: str, claim_type: str, lacking: Iterable[ClaimDocument]) -> str:
    """The one-off notice that names every missing paper; "" when none is missing. Holds no personal data.

    It goes to the customer, so it cites the law alone and not the company's own list, which is 待确认.
    """
    lines = [f"{place}. {document.name}" for place, document in enumerate(lacking, 1)]
    if not lines:
        return ""
    head = f"理赔案件{case_no}（{claim_type}）的申请资料还缺以下{len(lines)}项，请一次补齐："
    law = [source for source in basis() if source.status is not Status.UNCONFIRMED]
    return "\n".join([head, *lines, f"依据：{'；'.join(map(str, law))}"])


def basis() -> tuple[Basis, ...]:
    """What the lists rest on; the company's part is 待确认."""
    return cite_all(_data()["basis"])


@cache
def _ways_to_write(document: ClaimDocument) -> frozenset[str]:
    """In full, without the bracket, in short."""
    short = document.name.split("（")[0] if document.name.endswith("）") else document.name
    return frozenset(map(key_of, (document.name, short, *document.also)))


@cache
def _listed(claim_type: str) -> tuple[ClaimDocument, ...]:
    rows = [*_data()["common"], *_data()["types"][claim_type]]
    # A paper of the type itself is asked for always, although the common list knows it only in a circumstance.
    papers: dict[str, ClaimDocument] = {}
    for row in rows:
        papers[row["name"]] = ClaimDocument(row["name"], row.get("when", ""), tuple(row.get("also", ())))
    return tuple(papers.values())


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    data: Mapping[str, Any] = yaml.safe_load((resources.files("core.claims") / "documents.yaml").read_text("utf-8"))
    return data

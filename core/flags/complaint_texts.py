"""投诉文本雷同: letters that share their 2-grams across clients, letters that are too long, and the set phrase.

Similarity is Jaccard's: shared 2-grams over all 2-grams of both. A letter is compared only with letters that share
one of its rarest 2-grams, which loses none that is similar enough (prefix filter of set similarity joins: two sets
with similarity t share one of the first n - ceil(t·n) + 1 elements, in any fixed order). Where such a 2-gram stands
in very many letters only the last of them are compared: they are one template, and each joins through its neighbour.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np

from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import grouped
from core.flags.registry import Settings, flag
from core.flags.words import contains, words
from core.normalise.cleaning import key_of
from core.records.policy import Policy
from core.records.service import Complaint
from core.table import Array

COMPARED = 64
"""Letters kept per 2-gram; bounds the work to letters × prefix × this."""
_NOISE = 1e-9


def two_grams(text: str) -> frozenset[str]:
    """Every two neighbouring characters, once."""
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def similarity(left: frozenset[str], right: frozenset[str]) -> float:
    """Jaccard's: 0 without anything in common, 1 for the same set; two empty sets are 0."""
    shared = len(left & right)
    together = len(left) + len(right) - shared
    return shared / together if together else 0.0


def families(texts: Sequence[str], least: float) -> tuple[list[int], list[float]]:
    """Per text the number of the first text of its family, and the highest similarity it joined with (0 alone).

    Texts are in one family where a chain of pairs with at least that similarity leads from one to the other.
    """
    grams = [two_grams(text) for text in texts]
    often = Counter(gram for one in grams for gram in one)
    head, best = list(range(len(texts))), [0.0] * len(texts)
    holders: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=COMPARED))
    for row, own in enumerate(grams):
        prefix = sorted(own, key=lambda gram: (often[gram], gram))[: len(own) - ceil(least * len(own) - _NOISE) + 1]
        for other in dict.fromkeys(candidate for gram in prefix for candidate in holders[gram]):
            if _top(head, other) == _top(head, row):
                continue
            alike = similarity(own, grams[other])
            if alike + _NOISE >= least:
                early, late = sorted((_top(head, other), _top(head, row)))
                head[late] = early
                best[row], best[other] = max(best[row], alike), max(best[other], alike)
        for gram in prefix:
            holders[gram].append(row)
    return [_top(head, row) for row in range(len(texts))], best


def _top(head: list[int], row: int) -> int:
    while head[row] != row:
        head[row] = row = head[head[row]]
    return row


def _clients(data: FlagData) -> Array:
    """Per complaint the policyholder's certificate number, else the complainant's name."""
    complaints = data.table(Complaint)
    rows = data.policies.match("policy_no", complaints["policy_no"].tolist())
    document = data.policies.look_up(rows, "policyholder_document_no")
    return np.where(document == "", complaints["complainant"], document).astype(object)


@flag("S02", "文本雷同", needs={Complaint: ("text",), Policy: ()}, settings=("similarity", "shortest"))
def copied_letters(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Letters of different clients that are alike; short ones are left out, for short wishes are alike by nature."""
    complaints, clients = data.table(Complaint), _clients(data)
    texts = [key_of(text) for text in complaints["text"].tolist()]
    rows = [row for row, text in enumerate(texts) if len(text) >= settings["shortest"]]
    head, best = families([texts[row] for row in rows], float(settings["similarity"]))
    for _, places in grouped(range(len(rows)), head):
        found = [rows[place] for place in places]
        if len({clients[row] for row in found}) > 1:
            says = {"most": len(found), "alike": f"{min(best[place] for place in places):.0%}"}
            yield Fired(tuple(At(complaints, row) for row in found), says)


@flag("S02", "长信", needs={Complaint: ("text",)}, settings=("length",))
def long_letters(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Letters of more than so many characters."""
    for row, text in enumerate(data.table(Complaint)["text"].tolist()):
        if len(text) > settings["length"]:
            yield Fired((At(data.table(Complaint), row),), {"letters": len(text)})


@flag("S02", "套话", needs={Complaint: ("text",)})
def set_phrase(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """销售误导 and 全额退保 both, in the letter or the wish."""
    complaints = data.table(Complaint)
    fires = np.ones(len(complaints), dtype=bool)
    for phrase in words()["formula"]:
        fires &= contains(complaints["text"], (phrase,)) | contains(complaints["demand"], (phrase,))
    yield from (Fired((At(complaints, row),)) for row in np.flatnonzero(fires).tolist())

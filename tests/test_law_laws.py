"""The list of laws: every citation resolves, and no citation claims to be better known than its law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from core.findings import Status
from core.law.basis import cite, weakest
from core.law.loading import FOLDER, read

LAWS = read("laws.yaml")
STRENGTH = [Status.UNCONFIRMED, Status.SECONDARY, Status.OFFICIAL]


def references(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "law" in value:
            yield value
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


CITED = [
    (path.name, reference)
    for folder in ("rules", "parameters")
    for path in sorted((FOLDER / folder).glob("*.yaml"))
    for reference in references(dict(read(f"{folder}/{path.name}")))
]


def test_every_citation_names_a_listed_law():
    assert len(CITED) > 400
    assert [(place, reference) for place, reference in CITED if reference["law"] not in LAWS] == []


def test_no_citation_of_a_law_claims_to_be_better_known_than_the_text_of_the_law():
    stronger = [
        (place, reference)
        for place, reference in CITED
        if not LAWS[reference["law"]].get("kind")
        and STRENGTH.index(cite(reference).status) > STRENGTH.index(Status(LAWS[reference["law"]]["status"]))
    ]
    assert stronger == []


@pytest.mark.parametrize("key", LAWS)
def test_every_law_has_a_title_a_status_and_ends_after_it_began(key: str):
    law = LAWS[key]
    assert law["title"] and Status(law["status"]) in STRENGTH
    assert law.get("in_force", date.min) < law.get("repealed", date.max)


@pytest.mark.parametrize(
    ("key", "in_force", "status"),
    [
        ("保险法", "2015-04-24", "official"),
        ("适当性办法", "2026-02-01", "official"),
        ("销售办法", "2024-03-01", "official"),
        ("反洗钱法", "2025-01-01", "official"),
        ("投诉办法", "2020-03-01", "official"),
        ("54号", "2017-11-01", "official"),
        ("令11号", "2026-01-01", "secondary"),
        ("令12号", "2026-01-20", "secondary"),
        ("90号文", "2016-01-01", "secondary"),
    ],
)
def test_the_laws_in_force_began_when_the_gazette_says(key: str, in_force: str, status: str):
    assert (str(LAWS[key]["in_force"]), LAWS[key]["status"]) == (in_force, status)


def test_the_2022_order_never_came_into_force_and_nothing_rests_on_it():
    assert "in_force" not in LAWS["令1号2022"]
    assert "令1号2022" not in {reference["law"] for _, reference in CITED}


def test_the_two_notices_numbered_93_and_the_two_numbered_7_are_told_apart_by_their_year():
    numbers = {key: LAWS[key]["number"] for key in ("预定利率通知1999", "分红精算规定2015")}
    assert numbers == {"预定利率通知1999": "保监发〔1999〕93号", "分红精算规定2015": "保监发〔2015〕93号"}
    assert LAWS["普通型精算规定2020"]["number"] == "银保监办发〔2020〕7号"
    assert LAWS["短期健康险通知2021"]["number"] == "银保监办发〔2021〕7号"


def test_a_citation_prints_title_number_article_and_first_day_and_stamps_what_is_unconfirmed():
    confirmed = cite({"law": "反洗钱法", "article": "第三十四条"})
    assert str(confirmed) == "《中华人民共和国反洗钱法》（2024-11-08修订）第三十四条（2025-01-01起）"
    assert str(cite({"law": "行业惯例", "article": "提前天数"})) == "行业惯例提前天数【待确认】"


def test_the_weakest_source_decides_and_no_source_at_all_is_unconfirmed():
    assert weakest([Status.OFFICIAL, Status.SECONDARY]) is Status.SECONDARY
    assert weakest([Status.OFFICIAL, Status.UNCONFIRMED, Status.SECONDARY]) is Status.UNCONFIRMED
    assert weakest([]) is Status.UNCONFIRMED

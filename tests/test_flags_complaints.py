"""S01, S02, S03: complaints that hang together, at the boundary and on both sides of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.flags.complaint_texts import families, similarity, two_grams
from tests.flag_tables import START, complaint, look, office, policy, request, subjects


def day(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(
    ("part", "column", "value"),
    [
        ("电话", "contact", "13800138000"),
        ("地址", "contact_address", "某街1号"), ("代办人", "agent_person", "某咨询"),
        ("来源IP", "came_from", "10.0.0.8"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("last", "raised"), [(180, True), (181, False)])
def test_S01_three_unrelated_policyholders_in_180_days(
    part: str, column: str, value: str, last: int, raised: bool
) -> None:
    complaints = [complaint(n, day(at), **{column: value}) for n, at in ((1, 0), (2, 90), (3, last))]
    found = look(office([policy(n) for n in (1, 2, 3)], complaints=complaints), "S01", part)
    assert [len(hit.rows) for hit in found] == ([3] if raised else [])
    assert not any(value in hit.sentence for hit in found)


def test_S01_a_family_or_one_policyholder_three_times_is_none() -> None:
    complaints = [complaint(n, day(n), contact="13800138000") for n in (1, 2, 3)]
    family = [policy(n, policyholder_address="同一路1号") for n in (1, 2, 3)]
    assert subjects(office(family, complaints=complaints), "S01") == []
    one = [complaint(n, day(n), policy_no="P1", contact="13800138000") for n in (1, 2, 3)]
    assert subjects(office([policy(1)], complaints=one), "S01") == []


def test_S01_refunds_of_three_complaints_to_one_account() -> None:
    policies, complaints = [policy(n) for n in (1, 2, 3)], [complaint(n, day(n)) for n in (1, 2, 3)]
    refunds = [request(n, "退保", day(n), payee_account="6222021234567890128") for n in (1, 2, 3)]
    assert subjects(office(policies, requests=refunds, complaints=complaints), "S01", "收款账户") == ["C1"]
    assert subjects(office(policies, requests=refunds[:2], complaints=complaints), "S01", "收款账户") == []


LETTER = "".join(chr(0x4E00 + n) for n in range(101))


"""101 different characters: 100 different 2-grams."""


def test_S02_similarity_is_shared_2_grams_over_all_2_grams() -> None:
    assert two_grams("甲乙丙") == {"甲乙", "乙丙"}
    assert similarity(two_grams("甲乙丙丁"), two_grams("甲乙丙戊")) == pytest.approx(2 / 4)
    assert similarity(two_grams(""), two_grams("")) == 0


@pytest.mark.parametrize(("kept", "raised"), [(86, True), (85, False)])
def test_S02_letters_of_two_clients_that_share_85_of_100_two_grams(kept: int, raised: bool) -> None:
    """A letter of which so many of 101 characters are kept shares kept - 1 of 100 2-grams: 85 of 100, or 84."""
    letters = [complaint(1, START, text=LETTER), complaint(2, START, text=LETTER[:kept])]
    tables = office([policy(1), policy(2)], complaints=letters)
    assert subjects(tables, "S02", "文本雷同") == (["C1"] if raised else [])
    same_client = [letters[0], letters[1] | {"policy_no": "P1"}]
    assert subjects(office([policy(1)], complaints=same_client), "S02", "文本雷同") == []


def test_S02_leaves_out_letters_shorter_than_50_characters() -> None:
    for length, found in ((49, []), (50, ["C1"])):
        letters = [complaint(n, START, text=LETTER[:length]) for n in (1, 2)]
        assert subjects(office([policy(1), policy(2)], complaints=letters), "S02", "文本雷同") == found


def test_S02_finds_the_families_that_comparing_every_pair_finds() -> None:
    import random

    rng = random.Random(7)
    texts = []
    for _ in range(30):
        base = [chr(0x4E00 + rng.randrange(400)) for _ in range(rng.randrange(40, 90))]
        for _ in range(rng.randrange(1, 4)):
            copy = list(base)
            for _ in range(rng.randrange(0, 8)):
                copy[rng.randrange(len(copy))] = chr(0x4E00 + rng.randrange(400))
            texts.append("".join(copy))
    heads, _ = families(texts, 0.85)
    slow = list(range(len(texts)))
    for left in range(len(texts)):
        for right in range(left):
            if similarity(two_grams(texts[left]), two_grams(texts[right])) >= 0.85:
                old, new = slow[left], slow[right]
                slow = [new if head == old else head for head in slow]
    assert {tuple(i for i, h in enumerate(heads) if h == head) for head in heads} == {
        tuple(i for i, h in enumerate(slow) if h == head) for head in slow
    }
    assert len(set(heads)) < len(texts)


@pytest.mark.parametrize(("letters", "raised"), [(1000, False), (1001, True)])
def test_S02_a_letter_of_more_than_1000_characters(letters: int, raised: bool) -> None:
    tables = office([policy(1)], complaints=[complaint(1, START, text="退" * letters)])
    assert subjects(tables, "S02", "长信") == (["C1"] if raised else [])


def test_S02_the_set_phrase_needs_both_halves() -> None:
    both = complaint(1, START, text="销售误导", demand="要求全额退保")
    one = complaint(2, START, text="销售误导", demand="要求说明")
    assert subjects(office([policy(1), policy(2)], complaints=[both, one]), "S02", "套话") == ["C1"]


@pytest.mark.parametrize(("refund", "raised"), [(30, True), (31, False), (9, False)])
def test_S03_a_new_phone_then_a_complaint_then_a_surrender_within_30_days(refund: int, raised: bool) -> None:
    requests = [request(1, "联系方式变更", day(0)), request(1, "退保", day(refund))]
    tables = office([policy(1)], requests=requests, complaints=[complaint(1, day(10))])
    assert subjects(tables, "S03") == (["C1"] if raised else [])


@pytest.mark.parametrize(("received", "raised"), [(0, True), (30, True), (31, False), (-1, False)])
def test_S03_a_complaint_that_itself_asks_for_all_money_back(received: int, raised: bool) -> None:
    asked = [complaint(1, day(received), demand="要求全额退保")]
    tables = office([policy(1)], requests=[request(1, "联系方式变更", day(0))], complaints=asked)
    assert subjects(tables, "S03") == (["C1"] if raised else [])

"""Planted cases are found among honest ones, and how many honest claims are hinted at is counted and bounded.

``python -m pytest tests/test_flags_planted.py -s`` prints the false alarms per 1,000 honest claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from time import perf_counter

import pytest

from core.flags.look import flags
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.service import Complaint
from core.records.servicing import ServicingRequest
from core.table import Tables
from tests.flag_tables import ON, START, Row, claim, company, complaint, policy, request, table_of
from tests.flag_world import honest_office

LAW = company(
    F03={"policies": 4}, F05={"years": 2}, F06={"claims": 8, "window_days": 30}, F09={"auto_pay": 5000},
    S06={"large_amount": 200000},
)  # fmt: skip
CLAIMS = 2000
MOST_PER_THOUSAND = {"F01 可抗辩期内": 1.0, "F07 同日同院同病": 3.0, "F14 费用远超同病种": 3.0}
"""Parts that honest claims do raise: two strangers can fall ill on one day, bills have a long tail, and some of these
claims lie in the first two years. Every other part is quiet on honest claims."""
LETTER = "".join(chr(0x9000 + n) for n in range(300))


def planted() -> tuple[Tables, dict[str, list[str]]]:
    """Dishonest rows, and by flag the subjects that must come up."""
    serial = iter(range(1, 1000))
    policies: list[Row] = []
    claims: list[Row] = []
    requests: list[Row] = []
    complaints: list[Row] = []
    expected: dict[str, list[str]] = defaultdict(list)

    def fraud(code: str, days: int = 600, more: Row | None = None, **cover: object) -> int:
        number = next(serial)
        policies.append(policy(number, effective_on=START, **cover))
        claims.append(claim(number, days, claimed="5000", **(more or {})))
        expected[code].append(f"L{number}")
        return number

    fraud("F01", 20)
    fraud("F02", 300, {"first_visit_on": START + timedelta(days=50), "diagnosed_on": START + timedelta(days=100)})
    fraud("F03", more={"other_insurers": 25})
    fraud("F04", more={"diagnosis": "踝关节扭伤", "hospital_days": 101})
    many = fraud("F05", 400, {"cause": "意外"}, product_code="AC")
    for days in (450, 500):
        claims.append(claim(next(serial), days, policy_no=f"P{many}", cause="意外", claimed="100"))
    village = [fraud("F06", 600 + place, {"village": "某村"}) for place in range(8)]
    expected["F06"] = [f"L{village[0]}"]
    same = {"hospital": "某医院", "diagnosis": "某病", "admitted_on": START + timedelta(days=650)}
    first, _ = fraud("F07", 650, same), fraud("F07", 650, same)
    expected["F07"] = [f"L{first}"]
    first, second = fraud("F08", 500, {"invoices": "XX1"}), fraud("F08", 650, {"invoices": "XX1"})
    expected["F08"] = [f"L{second}"]
    near = fraud("F09", 500)
    claims[-1]["claimed"] = "2950"
    claims.append(claim(next(serial), 600, policy_no=f"P{near}", claimed="2999"))
    changed = fraud("F10", 500)
    requests.append(request(changed, "受益人变更", START + timedelta(days=480)))
    loan = fraud("F11", 500)
    requests.append(request(loan, "保单贷款", START + timedelta(days=400)))
    fraud("F14", more={"diagnosis": "疾病0", "benefit": "医疗"}, product_code="ME")
    claims[-1]["claimed"] = "400000"
    go_between = [fraud("F16", more={"agent_person": "某某"}) for _ in range(3)]
    expected["F16"] = [f"L{go_between[0]}"]
    fraud("F17", 300, {"reported_on": START + timedelta(days=360)})
    agency = [next(serial) for _ in range(3)]
    policies += [policy(number) for number in agency]
    complaints += [
        complaint(number, START + timedelta(days=place), contact="13900139000", text=LETTER + "某" * place)
        for place, number in enumerate(agency)
    ]
    expected["S01"] = expected["S02"] = [f"C{agency[0]}"]
    requests += [request(agency[2], "退保", START + timedelta(days=9), payee="某外人")]
    expected["S11"] = [f"B{agency[2]}-退保-{START + timedelta(days=9)}／P{agency[2]}／—／—"]
    new = policy(next(serial))
    policies.append(new | {"status": "终止", "termination_reason": "退保", "status_on": START + timedelta(days=300)})
    policies.append(new | {"policy_no": "PNEW", "applied_on": START + timedelta(days=310)})
    expected["S04"] = [f"{new['policy_no']}／CI"]
    tables = [
        table_of(Policy, policies), table_of(Claim, claims), table_of(ServicingRequest, requests),
        table_of(Complaint, complaints),
    ]  # fmt: skip
    return Tables(tables), dict(expected)


def test_every_planted_case_comes_up_among_two_thousand_honest_claims() -> None:
    bad, expected = planted()
    hits, _ = flags(honest_office(20_000, CLAIMS, 300).together(bad), ON, LAW)
    found = {(hit.code, hit.subject.key) for hit in hits}
    missed = [(code, key) for code, keys in expected.items() for key in keys if (code, key) not in found]
    assert len(expected) == 18
    assert missed == []


def test_false_alarms_per_thousand_honest_claims_are_counted_and_bounded() -> None:
    hits, _ = flags(honest_office(20_000, CLAIMS, 300), ON, LAW)
    alarmed: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        alarmed[f"{hit.code} {hit.part}"] |= {row.key for row in hit.rows if row.sheet == Claim.sheet}
    rates = {part: 1000 * len(keys) / CLAIMS for part, keys in sorted(alarmed.items())}
    print("\n每千件正常理赔的误报：", rates)
    assert {part: rate for part, rate in rates.items() if rate > MOST_PER_THOUSAND.get(part, 0.0)} == {}
    assert Counter(hit.code for hit in hits if hit.code[0] == "S") == {}


def test_a_thousand_copies_of_one_letter_take_seconds_and_are_one_hint() -> None:
    bad = [complaint(n, START, text=LETTER + chr(0x4E00 + n)) for n in range(1000)]
    tables = Tables([table_of(Policy, [policy(n) for n in range(1000)]), table_of(Complaint, bad)])
    begun = perf_counter()
    hits, _ = flags(tables, ON, LAW)
    assert perf_counter() - begun < 10
    assert [len(hit.rows) for hit in hits if hit.part == "文本雷同"] == [1000]


@pytest.mark.long
def test_a_look_over_100000_policies_and_10000_claims_takes_seconds() -> None:
    tables = honest_office(100_000, 10_000, 5000)
    begun = perf_counter()
    flags(tables, ON, LAW)
    assert perf_counter() - begun < 40

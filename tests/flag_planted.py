"""Dishonest rows of every red flag, F01 to S11, and the subjects that must come up; everybody is invented."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from core.records.claim import Claim
from core.records.papers import Disclosure, DueDiligence
from core.records.people import Insured
from core.records.policy import Policy, PremiumReceipt
from core.records.record import Record
from core.records.reference import Staff
from core.records.service import Complaint
from core.records.servicing import ServicingRequest
from core.table import Tables
from tests.flag_tables import START, Row, claim, complaint, policy, receipt, request, table_of

LETTER = "".join(chr(0x9000 + n) for n in range(300))


def day(days: int) -> date:
    return START + timedelta(days=days)


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
    papers, by_papers = _against_papers()
    money, by_money = _with_money()
    return Tables(tables).together(papers).together(money), {**expected, **by_papers, **by_money}


Planted = tuple[Tables, dict[str, list[str]]]


def _against_papers() -> Planted:
    """F12, F13, F15: what was told when the cover was asked for, against the claim."""
    rich, sick, driver = 2001, 2002, 2003
    policies = [policy(n) for n in (rich, sick, driver)]
    policies.append(policy(rich, policy_no="PRICH", product_code="WL", sum_assured="2000000"))
    found = ({}, {"past_history": "高血压"}, {"occupation_found": "货车司机"})
    claims = [claim(n, 600, **more) for n, more in zip((rich, sick, driver), found, strict=True)]
    insured = [
        {"application_no": f"T{n}", "document_no": f"ID{n}", "occupation": "公司职员", "annual_income": "100000"}
        for n in (rich, driver)
    ]
    told = {Policy: policies, Claim: claims, Insured: insured}
    told[Disclosure] = [{"application_no": f"T{sick}", "illness_history": "否"}]
    return _tables(told), {"F12": [f"L{rich}"], "F13": [f"L{sick}"], "F15": [f"L{driver}"]}


def _with_money() -> Planted:
    """S03, S05 to S10: surrenders, premiums and loans."""
    talked, quick, swift, odd, paid, drawn = range(2101, 2107)
    ended = {"status": "终止", "termination_reason": "退保"}
    gone = ended | {"status_on": day(460)}
    book = [policy(n, agent_no="A999") | (gone if n < 2205 else {}) for n in range(2201, 2211)]
    policies = [policy(n) for n in (talked, swift, odd, paid, drawn)] + book
    policies.append(policy(quick, frequency="趸交", first_premium="300000") | ended | {"status_on": day(200)})
    policies.append(policy(swift, policy_no="PSWIFT", applied_on=day(100)) | ended | {"status_on": day(200)})
    requests = [
        request(talked, "联系方式变更", day(0)), request(talked, "退保", day(20)),
        request(odd, "犹豫期退保", day(5), invoice_lost="是"),
        request(drawn, "保单贷款", day(30), amount="-20000"), request(drawn, "减保", day(90), amount="-15000"),
    ]  # fmt: skip
    receipts = [receipt(paid, START, 3000, payer="某外人"), receipt(drawn, START, "250000")]
    given = {Policy: policies, ServicingRequest: requests, PremiumReceipt: receipts}
    given[Complaint] = [complaint(talked, day(10))]
    given[Staff] = [{"staff_no": "A999", "name": "某某", "role": "销售人员", "left_on": day(400)}]
    given[DueDiligence] = [{"application_no": f"T{odd}", "suspicious": "否"}]
    return _tables(given), {
        "S03": [f"C{talked}"], "S05": ["A999"], "S06": [f"P{quick}／CI"], "S07": [f"P{swift}／CI"],
        "S08": [f"B{odd}-犹豫期退保-{day(5)}／P{odd}／—／—"], "S09": [f"P{paid}／CI"],
        "S10": [f"P{drawn}／—／新单／1／—"],
    }  # fmt: skip


def _tables(rows: dict[type[Record], list[Row]]) -> Tables:
    return Tables(table_of(record, some) for record, some in rows.items())

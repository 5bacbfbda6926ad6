"""A generated office for red flags: honest policies and claims by the thousand, column by column, nobody real."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.records.claim import Claim
from core.records.papers import Disclosure, DueDiligence
from core.records.people import Insured
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Product
from core.records.record import Record
from core.records.reference import Staff
from core.records.service import Complaint
from core.records.servicing import ServicingRequest
from core.table import Array, Origin, Table, Tables, blank
from tests.flag_tables import PRODUCTS, SURNAMES, table_of

FIRST_DAY = np.datetime64("2023-01-01")
DISEASES = [f"疾病{n}" for n in range(20)]
KINDS = np.array(["CI", "ME", "AC", "WL"], dtype=object)
BENEFITS = {"CI": ("疾病", "重大疾病"), "ME": ("疾病", "医疗"), "AC": ("意外", "意外医疗"), "WL": ("疾病", "身故")}


def columns_table(record: type[Record], count: int, **given: Array) -> Table:
    """A table of ``count`` rows with some columns given and the others blank."""
    columns = {column.name: blank(column.kind.holds, count) for column in record.columns()} | given
    origin = Origin("生成.xlsx", record.sheet)
    return Table(record, columns, np.arange(2, count + 2, dtype=np.int32), np.zeros(count, np.int32), (origin,))


def texts(values: Any) -> Array:
    """A text column."""
    made = list(values)
    column = np.empty(len(made), dtype=object)
    column[:] = made
    return column


def honest_policies(rng: np.random.Generator, count: int) -> Table:
    """Policies of as many people, two of three in force, some surrendered after years, none bought again."""
    serial = range(count)
    applied = FIRST_DAY + rng.integers(0, 400, count).astype("timedelta64[D]")
    names = texts(f"{SURNAMES[n % len(SURNAMES)]}{chr(0x4E00 + n % 2000)}" for n in serial)
    people, homes = texts(f"ID{n:06d}" for n in serial), texts(f"某路{n}号" for n in serial)
    kind = KINDS[rng.integers(0, 4, count)]
    gone = (rng.random(count) < 0.03) & (kind == "WL")
    return columns_table(
        Policy, count,
        policy_no=texts(f"P{n:06d}" for n in serial), application_no=texts(f"T{n:06d}" for n in serial),
        branch_code=texts(["860101"] * count), agent_no=texts(f"A{n % 200}" for n in serial),
        policyholder_name=names, policyholder_document_no=people, policyholder_address=homes, insured_name=names,
        insured_document_no=people, insured_address=homes, product_code=kind, product_version=texts(["1"] * count),
        sum_assured=rng.integers(5, 50, count) * 1e4, frequency=texts(["年交"] * count),
        first_premium=rng.integers(20, 80, count) * 100.0, applied_on=applied, issued_on=applied + 2,
        effective_on=applied + 3, status=np.where(gone, "终止", "有效").astype(object),
        status_on=np.where(gone, applied + 800, applied + 3),
        termination_reason=np.where(gone, "退保", "").astype(object),
    )  # fmt: skip


def honest_claims(rng: np.random.Generator, policies: Table, count: int) -> Table:
    """One claim on each of ``count`` policies, long after the cover began, in 80 hospitals, each with its own bill."""
    on = np.sort(rng.permutation(len(policies))[:count])
    occurred = policies["effective_on"][on] + rng.integers(200, 1000, count).astype("timedelta64[D]")
    kind = policies["product_code"][on]
    bill = np.round(rng.lognormal(8.5, 0.5, count), 2)
    stay = rng.integers(3, 15, count).astype(float)
    hospital = rng.integers(0, 80, count)
    return columns_table(
        Claim, count,
        claim_no=texts(f"L{n:06d}" for n in range(count)), policy_no=policies["policy_no"][on],
        occurred_on=occurred, reported_on=occurred + rng.integers(0, 20, count).astype("timedelta64[D]"),
        cause=texts(BENEFITS[k][0] for k in kind), benefit=texts(BENEFITS[k][1] for k in kind),
        hospital=texts(f"医院{n}" for n in hospital), doctor=texts(f"医生{n}" for n in rng.integers(0, 9, count)),
        diagnosis=texts(DISEASES[n] for n in rng.integers(0, len(DISEASES), count)), claimed=bill,
        assessed=np.round(bill * 0.6, 2), hospital_days=stay, admitted_on=occurred, discharged_on=occurred + 10,
        invoices=texts(f"FP{n:08d}" for n in range(count)), reporter_phone=texts(f"138{n:08d}" for n in on),
        payee_account=texts(f"6222{n:015d}" for n in on), village=texts(f"村{n % 900}" for n in on),
        past_history=texts(["无"] * count), occupation_found=texts(["职员"] * count),
        conclusion=texts(["部分"] * count),
    )  # fmt: skip


def honest_papers(rng: np.random.Generator, policies: Table) -> list[Table]:
    """What was told when the policies were asked for: an income that carries the sum, nothing in the history."""
    count, numbers = len(policies), policies["application_no"]
    no = texts(["否"] * count)
    return [
        columns_table(
            Insured, count,
            application_no=numbers, document_no=policies["insured_document_no"], occupation=texts(["职员"] * count),
            annual_income=rng.integers(10, 50, count) * 1e4,
        ),
        columns_table(Disclosure, count, application_no=numbers, illness_history=no, drugs=no),
        columns_table(DueDiligence, count, application_no=numbers, suspicious=no),
        columns_table(
            Staff, 3,
            staff_no=texts(["A1", "A2", "A3"]), name=texts(["某某"] * 3), role=texts(["销售人员"] * 3),
            left_on=np.full(3, FIRST_DAY + 700),
        ),
    ]  # fmt: skip


def honest_complaints(rng: np.random.Generator, policies: Table, count: int) -> Table:
    """Complaints in each client's own words, from each client's own phone."""
    on = rng.permutation(len(policies))[:count]
    letters = rng.integers(0x4E00, 0x4E00 + 1500, (count, 200))
    return columns_table(
        Complaint, count,
        complaint_no=texts(f"C{n:06d}" for n in range(count)), policy_no=policies["policy_no"][on],
        received_on=FIRST_DAY + rng.integers(400, 1300, count).astype("timedelta64[D]"),
        complainant=policies["policyholder_name"][on], contact=texts(f"138{n:08d}" for n in on),
        text=texts("".join(map(chr, row)) for row in letters.tolist()), demand=texts(["说明情况"] * count),
    )  # fmt: skip


def honest_receipts(rng: np.random.Generator, policies: Table, each: int) -> Table:
    """``each`` yearly premiums per policy, paid by the policyholder."""
    on = np.repeat(np.arange(len(policies)), each)
    year = np.tile(np.arange(each), len(policies))
    return columns_table(
        PremiumReceipt, len(on),
        policy_no=policies["policy_no"][on], product_code=policies["product_code"][on],
        business=texts("新单" if n == 0 else "续期" for n in year.tolist()), instalment=year + 1.0,
        received_on=policies["effective_on"][on] + 365 * year, received=policies["first_premium"][on],
        payer=policies["policyholder_name"][on],
    )  # fmt: skip


def honest_requests(rng: np.random.Generator, policies: Table, count: int) -> Table:
    """Changes of an address or a phone, refunds to the policyholder."""
    on = rng.permutation(len(policies))[:count]
    return columns_table(
        ServicingRequest, count,
        request_no=texts(f"B{n:06d}" for n in range(count)), policy_no=policies["policy_no"][on],
        received_on=FIRST_DAY + rng.integers(400, 1300, count).astype("timedelta64[D]"),
        item=np.array(["客户基本资料变更", "联系方式变更", "减保"], dtype=object)[rng.integers(0, 3, count)],
        payee=policies["policyholder_name"][on],
    )  # fmt: skip


def honest_office(policies: int, claims: int, complaints: int, seed: int = 1) -> Tables:
    """The whole office without a single planted case."""
    rng = np.random.default_rng(seed)
    made = honest_policies(rng, policies)
    products = [row | {"design": "普通型", "main_or_rider": "主险", "death_benefit": "否"} for row in PRODUCTS]
    return Tables(
        [
            table_of(Product, products), made, honest_claims(rng, made, claims),
            honest_complaints(rng, made, complaints), honest_receipts(rng, made, 3),
            honest_requests(rng, made, policies // 10), *honest_papers(rng, made),
        ]
    )  # fmt: skip

"""What the company already knows of an insured: earlier applications, claims, surrenders, adverse decisions."""

from __future__ import annotations

import numpy as np

from core.checks.ledger_rows import with_ledger
from core.checks.rule import Context
from core.records.application import Application
from core.records.claim import Claim
from core.records.decision import Decision
from core.records.people import Insured
from core.records.policy import Policy
from core.table import Array, Rows, Table

SURRENDERED = ("退保", "协议退保(约定解除)", "公司解约(16条)")
ADVERSE = ("次标准体-加费", "除外", "加费+除外", "限额/变更险种/缩短期间", "延期", "拒保")

Records = dict[str, list[tuple[np.datetime64, str]]]


def adverse_records(context: Context) -> Records:
    """By certificate number of the insured: day and name of each claim, surrender and adverse decision held."""
    records: Records = {}
    policies, claims, decisions = (context.in_force.of(record) for record in (Policy, Claim, Decision))
    owner = dict(zip(policies["policy_no"], policies["insured_document_no"], strict=True))
    for number, day, claim in zip(claims["policy_no"], claims["occurred_on"], claims["claim_no"], strict=True):
        _add(records, owner.get(number, ""), day, f"赔案{claim}")
    for row in np.flatnonzero(np.isin(policies["termination_reason"].astype(str), SURRENDERED)):
        person, number = policies["insured_document_no"][row], policies["policy_no"][row]
        _add(records, person, policies["status_on"][row], f"保单{number}")
    people = context.in_force.of(Insured)
    persons = people.look_up(people.match("application_no", decisions["application_no"]), "document_no")
    brought = set(context.tables.of(Application)["application_no"].tolist())
    for row in np.flatnonzero(np.isin(decisions["conclusion"].astype(str), ADVERSE)):
        number = decisions["application_no"][row]
        if number not in brought:
            _add(records, persons[row], decisions["decided_on"][row], f"投保单{number}")
    return records


def earlier_rows(context: Context, persons: Array, table: Table) -> Rows:
    """For each row's person the 被保险人 row (run and ledger) of the last earlier application, -1 if there is none.

    Earlier: an earlier day, or the same day and a smaller application number.
    """
    people, applications = with_ledger(context, Insured), with_ledger(context, Application)
    day = applications.look_up(applications.match("application_no", people["application_no"]), "applied_on")
    by_person: dict[str, list[tuple[np.datetime64, str, int]]] = {}
    for row, person in enumerate(people["document_no"].tolist()):
        if person and not np.isnat(day[row]):
            by_person.setdefault(person, []).append((day[row], people["application_no"][row], row))
    days = context.event_days(table)
    result = np.full(len(table), -1, dtype=np.intp)
    for row, person in enumerate(persons):
        known = by_person.get(person, [])
        before = [entry for entry in known if entry[:2] < (days[row], table["application_no"][row])]
        if before:
            result[row] = max(before)[2]
    return result


def _add(records: Records, person: str, day: np.datetime64, name: str) -> None:
    if person:
        records.setdefault(person, []).append((day, name))

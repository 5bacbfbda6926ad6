"""One application: the rows of the ten sheets of 投保单 for one sale, complete and within every rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from core.demo import answers, numbers
from core.demo.files import read
from core.demo.people import Person
from core.demo.sales import Sale
from core.money import capital
from core.records.application import Application, Coverage
from core.records.papers import Account, Disclosure, DueDiligence, Finance, Signing
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.record import Record

Row = dict[str, Any]
Place = tuple[type[Record], str]
"""A record and one of its fields."""


@dataclass(slots=True)
class Form:
    """A filled form: rows by record. ``faults``: the rules it breaks by design, and where."""

    number: str
    sale: Sale
    rows: dict[type[Record], list[Row]]
    faults: tuple[tuple[str, Place], ...] = ()
    replaced_by: Form | None = None
    """The form with another plan that the customer handed in later, not signed anew."""

    def row(self, record: type[Record]) -> Row:
        """The first row of a record."""
        return self.rows[record][0]


def fill_in(rng: Random, sale: Sale, number: str) -> Form:
    """The whole form."""
    rows: dict[type[Record], list[Row]] = {
        Application: [_application(rng, sale)],
        Policyholder: [_person(sale, sale.policyholder) | {"relation": sale.relation_of_policyholder()}],
        Insured: [_person(sale, sale.insured)],
        Beneficiary: _beneficiaries(rng, sale),
        Coverage: [_coverage(sale, place) for place in range(len(sale.covered))],
        Disclosure: [answers.disclosure(rng, sale)],
        Finance: [answers.finance(rng, sale)],
        Account: [_account(sale)],
        DueDiligence: [answers.due_diligence(sale)],
        Signing: [answers.signing(rng, sale, number)],
    }
    for record, lines in rows.items():
        rows[record] = [{"application_no": number, **line} for line in lines]
    return Form(number, sale, rows)


def _application(rng: Random, sale: Sale) -> Row:
    agent = sale.agent
    return {
        "branch_code": agent.branch_code, "branch_name": agent.branch_name, "channel": agent.channel, "online": "否",
        "intermediary": agent.intermediary, "agent_no": agent.number, "agent_name": agent.name,
        "set_size": 1, "set_position": 1, "applied_on": sale.applied_on,
        "submitted_on": sale.applied_on + timedelta(days=rng.randrange(0, 3)), "frequency": sale.frequency,
        "payment_method": "银行转账", "currency": "人民币", "premium_total": sale.premium,
        "premium_total_words": capital(Decimal(str(sale.premium))), "overpayment_forward": "是",
        "survival_option": "累积生息" if sale.main.line.shape in ("annuity", "endowment") else "",
        "dividend_option": "累积生息" if sale.main.line.fields["design"] == "分红型" else "",
        "policy_form": rng.choice(("电子", "电子", "纸质")),
    }  # fmt: skip


def _person(sale: Sale, person: Person) -> Row:
    code, occupation, grade = person.occupation
    minor = person.age(sale.applied_on) < 18
    parent = sale.policyholder
    return {
        "name": person.name, "sex": person.sex, "birth_date": person.born, "age": person.age(sale.applied_on),
        "document_type": person.document_type, "document_no": person.document_no,
        "document_validity": person.document_validity, "nationality": person.nationality,
        "household": person.household, "height": person.height, "weight": person.weight,
        "marriage": person.marriage, "landline": "" if minor else sale.home.landline,
        "phone": parent.phone if minor else person.phone, "address": sale.home.address,
        "postal_code": sale.home.postal_code, "employer": person.employer, "occupation": occupation,
        "occupation_code": code, "occupation_class": grade, "annual_income": 0 if minor else person.income,
    }  # fmt: skip


def _beneficiaries(rng: Random, sale: Sale) -> list[Row]:
    """Named next of kin for most, 法定 for the others."""
    if sale.main.line.fields["death_benefit"] == "否" or rng.random() < 0.25:
        return [{"benefit_kind": "身故", "name": "法定", "relation": "法定"}]
    home = sale.home
    kin = [person for person in (home.head, home.spouse, *home.children) if person and person is not sale.insured]
    if sale.insured in home.children:
        kin = [person for person in kin if person not in home.children]
    if not kin:
        return [{"benefit_kind": "身故", "name": "法定", "relation": "法定"}]
    chosen = kin[: rng.choice((1, 1, 2))]
    return [
        {
            "benefit_kind": "身故", "name": person.name, "sex": person.sex, "document_type": person.document_type,
            "document_no": person.document_no, "document_validity": person.document_validity,
            "relation": _relation_to_insured(sale, person), "order": 1, "share": 1 / len(chosen),
            "nationality": person.nationality, "occupation": person.occupation[1],
            "phone": person.phone or sale.policyholder.phone, "address": home.address,
        }
        for person in chosen
    ]  # fmt: skip


def _relation_to_insured(sale: Sale, person: Person) -> str:
    if sale.insured in sale.home.children:
        return "父亲" if person.sex == "男" else "母亲"
    if person in sale.home.children:
        return "儿子" if person.sex == "男" else "女儿"
    return "配偶"


def _coverage(sale: Sale, place: int) -> Row:
    item = sale.covered[place]
    return {
        "product_code": item.line.code, "product_name": item.line.fields["product_name"],
        "main_or_rider": item.line.fields["main_or_rider"], "design": item.line.fields["design"],
        "policy_term": item.cell.policy_term, "premium_term": item.cell.premium_term,
        "sum_assured": item.sum_assured, "units": 1, "premium": item.premium,
    }  # fmt: skip


def _account(sale: Sale) -> Row:
    payer = sale.policyholder
    bank, prefix = read("words.yaml")["banks"][payer.serial % 4]
    return {
        "holder": payer.name, "bank": bank, "account_no": numbers.card(prefix, payer.serial), "account_kind": "银行卡",
        "first_payment": "银行转账", "cross_border": "否", "third_party": "否", "debit_signed": "是",
        "debit_signed_on": sale.applied_on, "debit_terms": "是",
    }  # fmt: skip

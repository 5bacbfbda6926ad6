"""What is written wrong into an application that breaks a rule by design, one function per fault.

Each function changes a form in one place and returns (record, field) of the cell, or None where the form does not lend
itself to it (no child, not sold through a bank …).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from core.demo import numbers
from core.demo.applications import Form, Place
from core.demo.files import read
from core.records.application import Application
from core.records.papers import Account, Disclosure, Finance, Signing
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.record import Record

WATCHED = "冼无名"
"""The one invented person on 名单."""


def watched_number() -> str:
    """The certificate number of the person on 名单."""
    return numbers.resident_number("110105", date(1970, 1, 1), "男", 44)


def one_value(record: type[Record], field: str, value: Any) -> Callable[[Form], Place | None]:
    """A fault that writes one value; only where it is not there already."""

    def plant(form: Form) -> Place | None:
        if form.row(record).get(field) == value:
            return None
        form.row(record)[field] = value
        return record, field

    return plant


def no_phone(form: Form) -> Place | None:
    form.row(Policyholder)["phone"] = ""
    return Policyholder, "phone"


def other_words(form: Form) -> Place | None:
    form.row(Application)["premium_total_words"] = "人民币壹佰元整"
    return Application, "premium_total_words"


def submitted_too_early(form: Form) -> Place | None:
    form.row(Application)["submitted_on"] = form.sale.applied_on - timedelta(days=3)
    return Application, "submitted_on"


def one_year_older(form: Form) -> Place | None:
    form.row(Insured)["age"] += 1
    return Insured, "age"


def wrong_check_character(form: Form) -> Place | None:
    row = form.row(Insured)
    if row["document_type"] != "身份证" or form.sale.own_life:
        return None
    number = row["document_no"]
    row["document_no"] = number[:-1] + ("0" if number[-1] != "0" else "1")
    return Insured, "document_no"


def other_sex(form: Form) -> Place | None:
    row = form.row(Insured)
    if form.sale.own_life or row["document_type"] != "身份证":
        return None
    row["sex"] = "女" if row["sex"] == "男" else "男"
    return Insured, "sex"


def expired(form: Form) -> Place | None:
    form.row(Policyholder)["document_validity"] = f"{form.sale.applied_on - timedelta(days=40)}"
    return Policyholder, "document_validity"


def short_phone(form: Form) -> Place | None:
    form.row(Policyholder)["phone"] = form.row(Policyholder)["phone"][:10]
    return Policyholder, "phone"


def phone_of_agent(form: Form) -> Place | None:
    form.row(Policyholder)["phone"] = numbers.mobile(form.sale.agent.serial)
    return Policyholder, "phone"


def account_of_agent(form: Form) -> Place | None:
    form.row(Account)["account_no"] = numbers.card("629901", form.sale.agent.serial)
    form.row(Account)["bank"] = read("words.yaml")["banks"][0][0]
    return Account, "account_no"


def someone_else_pays(form: Form) -> Place | None:
    form.row(Account)["holder"] = "佘他人"
    return Account, "holder"


def parent_too_young(form: Form) -> Place | None:
    if form.sale.insured not in form.sale.home.children:
        return None
    row = form.row(Policyholder)
    row["relation"] = "父亲" if row["sex"] == "女" else "母亲"
    return Policyholder, "relation"


def cover_elsewhere(form: Form) -> Place | None:
    if form.sale.insured.age(form.sale.applied_on) >= 18 or form.sale.main.line.fields["death_benefit"] == "否":
        return None
    form.row(Disclosure).update(other_policies="是", other_death_cover=600_000, explanation="在其他公司投保寿险")
    return Disclosure, "other_death_cover"


def shares_short(form: Form) -> Place | None:
    if form.row(Beneficiary)["name"] == "法定":
        return None
    form.row(Beneficiary)["share"] -= 0.2
    return Beneficiary, "share"


def nameless_beneficiary(form: Form) -> Place | None:
    if form.row(Beneficiary)["name"] == "法定":
        return None
    form.row(Beneficiary)["document_no"] = ""
    return Beneficiary, "document_no"


def watched_beneficiary(form: Form) -> Place | None:
    if form.row(Beneficiary)["name"] == "法定":
        return None
    form.row(Beneficiary).update(name=WATCHED, document_no=watched_number(), sex="男", document_type="身份证")
    return Beneficiary, "name"


def no_recording(form: Form) -> Place | None:
    if form.sale.agent.channel != "银保" or form.sale.main.line.short:
        return None
    form.row(Signing).update(recording_no="", recording_points="")
    return Signing, "recording_no"


def no_declaration(form: Form) -> Place | None:
    if not form.sale.main.line.new_type:
        return None
    form.row(Finance).update(declaration="", premium_budget=1_000)
    return Finance, "declaration"


def no_needs_analysis(form: Form) -> Place | None:
    if form.sale.main.line.short:
        return None
    form.row(Finance)["needs_analysis"] = "否"
    return Finance, "needs_analysis"


def insured_did_not_sign(form: Form) -> Place | None:
    if not form.row(Signing)["insured_signed"]:
        return None
    form.row(Signing)["insured_signed"] = "否"
    return Signing, "insured_signed"


def unexplained(form: Form) -> Place | None:
    form.row(Disclosure)["abnormal_checks"] = "是"
    return Disclosure, "abnormal_checks"


def heavy(form: Form) -> Place | None:
    if form.sale.insured.age(form.sale.applied_on) < 18 or form.sale.own_life:
        return None
    form.row(Insured)["weight"] = round(36 * (form.row(Insured)["height"] / 100) ** 2)
    return Insured, "weight"


def poor(form: Form) -> Place | None:
    if form.sale.main.line.fields["death_benefit"] == "否" or form.sale.main.line.shape not in ("term", "whole"):
        return None
    for record in (Policyholder, Insured):
        form.row(record)["annual_income"] = 6_000
    return Insured, "annual_income"

"""The people of an application as a policy line names them."""

from __future__ import annotations

import numpy as np

from core.checks.beneficiary_groups import named
from core.checks.people import people_of
from core.checks.rule import Context
from core.privacy import masked
from core.records.papers import Account, Signing
from core.records.people import Beneficiary, Insured, Policyholder
from core.table import Array, Table

_COPIED = ("name", "document_type", "document_no", "document_validity", "phone", "address")
_SEEN_FROM_THE_PAYER = {
    "丈夫": "妻子", "妻子": "丈夫", "父母": "子女", "父亲": "子女", "母亲": "子女", "子女": "父母", "儿子": "父母",
    "女儿": "父母", "祖父母": "孙子女", "孙子女": "祖父母", "雇主": "其他",
}  # fmt: skip
"""What the insured is to the policyholder, by what the policyholder is to the insured; other words read both ways."""
BY_LAW = "法定"


def party_columns(context: Context, numbers: Array) -> dict[str, Array]:
    """投保人, 被保险人, 受益人, account and recording of each application number, shape (n,) each."""
    columns: dict[str, Array] = {}
    for prefix, record in (("policyholder", Policyholder), ("insured", Insured)):
        table = context.tables.of(record)
        rows = table.match("application_no", numbers)
        columns |= {f"{prefix}_{name}": table.look_up(rows, name) for name in _COPIED}
    insureds, payers = context.tables.of(Insured), context.tables.of(Policyholder)
    rows = insureds.match("application_no", numbers)
    births = people_of(insureds).births()
    columns["insured_birth_date"] = np.where(rows >= 0, births[rows], np.datetime64("NaT"))
    columns["insured_sex"] = insureds.look_up(rows, "sex")
    relation = payers.look_up(payers.match("application_no", numbers), "relation")
    columns["relation"] = np.array([_SEEN_FROM_THE_PAYER.get(word, word) for word in relation], dtype=object)
    beneficiaries = _beneficiaries(context.tables.of(Beneficiary))
    columns["beneficiaries"] = np.array([beneficiaries.get(number, BY_LAW) for number in numbers], dtype=object)
    accounts, signings = context.tables.of(Account), context.tables.of(Signing)
    account = accounts.match("application_no", numbers)
    columns["bank"] = accounts.look_up(account, "bank")
    full = accounts.look_up(account, "account_no")
    columns["account_masked"] = np.array([masked("account", text) if text else "" for text in full], dtype=object)
    columns["recording_no"] = signings.look_up(signings.match("application_no", numbers), "recording_no")
    return columns


def _beneficiaries(table: Table) -> dict[str, str]:
    """By application: 李四100%、王五（第2顺序）100%; shares left blank are not invented."""
    lines: dict[str, list[str]] = {}
    for row in np.flatnonzero(named(table)):
        order, share = table["order"][row], table["share"][row]
        place = "" if np.isnan(order) or order == 1 else f"（第{order:.0f}顺序）"
        part = "" if np.isnan(share) else f"{share * 100:.4g}%"
        lines.setdefault(table["application_no"][row], []).append(f"{table['name'][row]}{place}{part}")
    return {number: "、".join(parts) for number, parts in lines.items()}

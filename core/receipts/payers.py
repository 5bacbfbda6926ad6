"""Who is expected to pay for a document, and who must not: colleagues paying for customers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.records.papers import Account
from core.records.people import Policyholder
from core.records.policy import Policy
from core.records.reference import Staff
from core.table import Table, Tables

TAIL = 4


@dataclass(frozen=True, slots=True)
class Payer:
    """Who applied for a document; ``tail``: last four digits of the agreed account."""

    policyholder: str = ""
    tail: str = ""


@dataclass(frozen=True)
class Colleagues:
    """Names and accounts of 人员名册: a premium for a customer must not come from them."""

    names: frozenset[str]
    accounts: frozenset[str]

    def paid(self, name: str, account: str, policyholder: str) -> bool:
        """Did a colleague pay for somebody else? Their own policies are theirs to pay."""
        return name != policyholder and ((bool(account) and account in self.accounts) or name in self.names)


def tail_of(account: str) -> str:
    """The last four digits of an account, masked or whole; "" where fewer are shown."""
    tail = account[-TAIL:]
    return tail if len(tail) == TAIL and tail.isdigit() else ""


def payers_of(tables: Tables) -> Mapping[str, Payer]:
    """By policy number and by application number; the policy's own line where a number has both."""
    found: dict[str, Payer] = {}
    names = _by_number(tables, Policyholder, "name")
    accounts = _by_number(tables, Account, "account_no")
    for number in names.keys() | accounts.keys():
        found[number] = Payer(names.get(number, ""), tail_of(accounts.get(number, "")))
    for number, payer in _of_policies(tables.of(Policy)).items():
        found.setdefault(number, payer)
    return found


def _of_policies(policies: Table) -> dict[str, Payer]:
    """By policy number and application number, the first line of each; worked out once for a table."""
    if "payers" not in policies.worked_out:
        found: dict[str, Payer] = {}
        wanted = ("policy_no", "application_no", "policyholder_name", "account_masked")
        for number, application, holder, account in zip(*(policies[name].tolist() for name in wanted), strict=True):
            payer = Payer(holder, tail_of(account))
            found.setdefault(number, payer)
            if application:
                found.setdefault(application, payer)
        policies.worked_out["payers"] = found
    known: dict[str, Payer] = policies.worked_out["payers"]
    return known


def colleagues_of(tables: Tables) -> Colleagues:
    """Everybody on 人员名册 who still works here or ever did."""
    staff = tables.of(Staff)
    return Colleagues(frozenset(staff["name"].tolist()) - {""}, frozenset(staff["account_no"].tolist()) - {""})


def _by_number(tables: Tables, record: type[Policyholder | Account], name: str) -> dict[str, str]:
    table = tables.of(record)
    return dict(zip(table["application_no"].tolist(), table[name].tolist(), strict=True))

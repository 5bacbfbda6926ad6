"""B201, B202, B204, B205, B213: who asked, who acted for whom, and what is on paper."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.law_words import words_on
from core.checks.people import People
from core.checks.rule import Context, Hit, rule
from core.checks.servicing_rows import (
    INSURED,
    POLICYHOLDER,
    asked_by,
    first_rows,
    named,
    one_person,
    policies,
    policy_rows,
    requests,
    where_item,
)
from core.checks.unrelated import Holders, holders, unrelated_holders
from core.checks.words import day_words, whole_words
from core.normalise.parsed import Heading
from core.normalise.validity import validity_ends, validity_starts
from core.records.claim import Claim
from core.records.servicing import ServicingRequest
from core.servicing.items import item_of, items
from core.table import Array, Mask, Table, blanks

BENEFICIARY = "受益人变更"
ONLINE = "APP"
BOTH = f"{POLICYHOLDER}和{INSURED}"
DEATH = ("身故", "死亡")
AUTHORITY = {
    "agent_person": "代理人姓名",
    "agent_document_no": "代办人证件",
    "authority_scope": "代理事项",
    "authority_limits": "权限",
    "authority_term": "期限",
}


@rule("B201")
def who_may_ask(context: Context) -> Iterator[Hit]:
    """《保险法》第四十一条, 解释三第十条、第十一条: the policyholder, the insured, or both, by kind of change."""
    table = requests(context)
    known = first_rows(table, table["item"] != "")
    blank = table["applicant_role"] == ""
    yield Hit(table, "applicant_role", known & blank, "blank")
    holder, insured = asked_by(table, POLICYHOLDER), asked_by(table, INSURED)
    both = where_item(table, lambda item: item.applicants == (BOTH,))
    same = one_person(context, table)
    lacking = known & both & ~(holder & insured) & (holder | insured) & ~same
    missing = np.where(holder[lacking], INSURED, POLICYHOLDER)
    yield Hit(table, "applicant_role", lacking, "both", details={"expected": missing.tolist()})
    entitled = np.zeros(len(table), dtype=bool)
    for role, asked in ((POLICYHOLDER, holder), (INSURED, insured)):
        open_to = (item.name for item in items().values() if role in item.applicants)
        entitled |= asked & (both | named(table, *open_to))
    wrong = known & ~blank & ~entitled & ~lacking
    words = {
        "name": table["item"][wrong].tolist(),
        "expected": ["或".join(item_of(name).applicants) for name in table["item"][wrong].tolist()],
    }
    yield Hit(table, "applicant_role", wrong, details=dict(words))
    change = first_rows(table, named(table, BENEFICIARY))
    unasked = change & holder & ~insured & ~same & (table["insured_consent"] != "是") & (table["channel"] != ONLINE)
    yield Hit(table, "insured_consent", unasked, "consent")
    died = _death_before(context, table)
    late = change & ~np.isnat(died)
    yield Hit(table, "received_on", late, "after_event", details={"other": day_words(died[late])})


@rule("B202")
def beneficiary_online(context: Context) -> Iterator[Hit]:
    """《互联网保险业务监管办法》第二十八条: online, too, the insured's consent must be proven."""
    table = requests(context)
    online = first_rows(table, named(table, BENEFICIARY) & (table["channel"] == ONLINE))
    without = ~asked_by(table, INSURED) & ~one_person(context, table) & (table["insured_consent"] != "是")
    yield Hit(table, "insured_consent", online & without)


@rule("B204")
def authority(context: Context) -> Iterator[Hit]:
    """《民法典》第一百六十五条, 《反洗钱法》第三十一条第一款: a complete written authority and a verified agent."""
    table = requests(context)
    acted = first_rows(table, table["by_agent"] == "是")
    gaps = {label: table[name] == "" for name, label in AUTHORITY.items()}
    gaps |= {"委托人签名": table["authority_signed"] != "是", "代办人身份核实": table["agent_verified"] != "是"}
    lacking = acted & np.logical_or.reduce(list(gaps.values()))
    missing = ["、".join(label for label, gap in gaps.items() if gap[row]) for row in np.flatnonzero(lacking)]
    yield Hit(table, "by_agent", lacking, details={"name": missing})
    start, end = validity_starts(table["authority_term"]), validity_ends(table["authority_term"])
    outside = acted & (table["authority_term"] != "") & ((table["received_on"] < start) | (table["received_on"] > end))
    yield Hit(table, "received_on", outside, "expired", details={"limit": table["authority_term"][outside].tolist()})
    narrow = acted & (table["authority_scope"] != "") & ~_in_scope(table)
    yield Hit(table, "authority_scope", narrow, "scope", details={"name": table["item"][narrow].tolist()})
    own = acted & _in_person(context, table)
    yield Hit(table, "by_agent", own, "in_person", details={"name": table["item"][own].tolist()})
    yield from _many_clients(context, table, acted)


@rule("B205")
def signature(context: Context) -> Iterator[Hit]:
    """Practice: every signature on paper is compared; one that differs is called back on the phone of the file."""
    table = requests(context)
    paper = first_rows(table, (table["item"] != "") & (table["channel"] != ONLINE))
    yield Hit(table, "signature_match", paper & (table["signature_match"] == "不一致"))
    yield Hit(table, "signature_match", paper & (table["signature_match"] == ""), "unchecked")


@rule("B213")
def endorsed(context: Context) -> Iterator[Hit]:
    """《保险法》第二十条: a change is noted on the policy, in a slip added to it, or in a written agreement."""
    table = requests(context)
    changed = first_rows(table, where_item(table, lambda item: item.changes_contract))
    bare = changed & ~blanks(table["completed_on"]) & (table["endorsement_no"] == "")
    yield Hit(table, "endorsement_no", bare, details={"name": table["item"][bare].tolist()})


def _death_before(context: Context, table: Table) -> Array:
    """Per request the day of a death that a claim on its policy reports, on or before the day of receipt; else NaT."""
    held = (context.in_force if context.in_force.has(Claim) else context.tables).of(Claim)
    deaths = np.array([any(word in benefit for word in DEATH) for benefit in held["benefit"].tolist()], dtype=bool)
    first: dict[str, np.datetime64] = {}
    for row in np.flatnonzero(deaths & ~blanks(held["occurred_on"])).tolist():
        number, day = held["policy_no"][row], held["occurred_on"][row]
        first[number] = min(first.get(number, day), day)
    never = np.datetime64("NaT", "D")
    days = np.array([first.get(number, never) for number in table["policy_no"].tolist()], dtype="datetime64[D]")
    days[~(days <= table["received_on"])] = never
    return days


def _in_scope(table: Table) -> Mask:
    """Does the authority name the item, in any of the ways it is written, or everything (全部保全事项)?"""
    parse = ServicingRequest.column("item").kind.parse
    result = np.zeros(len(table), dtype=bool)
    for row, scope in enumerate(table["authority_scope"].tolist()):
        words = scope.replace("，", "、").replace(",", "、").split("、")
        result[row] = table["item"][row] in {str(parse(word, Heading()).value) for word in words} or "全部" in scope
    return result


def _in_person(context: Context, table: Table) -> Mask:
    days = context.event_days(table)
    result = np.zeros(len(table), dtype=bool)
    for day in np.unique(days):
        rows = days == day
        result[rows] = np.isin(table["item"][rows].astype(str), words_on(context, "in_person_items", day))
    return result


def _many_clients(context: Context, table: Table, acted: Mask) -> Iterator[Hit]:
    """How many unrelated policyholders one agent acted for inside the window, this run and the ledger together."""
    earlier = context.in_force.of(ServicingRequest)
    if not acted.any():
        return
    newest = table["received_on"][acted].max()
    window = context.limit("agent_shared_window_days", table)[acted].max()
    known = np.isin(earlier["request_no"].astype(str), table["request_no"].astype(str))
    recent = earlier.take((earlier["by_agent"] == "是") & ~known & (earlier["received_on"] >= newest - int(window)))
    count = unrelated_holders([_clients(context, table), _clients(context, recent)])[0]
    limit = context.limit("authorised_agent_clients", table)
    many = acted & (count >= limit)
    words = {"expected": whole_words(count[many]), "limit": whole_words(limit[many])}
    yield Hit(table, "agent_document_no", many, "many_clients", details=dict(words))


def _clients(context: Context, table: Table) -> Holders:
    """Which agent acts for which policyholder."""
    held = policies(context)
    people = People(held, held.record.parties[0])
    acting = np.where(table["by_agent"] == "是", table["agent_document_no"], "").astype(object)
    return holders(people, acting, policy_rows(context, table))

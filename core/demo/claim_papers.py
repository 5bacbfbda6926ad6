"""What came in for a claim, and the few cases that got stuck: papers missing, a letter not sent, money not paid."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from core.claims.documents import circumstances, claim_documents, type_of

Row = dict[str, Any]
STUCK_DAYS = 75
"""Cases reported so many days before the end of the month may be stuck; older ones are long closed."""
STUCK = 0.6
LATER = ("documents_on", "opened_on", "assessed_on", "notified_on", "paid_on")
DECIDED = ("assessed", "conclusion", "refusal_reason", "payee", "payee_relation", "payee_account")


def with_papers(rng: Random, row: Row, month_end: date) -> Row:
    """The case with 已收资料; now and then stuck at the step where such cases do get stuck."""
    needed = _needed(row)
    recent = (month_end - row["reported_on"]).days <= STUCK_DAYS
    if recent and row.get("applied_on") and rng.random() < STUCK:
        step = rng.choice(("papers", "papers", "notified", "assessment", "notice", "payment"))
        row = _stop_at(step, row)
        if step in ("papers", "notified"):
            return _missing(rng, row, needed, month_end, told=step == "notified")
    if row.get("documents_on"):
        return row | {"documents_received": "、".join(needed)}
    return row | {"documents_received": "、".join(needed[:2])} if row.get("applied_on") else row


def payment_row(row: Row, product_code: str) -> Row | None:
    """The booking of a paid claim in 保费收入, None while it is not paid."""
    if not row.get("paid_on") or not row.get("assessed"):
        return None
    return {
        "policy_no": row["policy_no"], "product_code": product_code, "business": "理赔", "due_on": row["paid_on"],
        "due": -row["assessed"], "received_on": row["paid_on"], "received": -row["assessed"],
        "bank_serial": f"PF{row['paid_on']:%Y%m%d}{row['claim_no'][-7:]}", "payer": row["payee"],
        "payer_account": row["payee_account"], "note": row["claim_no"],
    }  # fmt: skip


def _needed(row: Row) -> list[str]:
    given = {
        "申请人不是被保险人": row["applicant_name"] != row["insured_name"],
        "意外事故": row["cause"] == "意外",
        "已由医保或其他保险报销": row["other_paid"] > 0,
        "没有指定受益人": row["benefit"] == "身故",
    }
    claim_type = type_of(row["benefit"])
    asked = [name for name in circumstances(claim_type) if given.get(name)]
    return [paper.name for paper in claim_documents(claim_type, asked)]


def _stop_at(step: str, row: Row) -> Row:
    """The case without the days and the decision that come after the step."""
    gone = {
        "papers": (*LATER, *DECIDED), "notified": (*LATER, *DECIDED), "assessment": (*LATER[2:], *DECIDED),
        "notice": LATER[3:], "payment": LATER[4:],
    }[step]  # fmt: skip
    return {name: value for name, value in row.items() if name not in gone}


def _missing(rng: Random, row: Row, needed: list[str], month_end: date, *, told: bool) -> Row:
    """Some papers lack; the customer has been told once, by mistake twice, or not yet."""
    lacking = rng.sample(needed[2:], min(rng.choice((1, 2)), len(needed) - 2))
    row = row | {"documents_received": "、".join(name for name in needed if name not in lacking)}
    asked = row["applied_on"] + timedelta(days=rng.randrange(1, 4))
    if told and asked <= month_end:
        row |= {"supplement_on": asked, "supplement_listed": "、".join(lacking)}
        again = asked + timedelta(days=9)
        if again <= month_end and rng.random() < 0.6:
            row |= {"second_supplement_on": again}
    return row

"""勾稽 of money: what was due and came in, receipts against policies, claims paid, and 冲正 pairs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from core.claims.payments import paid_at_the_end, paid_on_account
from core.measures.balance import Balance, Behind, behind, exact, total
from core.measures.month_data import MonthData
from core.measures.receipt_facts import ReceiptFacts
from core.receipts.model import Matched
from core.receipts.three_way import Kind
from core.records.claim import Claim
from core.table import Array, Mask


def money_balances(data: MonthData, matched: Matched | None) -> list[Balance]:
    """Every balance of money of the month. ``matched``: the bank statement, None where the ledger holds none."""
    return [
        _due_and_received(data),
        _first_premiums(data, matched),
        _paid_premiums(data),
        _receipts_with_policy(data),
        _claims(data),
        _reversals(data),
    ]


def _due_and_received(data: MonthData) -> Balance:
    """应收 = 实收 + 未收 over the instalments due in the month; short and excess payments are the difference."""
    receipts = data.facts.receipts
    due_in = receipts.is_business("续期") & data.in_month(receipts["due_on"])
    came = due_in & (receipts["received_on"] <= data.as_of) & ~np.isnan(receipts["received"])
    open_rows = due_in & ~came
    parts = (("实收", total(receipts.amount[came])), ("未收", total(receipts.due[open_rows])))
    rows = behind(receipts["policy_no"], receipts.amount, receipts.due, np.flatnonzero(came), "实收与应收不等")
    return Balance(
        "本月应交续期：应收＝实收＋未收", "元", "实收＋未收", parts, "应收", total(receipts.due[due_in]), rows
    )


def _first_premiums(data: MonthData, matched: Matched | None) -> Balance:
    """首期保费 of the lines issued in the month against their 新单 receipts."""
    policies, receipts = data.facts.policies, data.facts.receipts
    issued = data.in_month(policies["issued_on"])
    came = receipts.is_business("新单") & (receipts["received_on"] <= data.as_of)
    paid = receipts.sum_by_policy(came)
    premium = np.nan_to_num(policies["first_premium"])
    numbers, short = policies["policy_no"], issued & (paid > 0)
    none = np.flatnonzero(issued & ~short)
    rows = (
        *behind(numbers, paid, premium, none, "没有新单收费记录", Kind.NO_MONEY),
        *behind(numbers, paid, premium, np.flatnonzero(short), "首期保费金额不符"),
    )
    if matched is not None:
        named = {number for documents in matched.statement.named for number in documents}
        applied = dict(zip(numbers.tolist(), policies["application_no"].tolist(), strict=True))
        rows = tuple(replace(row, cause=_unpaid(row, {row.key, applied[row.key]} & named)) for row in rows)
    parts = (("新单实收", total(paid[issued])),)
    return Balance("本月承保：首期保费与新单实收", "元", "新单实收", parts, "首期保费", total(premium[issued]), rows)


def _unpaid(row: Behind, named: set[str]) -> str:
    """Of a first premium that was never booked: is it at the bank?"""
    if row.kind is not Kind.NO_MONEY:
        return ""
    return "银行已有到账，先认领入账" if named else "银行也没有到账，列入应收未收，催交或撤单"


def _paid_premiums(data: MonthData) -> Balance:
    """Receipts since the first premium and what 保全 and the calendar changed against 累计保费.

    Only lines whose whole history the ledger holds, each up to the 数据截止日 of its own row; receipts of another
    product of the policy, whose line the ledger lacks, are not its own. A line whose 保全 the ledger carried out is
    told by its events: 减保 lowers 累计保费 without a receipt, 复效 collects interest with it.
    """
    policies, receipts, events = data.facts.policies, data.facts.receipts, data.facts.events
    line_stated_on = np.fmin(data.facts.policy_as_of, data.as_of)
    stated_on = np.full(len(receipts), data.as_of)
    known = receipts.policy_row >= 0
    stated_on[known] = line_stated_on[receipts.policy_row[known]]
    product = receipts["product_code"]
    own = known & ((product == "") | (product == policies.table.look_up(receipts.policy_row, "product_code")))
    came = own & (receipts["received_on"] <= stated_on)
    done = events.beside_receipts & events.until(line_stated_on)
    collected = events.lines_with(done & (events["amount"] > 0))
    told = receipts.is_business("保全补费") & known
    told[known] &= collected[receipts.policy_row[known]]
    received = receipts.sum_by_policy(receipts.premium & came & ~told)
    changed = events.sum_by_policy("paid_premium_change", done)
    paid, stated = received + changed, policies["paid_premium"]
    begun = receipts.sum_by_policy(receipts.is_business("新单") & came) > 0
    compared = begun & ~np.isnan(stated)
    left_out = int((~compared & ~np.isnan(stated)).sum())
    rows = behind(policies["policy_no"], paid, stated, np.flatnonzero(compared), "累计保费与收费记录不符")
    note = f"另有 {left_out} 行的首期收费不在台账中，未比对" if left_out else ""
    parts = [("新单、续期、保全补费实收", total(received[compared]))]
    if done.any():
        parts.append(("保全、自动垫交引起的增减", total(changed[compared])))
    return Balance(
        "收费记录与保单累计保费", "元", "实收合计", tuple(parts), "累计保费", total(stated[compared]), rows, note
    )


def _receipts_with_policy(data: MonthData) -> Balance:
    """All receipts of the month against those whose policy the ledger knows, and 预收 for applications not issued."""
    receipts = data.facts.receipts
    came = receipts.received_between(data.first, data.as_of)
    prepaid = came & receipts.prepaid
    known = came & ((receipts.policy_row >= 0) | prepaid)
    nothing = np.zeros(len(receipts))
    rows = behind(
        receipts["policy_no"], receipts.amount, nothing, np.flatnonzero(came & ~known), "保单不在台账", Kind.NO_BUSINESS
    )
    parts = tuple(
        (kind, total(receipts.amount[came & (receipts["business"] == kind)])) for kind in _kinds(receipts, came)
    )
    waiting = total(receipts.amount[prepaid])
    note = f"其中投保单尚未出单的预收 {waiting:,.2f} 元，未计入保费" if waiting else ""
    return Balance(
        "本月收付与保单台账", "元", "本月收付（收为正、付为负）", parts, "能对上保单或投保单的收付",
        total(receipts.amount[known]), rows, note,
    )  # fmt: skip


def _kinds(receipts: ReceiptFacts, came: Mask) -> list[str]:
    present = set(receipts["business"][came].tolist())
    return [kind for kind in ("新单", "续期", "保全补费", "借款清偿", "退费", "理赔") if kind in present]


def _claims(data: MonthData) -> Balance:
    """Claims paid in the month against the payments booked as 理赔; not compared where none was ever booked.

    What was paid on account belongs to the month of that payment, the rest to the month of the 支付日.
    """
    claims, receipts = data.facts.table(Claim), data.facts.receipts
    on_account = paid_on_account(claims) * data.in_month(claims["advanced_on"])
    paid = on_account + paid_at_the_end(claims) * data.in_month(claims["paid_on"])
    booked = receipts.is_business("理赔")
    of_month = booked & receipts.received_between(data.first, data.as_of)
    left = (("核定并支付的赔款", total(paid)),)
    if not booked.any():
        note = "台账没有理赔付款记录"
        return Balance("赔款支出与收付记录", "元", "理赔台账", left, "理赔台账", left[0][1], (), note, compared=False)
    by_policy = _sums(claims["policy_no"][paid > 0], paid[paid > 0])
    out = _sums(receipts["policy_no"][of_month], -receipts.amount[of_month])
    keys = np.array(sorted(by_policy.keys() | out.keys()), dtype=object)
    case, payment = (np.array([side.get(key, 0.0) for key in keys]) for side in (by_policy, out))
    rows = behind(keys, case, payment, np.arange(len(keys)), "赔款与付款不符")
    return Balance("赔款支出与收付记录", "元", "理赔台账", left, "理赔付款", total(payment), rows)


def _sums(keys: Array, figures: Array) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for key, value in zip(keys.tolist(), np.nan_to_num(figures).tolist(), strict=True):
        sums[key] += value
    return sums


def _reversals(data: MonthData) -> Balance:
    """冲正 pairs of the month: an entry and its opposite on the same policy, product, business and instalment."""
    receipts = data.facts.receipts
    came = receipts.received_between(data.first, data.as_of) & receipts.premium
    negative = np.flatnonzero(came & (receipts.amount < 0))
    keys = list(
        zip(
            *(receipts[name].tolist() for name in ("policy_no", "product_code", "business")),
            np.nan_to_num(receipts["instalment"]).tolist(),
            strict=True,
        )
    )
    wanted = {(keys[row], -receipts.amount[row]): row for row in negative.tolist()}
    positive = [row for row in np.flatnonzero(receipts.premium & (receipts.amount > 0)).tolist()
                if (keys[row], receipts.amount[row]) in wanted]  # fmt: skip
    paired = {wanted[keys[row], receipts.amount[row]] for row in positive}
    alone = np.array([row for row in negative.tolist() if row not in paired], dtype=np.intp)
    original = np.zeros(len(receipts))
    original[list(paired)] = -receipts.amount[list(paired)]
    rows = behind(receipts["policy_no"], original, -receipts.amount, alone, "冲正没有对应的原记录")
    parts = (("原记录", exact(float(original.sum()))),)
    note = f"冲正 {len(paired)} 对，已相抵" if paired else "本月没有冲正"
    return Balance("冲正与原记录", "元", "原记录", parts, "冲正金额", total(-receipts.amount[negative]), rows, note)

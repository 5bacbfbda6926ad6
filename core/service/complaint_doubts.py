"""What does not hold together in 投诉登记表: days out of order, extensions without approval, answers nobody dated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.service.complaints import ASK_REVIEW, COMPLEX, EXTENDED, SIMPLE, Complaints
from core.table import Mask, blanks

STATED_DUE = {"due_ordinary_on": SIMPLE, "due_complex_on": COMPLEX, "due_extended_on": EXTENDED}


def doubts(given: Complaints) -> dict[int, tuple[str, ...]]:
    """Row → what a person should look at, in words; rows without a doubt are left out."""
    found: dict[int, list[str]] = {}
    for says, mask in _tests(given):
        for row in np.flatnonzero(mask & given.known).tolist():
            found.setdefault(row, []).append(says)
    return {row: tuple(found[row]) for row in sorted(found)}


def _tests(given: Complaints) -> Iterator[tuple[str, Mask]]:
    table = given.table
    approved, told = (~np.isnat(given.day(f"extension_{name}_on")) for name in ("approved", "told"))
    answered = ~np.isnat(given.answered_on)
    closed = ~np.isnat(given.day("closed_on"))
    yield "未核实投诉人身份", np.asarray(table["identity_verified"] != "是")
    yield "代投诉没有授权书", given.proxy_without_authority
    yield "承办人就是被投诉的业务员，应当回避", (table["handler"] != "") & (table["handler"] == table["agent_no"])
    yield "延期已审批，没有告知投诉人，不算延期", approved & ~told
    yield "延期已告知，没有审批，不算延期", told & ~approved
    yield "延期的审批或告知晚于原期限，不算延期", approved & told & ~given.extended
    yield "延期审批没有写审批人", approved & blanks(table["extension_approved_by"])
    yield "已办结，没有处理决定日或告知日", closed & ~answered
    yield "处理决定早于收到日", given.day("decided_on") < table["received_on"]
    yield "告知早于处理决定", given.day("told_on") < given.day("decided_on")
    yield "申请核查晚于可申请的期限", given.day("review_asked_on") > given.clocks[ASK_REVIEW].due
    yield "共同投诉人数达到重大投诉的标准，没有标重大", given.major & (table["major"] != "是")
    for name, code in STATED_DUE.items():
        stated, due = table[name], given.clocks[code].due
        yield f"登记的{table.record.column(name).heading}与按法规推算的不同", ~np.isnat(stated) & (stated != due)

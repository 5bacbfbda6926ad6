"""How to reach the customer next, and why: one list of reasons, the first that holds decides."""

from __future__ import annotations

import numpy as np

from core.renewal.due_list import DueList
from core.table import Array

LAST_DAYS = 10
"""So close to the end of the 宽限期 a message alone is not enough. The office's own habit."""


def suggested_way(due: DueList) -> tuple[Array, Array]:
    """跟进方式 and the reason, one of each per instalment, shape (n,)."""
    no_phone = due["policyholder_phone"] == ""
    wrong_number = due.contacts.result == "空号错号"
    left = (due.grace_end - due.on).astype(np.int64)
    ending = (due.days_past_due > 0) & (left >= 0) & (left <= LAST_DAYS)
    failed = due.contacts.deduction_result == "扣款失败"
    unreached = due.contacts.result == "未接通"
    electronic = due["policy_form"] == "电子"
    cases = (
        (no_phone, "信函", "没有登记手机"),
        (wrong_number, "信函", "登记的号码有误，先按地址联系并更新号码"),
        (due.orphan, "电话", "业务员已离职，由服务部门联系"),
        (ending, "电话", f"距宽限期末不足{LAST_DAYS}天"),
        (failed, "电话", "扣款失败，说明原因并约定补款"),
        (unreached & electronic, "APP", "电话未接通，换一种方式"),
        (unreached, "短信", "电话未接通，换一种方式"),
        (due.days_past_due > 0, "电话", "已过应交日"),
        (electronic, "APP", "电子保单客户"),
    )
    masks = [np.asarray(mask, dtype=bool) for mask, _, _ in cases]
    ways: Array = np.select(masks, [way for _, way, _ in cases], "短信")
    reasons: Array = np.select(masks, [reason for _, _, reason in cases], "到期前提示")
    return ways, reasons

"""保单事件: what happened to a policy line. Only the ledger writes it; no workbook brings events in."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class PolicyEvent(Record):
    """保单事件: one event of one policy line, with the state before and after. The line's new version stands beside it.

    Who wrote it, when, and from which workbook, sheet and row are kept by the ledger with the change.
    """

    sheet: ClassVar[str] = "保单事件"
    table: ClassVar[str] = "policy_events"
    key: ClassVar[tuple[str, ...]] = ("event_no",)
    event_date: ClassVar[str] = "effective_on"

    event_no: k.Code = column("事件号", required=True, example="SJ00000001")
    policy_no: k.Code = column("保单号", required=True, example="860101202600000011")
    product_code: k.Code = column("险种代码", required=True, example="WL2601")
    event: k.Text = column("事件", required=True, example="资料变更")
    item: v.ServicingItem = column("保全项目", example="联系方式变更")
    effective_on: k.Day = column("生效日", required=True, example="2026-10-20")
    amount: k.Amount = column("金额", help="收为正，付为负")
    status_before: v.PolicyStatus = column("事件前保单状态", example="有效")
    status_after: v.PolicyStatus = column("事件后保单状态", example="有效")
    premium_status_before: v.PremiumStatus = column("事件前交费状态", example="交费中")
    premium_status_after: v.PremiumStatus = column("事件后交费状态", example="交费中")
    termination_reason: v.TerminationReason = column("终止原因")
    sum_assured_change: k.Amount = column("保额变动", help="增加为正，减少为负；没有变动的空白", example="-50000")
    paid_premium_change: k.Amount = column("累计保费变动", help="增加为正，减少为负；没有变动的空白", example="1000")
    request_no: k.Code = column("受理号", example="BQ202610000001")
    endorsement_no: k.Code = column("批单号", example="PD202610000001")
    why: k.Text = column("原因", example="客户申请")

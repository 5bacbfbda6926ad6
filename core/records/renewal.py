"""What was done about a premium that is due: 续期跟进; and what the calendar makes due, for a person to decide: 到期处理."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class RenewalContact(Record):
    """续期跟进: one reminder, deduction, notice or loyalty action for a policy, and what came of it."""

    sheet: ClassVar[str] = "续期跟进"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("续期跟进登记", "催告登记", "扣款明细", "续期服务记录")
    table: ClassVar[str] = "renewal_contacts"
    key: ClassVar[tuple[str, ...]] = ("policy_no", "done_on", "action", "way")
    event_date: ClassVar[str] = "done_on"
    in_force_data: ClassVar[bool] = True

    policy_no: k.Code = column("保单号", "保险单号", "合同号", required=True, example="860101202600000011")
    due_on: k.Day = column("应交日", "应缴日", help="所跟进的那一期", example="2026-10-11")
    done_on: k.Day = column("跟进日", "催告日", "扣款日", "联系日", required=True, example="2026-10-05")
    action: v.RenewalAction = column("跟进事项", "动作", required=True, example="缴费提示")
    way: v.ContactWay = column("跟进方式", "催告方式", "联系方式", example="短信")
    result: v.RenewalResult = column("跟进结果", "扣款结果", "结果", example="已送达")
    failure: v.DeductionFailure = column("失败原因", "扣款失败原因")
    amount: k.Amount = column("扣款金额", "金额", example="10000")
    campaign: k.Text = column("活动名称", "活动", help="提醒试点或忠诚度活动的名称，用来比较效果")
    done_by: k.Code = column("跟进人", "经办人", "服务人员工号", help="填工号")
    note: k.Text = column("备注", "说明")


class DueAction(Record):
    """到期处理: one event that the calendar or a concluded claim makes due, as proposed, and what a person decided."""

    sheet: ClassVar[str] = "到期处理"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("续期处理", "到期事项")
    table: ClassVar[str] = "due_actions"
    key: ClassVar[tuple[str, ...]] = ("policy_no", "product_code", "event", "effective_on")
    event_date: ClassVar[str] = "effective_on"
    in_force_data: ClassVar[bool] = True

    policy_no: k.Code = column("保单号", "保险单号", "合同号", required=True, example="860101202400000011")
    product_code: k.Code = column("险种代码", "产品代码", help="空白为整张保单")
    event: v.DueEvent = column("到期事项", "事件", required=True, example="欠费进入宽限期")
    effective_on: k.Day = column("生效日", "到期日", required=True, example="2026-10-12")
    amount: k.Amount = column("金额(收+/付−)", "金额", "金额(收+/付-)", help="收为正，付为负；由系统测算")
    why: k.LongText = column("原因", "系统说明", help="由系统填写", example="应交日2026-10-11没有收到保费")
    basis: k.LongText = column("依据", help="法规或合同，由系统填写", example="《保险法》第三十六条")
    hold: k.Text = column("先要办的事", help="办妥之前不能确认")
    decision: v.ClaimDecision = column("处理结果", "认领结果", required=True, example="确认")
    decided_by: k.Code = column("确认人", help="操作账号或工号", example="jingban")
    decided_on: k.Day = column("确认日", example="2026-10-13")
    reason: k.Text = column("说明", "备注")

"""Delivery of the policy and the call-back: 回执登记 and 回访登记."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class DeliveryReceipt(Record):
    """回执登记: one sending of a policy and what came back of it."""

    sheet: ClassVar[str] = "回执登记"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("保单送达登记", "送达登记", "回执清单")
    table: ClassVar[str] = "delivery_receipts"
    key: ClassVar[tuple[str, ...]] = ("policy_no", "sent_on")
    event_date: ClassVar[str] = "sent_on"
    in_force_data: ClassVar[bool] = True

    policy_no: k.Code = column("保单号", "保险单号", "合同号", required=True, example="860101202600000011")
    policy_form: v.PolicyForm = column("电子/纸质", "保单形式", example="电子")
    sent_on: k.Day = column("送出日", "寄出日", "发送日", required=True, example="2026-10-12")
    sent_way: v.DeliveryWay = column("送达方式", "递送方式", example="电子发送")
    parcel_no: k.Code = column("物流单号", "快递单号")
    signed_on: k.Day = column("签收日", "回执日", "回执签收日", help="客户签署回执的日子，犹豫期从这里起算", example="2026-10-15")
    signed_by_policyholder: k.YesNo = column("投保人本人签收", "是否本人签收", example="是")
    returned_on: k.Day = column("退回日", "退件日", help="没有送到、退回公司的日子")
    return_reason: k.Text = column("退回原因", "未送达原因")
    filed_on: k.Day = column("回执交回日", "回执归档日", help="回执交到公司的日子", example="2026-10-16")


class CallBack(Record):
    """回访登记: every call about one policy, the eight questions, and what became of a problem. 4号令 Art. 15 to 18."""

    sheet: ClassVar[str] = "回访登记"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("回访登记表", "新单回访登记", "回访清单")
    table: ClassVar[str] = "call_backs"
    key: ClassVar[tuple[str, ...]] = ("policy_no",)
    event_date: ClassVar[str] = "succeeded_on"
    in_force_data: ClassVar[bool] = True

    policy_no: k.Code = column("保单号", "保险单号", "合同号", required=True, example="860101202600000011")
    policyholder_name: k.Name = column("投保人", "投保人姓名", example="张三")
    issued_on: k.Day = column("承保日", example="2026-10-10")
    signed_on: k.Day = column("签收日", "回执日", example="2026-10-15")
    cooling_off_ends_on: k.Day = column("犹豫期截止", example="2026-10-30")
    way: v.CallBackWay = column("回访方式", example="电话")
    tried_at: k.LongText = column("各次拨打日时", "拨打日时", help="每次用分号隔开，例如 2026-10-18 10:05；2026-10-19 15:20", example="2026-10-18 10:05")
    tried_results: k.LongText = column("各次拨打结果", "拨打结果", help="与拨打日时逐次对应，用分号隔开", example="接通")
    result: v.CallBackResult = column("回访结果", required=True, example="成功-无问题")
    succeeded_on: k.Day = column("成功日", "回访成功日", example="2026-10-18")
    is_policyholder: k.YesNo = column("问①受访人本人", "受访人本人", help="受访人是否投保人本人", example="是")
    bought_and_signed: k.YesNo = column("问②购买及亲笔签名", "购买及亲笔签名", example="是")
    read_documents: k.YesNo = column("问③说明书与投保提示", "说明书与投保提示", example="是")
    knows_cover: k.YesNo = column("问④责任/免责/期间", "责任/免责/期间", example="是")
    knows_surrender_loss: k.YesNo = column("问⑤退保损失", "退保损失", example="是")
    knows_cooling_off: k.YesNo = column("问⑥犹豫期", example="是")
    knows_instalments: k.YesNo = column("问⑦交费期间和频率", "交费期间和频率", help="期交件必问", example="是")
    recording_is_true: k.YesNo = column("问⑧双录真实性", "双录真实性", help="双录件必问")
    score: k.Count = column("满意度评分", "满意度", help="1 至 5", example="5")
    opinion: k.LongText = column("客户意见", "意见建议")
    problem_kind: k.Text = column("问题件类型", "问题类型")
    passed_to: k.Text = column("转办", "转办部门")
    solved_on: k.Day = column("解决日", "问题件解决日")
    solved_by: k.Code = column("解决人(≠销售)", "解决人", "解决人工号", help="填工号；由销售人员以外的人员解决")

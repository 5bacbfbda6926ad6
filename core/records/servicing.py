"""保全受理登记表: what a customer asked to have changed, who asked, what was shown, and how far it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column

CHANGED = replace(k.TEXT, name="变更前后", personal="name", help="按所变更的列的写法填写")
"""Before and after may hold a phone, a name or an address: outside the preview all of it is masked."""
Changed = Annotated[str, CHANGED]


class ServicingRequest(Record):
    """保全受理登记表: one change asked for one policy. Several columns to change are several rows of one 受理号."""

    sheet: ClassVar[str] = "保全受理登记表"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("保全申请", "保全登记", "保全受理", "保全清单")
    table: ClassVar[str] = "servicing_requests"
    key: ClassVar[tuple[str, ...]] = ("request_no", "policy_no", "product_code", "changed_field")
    event_date: ClassVar[str] = "received_on"
    in_force_data: ClassVar[bool] = True

    request_no: k.Code = column(
        "受理号", "保全受理号", required=True, help="一次批量变更共用一个受理号", example="BQ202610000001"
    )
    received_on: k.Day = column("受理日时", "受理日", "受理日期", "申请日", required=True, example="2026-10-20")
    channel: v.ServicingChannel = column("渠道(柜面/APP/代理人)", "受理渠道", "保全渠道", "渠道", example="柜面")
    applicant: k.Name = column("申请人", "申请人姓名", example="张三")
    applicant_role: v.ApplicantRole = column("申请人身份", required=True, example="投保人")
    by_agent: k.YesNo = column("是否代办", "代办?", example="否")
    agent_person: k.Name = column("代办人", "代办人姓名")
    agent_document_no: k.DocumentNo = column("代办人证件", "代办人证件号码")
    agent_verified: k.YesNo = column("代办人证件已核实")
    authority_scope: k.Text = column("授权事项", help="授权书写明的保全项目，用顿号分开")
    authority_limits: k.Text = column("授权权限", help="授权书写明的权限")
    authority_term: k.Validity = column("授权期限", help="例如 2026-10-01至2026-12-31")
    authority_signed: k.YesNo = column("委托人签名")
    policy_no: k.Code = column("保单号", "保险单号", "合同号", required=True, example="860101202600000011")
    product_code: k.Code = column("险种代码", "产品代码", help="空白为整张保单")
    item: v.ServicingItem = column("保全项目", "项目", "变更项目", required=True, example="联系方式变更")
    changed_field: k.Text = column("变更内容", "变更列", help="保单台账中的列名，例如 投保人手机")
    before: Changed = column("变更前")
    after: Changed = column("变更后")
    effective_on: k.Day = column("保全生效日", "变更生效日", help="空白为受理日")
    amount: k.Amount = column("涉费金额(收+/付−)", "涉费金额", "涉费金额(收+/付-)", "收付金额", help="收为正，付为负")
    new_premium: k.Amount = column("变更后每期保费", "新每期保费", help="加保、职业变更、年龄更正后重算的每期保费")
    conclusion: v.Conclusion = column("核保结论", help="加保、复效、职业变更需要核保的填写")
    documents_on: k.Day = column("资料齐全日", example="2026-10-20")
    supplement_on: k.Day = column("补正通知日")
    accepted_on: k.Day = column("受理完成日", example="2026-10-20")
    reviewer: k.Name = column("审核人")
    prepared_by: k.Code = column("经办人", "经办账号", help="系统账号", example="lisi")
    signed_off_by: k.Code = column("复核人", "复核账号", help="系统账号，涉及付款时不能与经办人相同")
    agreed_on: k.Day = column("同意日")
    paid_on: k.Day = column("交费日", "收付日")
    completed_on: k.Day = column("办结日")
    time_limit: k.Day = column("时限", "办理时限")
    overdue: k.YesNo = column("是否超时")
    overdue_told_on: k.Day = column("超时原因告知日")
    endorsement_no: k.Code = column("批单号", "批注号", help="另订书面协议的填协议编号", example="PD202610000001")
    payee: k.Name = column("收付账户户名", "收付户名", "收款人")
    payee_account: k.AccountNo = column("收付账号", "收款账号")
    identity_check: k.Text = column("身份核实方式", "核身方式", example="身份证原件及联网核查")
    signature_match: v.SignatureMatch = column("签名比对", "签名比对结果", example="一致")
    insured_consent: k.YesNo = column("被保险人同意", "被保险人书面同意")
    invoice_lost: k.YesNo = column("发票遗失", "称发票遗失", help="犹豫期退保时称发票遗失的填“是”")
    debit_running: k.YesNo = column("划款中", "是否有正在进行的划款")
    surrender_reason: v.SurrenderReason = column("退保原因", "退保原因代码", help="退保、协议退保、犹豫期退保填写")
    suspicious: k.YesNo = column("AML标志", "反洗钱标志", example="否")
    note: k.Text = column("备注", "说明")

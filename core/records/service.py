"""客户服务: complaints, questions asked, and how satisfied customers are; an opinion leaves here as a 待办."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column

SOURCE_ADDRESS = replace(k.TEXT, name="网络地址", personal="account")
"""Where an online complaint came from; masked like an account number."""
SourceAddress = Annotated[str, SOURCE_ADDRESS]


class Complaint(Record):
    """投诉登记表: one complaint from its receipt to the decision, the answer and what was put right. 投诉办法 Art. 18 to 29."""

    sheet: ClassVar[str] = "投诉登记表"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("投诉登记", "投诉台账", "投诉清单", "消费投诉登记表")
    table: ClassVar[str] = "complaints"
    key: ClassVar[tuple[str, ...]] = ("complaint_no",)
    event_date: ClassVar[str] = "received_on"
    in_force_data: ClassVar[bool] = True

    complaint_no: k.Code = column("编号", "投诉编号", "投诉单号", required=True, example="TS202610000001")
    source: v.ComplaintSource = column("来源(公司/监管转办/12378/协会/媒体)", "来源", "投诉来源", required=True, example="公司")
    received_on: k.Day = column("收到日", "收到日期", "投诉日期", "受理日", required=True, help="各项时限从这一天的次日起算", example="2026-10-12")
    complainant: k.Name = column("投诉人", "投诉人姓名", required=True, example="张三")
    identity_verified: k.YesNo = column("身份核实", "身份已核实", example="是")
    contact: k.Phone = column("联系方式", "投诉人电话", "联系电话", example="13800138000")
    by_other: k.YesNo = column("是否代投诉", "代投诉", example="否")
    authority: k.YesNo = column("代投诉授权", "授权书在档", help="代他人投诉的，授权委托书是否在档")
    contact_address: k.Address = column("联系地址", "投诉人地址")
    agent_person: k.Name = column("代办人", "代投诉人", help="代为投诉的个人或机构")
    came_from: SourceAddress = column("来源IP", "IP地址", help="线上投诉的网络地址")
    people: k.Count = column("共同投诉人数", "投诉人数", help="几人共同投诉，一人可不填", example="1")
    policy_no: k.Code = column("保单号", "保险单号", "合同号", help="没有对应保单的可不填", example="860101202600000011")
    line: v.ComplaintLine = column("险种", "投诉险种", help="按监管通报的险种分类", example="普通寿险")
    channel: v.Channel = column("渠道", "销售渠道", example="个险")
    agent_name: k.Name = column("业务员", "业务员姓名", "被投诉业务员", example="王五")
    agent_no: k.Code = column("业务员工号", "业务员代码", example="A10001")
    branch_code: k.Code = column("机构代码", "机构", example="860101")
    kind: v.ComplaintKind = column("类别", "投诉类别", "投诉分类", required=True, example="销售纠纷")
    cause: k.Text = column("投诉原因", "原因", help="公司原因分类，例如 收益夸大", example="收益夸大")
    text: k.LongText = column("投诉内容", "投诉事项", "事实与理由", example="称销售时未说明退保损失")
    demand: k.LongText = column("诉求", "投诉诉求", example="要求说明退保损失")
    amount: k.Amount = column("涉及金额", "金额", example="10000")
    handler: k.Code = column("承办人(回避)", "承办人", "承办人工号", help="填工号；与被投诉事项有关的人员应当回避", example="N20001")
    due_ordinary_on: k.Day = column("15日到期", help="可不填，由系统按收到日计算")
    due_complex_on: k.Day = column("30日到期", help="可不填，由系统按收到日计算")
    due_extended_on: k.Day = column("60日到期", help="可不填，由系统按收到日计算")
    complex_case: k.YesNo = column("情况复杂", "是否复杂", example="否")
    extension_approved_on: k.Day = column("延期审批", "延期审批日", help="上级或高级管理人员批准延期的日子")
    extension_approved_by: k.Code = column("延期审批人", "批准人", help="填工号；上级机构或高级管理人员")
    extension_told_on: k.Day = column("延期告知", "延期告知日", help="把延期及理由告知投诉人的日子")
    decision: k.LongText = column("处理决定", "处理结果", example="补充说明条款，客户接受")
    decided_on: k.Day = column("决定日", "处理决定日", example="2026-10-20")
    told_on: k.Day = column("告知日", "答复日", help="把处理决定告知投诉人的日子", example="2026-10-21")
    told_by: v.ReplyWay = column("告知方式", "答复方式", example="书面")
    review_asked_on: k.Day = column("核查申请", "核查申请日", help="投诉人申请核查的日子")
    review_decided_on: k.Day = column("核查决定日", help="作出核查决定的日子")
    responsibility: v.Responsibility = column("责任认定", example="部分有责")
    remediation: k.LongText = column("整改", "整改措施", example="对该业务员补训产品条款")
    surrender_agency: k.YesNo = column("是否代理退保", "代理退保", help="疑似他人代理退保", example="否")
    major: k.YesNo = column("重大?", "是否重大", "重大投诉", example="否")
    closed_on: k.Day = column("办结日", "结案日", example="2026-10-21")


class Inquiry(Record):
    """咨询登记: one question of a customer, the answer, and where it was passed on."""

    sheet: ClassVar[str] = "咨询登记"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("咨询登记表", "客户咨询", "来电登记", "咨询清单")
    table: ClassVar[str] = "inquiries"
    key: ClassVar[tuple[str, ...]] = ("inquiry_no",)
    event_date: ClassVar[str] = "asked_on"
    in_force_data: ClassVar[bool] = True

    inquiry_no: k.Code = column("咨询编号", "咨询单号", required=True, example="ZX202610000001")
    asked_on: k.Day = column("咨询日", "咨询日期", "来电日期", required=True, example="2026-10-14")
    way: v.InquiryWay = column("咨询渠道", "受理方式", required=True, example="电话")
    customer_name: k.Name = column("咨询人", "咨询人姓名", example="张三")
    phone: k.Phone = column("联系电话", "来电号码", example="13800138000")
    identity_verified: k.YesNo = column("身份核实", help="查询保单信息前应当核实身份", example="是")
    policy_no: k.Code = column("保单号", "保险单号", "合同号", example="860101202600000011")
    subject: v.InquirySubject = column("咨询类别", "咨询事项", required=True, example="保单查询")
    question: k.LongText = column("咨询内容", required=True, example="询问下次应交日")
    answer: k.LongText = column("答复内容", example="告知下次应交日为2027-10-11")
    asked_for_person: k.YesNo = column("是否转人工", "转人工", help="电话咨询填写", example="是")
    reached_person: k.YesNo = column("人工接通", "是否接通", help="转人工的填写", example="是")
    handler: k.Code = column("答复人", "答复人工号", "客服工号", help="填工号", example="N20001")
    passed_to: v.Department = column("转办部门", "转办", help="当场不能答复的填写")
    answered_on: k.Day = column("答复日", "答复日期", example="2026-10-14")


class Satisfaction(Record):
    """满意度评价: one customer's score of one service, the wish to recommend, and an opinion with its theme."""

    sheet: ClassVar[str] = "满意度评价"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("满意度", "满意度调查", "客户评价", "NPS调查")
    table: ClassVar[str] = "satisfactions"
    key: ClassVar[tuple[str, ...]] = ("survey_no",)
    event_date: ClassVar[str] = "answered_on"
    in_force_data: ClassVar[bool] = True

    survey_no: k.Code = column("评价编号", "调查编号", required=True, example="PJ202610000001")
    answered_on: k.Day = column("评价日", "评价日期", "调查日期", required=True, example="2026-10-22")
    step: v.ServiceStep = column("服务环节", "业务环节", required=True, example="理赔")
    business_no: k.Code = column("业务单号", "服务单号", help="受理号、案件号、投诉编号等", example="LP202610000001")
    policy_no: k.Code = column("保单号", "保险单号", "合同号", example="860101202600000011")
    channel: v.Channel = column("渠道", "销售渠道", example="个险")
    branch_code: k.Code = column("机构代码", "机构", example="860101")
    served_by: k.Code = column("服务人员工号", "服务人员", help="填工号", example="N20001")
    score: k.Count = column("满意度评分", "评分", required=True, help="1 至 5，5 为非常满意", example="5")
    recommends: k.Count = column("推荐意愿", "NPS评分", "推荐意愿评分", help="0 至 10，计算 NPS 用", example="9")
    theme: v.OpinionTheme = column("意见主题", "意见分类", example="办理时效")
    opinion: k.LongText = column("客户意见", "意见建议", "意见", example="希望短信通知理赔进度")
    passed_to: v.Department = column("转办部门", "转办", help="意见转给哪个部门，同时登记待办", example="理赔")

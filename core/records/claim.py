"""理赔台账: one claim case."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class Claim(Record):
    """理赔台账: one claim case."""

    sheet: ClassVar[str] = "理赔台账"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("理赔清单", "赔案清单", "理赔")
    table: ClassVar[str] = "claims"
    key: ClassVar[tuple[str, ...]] = ("claim_no",)
    event_date: ClassVar[str] = "occurred_on"
    in_force_data: ClassVar[bool] = True
    sensitive: ClassVar[bool] = True

    claim_no: k.Code = column("案件号", "赔案号", "理赔号", required=True, example="LP202610000001")
    reported_on: k.Day = column("报案日", "报案日期", required=True, example="2026-10-05")
    reporter: k.Name = column("报案人")
    reporter_phone: k.Phone = column("报案电话", "报案人电话")
    agent_person: k.Name = column("代办人", "代办人(律所)", "委托代理人", help="代为索赔的个人、机构或律师事务所")
    report_way: k.Text = column("报案方式", example="电话")
    occurred_on: k.Day = column("出险日", "出险日期", "事故日期", required=True, example="2026-10-03")
    place: k.Address = column("出险地")
    village: k.Text = column("村镇", "就诊村镇", "所在村镇", help="被保险人所在的村或乡镇，不写门牌")
    circumstances: k.Text = column("事故情形", help="单人、夜间、异地、无目击人，有的用顿号分开")
    cause: k.Text = column("出险原因", "事故原因", example="疾病")
    policy_no: k.Code = column("保单号", "保单号(多)", "保险单号", required=True, example="860101202600000011")
    benefit: k.Text = column("险种责任", "责任", example="医疗")
    insured_name: k.Name = column("被保险人", "被保险人姓名")
    applicant_name: k.Name = column("申请人")
    applied_on: k.Day = column("申请日", "申请日期")
    documents_received: k.LongText = column(
        "已收资料", "收到资料", help="已收到的资料，用顿号分开，名称见理赔材料清单", example="理赔申请书、被保险人身份证件"
    )
    documents_on: k.Day = column("资料齐全日")
    supplement_on: k.Day = column("补充通知日")
    supplement_listed: k.LongText = column("补充通知资料", "补充通知所列资料", help="一次性补充通知所列的资料，用顿号分开")
    second_supplement_on: k.Day = column("再次补充通知日", "二次补充通知日", help="一次性通知以后又要求补充资料的日子")
    opened_on: k.Day = column("立案日", "立案日期")
    hospital: k.Text = column("医院", "就诊医院")
    doctor: k.Text = column("医生")
    diagnosis: k.Health = column("诊断", "疾病")
    past_history: k.Health = column("病历既往史", "既往史", help="病历所写的既往史；没有的填“无”")
    occupation_found: k.Text = column("病历职业", "病历或单位所示职业")
    first_visit_on: k.Day = column("首诊日", "首次就诊日")
    diagnosed_on: k.Day = column("确诊日", "确诊日期")
    admitted_on: k.Day = column("住院起", "入院日期")
    discharged_on: k.Day = column("住院止", "出院日期")
    hospital_days: k.Count = column("住院天数")
    daily_allowance: k.Amount = column("住院津贴日额", "津贴日额", help="本案保单每日给付的住院津贴")
    other_insurers: k.Count = column("其他投保公司数", help="近期同时投保的其他保险公司家数，调查得知")
    invoice_code: k.Code = column("发票代码", help="没有代码的电子发票可不填")
    invoices: k.Text = column("发票号清单", "发票号")
    claimed: k.Amount = column("申请金额", "索赔金额")
    other_paid: k.Amount = column("社保/其他赔付")
    assessed: k.Amount = column("核定金额", "赔付金额")
    conclusion: v.ClaimConclusion = column("结论", "结论(赔付/部分/拒赔/撤案/协议)", "理赔结论")
    refusal_reason: k.Text = column("拒赔理由")
    investigated: k.YesNo = column("调查?", "是否调查")
    assessed_on: k.Day = column("核定日")
    advanced: k.Amount = column("先行赔付金额", "先予支付金额", help="数额不能确定时先予支付的部分")
    advanced_on: k.Day = column("先行赔付日", "先予支付日")
    notified_on: k.Day = column("通知日")
    agreed_on: k.Day = column("协议日")
    paid_on: k.Day = column("支付日", "付款日")
    payee: k.Name = column("收款人")
    payee_relation: v.Relation = column("收款人关系")
    payee_account: k.AccountNo = column("收款账号")

"""What is handed in with an application: disclosures, finance and suitability, account, due diligence, signatures."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class Disclosure(Record):
    """告知: the answers on health, habits and other insurers. Health data, kept apart."""

    sheet: ClassVar[str] = "告知"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("健康告知", "告知事项")
    table: ClassVar[str] = "disclosures"
    key: ClassVar[tuple[str, ...]] = ("application_no",)
    sensitive: ClassVar[bool] = True

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", "投保书号", required=True, example="TB202610000001")
    other_policies: k.YesNo = column("C1其他公司保单", "其他公司保单", "在其他公司投保", example="否")
    other_death_cover: k.Amount = column("C1其他公司死亡保额合计", "其他公司死亡保额", "C1其他公司保单及死亡保额合计", example="0")
    declined_before: k.YesNo = column("C2曾拒保延期加费或理赔", "C2曾拒保/延期/加费/限制、退保、理赔", "曾被拒保", example="否")
    abroad_or_dangerous_sport: k.YesNo = column("C3出国或危险运动", "C3出国/危险运动", example="否")
    motorcycle: k.YesNo = column("C4摩托驾照", example="否")
    smoking_or_drinking: k.YesNo = column("C5吸烟或饮酒", "C5吸烟/饮酒", "吸烟饮酒", example="否")
    drugs: k.YesNo = column("C6药物", example="否")
    doctor_advice: k.YesNo = column("C7近6月医嘱", example="否")
    abnormal_checks: k.YesNo = column("C8近5年检查异常", "检查异常", example="否")
    disability: k.YesNo = column("C9残障", example="否")
    infection: k.YesNo = column("C10艾滋或乙肝", "C10 HIV/乙肝", example="否")
    female_items: k.YesNo = column("C11女性告知", "C11女性告知(≥16周岁)", help="16周岁及以上女性填写")
    illness_history: k.YesNo = column("C12疾病史", "C12疾病史a–m", "疾病史", example="否")
    family_history: k.YesNo = column("C13家族史", "家族史", example="否")
    infant_items: k.YesNo = column("C14婴儿告知", "C14婴儿告知(<2周岁)", help="不满2周岁填写")
    birth_length: k.Number = column("出生身长cm", "出生身长")
    birth_weight: k.Number = column("出生体重kg", "出生体重")
    birth_hospital_days: k.Count = column("出生留院天数", "留院天数")
    public_medical: k.YesNo = column("社保或公费医疗", "社保/公费医疗", "有无社保", example="是")
    beneficiary_not_heir: k.YesNo = column("C16受益人为法定继承人以外", "C16", example="否")
    explanation: k.Health = column("告知说明", "说明", "告知为是的说明")


class Finance(Record):
    """财务与适当性: income, budget, needs, and the papers that show the product suits the customer."""

    sheet: ClassVar[str] = "财务"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("财务告知", "适当性", "财务与适当性", "需求与财务")
    table: ClassVar[str] = "finances"
    key: ClassVar[tuple[str, ...]] = ("application_no",)

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", "投保书号", required=True, example="TB202610000001")
    household_income: k.Amount = column("家庭年收入", required=True, example="300000")
    premium_budget: k.Amount = column("保费预算", "年保费预算", required=True, example="20000")
    income_source: k.Text = column("收入来源", example="工资")
    assets: k.Amount = column("资产", "家庭资产", example="2000000")
    income_evidence: k.YesNo = column("收入证明在档", "财务证明", "收入证明", example="是")
    protection_need: k.Text = column("保障需求", example="家庭保障")
    term_need: k.Text = column("期限需求", example="长期")
    same_kind_cover: k.YesNo = column("已购补偿型同类险种", example="否")
    risk_preference: v.RiskPreference = column("风险偏好", example="稳健型")
    needs_analysis: k.YesNo = column("需求分析在档", "需求分析", example="是")
    payment_assessment: k.YesNo = column("财务支付水平评估在档", "支付能力评估", example="是")
    match_opinion: v.MatchOpinion = column("匹配意见", "适当性匹配意见", example="适当")
    insists: k.YesNo = column("不适当仍坚持的书面确认", "坚持投保书面确认")
    declaration: k.YesNo = column("投保声明在档", "投保声明")
    risk_test_on: k.Day = column("风险测评日期", "测评日期")
    risk_tests_day: k.Count = column("当日测评次数")
    risk_tests_year: k.Count = column("近12个月测评次数")
    customer_risk_level: k.Count = column("客户风险承受等级", "客户风险等级", help="1 至 5")
    special_care: k.YesNo = column("特别保护证据在档", help="65周岁及以上购买高风险产品")


class Account(Record):
    """账户: where the premium comes from."""

    sheet: ClassVar[str] = "账户"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("交费账户", "账户信息", "转账授权")
    table: ClassVar[str] = "accounts"
    key: ClassVar[tuple[str, ...]] = ("application_no",)

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", "投保书号", required=True, example="TB202610000001")
    holder: k.Name = column("户名", "账户名", "开户人", "账户户名", required=True, example="张三")
    bank: k.Text = column("开户行", "开户银行", "银行", required=True, example="示例银行")
    account_no: k.AccountNo = column("账号", "银行账号", "卡号", "银行卡号", "交费账号", required=True, example="6222021234567890128")
    account_kind: v.AccountKind = column("账户类型", example="银行卡")
    first_payment: v.PaymentMethod = column("首期交费方式", example="银行转账")
    cash_amount: k.Amount = column("现金金额", "现金交费金额")
    cross_border: k.YesNo = column("跨境交费", example="否")
    third_party: k.YesNo = column("第三方交费", "是否第三方交费", example="否")
    third_party_reason: k.Text = column("第三方交费原因")
    third_party_relation: v.Relation = column("交费人与投保人关系", "与投保人关系")
    debit_signed: k.YesNo = column("转账授权签名", "转账授权", example="是")
    debit_signed_on: k.Day = column("转账授权日", "授权日期", example="2026-10-08")
    debit_terms: k.YesNo = column("账户金额时间已约定", help="与投保人约定了划款账户、金额、时间", example="是")


class DueDiligence(Record):
    """尽职调查: the anti-money-laundering checklist of an application."""

    sheet: ClassVar[str] = "尽职调查"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("反洗钱", "客户尽职调查")
    table: ClassVar[str] = "due_diligence"
    key: ClassVar[tuple[str, ...]] = ("application_no",)

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", "投保书号", required=True, example="TB202610000001")
    identity_verified: k.YesNo = column("身份已识别并核实", "身份核实", required=True, example="是")
    suspicious: k.YesNo = column("存在可疑情形", "对资料有疑问", example="否")
    completed: k.YesNo = column("尽职调查已完成", "尽职调查", required=True, example="是")
    risk_level: v.RiskLevel = column("客户洗钱风险等级", "洗钱风险等级", required=True, example="低")
    funds_source: k.Text = column("资金来源和用途", "资金来源")
    senior_approval: k.YesNo = column("高级管理层批准")
    beneficial_owner: k.YesNo = column("受益所有人已识别")
    tax_statement: k.YesNo = column("税收居民声明在档", "税收居民身份声明")
    screened: k.YesNo = column("名单已筛查", "名单筛查", example="是")
    agent_present: k.YesNo = column("有代理人代办", example="否")
    agent_person: k.Name = column("代办人姓名")
    agent_document_no: k.DocumentNo = column("代办人证件号码")


class Signing(Record):
    """签名与双录: signatures, consents and recordings."""

    sheet: ClassVar[str] = "签名与双录"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("签名", "双录", "签名双录", "声明与签名")
    table: ClassVar[str] = "signings"
    key: ClassVar[tuple[str, ...]] = ("application_no",)

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", "投保书号", required=True, example="TB202610000001")
    signed_on: k.Day = column("签名日", "签名日期", required=True, example="2026-10-08")
    signing_form: v.SigningForm = column("签名方式", example="纸质")
    policyholder_signed: k.YesNo = column("投保人签名", required=True, example="是")
    insured_signed: k.YesNo = column("被保险人签名", example="是")
    guardian_signed: k.YesNo = column("监护人签名", help="被保险人未成年时由监护人签监护人自己的姓名")
    agent_signed: k.YesNo = column("销售人员签名", "业务员签名", required=True, example="是")
    agent_confirmed_for_client: k.YesNo = column("销售人员代客户签名或确认", "代签名", example="否")
    insured_consent: k.YesNo = column("被保险人同意并认可保额", example="是")
    parents_consent: k.YesNo = column("父母同意", help="父母以外的监护人为未成年人投保时")
    beneficiary_consent: k.YesNo = column("受益人指定经被保险人同意", example="是")
    interest_evidence: k.YesNo = column("保险利益证明在档", help="抚养、赡养、扶养关系或劳动关系证明")
    consent_document: k.YesNo = column("被保险人同意投保书面文件", help="无法定保险利益关系时")
    recording_no: k.Code = column("双录编号", "录音录像编号", example="SL202610080001")
    recording_points: k.YesNo = column("双录要点齐全", example="是")
    recording_checked_on: k.Day = column("双录质检日")
    recording_fixed_on: k.Day = column("双录整改日")
    recording_problem: k.YesNo = column("双录质检有问题")
    telephone_recording: k.YesNo = column("电销全程录音")
    copied_sentence: k.LongText = column("抄录语句")
    notice_signed: k.YesNo = column("投保提示书签收", required=True, example="是")
    manual_signed: k.YesNo = column("产品说明书签收", example="是")
    exclusions_signed: k.YesNo = column("免责条款说明签收", "免除责任说明书签收", required=True, example="是")

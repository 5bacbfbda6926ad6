"""保单台账 and what hangs on a policy month by month: 保费收入."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Party, Record, column

_PERSON = ("name", "document_type", "document_no", "document_validity", "phone", "address")


class Policy(Record):
    """保单台账: one policy line, as the branch keeps it."""

    sheet: ClassVar[str] = "保单台账"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("保单清单", "有效保单", "保单明细", "台账")
    table: ClassVar[str] = "policies"
    key: ClassVar[tuple[str, ...]] = ("policy_no", "product_code")
    event_date: ClassVar[str] = "applied_on"
    in_force_data: ClassVar[bool] = True
    parties: ClassVar[tuple[Party, ...]] = (
        Party("投保人", {name: f"policyholder_{name}" for name in _PERSON}),
        Party("被保险人", {name: f"insured_{name}" for name in (*_PERSON, "sex", "birth_date")}),
    )

    policy_no: k.Code = column("保单号", "保险单号", "合同号", "保单号码", required=True, example="860101202600000011")
    application_no: k.Code = column("投保单号(印刷号)", "投保单号", "印刷号", example="TB202610000001")
    branch_code: k.Code = column("机构代码", "机构", required=True, example="860101")
    branch_name: k.Text = column("机构名称", example="示例支公司")
    channel: v.Channel = column("渠道", "销售渠道", required=True, example="个险")
    intermediary: k.Text = column("中介机构", "代理机构")
    agent_no: k.Code = column("业务员工号", "业务员代码", "代理人工号", required=True, example="A10001")
    agent_name: k.Name = column("业务员姓名", "业务员", "代理人姓名")
    service_agent: k.Name = column("服务人员", "服务业务员")
    policyholder_name: k.Name = column("投保人姓名", "投保人", "客户姓名", required=True, example="张三")
    policyholder_document_type: v.DocumentType = column("投保人证件类型", example="身份证")
    policyholder_document_no: k.DocumentNo = column(
        "投保人证件号码", "投保人证件号", "投保人身份证号", required=True, example="110101198805060013"
    )
    policyholder_document_validity: k.Validity = column("投保人证件有效期", example="2035-06-01")
    policyholder_phone: k.Phone = column(
        "投保人手机", "投保人手机号", "投保人电话", "投保人移动电话", example="13800138000"
    )
    policyholder_address: k.Address = column("投保人地址", "投保人住址", example="北京市东城区某某街道1号院2号楼301室")
    insured_name: k.Name = column("被保险人姓名", "被保险人", "被保人", "被保人姓名", required=True, example="张三")
    insured_sex: v.Sex = column("被保险人性别", "被保人性别", help="身份证等能看出性别的可不填", example="男")
    insured_birth_date: k.Day = column(
        "被保险人出生日期", "被保人出生日期", "被保险人生日", help="身份证等能看出生日的可不填", example="1988-05-06"
    )
    insured_document_type: v.DocumentType = column("被保险人证件类型", "被保人证件类型", example="身份证")
    insured_document_no: k.DocumentNo = column(
        "被保险人证件号码",
        "被保险人身份证号",
        "被保人证件号码",
        "被保人身份证号",
        required=True,
        example="110101198805060013",
    )
    insured_document_validity: k.Validity = column("被保险人证件有效期", example="2035-06-01")
    insured_phone: k.Phone = column("被保险人手机", "被保人手机")
    insured_address: k.Address = column("被保险人地址", "被保人地址")
    relation: v.Relation = column("与投保人关系", "投被保人关系", help="被保险人是投保人的什么人", example="本人")
    beneficiaries: k.Names = column("受益人", example="法定")
    product_code: k.Code = column("险种代码", "产品代码", required=True, example="WL2601")
    product_name: k.Text = column("险种名称", "产品名称", "险种", example="示例终身寿险")
    product_version: k.Code = column("产品版本", "版本", example="1")
    plan: k.Text = column("计划", "档次", help="现金价值表分计划的填写")
    main_or_rider: v.MainOrRider = column("主附险", example="主险")
    design: v.Design = column("设计类型", "产品类型", example="普通型")
    sum_assured: k.Amount = column("保额", "基本保额", "保险金额", required=True, example="500000")
    units: k.Number = column("份数", example="1")
    frequency: v.Frequency = column("交费方式(频率)", "交费频率", "交费方式", "缴费方式", required=True, example="年交")
    premium_term: k.Term = column("交费期", "交费期间", "缴费期", "交费年期", required=True, example="10年")
    policy_term: k.Term = column("保险期间", "保障期间", required=True, example="终身")
    first_premium: k.Amount = column("首期保费", "每期保费", "保费", required=True, example="10000")
    annual_premium: k.Amount = column("年化保费", "年交保费", example="10000")
    paid_premium: k.Amount = column("累计保费", "已交保费", "累计已交保费", example="10000")
    applied_on: k.Day = column("投保日", "投保日期", example="2026-10-08")
    underwritten_on: k.Day = column("核保日", "核保日期", example="2026-10-10")
    underwriting_type: v.UnderwritingType = column("核保类型", example="自动")
    conclusion: v.Conclusion = column("核保结论", example="标准体")
    issued_on: k.Day = column("承保日", "承保日期", required=True, example="2026-10-10")
    effective_on: k.Day = column("生效日", "生效日期", "保单生效日", required=True, example="2026-10-11")
    next_due_on: k.Day = column("交费对应日(下次应交日)", "下次应交日", "交费对应日", example="2027-10-11")
    matures_on: k.Day = column("满期日", "满期日期")
    receipt_on: k.Day = column("回执日", "签收日", "回执签收日", example="2026-10-15")
    cooling_off_ends_on: k.Day = column("犹豫期截止", "犹豫期止", example="2026-10-30")
    called_back_on: k.Day = column("回访日", "回访日期", example="2026-10-20")
    call_back_result: v.CallBackResult = column("回访结果", example="成功-无问题")
    recording_no: k.Code = column("双录编号", example="SL202610080001")
    status: v.PolicyStatus = column("保单状态", "状态", required=True, example="有效")
    premium_status: v.PremiumStatus = column("交费状态", example="交费中")
    status_on: k.Day = column("状态日期", "状态日", example="2026-10-11")
    termination_reason: v.TerminationReason = column("终止原因")
    cash_value: k.Amount = column("现金价值", "现价")
    loan: k.Amount = column("借款", "保单贷款", "贷款本息", example="0")
    advanced_premium: k.Amount = column("垫交", "自动垫交", "垫交本息", example="0")
    bank: k.Text = column("开户行", "开户银行", example="示例银行")
    account_masked: k.AccountNo = column("账号(脱敏)", "账号", "账号后四位", example="************0002")
    policy_form: v.PolicyForm = column("电子/纸质", "保单形式", example="电子")
    insured_occupation_code: k.Code = column("被保险人职业代码", "被保人职业代码")
    insured_occupation_class: v.OccupationClass = column("被保险人职业类别", "被保人职业类别")
    survival_option: v.SurvivalOption = column("生存金领取方式")
    dividend_option: v.SurvivalOption = column("红利领取方式")
    payout_account: k.AccountNo = column("领取账号", "领取账户")
    online: k.YesNo = column("是否互联网", "互联网业务")
    auto_renewal: k.YesNo = column("自动续保", help="到期自动续保的一年期及以下险种")
    renewal_consent: k.YesNo = column("客户同意自动续保", "自动续保同意")
    renewal_notice_on: k.Day = column("续保通知日")
    adult_signed_on: k.Day = column("成年重签日", help="被保险人年满18周岁后本人重新签署的日子")
    surrender_reason: v.SurrenderReason = column(
        "退保原因", "退保原因代码", help="终止原因为退保、协议退保、犹豫期退保的填写；保全申请另有登记的以保全申请为准"
    )


class PremiumReceipt(Record):
    """保费收入: one premium due and what came in for it. 收为正，付为负."""

    sheet: ClassVar[str] = "保费收入"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("实收清单", "实收对账表", "收费明细", "续期实收", "保费实收")
    table: ClassVar[str] = "premium_receipts"
    key: ClassVar[tuple[str, ...]] = ("policy_no", "product_code", "business", "instalment", "bank_serial")
    weak_key: ClassVar[tuple[str, ...]] = ("instalment", "bank_serial")
    told_apart_by: ClassVar[str] = "due_on"
    event_date: ClassVar[str] = "received_on"
    in_force_data: ClassVar[bool] = True

    policy_no: k.Code = column("保单号", "保险单号", "合同号", required=True, example="860101202600000011")
    product_code: k.Code = column("险种代码", "产品代码", example="WL2601")
    business: v.ReceiptKind = column(
        "业务类型", "业务类型(新单/续期/保全补费/退费/理赔)", required=True, example="续期"
    )
    instalment: k.Count = column("应交期次", "期次", example="2")
    due_on: k.Day = column("应交日", "应缴日", "应交日期", "应缴日期", "应收日", "应收日期", example="2026-10-11")
    due: k.Amount = column("应交保费", "业务应收(付)", "应收", "应收保费", required=True, example="10000")
    received_on: k.Day = column(
        "实收日", "到账日", "业务日", "收费日期", "实收日期", "到账日期", "收款日期", example="2026-10-12"
    )
    received: k.Amount = column("实收金额", "财务实收(付)", "实收", "实收保费", example="10000")
    bank_serial: k.Code = column("银行流水号", "流水号", example="LS2026101200001")
    payer: k.Name = column("户名", "付款人", "交费人", example="张三")
    payer_account: k.AccountNo = column("付款账号", "交费账号", "账号")
    note: k.Text = column("备注", "说明")

"""投保单: the application itself and the products applied for, one record per sheet, joined by 投保单号."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class Application(Record):
    """The application itself: who sells, when, how it is paid."""

    sheet: ClassVar[str] = "投保单"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("投保书", "投保清单", "投保单清单", "投保事项", "新契约清单")
    table: ClassVar[str] = "applications"
    key: ClassVar[tuple[str, ...]] = ("application_no",)
    event_date: ClassVar[str] = "applied_on"

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", "投保书号", "投保单印刷号", required=True, example="TB202610000001")
    branch_code: k.Code = column("机构代码", "机构", "分支机构代码", required=True, example="860101")
    branch_name: k.Text = column("机构名称", "分支机构", example="示例支公司")
    channel: v.Channel = column("渠道", "销售渠道", required=True, example="个险")
    online: k.YesNo = column("是否互联网", "互联网业务", example="否")
    intermediary: k.Text = column("中介机构", "代理机构", "银行网点")
    agent_no: k.Code = column("业务员工号", "业务员代码", "销售人员工号", "代理人工号", required=True, example="A10001")
    agent_name: k.Name = column("业务员姓名", "业务员", "销售人员", "代理人姓名")
    set_size: k.Count = column("共几单", "共N单", example="1")
    set_position: k.Count = column("第几单", "第N单", example="1")
    applied_on: k.Day = column("投保日期", "投保日", "投保申请日", "申请投保日期", required=True, example="2026-10-08")
    submitted_on: k.Day = column("交单日期", "交单日", "进件日期", "受理日期", required=True, example="2026-10-09")
    frequency: v.Frequency = column("交费频率", "交费周期", "缴费频率", "交费方式(频率)", "缴费方式", required=True, example="年交")
    payment_method: v.PaymentMethod = column("续期交费方式", "交费方式", "交费形式", example="银行转账")
    currency: k.Text = column("币种", example="人民币")
    premium_total: k.Amount = column("保费合计(小写)", "保费合计", "首期保费合计", "合计保费", required=True, example="10000")
    premium_total_words: k.Text = column("保费合计(大写)", "大写金额", example="人民币壹万元整")
    overpayment_forward: k.YesNo = column("溢交转下期", example="是")
    survival_option: v.SurvivalOption = column("生存金领取方式", example="累积生息")
    dividend_option: v.SurvivalOption = column("红利领取方式", example="累积生息")
    policy_form: v.PolicyForm = column("保单形式", "电子/纸质", example="电子")
    corrects: k.Code = column("更正前投保单号", "原投保单号", help="更正后重交的，填原投保单号")
    corrected_items: k.Text = column("更正项目", help="更正了哪些内容，用顿号分开")
    reduction_signed: k.YesNo = column("降低保额客户签字", "减保额签字")
    questionnaire_items: k.LongText = column("询问表自定义问题", help="公司询问表中自拟的问题原文")
    genetic_test: k.Health = column("基因检测信息", "基因检测", help="不得收集；如有请删除")


class Coverage(Record):
    """险种: one line per product applied for."""

    sheet: ClassVar[str] = "险种"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("投保内容", "险种信息", "投保险种")
    table: ClassVar[str] = "coverages"
    key: ClassVar[tuple[str, ...]] = ("application_no", "product_code")

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", "投保书号", required=True, example="TB202610000001")
    product_code: k.Code = column("险种代码", "产品代码", required=True, example="WL2601")
    product_name: k.Text = column("险种名称", "主险名称", "产品名称", "险种", example="示例终身寿险")
    plan: k.Text = column("计划", "档次", help="产品分计划的填写")
    main_or_rider: v.MainOrRider = column("主附险", "主险/附加险", required=True, example="主险")
    design: v.Design = column("设计类型", "产品类型", example="普通型")
    policy_term: k.Term = column("保险期间", "保障期间", required=True, example="终身")
    premium_term: k.Term = column("交费期", "交费期限", "交费期间", "缴费期", "交费年期", required=True, example="10年")
    sum_assured: k.Amount = column("基本保额", "保额", "保险金额", "基本保险金额", required=True, example="500000")
    units: k.Number = column("份数", example="1")
    premium: k.Amount = column("每期保费", "首期保费", "保费", "期交保费", required=True, example="10000")
    top_up: k.Amount = column("追加保费")
    extra_premium: k.Amount = column("加费金额", "加费")
    frequency: v.Frequency = column("险种交费频率", "本险种交费频率", help="与投保单的交费频率不同时填写")
    outside_minor_cap: k.Amount = column("不计入未成年人限额金额", help="已交保费或现金价值、航空意外、重大自然灾害意外部分，元")

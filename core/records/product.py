"""产品, 现金价值表, 条款: what is sold, version by version, with the insurer's own values and wordings."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class Product(Record):
    """产品: one version of one product, its limits and its contract parameters."""

    sheet: ClassVar[str] = "产品"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("产品参数", "产品表", "险种参数")
    table: ClassVar[str] = "products"
    key: ClassVar[tuple[str, ...]] = ("product_code", "version")

    product_code: k.Code = column("险种代码", "产品代码", required=True, example="WL2601")
    version: k.Code = column("版本", "产品版本", required=True, example="1")
    product_name: k.Text = column("险种名称", "产品名称", required=True, example="示例终身寿险")
    category: v.Category = column("险种类别", "产品类别", required=True, example="终身寿险")
    design: v.Design = column("设计类型", "产品类型", required=True, example="普通型")
    main_or_rider: v.MainOrRider = column("主附险", required=True, example="主险")
    sold_from: k.Day = column("开售日", "起售日", example="2026-01-01")
    sold_to: k.Day = column("停售日")
    age_from: k.Count = column("最低投保年龄", "投保年龄下限", example="0")
    age_to: k.Count = column("最高投保年龄", "投保年龄上限", example="65")
    policy_terms: k.Text = column("可选保险期间", help="用顿号分开", example="终身")
    premium_terms: k.Text = column("可选交费期", help="用顿号分开", example="趸交、3年、5年、10年")
    occupation_classes: k.Text = column("可保职业类别", help="用顿号分开", example="1、2、3、4")
    minimum_sum_assured: k.Amount = column("最低保额", example="10000")
    death_benefit: k.YesNo = column("含身故责任", "以死亡为给付条件", required=True, example="是")
    indemnity: k.YesNo = column("费用补偿型", example="否")
    deductible: k.Amount = column("免赔额", help="医疗险每次或每年自付的金额", example="10000")
    guaranteed_renewal: k.YesNo = column("保证续保", example="否")
    waiting_days: k.Count = column("等待期天数", "等待期", example="90")
    high_risk: k.YesNo = column("高风险产品", example="否")
    principal_at_risk: k.YesNo = column("可能损失本金", example="否")
    risk_level: k.Count = column("产品风险等级", help="1 至 5", example="2")
    low_risk_for_minors: k.YesNo = column("低风险产品", example="否")
    sales_grade: k.Count = column("销售资质等级要求", example="1")
    group_business: k.YesNo = column("团险", example="否")
    cooling_off_days: k.Count = column("犹豫期天数", "犹豫期", example="15")
    cooling_off_starts: k.Text = column("犹豫期起算", help="签收当日 或 签收次日", example="签收次日")
    cooling_off_fee: k.Amount = column("犹豫期工本费", example="0")
    grace_days: k.Count = column("宽限期天数", "宽限期", example="60")
    grace_starts: k.Text = column("宽限期起算", help="应交日 或 应交次日", example="应交次日")
    loan_ratio: k.Rate = column("贷款比例", example="80%")
    loan_limit_wording: k.Text = column("贷款限额口径", help="净值比例 或 本息合计", example="净值比例")
    loan_term: k.Text = column("贷款期限", example="6个月")
    loan_rate: k.Rate = column("贷款利率", example="5%")
    loan_compounding: k.Text = column("贷款计息", help="单利 或 日复利", example="单利")
    reinstatement_rate: k.Rate = column("复效利率", example="5%")
    reinstatement_starts: k.Text = column("复效计息起点", help="应交日 或 宽限期末", example="应交日")
    reinstatement_compounding: k.Text = column("复效计息", help="单利 或 复利", example="单利")
    auto_advance: k.Text = column("自动垫交", help="无、全额 或 按日", example="无")
    paid_up_rounding: k.Text = column("减额交清取整", help="四舍五入 或 截断", example="四舍五入")
    reduction_yearly_cap: k.Rate = column("年减保上限", example="20%")
    reduction_minimum: k.Amount = column("减保后最低保额", example="10000")
    surrender_charges: k.Text = column("退保费用率", help="万能型各保单年度，用顿号分开", example="5%、4%、3%、2%、1%")
    short_term_expense_rate: k.Rate = column("短期险费用率", example="35%")
    zero_after_claim: k.YesNo = column("出险后不退", example="是")
    maturity_benefit: k.Text = column("满期金", help="保额、已交保费的倍数(如 已交保费×106%) 或 无", example="无")
    table_unit: k.Amount = column("价值表单位", help="每多少元", example="1000")
    table_unit_of: k.Text = column("价值表单位基准", help="保额、年交保费、期交保费 或 份", example="保额")
    within_year_form: k.Text = column("年内取值方式", help="首末值 或 两端值", example="两端值")
    day_basis: k.Text = column("年内天数", help="365 或 实际天数", example="365")
    inclusive_day: k.YesNo = column("计入当日", example="否")
    overdue_freeze: k.YesNo = column("欠费冻结价值", example="是")
    pricing_rate: k.Rate = column("预定利率", example="2%")
    value_rule: k.Text = column("现金价值规则", help="7号 或 93号", example="7号")
    mortality_set: k.Text = column("生命表", example="CL(2010–2013)")
    mortality_table: k.Text = column("生命表类别", example="非养老类业务二表")
    mortality_factor: k.Rate = column("生命表折算比例", example="100%")
    blend_years: k.Count = column("价值过渡年数", help="公司自定的 m；1 表示全程按预定利率", example="5")
    increase_rate: k.Rate = column("保额递增比例", example="0")


class CashValue(Record):
    """现金价值表: one printed line of the insurer's own table, per product version, sex, age, terms and policy year."""

    sheet: ClassVar[str] = "现金价值表"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("现价表", "现金价值", "现金价值全表")
    table: ClassVar[str] = "cash_values"
    key: ClassVar[tuple[str, ...]] = (
        "product_code", "version", "plan", "sex", "entry_age", "premium_term", "policy_term", "policy_year",
    )  # fmt: skip

    product_code: k.Code = column("险种代码", "产品代码", required=True, example="WL2601")
    version: k.Code = column("版本", "产品版本", example="1")
    plan: k.Text = column("计划", "档次")
    sex: v.Sex = column("性别", required=True, example="男")
    entry_age: k.Count = column("投保年龄", "年龄", required=True, example="30")
    premium_term: k.Term = column("交费期", "交费期间", "缴费期间", required=True, example="10年")
    policy_term: k.Term = column("保险期间", required=True, example="终身")
    policy_year: k.Count = column("保单年度", "保单年度末", "年度", required=True, example="1")
    value: k.Number = column("年末现金价值", "现金价值", "年末现价", required=True, help="不含当日应领生存金", example="123.45")
    value_with_benefit: k.Number = column("年末现金价值(含生存金)", help="含当日应领生存金")
    value_at_start: k.Number = column("年初现金价值", help="含当年净保费")
    survival_benefit: k.Number = column("生存金")
    paid_up: k.Number = column("减额交清保额", "交清保额", "每单位减额交清保额")


class Clause(Record):
    """条款: one clause of one product version, as worded."""

    sheet: ClassVar[str] = "条款"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("条款库", "产品条款")
    table: ClassVar[str] = "clauses"
    key: ClassVar[tuple[str, ...]] = ("product_code", "version", "clause_no")

    product_code: k.Code = column("险种代码", "产品代码", required=True, example="WL2601")
    version: k.Code = column("版本", "产品版本", required=True, example="1")
    clause_no: k.Code = column("条款号", "条号", required=True, example="2.3")
    clause_kind: v.ClauseKind = column("条款类别", required=True, example="保险责任")
    subject: k.Text = column("事项", "标题", required=True, example="身故保险金")
    wording: k.LongText = column("原文", "条款内容", required=True, example="被保险人身故，我们按……给付身故保险金。")

"""需求分析: what a customer needs, can pay, and was shown, before there is an application."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class NeedsAnalysis(Record):
    """需求分析: one talk with one customer about the person to be covered. No certificate is asked for a talk."""

    sheet: ClassVar[str] = "需求分析"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("需求分析表", "客户需求分析", "保障需求分析")
    table: ClassVar[str] = "needs_analyses"
    key: ClassVar[tuple[str, ...]] = ("analysis_no",)
    event_date: ClassVar[str] = "analysed_on"

    analysis_no: k.Code = column("分析编号", "需求分析编号", required=True, example="XQ202610000001")
    analysed_on: k.Day = column("分析日", "分析日期", "面谈日期", required=True, example="2026-10-06")
    agent_no: k.Code = column("业务员工号", "业务员代码", "销售人员工号", required=True, example="A10001")
    customer_name: k.Name = column("客户姓名", "客户", required=True, example="张三")
    phone: k.Phone = column("联系电话", "客户手机", "手机", example="13800138000")
    relation: v.Relation = column("与被保障人关系", "被保障人关系", help="被保障人是客户的什么人", example="本人")
    birth_date: k.Day = column("被保障人出生日期", "出生日期", required=True, example="1988-05-06")
    sex: v.Sex = column("被保障人性别", "性别", example="男")
    occupation_class: v.OccupationClass = column("职业类别", example="1")
    public_medical: k.YesNo = column("社保或公费医疗", "有无社保", example="是")
    dependants: k.Count = column("抚养赡养人数", "家庭负担人数", example="2")
    household_income: k.Amount = column("家庭年收入", required=True, example="300000")
    household_expenses: k.Amount = column("家庭年支出", example="150000")
    household_debts: k.Amount = column("家庭负债", "负债余额", example="800000")
    held_death_cover: k.Amount = column("已有身故保额", "已有寿险保额", example="200000")
    held_illness_cover: k.Amount = column("已有重疾保额", example="0")
    held_medical: k.YesNo = column("已有商业医疗险", example="否")
    needs: k.Text = column("保障需求", required=True, help="身故、重疾、医疗、意外、养老、教育、储蓄，用顿号分开", example="身故、重疾")
    term_need: k.Term = column("期望保险期间", "期限需求", example="终身")
    premium_term_need: k.Term = column("期望交费期", example="10年")
    premium_budget: k.Amount = column("保费预算", "年保费预算", required=True, help="每年，元", example="20000")
    risk_preference: v.RiskPreference = column("风险偏好", example="稳健型")
    risk_level: k.Count = column("客户风险承受等级", "客户风险等级", help="1 至 5", example="2")
    suggested: k.Text = column("建议险种代码", "推荐险种", help="用顿号分开；可由系统按预算和需求列出", example="WL2601")
    reason: k.LongText = column("建议理由", "匹配说明", example="终身保障，预算内")
    chosen: k.Text = column("客户选择", "选择险种代码", example="WL2601")
    explained: k.YesNo = column("已说明免责与退保损失", example="是")
    signed_on: k.Day = column("客户确认日", "确认日期", example="2026-10-07")
    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", help="后来投保的填写", example="TB202610000001")

"""核保: what the underwriter decides and the medical examinations on the way there."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class Decision(Record):
    """核保结论: the decision on a referred application, with loadings, exclusions, postponement and the customer's answer."""

    sheet: ClassVar[str] = "核保结论"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("核保决定", "人工核保")
    table: ClassVar[str] = "decisions"
    key: ClassVar[tuple[str, ...]] = ("application_no",)

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", required=True, example="TB202610000001")
    conclusion: v.Conclusion = column("核保结论", "结论", required=True, example="次标准体-加费")
    underwriting_type: v.UnderwritingType = column("核保类型", help="自动核保由系统填写；人工核保填“人工”", example="人工")
    extra_mortality: k.Rate = column("额外死亡率EM", "EM", "EM%", example="50%")
    extra_premium: k.Amount = column("加费金额", "加费", example="500")
    extra_premium_term: k.Term = column("加费期间", example="10年")
    exclusion: k.Text = column("除外内容", "除外责任")
    postponed_to: k.Day = column("延期至")
    review_condition: k.Text = column("复核条件")
    reason: k.Health = column("核保理由", "理由")
    decided_on: k.Day = column("核保日", "核保日期", required=True, example="2026-10-12")
    underwriter: k.Name = column("核保人", required=True, example="钱七")
    notice_returned: k.YesNo = column("核保通知书回执", "客户签字确认", example="是")
    overrides: k.Text = column("豁免的转核规则", help="经核保人判断可以接受的规则代码，用顿号分开")


class MedicalExam(Record):
    """体检: booked, done, report in."""

    sheet: ClassVar[str] = "体检"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("体检跟踪", "体检登记")
    table: ClassVar[str] = "medical_exams"
    key: ClassVar[tuple[str, ...]] = ("application_no", "examinations")
    sensitive: ClassVar[bool] = True

    application_no: k.Code = column("投保单号", "印刷号", "投保单号(印刷号)", required=True, example="TB202610000001")
    examinations: k.Text = column("体检项目", required=True, example="常规体检")
    asked_on: k.Day = column("通知日", example="2026-10-10")
    booked_for: k.Day = column("预约日", example="2026-10-12")
    done_on: k.Day = column("体检日", example="2026-10-12")
    report_on: k.Day = column("报告日", "报告回收日", example="2026-10-14")
    hospital: k.Text = column("体检医院")
    result: k.Health = column("体检结果")

"""Training: who was trained in what and until when it counts, and the words that sellers are given to use."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class Training(Record):
    """培训登记: one person at one course on one day."""

    sheet: ClassVar[str] = "培训登记"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("培训登记表", "培训记录", "培训台账", "培训签到表")
    table: ClassVar[str] = "trainings"
    key: ClassVar[tuple[str, ...]] = ("staff_no", "course", "trained_on")
    event_date: ClassVar[str] = "trained_on"

    staff_no: k.Code = column("工号", "员工号", "业务员工号", required=True, example="A10001")
    name: k.Name = column("姓名", example="王五")
    kind: v.TrainingKind = column("培训类型", "类型", required=True, example="合规")
    course: k.Text = column("培训名称", "课程", "培训内容", required=True, example="禁止误导销售")
    product_code: k.Code = column("险种代码", "产品代码", help="产品培训填写")
    rule_no: k.Code = column("制度文号", "规章编号", help="内部规章培训填写")
    trained_on: k.Day = column("培训日", "培训日期", required=True, example="2026-10-09")
    expires_on: k.Day = column("有效期至", "到期日", help="空白为长期有效", example="2027-10-08")
    hours: k.Number = column("学时", "课时", example="4")
    way: k.Text = column("培训方式", help="例如 面授、线上", example="面授")
    trainer: k.Name = column("讲师", "授课人", example="赵六")
    score: k.Number = column("成绩", "考核成绩", "分数", example="92")
    result: v.TrainingResult = column("考核结果", "是否合格", required=True, example="合格")
    signed_in: k.YesNo = column("本人签到", "签到", example="是")
    evidence: k.Text = column("证明材料", "档案编号", example="PX20261009-01")


class SalesMaterial(Record):
    """宣传材料: a text that sellers are trained with or show to customers, and who approved it."""

    sheet: ClassVar[str] = "宣传材料"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("宣传培训材料", "销售话术", "话术库", "宣传品登记")
    table: ClassVar[str] = "sales_materials"
    key: ClassVar[tuple[str, ...]] = ("material_no",)
    event_date: ClassVar[str] = "used_from"

    material_no: k.Code = column("材料编号", "宣传品编号", required=True, example="XC202610001")
    kind: v.MaterialKind = column("材料类型", required=True, example="培训课件")
    title: k.Text = column("材料名称", "标题", required=True, example="两全保险产品要点")
    product_code: k.Code = column("险种代码", "产品代码")
    text: k.LongText = column("材料文字", "正文", "话术内容", required=True, example="讲清保险责任、责任免除、犹豫期和退保损失")
    approved_by: k.Code = column("审批人", help="填工号", example="N20001")
    approved_on: k.Day = column("审批日", example="2026-09-20")
    used_from: k.Day = column("启用日", required=True, example="2026-10-01")
    withdrawn_on: k.Day = column("停用日")

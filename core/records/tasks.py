"""待办: the one list by which departments work together."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class Task(Record):
    """待办: one thing that one department asks of another, by when, on what ground, and the proof that it is done."""

    sheet: ClassVar[str] = "待办"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("待办清单", "待办事项", "协同待办", "整改清单")
    table: ClassVar[str] = "tasks"
    key: ClassVar[tuple[str, ...]] = ("task_no",)
    event_date: ClassVar[str] = "raised_on"

    task_no: k.Code = column("待办编号", "编号", "任务编号", required=True, example="DB202610000001")
    raised_on: k.Day = column("提出日", "登记日", "发起日", required=True, example="2026-10-22")
    source: v.TaskSource = column("待办来源", "来源", required=True, example="客户意见")
    source_no: k.Code = column("来源单号", "关联单号", help="投诉编号、评价编号、受理号、规则代码等", example="PJ202610000001")
    from_department: v.Department = column("提出部门", "发起部门", "转出部门", required=True, example="客服")
    to_department: v.Department = column("承办部门", "转办部门", "责任部门", required=True, example="理赔")
    owner: k.Code = column("承办人", "责任人", "承办人工号", help="填工号", example="N30001")
    policy_no: k.Code = column("保单号", "保险单号", "合同号", example="860101202600000011")
    matter: k.LongText = column("事项", "待办事项", "内容", required=True, example="理赔进度短信通知")
    basis: k.Text = column("依据", "制度依据", help="法规条款、时限代码或内部规章", example="客户意见转办")
    due_on: k.Day = column("到期日", "截止日", "办理时限", required=True, example="2026-11-05")
    status: v.TaskStatus = column("状态", "办理状态", required=True, example="处理中")
    progress: k.LongText = column("办理情况", "进展", "处理情况", example="已提交需求")
    closed_on: k.Day = column("办结日", "完成日")
    proof: k.Text = column("办结证明", "整改证明", "证明材料", help="文件名、档案编号或单号；没有证明不算办结")
    checked_by: k.Code = column("复核人", "验收人", help="填工号，不能与承办人相同")

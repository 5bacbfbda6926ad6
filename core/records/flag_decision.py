"""红旗处理: what a person decided about a hint. 受限资料: never in the files of sales, never told to the client."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class FlagDecision(Record):
    """红旗处理: one hint looked at by a person, confirmed or cleared, and why. 反洗钱法 Art. 35: kept confidential.

    A changed mind is a new version of the row in the ledger, so nothing that was decided is lost.
    """

    sheet: ClassVar[str] = "红旗处理"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("线索处理", "可疑线索处理", "红旗处理登记")
    table: ClassVar[str] = "flag_decisions"
    key: ClassVar[tuple[str, ...]] = ("flag_code", "subject_no", "part")
    event_date: ClassVar[str] = "decided_on"
    in_force_data: ClassVar[bool] = True
    sensitive: ClassVar[bool] = True

    flag_code: k.Code = column("线索代码", "红旗代码", required=True, help="F01 至 F17、S01 至 S11", example="F01")
    subject_no: k.Code = column(
        "对象编号", "业务编号", required=True, help="线索页所列的对象编号", example="LP202610000001"
    )
    part: k.Text = column("线索类型", "子项", help="线索页所列的类型，空白为该代码的全部类型", example="等待期后不久")
    outcome: v.FlagOutcome = column("处理结果", "结论", required=True, example="排除")
    why: k.LongText = column(
        "理由", "判断理由", required=True, help="不写姓名、证件号码等个人信息", example="急诊，病历与发票一致"
    )
    follow_up: k.Text = column("后续处理", help="例如 转调查、报告反洗钱岗、不再跟进", example="不再跟进")
    decided_by: k.Code = column("处理人", "判断人", required=True, help="填工号，由人判断", example="N30001")
    decided_on: k.Day = column("处理日", "处理日期", required=True, example="2026-10-20")

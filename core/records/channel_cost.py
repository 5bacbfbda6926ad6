"""What a channel costs: commissions, fees and the like, month by month."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class ChannelCost(Record):
    """渠道费用: one kind of cost of one channel of a branch in a month, as finance booked it."""

    sheet: ClassVar[str] = "渠道费用"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("渠道成本", "渠道费用表", "手续费及佣金")
    table: ClassVar[str] = "channel_costs"
    key: ClassVar[tuple[str, ...]] = ("month", "branch_code", "channel", "cost_kind", "payee")

    month: k.Code = column("费用月份", "月份", "入账月份", required=True, help="例如 2026-10", example="2026-10")
    branch_code: k.Code = column("机构代码", "机构", example="860101")
    channel: v.Channel = column("渠道", "销售渠道", required=True, example="个险")
    cost_kind: v.ChannelCostKind = column("费用类型", "费用项目", "科目", required=True, example="佣金")
    payee: k.Text = column("支付对象", "中介机构", help="佣金可不填；手续费填中介机构", example="示例支行")
    amount: k.Amount = column("费用金额", "金额", required=True, help="付为正，冲回为负", example="12000")
    note: k.Text = column("备注", "说明")

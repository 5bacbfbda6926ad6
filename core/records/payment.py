"""付款清单: one payment that the office owes, prepared by one account, signed off by another, proved by a bank line."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class PaymentOrder(Record):
    """付款清单: whom to pay, how much and why; 待复核, 已复核, 已付 and 已退回 follow from what is filled in."""

    sheet: ClassVar[str] = "付款清单"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("付款单", "付费清单")
    table: ClassVar[str] = "payment_orders"
    key: ClassVar[tuple[str, ...]] = ("order_no",)
    event_date: ClassVar[str] = "due_on"
    in_force_data: ClassVar[bool] = True

    order_no: k.Code = column("付款号", required=True, help="由系统编号，不要改动", example="FKSJ00000001")
    source: v.PaymentSource = column("付款来源", required=True, help="由系统填写", example="保全")
    source_no: k.Code = column("来源单号", required=True, help="受理号、案件号；退费为保单号", example="BQ202610000001")
    policy_no: k.Code = column("保单号", required=True, example="860101202600000011")
    item: k.Text = column("付款项目", help="由系统填写", example="退保")
    due_on: k.Day = column("应付日", required=True, example="2026-10-20")
    amount: k.Amount = column("付款金额", required=True, help="填正数，与事件、赔案或退费记录相同", example="10000")
    payee: k.Name = column("收款人户名", required=True, example="张三")
    payee_account: k.AccountNo = column("收款人账号", required=True, example="6222020000000000006")
    account_check: k.Text = column("账户核对", help="由系统填写：凭什么可以付给这个账户", example="投保人本人账户")
    payee_basis: k.Text = column("收款依据", help="收款人不是有权领取的本人时填写，例如授权委托书、监护关系证明")
    identity_check: k.Text = column("身份核实方式", "核身方式", help="达到法定金额的必填", example="身份证原件及联网核查")
    prepared_by: k.Code = column("制单账号", required=True, help="制单人的系统账号", example="lisi")
    prepared_on: k.Day = column("制单日", example="2026-10-20")
    signed_off_by: k.Code = column("复核账号", help="复核人用自己的系统账号同步，不能与制单账号相同", example="zhaoliu")
    signed_off_on: k.Day = column("复核日", example="2026-10-20")
    paid_on: k.Day = column("付款日", help="银行扣款的日子", example="2026-10-21")
    paid_serial: k.Code = column("付款流水号", help="银行流水中的支出", example="LS2026102100001")
    returned_on: k.Day = column("退回日", help="退票或追回款项的日子")
    returned_serial: k.Code = column("退回流水号", help="银行流水中退回的收入")
    note: k.Text = column("付款备注")

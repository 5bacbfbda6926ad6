"""What the bank and the finance department hand over: 银行流水, and 到账认领, a person's word on what a payment is for."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class BankLine(Record):
    """银行流水: one line of a bank statement or of the finance department's list. 收为正，付为负."""

    sheet: ClassVar[str] = "银行流水"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("银行对账单", "到账明细", "账户交易明细", "财务到账清单")
    table: ClassVar[str] = "bank_lines"
    key: ClassVar[tuple[str, ...]] = ("bank_serial", "own_account")
    event_date: ClassVar[str] = "booked_on"
    in_force_data: ClassVar[bool] = True

    bank_serial: k.Code = column("银行流水号", "流水号", "交易流水号", "凭证号", required=True, example="LS2026101200001")
    booked_on: k.Day = column("到账日", "交易日期", "记账日", "入账日", required=True, example="2026-10-12")
    own_account: k.AccountNo = column("本方账号", "收款账号", "公司账号", help="公司收付费账户")
    amount: k.Amount = column("金额", "交易金额", "发生额", help="收为正，付为负；也可分列收入、支出金额", example="10000")
    income: k.Amount = column("收入金额", "贷方金额", "贷方发生额")
    outlay: k.Amount = column("支出金额", "借方金额", "借方发生额", help="填正数")
    payer: k.Name = column("对方户名", "户名", "付款人", "付款人名称", example="张三")
    payer_account: k.AccountNo = column("对方账号", "付款账号", "付款人账号")
    payer_bank: k.Text = column("对方开户行", "付款行")
    document_no: k.Code = column("单号", "保单号", "投保单号", "业务单号", help="保单号或投保单号，银行或财务已知的填写", example="860101202600000011")
    remark: k.Text = column("摘要", "附言", "用途", "备注", help="附言里的保单号、投保单号也会用来核对", example="续期保费")


class ReceiptClaim(Record):
    """到账认领: which due a bank line pays, as a person confirmed or turned down; one row per line and due."""

    sheet: ClassVar[str] = "到账认领"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("到账确认", "认领登记")
    table: ClassVar[str] = "receipt_claims"
    key: ClassVar[tuple[str, ...]] = ("bank_serial", "own_account", "document_no", "business", "due_on")
    event_date: ClassVar[str] = "decided_on"
    in_force_data: ClassVar[bool] = True

    bank_serial: k.Code = column("银行流水号", "流水号", required=True, example="LS2026101200001")
    own_account: k.AccountNo = column("本方账号", "收款账号")
    document_no: k.Code = column("认领单号", "单号", "保单号", "投保单号", required=True, example="860101202600000011")
    business: v.ReceiptKind = column("业务类型", required=True, example="续期")
    due_on: k.Day = column("应交日", example="2026-10-11")
    came_on: k.Day = column("到账日", help="由系统填写，供核对", example="2026-10-12")
    payer: k.Name = column("付款人", "户名", help="由系统填写，供核对", example="张三")
    amount: k.Amount = column("流水金额", help="由系统填写，供核对", example="10000")
    due: k.Amount = column("应收金额", help="由系统填写，供核对", example="10000")
    proposal: k.Text = column("系统建议", help="核对依据与把握，由系统填写", example="单号和金额都一致")
    decision: v.ClaimDecision = column("认领结果", required=True, example="确认")
    decided_by: k.Code = column("确认人", help="操作账号或工号", example="jingban")
    decided_on: k.Day = column("确认日", example="2026-10-13")
    reason: k.Text = column("说明")

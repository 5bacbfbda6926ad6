"""The steps of an application from form to delivery, and for whom each waits."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """What comes next."""

    SIGN_ANEW = "待重新签名"
    SUPPLY = "待补正"
    ASK_EXAM = "待通知体检"
    BOOK = "待预约体检"
    BOOKED = "已预约体检"
    MISSED = "体检未到"
    REPORT = "待体检报告"
    DECIDE = "待核保"
    CONFIRM = "待客户确认"
    PREMIUM = "待首期保费"
    ISSUE = "待出单"
    DELIVER = "待送达"
    CLOSED = "已办结"


WAITS_FOR = {
    Step.SIGN_ANEW: "客户", Step.SUPPLY: "客户", Step.ASK_EXAM: "核保", Step.BOOK: "客户", Step.BOOKED: "客户",
    Step.MISSED: "客户", Step.REPORT: "体检机构", Step.DECIDE: "核保", Step.CONFIRM: "客户", Step.PREMIUM: "客户",
    Step.ISSUE: "运营", Step.DELIVER: "运营", Step.CLOSED: "",
}  # fmt: skip

"""日期: ages, policy years and 对应日, grace and cooling-off periods, working days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from udfs.declared import Argument, Span
from udfs.registry import example, formula

CATEGORY = "日期"
DUE, AFTER_DUE = "应交日", "应交次日"
SIGNED, AFTER_SIGNED = "签收当日", "签收次日"
GRACE_STARTS: dict[str, Any] = {AFTER_DUE: "next_day", DUE: "due"}
COOLING_OFF_STARTS: dict[str, Any] = {SIGNED: "same_day", AFTER_SIGNED: "next_day"}
DAYS, NOTE = "天数", "说明"
GRACE_CLOCK = "RN-2.2"

EFFECTIVE = Argument("生效日", "保单生效日", "day")
ON = Argument("计算日期", "算到哪一天", "day")


@formula(
    "NQ_AGE",
    "周岁：到计算日期满几周岁，生日当天算满；闰年2月29日出生的，平年算3月1日生日（待确认）",
    Argument("出生日期", "出生日期", "day"),
    ON,
    category=CATEGORY,
    returns="周岁数",
    examples=[example(38, "1988-05-06", "2026-11-01"), example(37, "1988-05-06", "2026-05-05")],
)
def age(birth: date, on: date) -> int:
    """Completed years on a day."""
    from core.days.age import age

    return age(birth, on)


@age.columns
def ages(births: Any, on: Any) -> Any:
    """Completed years by row."""
    from core.days.age import ages

    return ages(births, on)


@formula(
    "NQ_POLICY_YEAR",
    "保单年度：生效日起为第1年，到对应日进入下一年度",
    EFFECTIVE,
    ON,
    category=CATEGORY,
    returns="第几保单年度",
    examples=[example(1, "2025-03-01", "2026-02-28"), example(2, "2025-03-01", "2026-03-01")],
)
def policy_year(effective: date, on: date) -> int:
    """The policy year of a day."""
    from core.days.anniversary import policy_year

    return policy_year(effective, on)


@policy_year.columns
def policy_years(effective: Any, on: Any) -> Any:
    """Policy years by row."""
    from core.days.anniversary import policy_years

    return policy_years(effective, on)


@formula(
    "NQ_ANNIVERSARY",
    "对应日：生效日之后第几个周年对应日；当月没有这一天的，取当月最后一天（单元格请设为日期格式）",
    EFFECTIVE,
    Argument("年数", "第几个周年，1为第一个对应日", "count", span=Span(0, 150)),
    category=CATEGORY,
    returns="日期",
    examples=[
        example(date(2026, 3, 1), "2025-03-01", 1),
        example(date(2025, 2, 28), "2024-02-29", 1),
        example(date(2028, 2, 29), "2024-02-29", 4),
    ],
)
def anniversary(effective: date, years: Decimal) -> date:
    """The 对应日 some years after the effective day."""
    from core.days.anniversary import anniversary

    return anniversary(effective, int(years))


@anniversary.columns
def anniversaries(effective: Any, years: Any) -> Any:
    """对应日 by row."""
    from core.days.anniversary import anniversaries

    return anniversaries(effective, years)


@formula(
    "NQ_GRACE_END",
    "宽限期最后一天，次日零时起效力中止；天数不填按保险法（单元格请设为日期格式）",
    Argument("应交日", "本期保费的应交日", "day"),
    Argument("宽限期天数", "产品条款写明的天数，不填按法定", "count", required=False, span=Span(1, 366)),
    Argument("起算", "不填按应交次日", required=False, default=AFTER_DUE, choices=tuple(GRACE_STARTS)),
    category=CATEGORY,
    returns="日期",
    examples=[
        example(date(2026, 12, 10), "2026-10-11"),
        example(date(2026, 12, 9), "2026-10-11", None, "应交日"),
        example(date(2027, 1, 9), "2026-10-11", 90),
    ],
    basis=(GRACE_CLOCK,),
)
def grace_end(due: date, days: Decimal | None, starts: str) -> date:
    """Last day of the grace period; the statutory number of days is that of the due day."""
    from core.days.periods import grace_end

    return grace_end(due, _grace_days(due) if days is None else int(days), GRACE_STARTS[starts])


@formula(
    "NQ_COOLING_OFF_END",
    "犹豫期最后一天；天数和起算按产品条款填写（单元格请设为日期格式）",
    Argument("签收日", "回执签收日", "day"),
    Argument("犹豫期天数", "产品条款写明的天数；长期健康险不少于15日", "count", span=Span(1, 366)),
    Argument("起算", "按产品条款", choices=tuple(COOLING_OFF_STARTS)),
    category=CATEGORY,
    returns="日期",
    examples=[
        example(date(2026, 10, 30), "2026-10-15", 15, "签收次日"),
        example(date(2026, 10, 29), "2026-10-15", 15, "签收当日"),
    ],
    basis=("health_cooling_off_days_min", "cooling_off_days_other", "cooling_off_counted_from"),
)
def cooling_off_end(signed: date, days: Decimal, starts: str) -> date:
    """Last day of the cooling-off period, as the contract counts."""
    from core.days.periods import cooling_off_end

    return cooling_off_end(signed, int(days), COOLING_OFF_STARTS[starts])


@formula(
    "NQ_WORKDAYS",
    "两天之间的工作日数：开始日不计，截止日计入，含调休上班日；“说明”显示调休是否已公布",
    Argument("开始日", "从这一天的次日起数", "day"),
    Argument("截止日", "数到这一天", "day"),
    Argument("返回", "不填返回天数", required=False, default=DAYS, choices=(DAYS, NOTE)),
    category=CATEGORY,
    returns="天数，或说明",
    examples=[
        example(3, "2026-09-28", "2026-10-08"),
        example("调休未公布，暂按周一至周五", "2031-01-01", "2031-01-31", "说明"),
    ],
)
def workdays(start: date, end: date, wanted: str) -> int | str:
    """Working days after one day up to another, or what to know about the calendar in between."""
    calendar = _calendar()
    if wanted == NOTE:
        stamp: str = calendar.stamp(min(start, end), max(start, end))
        return stamp or "工作日历已公布"
    days: int = calendar.working_days_between(start, end)
    return days


@formula(
    "NQ_WORKDAY_AFTER",
    "开始日之后第几个工作日是哪一天（单元格请设为日期格式）；“说明”显示调休是否已公布",
    Argument("开始日", "从这一天的次日起数", "day"),
    Argument("工作日数", "第几个工作日", "count", span=Span(1, 2500)),
    Argument("返回", "不填返回日期", required=False, default="日期", choices=("日期", NOTE)),
    category=CATEGORY,
    returns="日期，或说明",
    examples=[example(date(2026, 10, 9), "2026-09-29", 3)],
)
def workday_after(start: date, count: Decimal, wanted: str) -> date | str:
    """The n-th working day after a day, or what to know about the calendar in between."""
    deadline = _calendar().add_working_days(start, int(count))
    return (deadline.stamp or "工作日历已公布") if wanted == NOTE else deadline.day


def _grace_days(due: date) -> int:
    from core.law import Law

    limit = Law.default().clock(GRACE_CLOCK, due).limit
    assert limit is not None
    return limit


@cache
def _calendar() -> Any:
    from core.days.working_days import Calendar

    return Calendar()

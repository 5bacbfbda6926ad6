"""核保: extra premium, beneficiaries' shares, disclosures. The verdicts are those of the rules that 校验 runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from udfs.cells import Refused
from udfs.declared import Argument, Span
from udfs.figure_cells import AMOUNT, BASIS, LABEL, MARKED, STEPS
from udfs.ranges import Rows, from_columns, table_of
from udfs.registry import example, formula

CATEGORY = "核保"
RIGHT = "正确"
ON = Argument("投保日期", "决定适用的规定", "day")
SHARE_RULES = frozenset({"A601", "A602", "A603"})
DISCLOSURE_RULES = frozenset({"A1001", "A1008"})


@formula(
    "NQ_EXTRA_PREMIUM",
    "加费：额外死亡率换算成每年加费，按趸缴净成本均摊到交费期；公司没有确认加费参数前，结果带“待确认”",
    Argument("额外死亡率", "EM，例如 50%", "rate", span=Span(0, 10, above=True)),
    Argument("保额", "元", "amount", span=Span(0, 1e10, above=True)),
    Argument("生命表", "套别、表名、性别，例如：CL(2010-2013) 非养老类业务一表 男"),
    Argument("投保年龄", "周岁", "count", span=Span(0, 105)),
    Argument("交费年数", "加费交多少年", "count", span=Span(1, 106)),
    ON,
    Argument("返回", "金额只返回数字", required=False, default=MARKED, choices=(MARKED, AMOUNT, LABEL, BASIS, STEPS)),
    category=CATEGORY,
    returns="每年加费（元），未确认时为带标签的文字",
    examples=[
        example(85.42, "50%", 100000, "CL(2010-2013) 非养老类业务一表 男", 30, 20, "2026-10-08", "金额"),
    ],
    basis=("extra_premium_interest_rate", "extra_premium_expense_share"),
)
def extra_premium(
    extra: Decimal, sum_assured: Decimal, mortality: str, age: Decimal, years: Decimal, on: date, wanted: str
) -> Any:
    """The yearly loading for extra mortality."""
    from core.underwriting.loading import by_extra_mortality
    from core.values.mortality import find_mortality

    table, findings = find_mortality(mortality)
    rates, missing = table.rates(int(age), int(years)) if table else (None, findings)
    if rates is None:
        raise Refused(f"{missing[0].message}；{missing[0].fix}")
    exact = [Decimal(repr(rate)) for rate in rates.tolist()]
    loading = by_extra_mortality(extra, exact, sum_assured, on=on)
    marked = "；".join(filter(None, (loading.label, loading.stamp)))
    answers = {
        MARKED: f"{marked}：{loading.amount:,.2f}元/年" if loading.stamp else loading.amount,
        AMOUNT: loading.amount,
        LABEL: marked,
        BASIS: "；".join(map(str, loading.basis)),
        STEPS: [[step] for step in loading.steps],
    }
    return answers[wanted]


@formula(
    "NQ_SHARES_CHECK",
    "受益份额核对：同一类型、同一顺序合计100%，顺序从1起；每行一个结果",
    Argument("份额", "一份投保单的受益份额，一行一人", "table"),
    Argument("顺序", "受益顺序，不填都按第1顺序", "table", required=False),
    Argument("类型", "身故或生存，不填都按身故", "table", required=False),
    category=CATEGORY,
    returns="正确，或不对的地方",
    examples=[
        example([["正确"], ["正确"]], (("50%",), ("50%",))),
        example([["身故第1顺序受益份额合计为90.00%，应为100%"], ["正确"]], ((0.5,), (0.4,))),
    ],
    fills=True,
    basis=("beneficiary_share_total", "beneficiary_share_tolerance"),
)
def shares_check(shares: Rows, orders: Rows | None, kinds: Rows | None) -> Any:
    """What the rules on shares and orders say of every row."""
    from core.records.people import Beneficiary

    count = len(shares)
    cells = {
        "share": [row[0] for row in shares],
        "order": _beside(orders, count, "顺序"),
        "benefit_kind": _beside(kinds, count, "类型"),
        "name": [f"受益人{place}" for place in range(1, count + 1)],
        "application_no": ["1"] * count,
    }
    table = from_columns(Beneficiary, cells)
    return _verdicts(table, SHARE_RULES, {}, None)


@formula(
    "NQ_DISCLOSURE_CHECK",
    "健康告知核对：是否逐项回答、是否前后矛盾；每行一个结果，多个问题用分号分开",
    Argument("告知", "告知表的区域，第一行为标题", "table"),
    ON,
    Argument("被保险人", "被保险人表的区域（性别、出生日期），行数与告知相同", "table", required=False),
    category=CATEGORY,
    returns="正确，或问题",
    examples=[
        example([["告知“C8近5年检查异常”没有回答"]], (("C8近5年检查异常", "C12疾病史"), (None, "否")), "2026-10-08"),
        example([["正确"]], (("C8近5年检查异常", "C12疾病史"), ("否", "否")), "2026-10-08"),
    ],
    fills=True,
)
def disclosure_check(disclosures: Rows, on: date, insured: Rows | None) -> Any:
    """What the rules on disclosures say of every row."""
    from core.records.papers import Disclosure
    from core.records.people import Insured

    table = _numbered(table_of(Disclosure, disclosures))
    others = {} if insured is None else {Insured: _numbered(table_of(Insured, insured))}
    return _verdicts(table, DISCLOSURE_RULES, others, on)


def _verdicts(table: Any, rules: frozenset[str], others: Mapping[Any, Any], on: date | None) -> list[list[str]]:
    """Per row of ``table`` the messages of the rules, 正确 where there are none; reminders are left out."""
    from core.checks.engine import run_checks
    from core.checks.rule import Context
    from core.days.working_days import Calendar
    from core.findings import Severity
    from core.law.lookup import Law
    from core.table import Tables

    tables = Tables([table, *others.values()])
    context = Context(tables, Tables(), Tables(), Law.default(), Calendar(), on or date.max)
    _, findings = run_checks(context, rules)
    said: dict[int, list[str]] = {}
    for finding in findings:
        if finding.severity is not Severity.NOTICE and finding.where.sheet == table.record.sheet:
            said.setdefault(finding.where.row, []).append(finding.message)
    return [["；".join(said.get(int(row), [RIGHT]))] for row in table.row]


def _beside(column: Rows | None, count: int, title: str) -> list[Any]:
    if column is None:
        return [None] * count
    if len(column) > count:
        raise Refused(f"“{title}”的行数比“份额”多")
    return [row[0] for row in column] + [None] * (count - len(column))


def _numbered(table: Any) -> Any:
    """Rows without 投保单号 belong together by their place."""
    from dataclasses import replace

    import numpy as np

    places = np.array([str(place) for place in range(1, len(table) + 1)], dtype=object)
    numbers = np.where(table["application_no"] == "", places, table["application_no"]).astype(object)
    return replace(table, columns={**table.columns, "application_no": numbers})

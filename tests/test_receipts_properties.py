"""No bank line is ever lost or used twice, and neither the order of lines nor that of policies matters."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.law import Law
from core.receipts.match import match_statement
from core.receipts.model import Matched
from core.records.banking import BankLine, ReceiptClaim
from core.records.policy import Policy, PremiumReceipt
from core.table import Table, Tables
from tests.tables import table

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
NUMBERS = [f"P100000000{place}" for place in range(5)]
NAMES = ["张三", "李四", "王五"]
YUAN = [30, 50, 80, 100, 130, 180]

line = st.tuples(
    st.integers(1, 31), st.sampled_from(["", *NUMBERS, "P8888888888"]), st.sampled_from(["", *NAMES, "赵六"]),
    st.sampled_from([*YUAN, 50.01, 79.99, -80]), st.sampled_from(["", *NUMBERS]), st.sampled_from(["", "L1", "L2"]),
)  # fmt: skip
booking = st.tuples(st.sampled_from(NUMBERS), st.sampled_from(["", "L1", "L2", "L3"]), st.sampled_from([*YUAN, -80, 0]))
decision = st.tuples(st.integers(0, 6), st.sampled_from(NUMBERS), st.sampled_from(["确认", "驳回"]))


def statement(lines: list[tuple[int, str, str, float, str, str]]) -> Table:
    rows = [
        f"| {serial or f'S{place}'} | 2026-10-{day:02d} | {yuan} | {name} | {number} | {remark} |"
        for place, (day, number, name, yuan, remark, serial) in enumerate(lines)
    ]
    return table(BankLine, "| 流水号 | 到账日 | 金额 | 户名 | 单号 | 摘要 |\n" + "\n".join(rows))


def book() -> Table:
    rows = [
        f"| {number} | WL | {NAMES[place % 3]} | 年交 | 10年 | {YUAN[place]} |"
        f" 2024-10-{place + 5:02d} | 2026-10-{place + 5:02d} | 有效 |"
        for place, number in enumerate(NUMBERS)
    ]
    head = "| 保单号 | 险种代码 | 投保人 | 交费方式 | 交费期 | 首期保费 | 生效日 | 下次应交日 | 保单状态 |"
    return table(Policy, "\n".join([head, *rows]))


def bookings(rows: list[tuple[str, str, int]]) -> Table:
    lines = [
        f"| {number} | WL | 续期 | 2026-10-09 | {yuan} | 2026-10-09 | {yuan} | {serial} |"
        for number, serial, yuan in rows
    ]
    head = "| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 |"
    return table(PremiumReceipt, "\n".join([head, *lines]))


def claims(rows: list[tuple[int, str, str]]) -> Table:
    lines = [f"| S{place} | {number} | 续期 | 2026-10-07 | {word} |" for place, number, word in rows]
    return table(ReceiptClaim, "\n".join(["| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |", *lines]))


def run(*tables: Table) -> Matched:
    return match_statement(Tables(tables), Law.default(), *OCTOBER)


def in_words(result: Matched) -> list[str]:
    """Everything that was decided, by content instead of place."""
    serials, documents = result.statement["bank_serial"], result.dues.document
    matches = [
        f"{[serials[i] for i in m.lines]} {[(documents[i], str(result.dues.due_on[i])) for i in m.dues]}"
        f" {m.how} {m.problems}"
        for m in result.matches
    ]
    return sorted([*matches, *(f"{serials[each.line]} {each.why} {each.hints}" for each in result.suspense)])


@settings(max_examples=120, deadline=None)
@given(st.lists(line, max_size=7), st.lists(booking, max_size=4), st.lists(decision, max_size=3))
def test_every_line_ends_in_one_match_or_in_suspense_and_the_totals_tie(lines, booked, decided) -> None:
    result = run(statement(lines), book(), bookings(booked), claims(decided))
    used = sorted([line for match in result.matches for line in match.lines] + [each.line for each in result.suspense])
    assert used == list(range(len(lines)))
    assert result.matched_total + result.suspense_total == result.statement_total
    assert result.ties
    paid = [due for match in result.matches for due in match.dues] + [due for pair in result.reversed for due in pair]
    assert len(paid) == len(set(paid))
    assert not set(paid) & set(result.unfound)


@settings(max_examples=60, deadline=None)
@given(st.lists(line, max_size=7), st.lists(booking, max_size=4), st.randoms(use_true_random=False))
def test_another_order_of_rows_gives_the_same_matches(lines, booked, dice) -> None:
    tables = [statement(lines), book(), bookings(booked)]
    mixed = []
    for each in tables:
        order = list(range(len(each)))
        dice.shuffle(order)
        mixed.append(each.take(np.array(order, dtype=np.intp)))
    assert in_words(run(*mixed)) == in_words(run(*tables))


@pytest.mark.long
def test_a_statement_of_20000_lines_for_100000_policies_takes_seconds() -> None:
    from time import perf_counter

    one = book()
    repeated = one.take(np.tile(np.arange(len(one)), 20_000))
    numbers = np.array([f"P{place:012d}" for place in range(len(repeated))], dtype=object)
    policies = Table(Policy, {**repeated.columns, "policy_no": numbers}, repeated.row, repeated.origin, one.origins)
    few = statement([(day % 28 + 1, "", "张三", 50, "", "") for day in range(10)])
    many = few.take(np.tile(np.arange(len(few)), 2000))
    serials = np.array([f"S{place}" for place in range(len(many))], dtype=object)
    lines = Table(
        BankLine, {**many.columns, "bank_serial": serials, "document_no": numbers[: len(many)]}, many.row, many.origin,
        few.origins,
    )  # fmt: skip
    began = perf_counter()
    result = run(lines, policies)
    assert perf_counter() - began < 20
    assert result.ties
